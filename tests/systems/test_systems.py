"""The book in real reading systems, as they paint it: by day and night, in large type, in one face, on a phone."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest

Report = dict[str, Any]

SYSTEMS = sorted(adapter.stem for adapter in (Path(__file__).parent / "adapters").glob("*.js"))
SETTINGS = ("day", "night", "sepia", "large", "face", "narrow")
PAPERS = {"night": (18, 18, 18), "sepia": (244, 236, 216)}
KINDS = {"letter", "note", "telegram", "email", "messages"}
INSET_EM = 0.75  # on one side: more than a reader takes for a mistake


@pytest.fixture(params=[(system, setting) for system in SYSTEMS for setting in SETTINGS], ids="-".join)
def shown(request: pytest.FixtureRequest, reports: dict[str, Future[dict[str, Report]]]) -> tuple[str, Report]:
    """The name of a setting, and what a system in it made of the book."""
    system, setting = request.param
    return setting, reports[system].result()[setting]


def told(letter: Report, setting: str) -> bool:
    """Whether a letter is told from the prose by an inset, a rule, or a face that the reader left alone."""
    return bool(max(letter["inset"]) >= INSET_EM or letter["rules"] or (letter["face"] and setting != "face"))


def test_the_setting_is_what_was_asked_for(shown: tuple[str, Report]) -> None:
    setting, report = shown
    assert tuple(round(value * 255) for value in report["paper"][:3]) == PAPERS.get(setting, (255, 255, 255))


def test_nothing_fails_and_nothing_is_fetched_from_elsewhere(shown: tuple[str, Report]) -> None:
    assert shown[1]["faults"] == []


def test_each_kind_of_letter_is_told_from_the_prose(shown: tuple[str, Report]) -> None:
    setting, report = shown
    assert {letter["kind"] for letter in report["letters"]} >= KINDS
    assert [letter for letter in report["letters"] if not told(letter, setting)] == []


def test_all_text_is_told_from_its_paper(shown: tuple[str, Report]) -> None:
    assert shown[1]["faint"] == []


def test_nothing_leaves_its_column(shown: tuple[str, Report]) -> None:
    assert shown[1]["overflow"] == []


def test_links_lead_to_their_places(shown: tuple[str, Report]) -> None:
    links = shown[1]["links"]
    assert links
    assert [link for link in links if not link["landed"]] == []


def test_the_contents_lead_to_their_places(shown: tuple[str, Report]) -> None:
    toc = shown[1]["toc"]
    assert toc["own"] == toc["book"] > 0
    assert [entry for entry in toc["followed"] if not entry["landed"] or entry["own"] != entry["label"]] == []


def test_the_page_list_leads_to_the_pages(shown: tuple[str, Report]) -> None:
    """The mark is on the page that is shown and bears the label; a system that names the page names one in view."""
    pages = shown[1]["pages"]
    assert pages["own"] == pages["book"] > 0
    assert [entry for entry in pages["followed"] if not entry["landed"] or entry["mark"] != entry["label"]] == []
    assert [entry for entry in pages["followed"] if entry["page"] not in (None, *entry["inView"])] == []


BROKEN = """
.letter { margin: 0 !important; padding: 0 !important; border: 0 !important }
.telegram p { color: #999 }
.note { margin-right: -4em }
"""


def test_a_book_with_faults_is_caught(browser: str, book: Path, tmp_path: Path, run_script: Callable[..., Any]) -> None:
    """The checks see what they are there for: no shape, faint text, a box beyond its column, a link to nowhere."""
    broken = tmp_path / "broken.epub"
    with zipfile.ZipFile(book) as before, zipfile.ZipFile(broken, "w") as after:
        for entry in before.infolist():
            data = before.read(entry)
            if entry.filename.endswith("classic.css"):
                data += BROKEN.encode()
            if entry.filename.endswith("nav.xhtml"):
                data = data.replace(b'#page-2"', b'#page-none"')
            after.writestr(entry, data)
    report = run_script("run.mjs", "--epub", broken, "--system", "foliate", "--settings", "day")["day"]
    shapeless = [letter for letter in report["letters"] if letter["kind"] == "letter" and not told(letter, "face")]
    assert len(shapeless) == sum(letter["kind"] == "letter" for letter in report["letters"]) > 0
    assert any("contrast" in fault for fault in report["faint"])
    assert any("wider" in fault for fault in report["overflow"])
    assert [entry["href"].partition("#")[2] for entry in report["pages"]["followed"] if not entry["landed"]] == [
        "page-none"
    ]
