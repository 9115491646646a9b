"""Scene breaks: ornament lines, rules and wide gaps become `hr.scene-break`.

Enters: a tree with lines like `* * *` or `~~~♡~~~`, `hr`s, and blocks that carry the blank lines before them.
Leaves: `hr`s.  One that comes of a gap alone keeps `data-gap`, the number of blank lines, since beside a letter a gap
is often a lost signature or mere white space, which the letters' room has to judge.  Never leaves a break at a story's
start or end, two in succession, or one that repeats what a heading says.

Runs before the spaces are set right, so that what it names as cut is in the source.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from typeset.ledger import Ledger
from typeset.model import GAP, Element, local, new, text_of, xhtml
from typeset.passes.flow import UNSEEN, block_number

_LINES = tuple(xhtml(tag) for tag in ("p", "h1", "h2", "h3"))
_HEADINGS = frozenset(xhtml(tag) for tag in ("h1", "h2", "h3"))
_HR, _ASIDE = xhtml("hr"), xhtml("aside")
# What may hold a scene break.
_FLOW = frozenset(xhtml(tag) for tag in ("section", "blockquote", "aside"))

_LONGEST = 80
_TOKEN = re.compile(r"[^\W_]+")
# Letters that are there for their shapes, one kind in a word.
_SHAPES = re.compile(r"[oO0]+|[xX]+|[oOxX0]+|[vV]+|[wW]+|[uU]+|[zZ]+|[qQ]+|[sS]+")
# Those that need nothing drawn round them: oOo and ooo, xXx but not xxx or Xoxo, which are kisses.
_BARE = re.compile(r"[oO0]{3,}|(?=.*x)(?=.*X)(?!(?i:(?:xo)+x?)$)[xXoO0]{3,}")
_NAMED = re.compile(r"(?:line|page|scene|section)[ -]?break(?:er)?", re.IGNORECASE)
_FACE = re.compile(
    r"[:;=8xX][-~'^o]?[()\[\]{}|/\\<>*]|[()\[\]][-~'^]?[:;=]|[\^>.~;-]_[\^<.~;-]|[\^>]\.[\^<]|\\o/|"
    "[\U0001f600-\U0001f64f\U0001f90c-\U0001f97f]+"
)
# Signs of a sentence: a line of these alone is a silence, or a question, that someone is given.
_SPEECH = frozenset(".,:;!?¡¿…()[]{}'\"\\|`´%$&@ \xa0\u202f\u2009\u200a")
# What makes one sign of several, or sets the form of one; and the white space that is no separator.
_JOINERS = "\ufe0e\ufe0f\u200d\t\n"
_SPACED_DOTS = re.compile(r"[.·•](?:[\s\xa0]+[.·•]){2,}")

# A gap is a wider one than usual if at most this share of the blocks have one so wide.
_RARE = 1 / 3


def scene_breaks(tree: Element, ledger: Ledger, language: str) -> Element:
    """Make every scene break an `hr`; the tree is changed in place."""
    _from_ornaments(tree, ledger)
    for rule in tree.iter(_HR):
        rule.set("class", "scene-break")
    _from_gaps(tree)
    tidy_breaks(tree)
    return tree


def tidy_breaks(tree: Element) -> None:
    """Take out, in place, the breaks that break nothing: doubled ones, those at a story's ends or under a heading."""
    for rule in list(tree.iter(_HR)):
        _tidy(rule)


def is_ornament(text: str) -> bool:
    """Whether a line stands for a break in the story: no words, or the words "scene break"; not a kiss or a smile."""
    line = (text if text.isprintable() else UNSEEN.sub("", text)).strip()
    if not _TOKEN.search(line):
        return bool(_SPACED_DOTS.fullmatch(line)) or _is_drawn(line)
    if len(line) > _LONGEST:
        return False
    tokens = _TOKEN.findall(line)
    signs = _TOKEN.sub("", line)
    if _NAMED.fullmatch(" ".join(tokens)):
        return all(unicodedata.category(c)[0] in "PSZM" for c in signs)
    if not all(_SHAPES.fullmatch(token) for token in tokens) or not all(_is_sign(c) for c in signs):
        return False
    decorated = not line[0].isalnum() and not line[-1].isalnum() and line[-1] not in ".!?,…"
    if len(tokens) > 1:
        # Kisses come as "x x", "xx xx"; a row as long as a rule does not.
        return decorated or len(tokens) > 2
    return bool(_BARE.fullmatch(tokens[0])) or (decorated and not line.startswith("("))


def _is_drawn(line: str) -> bool:
    """Whether a line without letters is drawn, not said."""
    return (
        all(_is_sign(c) for c in line)
        and any(c not in _SPEECH for c in line)
        and not any(c in "!?" for c in line)
        and not (len(line) <= 5 and _FACE.fullmatch(line))
        and (len(line) > 1 or line not in "+/^<>|")
    )


def _is_sign(character: str) -> bool:
    if character in _JOINERS:
        return True
    category = unicodedata.category(character)
    return category[0] in "PSZ" and category not in ("Pi", "Pf") and character not in "\"'„‚"


def _from_ornaments(tree: Element, ledger: Ledger) -> None:
    for line in list(tree.iter(*_LINES)):
        parent = line.getparent()
        if parent is None or parent.tag not in _FLOW or line.find(f".//{xhtml('img')}") is not None:
            continue
        text = text_of(line)
        if not is_ornament(text):
            continue
        number = block_number(line)
        for word in _TOKEN.findall(text):
            ledger.cut(number, word, "ornament")
        rule = new("hr", class_="scene-break")
        rule.tail, line.tail = line.tail, None
        parent.replace(line, rule)


def _from_gaps(tree: Element) -> None:
    usual = _usual_gap(tree)
    for block in list(tree):
        before = block.getprevious()
        gap = int(block.get(GAP) or 0)
        if gap > usual and before is not None and before.tag != _HR and block.tag != _HR:
            block.addprevious(new("hr", class_="scene-break", data_gap=str(gap)))


def _usual_gap(tree: Element) -> int:
    """The blank lines between two paragraphs in this text: the fewest that all but a few of its blocks keep to."""
    counts = Counter(int(block.get(GAP) or 0) for block in list(tree)[1:] if block.tag != _HR and block.get(GAP))
    total, wider = counts.total(), counts.total()
    for gap in sorted(counts):
        wider -= counts[gap]
        if wider <= _RARE * total:
            return gap
    return 0


def _tidy(rule: Element) -> None:
    """Take out a break that breaks nothing."""
    parent, before, after = rule.getparent(), rule.getprevious(), rule.getnext()
    if parent is None:
        return
    doubled = before is not None and before.tag == _HR
    if doubled and before is not None and rule.get(GAP) is None:
        before.attrib.pop(GAP, "")
    by_heading = before is not None and before.tag in _HEADINGS
    of_heading = after is not None and after.tag in _HEADINGS and rule.get(GAP) is not None
    if doubled or by_heading or of_heading or _opens(rule) or _closes(rule):
        parent.remove(rule)


def _opens(rule: Element) -> bool:
    """Whether nothing of the story stands before a break in its parent."""
    return all(sibling.tag in _HEADINGS or sibling.tag == _ASIDE for sibling in rule.itersiblings(preceding=True))


def _closes(rule: Element) -> bool:
    return all(sibling.tag in (_ASIDE, _HR) for sibling in rule.itersiblings() if local(sibling))
