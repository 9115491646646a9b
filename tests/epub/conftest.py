"""Volumes of our own to write, and EPUBs to look into."""

from __future__ import annotations

import base64
import datetime as dt
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from lxml import etree

from typeset import epub
from typeset.illustrations import Illustration
from typeset.matter import CleanStory, assemble
from typeset.model import EPUB_NS, XHTML_NS, Element, Metadata, Picture, Sheet, Volume
from typeset.styles import cascade

DATE = dt.datetime(2024, 5, 6, 7, 8, 9, tzinfo=dt.UTC)

# A white point.
PNG = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAsTj2FAAAAABJRU5ErkJggg==")
PICTURES = {"images/story-1-1.png": Illustration("image/png", 1, 1, PNG, PNG, "lamp.png")}

STORY = """
<p>The lighthouse at Ness had three clocks, and the keeper wound the two that were wrong.</p>
<blockquote class="letter" data-hand="round" epub:type="z3998:letter" aria-label="Letter from Ida to Tom, 4 May"
  data-sender="Ida" data-recipient="Tom" data-date="4 May">
  <header>
    <p class="letterhead">The Lamp Office, Carrow</p>
    <p class="dateline" epub:type="se:letter.dateline"><time datetime="--05-04">4 May</time></p>
    <p class="address">Mr. T. Arkle<br/>Ness</p>
    <p class="salutation" epub:type="z3998:salutation">Dear <span epub:type="z3998:recipient">Tom</span>,</p>
  </header>
  <p class="heading">Your third clock</p>
  <p>It is the <em>third</em> one that they mean to send for.</p>
  <blockquote class="note" epub:type="z3998:letter" aria-label="Note to Ida" data-recipient="Ida">
    <p>Wind it, whatever he says.</p>
  </blockquote>
  <footer>
    <p class="valediction" epub:type="z3998:valediction">Yours, in haste,</p>
    <p class="signature" epub:type="z3998:signature z3998:sender">Ida</p>
    <p class="postscript" epub:type="z3998:postscript">P.S. Burn the tide table.</p>
  </footer>
</blockquote>
<hr class="scene-break"/>
<p>He burned it. Ænon Þorkel’s café—naïve “as ever”… 灯台 🌊 said &lt;nothing&gt; &amp; left.</p>
<blockquote class="telegram" epub:type="z3998:letter" aria-label="Telegram to Tom" data-recipient="Tom">
  <header><p class="dateline">Carrow, <time datetime="1996">1996</time></p><p class="address">Arkle, Ness</p></header>
  <p>Clock leaving stop keep lamp lit stop</p>
  <footer><p class="signature">Ida</p></footer>
</blockquote>
<h2>The boat</h2>
<blockquote class="email" epub:type="z3998:letter" aria-label="Email from Ruth to Tom"
  data-sender="Ruth" data-recipient="Tom" data-date="Sun, 5 May 1996 18:12:03 +0100">
  <header><dl><dt>From</dt><dd>Ruth</dd>
  <dt>Date</dt><dd><time datetime="1996-05-05T18:12:03+01:00">Sun, 5 May 1996 18:12:03 +0100</time></dd>
  <dt>Subject</dt><dd>The winder</dd></dl></header>
  <p class="salutation">Tom,</p><p>It came up with the nets.</p>
  <footer><p class="valediction">Best,</p><p class="signature">R.</p></footer>
</blockquote>
<blockquote class="messages" epub:type="z3998:letter" aria-label="Messages between Tom and Ruth"
  data-sender="Tom" data-recipient="Ruth">
  <ol>
    <li><span class="speaker">Tom</span>
      <span class="time"><time datetime="1996-05-06T02:09">6/5/96, 02:09</time></span>
      <span class="text">going?</span></li>
    <li><span class="speaker">Ruth</span>
      <span class="time"><time datetime="02:10">02:10</time></span> <span class="text">never stopped</span></li>
  </ol>
</blockquote>
<p lang="cy">Nos da,</p>
<ul><li>oil</li><li>wick</li></ul>
<table><tr><th>Clock</th><td>slow</td></tr></table>
<p>See <a href="https://example.org/tides">the tides</a>, <a href="/works/12">the archive</a>
  or <a href="#story-2">the other story</a>.</p>
<figure><img src="images/story-1-1.png" alt="The lamp, lit"/><figcaption>Ness, 1911</figcaption></figure>
<aside class="authors-note"><h2>Note</h2><p>Written at sea.</p></aside>
"""


