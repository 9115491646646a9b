"""What archives say of a work is kept as data, and the text is as it was."""

from __future__ import annotations

from typeset import readers
from typeset.model import text_of

DOWNLOAD = """<!DOCTYPE html><html lang="en"><head><title>The Lamp</title></head><body>
<div id="preface"><div class="meta"><dl class="tags">
  <dt>Rating:</dt><dd><a href="https://example.org/t">Teen And Up</a></dd>
  <dt>Archive Warnings:</dt><dd><a href="https://example.org/a">Shipwreck</a>, <a href="https://example.org/b">Fog</a></dd>
  <dt>Series:</dt><dd><a href="/works/1">← Previous Work</a> Part 2 of <a href="/series/1">Lamps</a></dd>
  <dt>Language:</dt><dd>English</dd>
  <dt>Stats:</dt><dd>
    Published: 2020-01-02
    Words: 12
  </dd>
</dl><h1>The Lamp</h1><div class="byline">by <a rel="author" href="https://example.org/u">Ida</a></div>
<p>Summary</p><blockquote class="userstuff"><p>A lamp goes out.</p><p>It is lit again.</p></blockquote>
<p>Notes</p><blockquote class="userstuff"><p>For Tom.</p></blockquote></div></div>
<div id="chapters" class="userstuff"><p>The lamp went out at nine.</p></div></body></html>"""

PAGE = """<!DOCTYPE html><html><body><dl class="work meta group">
<dt class="rating tags">Rating:</dt><dd class="rating tags"><ul><li><a href="/t">Gen</a></li></ul></dd>
<dt class="stats">Stats:</dt><dd class="stats">
<dl class="stats"><dt>Words:</dt><dd>7</dd><dt>Kudos:</dt><dd>2</dd></dl></dd>
</dl><div id="workskin"><div class="userstuff"><p>The lamp went out at nine o’clock.</p></div></div></body></html>"""


def test_a_download() -> None:
    raw = readers.read(DOWNLOAD.encode(), "lamp.html")
    assert dict(raw.tags) == {
        "Rating": ("Teen And Up",),
        "Archive Warnings": ("Shipwreck", "Fog"),
        "Series": ("Lamps",),
        "Language": ("English",),
        "Stats": ("Published: 2020-01-02", "Words: 12"),
        "Summary": ("A lamp goes out.", "It is lit again."),
    }
    assert "The lamp went out" in text_of(raw.tree)


def test_a_page() -> None:
    assert dict(readers.read(PAGE.encode(), "page.html").tags) == {
        "Rating": ("Gen",),
        "Stats": ("Words: 7", "Kudos: 2"),
    }


def test_a_list_of_the_story_is_none() -> None:
    story = "<p>He wrote:</p><dl><dt>Oil</dt><dd>two tins</dd></dl><p>and no more.</p>"
    assert dict(readers.read(story.encode(), "story.html").tags) == {}


def test_head_lines_of_a_text() -> None:
    text = (
        "Title: The Lamp\nRating: T\nWarnings: fog, drowning\nWords: 20\n\nThe lamp went out at nine.\nIt was dark.\n"
    )
    assert dict(readers.read(text.encode(), "lamp.txt").tags) == {"Rating": ("T",), "Warnings": ("fog, drowning",)}


def test_a_page_that_was_pasted() -> None:
    lines = [
        "Rating:", "General", "Fandoms:", "The Lamp Office", "Lighthouses", "Stats:", "Published:", "2020-01-02",
        "The Lamp", "Ida", "Summary:", "A lamp goes out.", "Notes:", "For Tom.", "Work Text:", "It went out.", "Dark.",
    ]  # fmt: skip
    assert dict(readers.read("\n\n".join(lines).encode(), "paste.txt").tags) == {
        "Rating": ("General",),
        "Fandoms": ("The Lamp Office", "Lighthouses"),
        "Summary": ("A lamp goes out.",),
    }


def test_one_line_that_looks_like_a_label_says_nothing() -> None:
    text = "Warnings: he had given them all.\nNobody had listened, and so they drowned.\nIt was dark.\n"
    assert dict(readers.read(text.encode(), "story.txt").tags) == {}
