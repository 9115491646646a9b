"""Volumes of our own to print, and PDFs to look into."""

from __future__ import annotations

import datetime as dt
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pikepdf
from lxml import etree

from typeset import pdf
from typeset.matter import CleanStory, assemble
from typeset.model import Element, Metadata, Sheet, Volume
from typeset.styles import cascade

DATE = dt.datetime(2024, 5, 6, 7, 8, 9, tzinfo=dt.UTC)
LONG = """The tide-waiter at Hollin kept his ledgers in three colours, and nobody had ever asked him why. Black was for
what came in and blue for what went out; the red he used so seldom that the bottle had to be stood in warm water
first, and when he did use it he went home early and spoke to no one until the morning."""

STORIES = {
    "The Red Bottle": f"""
<p>{LONG}</p>
<p>“It is for <em>mistakes</em>,” his wife said. Ænon Þorkel’s naïve café; 1,914 crates of it.</p>
<blockquote class="letter" data-hand="round"><header>
  <p class="letterhead">Custom House, Hollin</p><p class="dateline"><time datetime="1911-05-04">4 May 1911</time></p>
  <p class="address">Mrs. R. Vane<br/>Quay Street</p><p class="salutation">Dear Ruth,</p></header>
  <p class="heading">The red ink</p><p>{LONG}</p><p>Do not wait supper.</p>
  <footer><p class="valediction">Yours, in some haste and with every apology,</p><p class="signature">Abel</p>
  <p class="postscript">P.S. The cat is in the bonded store.</p></footer></blockquote>
<blockquote class="letter" data-hand="copperplate"><header><p class="dateline">5 May</p></header>
  <p>Supper has been waited.</p><footer><p class="signature">Ruth</p></footer></blockquote>
<p>{LONG}</p>
<hr class="scene-break"/>
<p>He went home early.</p>
<blockquote class="telegram"><header><p class="dateline">Carrow, 6 May</p><p class="address">Vane, Hollin</p></header>
  <p>Ledger found stop red ink everywhere stop come</p><footer><p class="signature">Board</p></footer></blockquote>
<blockquote class="note"><p>Gone to Carrow. Feed the cat.</p></blockquote>
""",
    "Two Keepers, or What the Register of the Lamp Office Did Not Say": f"""
<blockquote class="letter" data-hand="italic"><header><p class="salutation">Sir,</p></header><p>{LONG}</p>
  <blockquote class="letter" data-hand="typewriter"><header><p class="dateline">Monday</p></header><p>{LONG}</p>
  <p>{LONG}</p><footer><p class="signature">The Clerk</p></footer></blockquote>
  <p>I enclose it as it came.</p><footer><p class="valediction">Obediently,</p></footer></blockquote>
<h2>The boat</h2><p>{LONG}</p><h3>And the other</h3>
<blockquote class="email"><header><dl><dt>From</dt><dd>Ida</dd><dt>Subject</dt><dd>The lamp</dd></dl></header>
  <p class="salutation">Tom,</p><p>{LONG}</p><footer><p class="valediction">Best,</p></footer></blockquote>
<p>{LONG}</p>
<blockquote class="messages"><ol>
  <li><span class="speaker">Tom</span> <span class="time">02:09</span> <span class="text">are you going up</span></li>
  <li><span class="speaker">Ida</span> <span class="time"><time datetime="02:10">02:10</time></span>
    <span class="text">{LONG}</span></li>
</ol></blockquote>
<blockquote class="verse"><p>The lamp that burns by water<br/>burns longer than it ought to</p></blockquote>
<ul><li>oil</li><li>wick</li></ul><table><tr><td>Ness</td><td>12 s.</td></tr></table>
<p>Nobody wrote that <strong>down</strong>.</p>
<aside class="authors-note"><h2>Author’s note</h2><p>Written on a ferry.</p></aside>
""",
}


def story(title: str, blocks: str, author: str | None = None) -> CleanStory:
    return CleanStory(
        title, etree.fromstring(f'<section xmlns="http://www.w3.org/1999/xhtml">{blocks}</section>'), author
    )


def bind(stories: dict[str, str], title: str = "The Bonded Store") -> Volume:
    metadata = Metadata(
        title, ("Abel Vane", "R. Quay"), "en-GB", DATE, subtitle="and other lapses", publisher="The Slip"
    )
    return assemble(metadata, [story(name, blocks, "Abel Vane") for name, blocks in stories.items()])


@dataclass(frozen=True)
class Printed:
    """A PDF that was written, and what its writer said."""

    path: Path
    report: pdf.PrintReport

    @property
    def bytes(self) -> bytes:
        return self.path.read_bytes()

    @cached_property
    def document(self) -> pikepdf.Pdf:
        return pikepdf.open(self.path)

    def pages(self) -> list[pikepdf.Page]:
        return list(self.document.pages)

    def text(self, first: int = 1, last: int = 9999) -> str:
        """The words of the text area (no running heads, no folios), in the order in which they are painted."""
        area = ["-x", "0", "-y", "60", "-W", "432", "-H", "508"]
        command = ["pdftotext", "-raw", "-r", "72", "-f", str(first), "-l", str(last), *area, str(self.path), "-"]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def print_volume(
    volume: Volume, path: Path, css: str = "", settings: pdf.PrintSettings | None = None, theme: str = "classic"
) -> Printed:
    user: Sequence[Sheet] = [Sheet("my-letters.css", css, path.parent, own=False)] if css else []
    report = pdf.write(volume, cascade("print", theme, user), settings or pdf.PrintSettings(), path)
    return Printed(path, report)


def baselines(page: pikepdf.Page) -> Iterator[tuple[float, float]]:
    """(x, y) in points from the page's top left corner of each run of text, as the content stream places it."""
    matrix, saved = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), []
    height = float(page.mediabox[3])
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "q":
                saved.append(matrix)
            case "Q":
                matrix = saved.pop()
            case "cm":
                matrix = _times(tuple(float(v) for v in operands), matrix)
            case "Tm":
                placed = _times(tuple(float(v) for v in operands), matrix)
                yield placed[4], height - placed[5]


def _times(m: tuple[float, ...], n: tuple[float, ...]) -> tuple[float, ...]:
    a, b, c, d, e, f = m
    p, q, r, s, t, u = n
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def tree(xml: str) -> Element:
    """A tree as `compose` works on it: without namespaces."""
    return etree.fromstring(xml)