ANSWERS = """
<p>Nothing came for a week.</p>
<blockquote class="letter" epub:type="z3998:letter" aria-label="Letter from Tom to Ida, 12 May" data-sender="Tom"
  data-recipient="Ida" data-date="12 May"><p>The third clock is stopped.</p></blockquote>
<p>Nor for another.</p>
<blockquote class="letter" epub:type="z3998:letter" aria-label="Letter from Tom to Ida (continued)" data-sender="Tom"
  data-recipient="Ida" data-continues="1"><p>And so is the fourth.</p></blockquote>
"""


def section(blocks: str) -> Element:
    return etree.fromstring(f'<section xmlns="{XHTML_NS}" xmlns:epub="{EPUB_NS}">{blocks}</section>')


@pytest.fixture
def volume_of() -> Callable[..., Volume]:
    """A volume of (title, author, blocks as XHTML) stories; keyword arguments are metadata."""

    def make(*stories: tuple[str, str | None, str], link_letters: bool = False, **metadata: object) -> Volume:
        known = {"title": "The Three Clocks", "authors": ("Ida Marsh",), "language": "en-GB", "date": DATE, **metadata}
        clean = [CleanStory(title, section(blocks), author) for title, author, blocks in stories]
        return assemble(Metadata(**known), clean, PICTURES, link_letters=link_letters)  # type: ignore[arg-type]

    return make


@pytest.fixture
def volume(volume_of: Callable[..., Volume]) -> Volume:
    """Two stories with every kind of correspondence and every element of the vocabulary."""
    return volume_of(
        ("Winding", "Ida Marsh", STORY),
        ("What the Harbour-Master Wrote Down on the Back of the Tide Table & Why <Nobody> Asked", "R. Arkle",
         "<p>He wrote it down, and nobody in the harbour office ever asked him what it was.</p>"),
        subtitle="two stories", publisher="Ness Press", isbn="978-0-306-40615-7", series="Lamps", editor="Una Dee",
        rights="© the authors", licence="https://creativecommons.org/licenses/by/4.0/", published="2024-05",
        description="Two stories.", subjects=("Clocks", "Letters"),
    )  # fmt: skip


@pytest.fixture
def linked(volume_of: Callable[..., Volume]) -> Volume:
    """Two stories whose letters lead from one to the next, over both; one of them is broken into."""
    return volume_of(("Winding", None, STORY), ("Unwinding", None, ANSWERS), link_letters=True)


class Opened:
    """An EPUB's files by name."""

    def __init__(self, path: Path) -> None:
        with zipfile.ZipFile(path) as archive:
            self.entries = archive.infolist()
            self.files = {entry.filename: archive.read(entry) for entry in self.entries}

    def xml(self, name: str) -> Element:
        return etree.fromstring(self.files[f"EPUB/{name}"])

    def text(self, name: str) -> str:
        return self.files[f"EPUB/{name}"].decode()

    def names(self, folder: str) -> set[str]:
        return {name.rpartition("/")[2] for name in self.files if name.startswith(folder)}


@pytest.fixture
def opened() -> Callable[[Path], Opened]:
    """Open an EPUB."""
    return Opened


@pytest.fixture
def written(tmp_path: Path) -> Callable[..., Opened]:
    """Write a volume and open what was written."""

    def write(volume: Volume, sheets: Sequence[Sheet] = (), cover: Picture | None = None) -> Opened:
        path = tmp_path / "book.epub"
        epub.draft(volume, sheets, cover).write(path)
        return Opened(path)

    return write


@pytest.fixture(scope="session")
def ebook_sheets() -> tuple[Sheet, ...]:
    return cascade("ebook", "classic")
