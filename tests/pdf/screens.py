"""Volumes whose screen PDF is read back: one with all that may stand in a story, one of letters alone."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

from lxml import etree
from PIL import Image
from specimens import DATE, LONG, STORIES, bind
from tagged import Tagged

from typeset import pdf
from typeset.illustrations import Illustration
from typeset.matter import CleanStory, assemble
from typeset.model import Metadata, Sheet, Volume
from typeset.pdf import PrintSettings
from typeset.styles import cascade

# So many rows that the table takes more than a page.
ROWS = "".join(f"<tr><td>Ness {number}</td><td>12 s.</td></tr>" for number in range(45))
ODDS = f"""
<h3>The oil</h3><p>{LONG}</p>
<ul><li>oil<ul><li>whale</li><li>colza</li></ul></li><li>wick</li></ul>
<ol><li>one</li><li><p>two</p><p>more of two</p></li></ol>
<dl><dt>Ness</dt><dd>a light</dd><dd>a rock</dd><dt>Skerry</dt><dt>Stack</dt><dd>a rock too</dd></dl>
<table><caption>Lights</caption><thead><tr><th>Light</th><th>Cost</th></tr></thead><tbody>{ROWS}</tbody></table>
<table><tr><th>Ness</th><td colspan="2">12 s.</td></tr><tr><th>Skerry</th><td>14 s.</td><td>oil</td></tr></table>
<p>See <a href="https://example.org/lights">the light list</a>, <a href="#gone">no place</a> and
<a href="#story-2">the <em>other</em> story</a>.</p>
<p xml:lang="fr">Il y avait un phare, <em>dit-on</em>, et <span xml:lang="de">keine Lampe</span>.</p>
<h2>The wick</h2><p>He said—and meant—it: x<sup>2</sup>, H<sub>2</sub>O and <span class="underlined">no</span> more.</p>
<hr class="scene-break"/><p>{LONG}</p>
<figure><img src="images/0.png" alt="A lamp on a rock"/><figcaption>The lamp</figcaption></figure>
<figure><img src="images/0.png" alt="" role="presentation"/></figure>
"""
EXCHANGE = {
    f"story {number}": "".join(
        f'<blockquote class="letter" data-sender="{sender}" data-recipient="{recipient}" data-date="{date}"'
        f' aria-label="Letter from {sender} to {recipient}, {date}">'
        f'<header><p class="salutation">Dear {recipient},</p></header><p>{LONG}</p>{"<p>So it is.</p>" * 12}'
        f'<footer><p class="signature">{sender}</p></footer></blockquote><p>It came late.</p>'
        for sender, recipient, date in letters
    )
    for number, letters in enumerate(
        [[("Ida", "Tom", "May 3"), ("Tom", "Ida", "May 5"), ("Ida", "Ruth", "May 6")], [("Ida", "Tom", "May 9")]]
    )
}


def png() -> Illustration:
    data = io.BytesIO()
    Image.new("L", (900, 450), 128).save(data, "PNG")
    return Illustration("image/png", 900, 450, data.getvalue(), data.getvalue(), "lamp.png")


def screen_of(volume: Volume, path: Path, css: str = "", settings: PrintSettings | None = None) -> Tagged:
    user = [Sheet("my.css", css, path.parent, own=False)] if css else []
    pdf.write(volume, cascade("print", "classic", user), settings or PrintSettings(), None, path)
    return Tagged(path)


def odd_volume() -> Volume:
    return replace(bind({"Odds": ODDS, **STORIES}), pictures={"images/0.png": png()})


def exchange_volume() -> Volume:
    stories = [
        CleanStory(
            title,
            etree.fromstring(f'<section xmlns="http://www.w3.org/1999/xhtml"><p>It came.</p>{blocks}</section>'),
        )
        for title, blocks in EXCHANGE.items()
    ]
    return assemble(Metadata("The Long Exchange", ("R. Quay",), "en-GB", DATE), stories, link_letters=True)
