"""Leaders: their points stand in columns, end before the widest folio, and the folios at the edge of the text."""

from __future__ import annotations

from pathlib import Path

import pikepdf
from specimens import bind, print_volume

from typeset.pdf.settings import PrintSettings

LINES = "<p>No boat.</p>" * 30


def points(page: pikepdf.Page) -> dict[float, list[float]]:
    """The places (pt) of what is painted in each line of a page, left to right."""
    from specimens import baselines

    rows: dict[float, list[float]] = {}
    for x, y in baselines(page):
        rows.setdefault(round(y, 1), []).append(round(x, 1))
    return rows


def test_points_stand_in_columns_and_end_together(tmp_path: Path) -> None:
    printed = print_volume(bind({f"Story {'i' * n}": LINES for n in range(12)}), tmp_path / "a.pdf")
    contents = next(
        page
        for number, page in enumerate(printed.pages())
        if "CONTENTS" in printed.text(number + 1, number + 1).upper()
    )
    rows = [xs for xs in points(contents).values() if len(xs) > 10]
    assert len(rows) == 12
    # The last two of a line are the space before its folio, and the folio.
    columns = {x for xs in rows for x in xs[1:-2]}
    steps = {round(b - a, 1) for a, b in zip(sorted(columns), sorted(columns)[1:], strict=False)}
    assert len(steps) <= 2 and max(steps) - min(steps) <= 0.1
    assert len({max(xs[1:-2]) for xs in rows}) == 1


def test_a_leader_without_room_has_no_points(tmp_path: Path) -> None:
    narrow = PrintSettings(trim_width_pt=280)
    title = "The Long and Winding Road to the"
    printed = print_volume(bind({title: LINES, "A": LINES}), tmp_path / "a.pdf", settings=narrow)
    contents = next(
        page
        for number, page in enumerate(printed.pages())
        if "CONTENTS" in printed.text(number + 1, number + 1).upper()
    )
    counts = [len(xs) for xs in points(contents).values()]
    assert max(counts) > 8
    assert not [count for count in counts if 4 < count < 6]
