"""Pictures on the printed page: in whole lines, never larger than the text, as many pixels as there are."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from specimens import LONG, baselines, bind, print_volume, tree

from typeset.illustrations import Illustration
from typeset.model import Element
from typeset.pdf.figures import fit_figures
from typeset.pdf.settings import PrintSettings

PAGE = PrintSettings().on_grid()


def picture(width: int, height: int, media_type: str = "image/png") -> Illustration:
    return Illustration(media_type, width, height, b"", b"", "map.png")


def fitted(blocks: str, *pictures: Illustration) -> tuple[Element, list[str]]:
    section = tree(f"<section>{blocks}</section>")
    named = {f"images/{number}.png": each for number, each in enumerate(pictures)}
    return section, list(fit_figures(section, "A Story", named, PAGE))


@pytest.mark.parametrize(
    ("width", "height", "style"),
    [
        (2080, 1040, "width: 312.00pt; height: 12rlh"),  # 156 pt high: as wide as the text
        (800, 1600, "width: 252.00pt; height: 36rlh"),  # as high as the text
        (40, 10, "width: 30.00pt; height: 1rlh"),  # at its own size
        (9000, 2, "width: 312.00pt; height: 1rlh"),
    ],
)
def test_a_picture_has_whole_lines_and_room(width: int, height: int, style: str) -> None:
    section, _ = fitted('<figure><img src="images/0.png"/></figure>', picture(width, height))
    assert section[0][0].get("style") == style
    assert section[0][0].get("src") == "picture:images/0.png"


def test_what_stands_around_leaves_less_room() -> None:
    captioned = '<figure><img src="images/0.png"/><figcaption>One line</figcaption></figure>'
    section, _ = fitted(f"{captioned}<blockquote>{captioned}</blockquote>", picture(1000, 4000))
    heights = [image.get("style", "").rpartition(" ")[2] for image in section.iter("img")]
    assert heights == ["35rlh", "35rlh"]
    section, _ = fitted('<blockquote><figure><img src="images/0.png"/></figure></blockquote>', picture(1000, 100))
    assert section[0][0][0].get("style", "").startswith("width: 284.00pt")


def test_a_coarse_picture_is_told() -> None:
    blocks = '<figure><img src="images/0.png"{}/></figure>'
    _, told = fitted(blocks.format(""), picture(400, 400))
    assert told == [
        "A Story: the picture “map.png” prints at 96 pixels an inch, 4.2 inches wide, and will look coarse;"
        " give one of 834 pixels or more across"
    ]
    assert fitted(blocks.format(' width="150"'), picture(400, 400))[1] == []
    assert fitted(blocks.format(""), picture(900, 900))[1] == []
    assert fitted(blocks.format(""), picture(40, 40, "image/svg+xml"))[1] == []


def test_lines_below_a_picture_stand_on_the_grid(tmp_path: Path) -> None:
    out = io.BytesIO()
    Image.linear_gradient("L").resize((1000, 700)).save(out, "PNG")
    figure = '<figure><img src="images/a.png" alt="Dusk"/><figcaption>Hollin by night</figcaption></figure>'
    small = '<img class="inline" src="images/b.png" alt=""/>'
    volume = bind({"Dusk": f"<p>{LONG}</p>{figure}<p>{LONG} {small} {LONG}</p>{figure}<p>{LONG}</p>"})
    known = Illustration("image/png", 1000, 700, out.getvalue(), out.getvalue(), "a.png")
    volume = replace(volume, pictures={"images/a.png": known, "images/b.png": known})
    printed = print_volume(volume, tmp_path / "a.pdf")
    assert printed.report.warnings == ()
    story = [[y for _, y in baselines(page) if 62 < y < 566] for page in printed.pages()[6:-1]]
    assert len(story[0]) >= 6 and len({round((y - 62) % 14, 1) for lines in story for y in lines}) == 1
    assert printed.text().count("Hollin by night") == 2
