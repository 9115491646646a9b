"""Emphasis: what a typist or an archive made of it becomes plain `em` and `strong`.

Enters: a tree with nested, split and empty `em`, with `i` and `b`.  Leaves: `em` and `strong`, never one within its
like, never empty, with no space at either end.  Never moves a letter or a mark of punctuation in or out.
"""

from __future__ import annotations

from itertools import pairwise

from typeset.ledger import Ledger
from typeset.model import Element, unwrap, xhtml

_PLAIN = {xhtml("i"): xhtml("em"), xhtml("b"): xhtml("strong")}
_KINDS = (xhtml("em"), xhtml("strong"))
# A space at an emphasis' edge says nothing where a mark follows or has opened: "<em>Emma </em>," and "“<em> Is".
_CLOSERS, _OPENERS = frozenset(",.;:!?…)]”’"), frozenset("([“‘„‚")
# A narrow no-break space belongs to the mark beside it, and stays.
_SPACES = " \t\n\r\xa0"
_MEDIA = frozenset({xhtml("img")})


def emphasis(tree: Element, ledger: Ledger, language: str) -> Element:
    """Repair the emphasis of every block; the tree is changed in place."""
    for element in tree.iter(*_PLAIN):
        element.tag = _PLAIN[str(element.tag)]
    # From the innermost, so that what is moved is never a deep tree.
    for element in reversed(list(tree.iter(*_KINDS))):
        if _within_its_like(element):
            unwrap(element)
    for element in reversed(list(tree.iter(*_KINDS))):
        if not _holds_anything(element):
            unwrap(element)
    for element in list(tree.iter(*_KINDS)):
        if element.getparent() is not None:
            _join_next(element)
    for element in reversed(list(tree.iter(*_KINDS))):
        _move_spaces_out(element)
    return tree


def _append(parent: Element, before: Element | None, text: str | None) -> None:
    if before is None:
        parent.text = (parent.text or "") + (text or "") or None
    else:
        _append_tail(before, text)


def _append_tail(element: Element, text: str | None) -> None:
    element.tail = (element.tail or "") + (text or "") or None


def _within_its_like(element: Element) -> bool:
    return next(element.iterancestors(str(element.tag)), None) is not None


def _join_next(element: Element) -> None:
    """Take in the following siblings of the same kind that nothing but spaces part from this one."""
    split = [element]
    following = element.getnext()
    while following is not None and following.tag == element.tag and following.items() == element.items():
        if (split[-1].tail or "").strip():
            break
        split.append(following)
        following = following.getnext()
    parent = element.getparent()
    if parent is None or len(split) == 1:
        return
    last, words = (element[-1] if len(element) else None), []
    for before, part in pairwise(split):
        words += [before.tail or "", part.text or ""]
        if len(part):
            _append(element, last, "".join(words))
            element.extend(list(part))
            last, words = element[-1], []
    _append(element, last, "".join(words))
    element.tail, split[-1].tail = split[-1].tail, None
    for part in split[1:]:
        part.tail = None
        parent.remove(part)


def _holds_anything(element: Element) -> bool:
    return any(text.strip() for text in element.itertext()) or any(child.tag in _MEDIA for child in element.iter())


def _move_spaces_out(element: Element) -> None:
    text = element.text or ""
    words = text.lstrip(_SPACES)
    parent = element.getparent()
    if words != text and parent is not None:
        element.text = words or None
        previous = element.getprevious()
        before = parent.text if previous is None else previous.tail
        if (before or "")[-1:] not in _OPENERS:
            _append(parent, previous, text[: len(text) - len(words)])
    last = element[-1] if len(element) else None
    text = (element.text if last is None else last.tail) or ""
    words = text.rstrip(_SPACES)
    if words != text:
        if last is None:
            element.text = words or None
        else:
            last.tail = words or None
        tail = element.tail or ""
        element.tail = tail if tail[:1] in _CLOSERS else text[len(words) :] + tail
