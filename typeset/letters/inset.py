"""Letters set into the tree: each one a blockquote, its lines marked with what they are.

Enters: a clean tree and its letters.  Leaves: a new tree.  Never adds, drops or moves a word, and never finds a letter.

The markup is that of the design's vocabulary: the head's lines in a `header`, the closing lines in a `footer`, an
email's fields as a `dl`, a chat as an `ol`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy

from typeset.correspondence import note_people
from typeset.letters import lexicon, set_forms, surgery
from typeset.letters.dates import mark_times, written_on
from typeset.letters.framing import Leaves, frame, leaves_of, note_leaves
from typeset.letters.names import name_in_line
from typeset.letters.report import accessible_name, likely_people
from typeset.letters.roles import line_roles
from typeset.letters.set_documents import set_documents
from typeset.letters.terms import KIND_TYPES, ROLE_TYPES, SUBJECT_TYPE
from typeset.letters.view import plain
from typeset.model import BLOCK, EPUB_TYPE, Element, Letter, Role, block_numbers, local, new, text_of, xhtml

_HEAD: frozenset[Role] = frozenset(("letterhead", "address", "dateline", "salutation", "heading"))
_FOOT: frozenset[Role] = frozenset(("valediction", "signature", "postscript", "dateline", "address", "letterhead"))
_FOOT_OPENS: frozenset[Role] = frozenset(("valediction", "signature", "postscript"))
_PERSON_TYPES: Mapping[Role, str] = {
    "address": "z3998:recipient",
    "salutation": "z3998:recipient",
    "valediction": "z3998:sender",
    "signature": "z3998:sender",
}
_SLANTED = 0.9
# A closing line of more words, if it is a sentence, is set as a paragraph.
_CLOSING_WORDS = 12


def inset(tree: Element, letters: Sequence[Letter], language: str = "en") -> Element:
    """A copy of the tree with each letter in a blockquote of its kind; inner letters lie inside the outer ones'.

    Newspaper cuttings and diary entries are set as quotations of their own class.
    language: the story's, by which its dates are read and its letters are called.
    """
    copy = deepcopy(tree)
    leaves: Leaves = {}
    note_leaves(copy, leaves)
    for letter in sorted(letters, key=lambda each: (each.last - each.first, each.first)):
        _set_in(letter, leaves, language)
    set_documents(copy, letters, leaves, language)
    mark_times(copy, language)
    return copy


def _set_in(letter: Letter, known: Leaves, language: str) -> None:
    """Put the blocks of one letter into a blockquote, in place."""
    leaves = leaves_of(known, letter.first, letter.last)
    if not leaves:
        return
    quotation = frame(leaves, letter.first, letter.last, letter.kind)
    quotation.set(EPUB_TYPE, KIND_TYPES[letter.kind])
    date = _date(leaves, letter)
    quotation.set("aria-label", accessible_name(letter, date, language))
    note_people(quotation, *likely_people(letter), date, continues=letter.continues)
    if letter.hand:
        quotation.set("data-hand", letter.hand)
    if _all_slanted(leaves):
        for leaf in leaves:
            surgery.unwrap_emphasis(leaf)
    if letter.kind == "messages" and not _has_parts(letter):
        _set_messages(quotation, letter)
    else:
        _set_lines(quotation, letter)
    note_leaves(quotation, known)


def _has_parts(letter: Letter) -> bool:
    """A message laid out like a letter, with a salutation or a signature."""
    return bool({"salutation", "valediction", "signature"} & set(letter.roles.values()))


def _set_messages(quotation: Element, letter: Letter) -> None:
    """A chat as a list of messages, below the line that names it."""
    children = list(quotation)
    named = [child for child in children[:1] if letter.roles.get(letter.first) == "heading"]
    for child in children:
        quotation.remove(child)
    if named:
        _fill(quotation, "header", [(named[0], "heading")], letter)
    quotation.append(set_forms.message_list(children[len(named) :]))


def _all_slanted(leaves: Iterable[Element]) -> bool:
    """Every block is italic: the manuscript shows the letter by it, as the setting now does."""
    return all(_slant(leaf) > _SLANTED for leaf in leaves)


def _slant(leaf: Element) -> float:
    size = sum(map(str.isalnum, text_of(leaf)))
    marks = [
        mark
        for mark in leaf.iter()
        if local(mark) in ("em", "i") and not any(local(up) in ("em", "i") for up in mark.iterancestors())
    ]
    return sum(sum(map(str.isalnum, text_of(mark))) for mark in marks) / size if size else 1.0


def _date(leaves: Sequence[Element], letter: Letter) -> str:
    if letter.kind == "email":
        leaves = set_forms.own_header(leaves)
    return written_on(
        (line, letter.roles.get(block_numbers(leaf)[0], "body"))
        for leaf in leaves
        for line in text_of(leaf).split("\n")
    )


# --- a letter's lines ---------------------------------------------------------------------------


def _set_lines(quotation: Element, letter: Letter) -> None:
    """Mark each line with its role, and gather head and foot."""
    headed = set_forms.headed(quotation) if letter.kind == "email" else frozenset[int]()
    marked = [each for child in list(quotation) for each in _marked(child, letter, headed)]
    for child in list(quotation):
        quotation.remove(child)
    head = _head_length(marked)
    foot = _foot_length(marked[head:])
    body = marked[head : len(marked) - foot]
    if head:
        _fill(quotation, "header", marked[:head], letter)
    for element, role in body:
        quotation.append(_dressed(element, role, letter))
    if foot:
        _fill(quotation, "footer", marked[len(marked) - foot :], letter)


Marked = tuple[Element, Role | None]


def _marked(child: Element, letter: Letter, headed: frozenset[int]) -> list[Marked]:
    """A block as one or more lines with roles; what is no plain block of the letter's own has none.

    headed: the source blocks that hold a mail's fields.
    """
    if local(child) not in ("p", "h1", "h2", "h3") or child.get(BLOCK) is None:
        return [(child, None)]
    role: Role = letter.roles.get(block_numbers(child)[0], "body")
    lines = surgery.lines_of(child)
    if block_numbers(child)[0] in headed and len(lines) > 1:
        return list(set_forms.mail_parts(lines))
    if role == "signature" and len(lines) == 1 and _is_sentence(child):
        # Too long to range with the closing lines: the letter's last paragraph, with the name marked in it.
        if letter.sender_text:
            _name(child, role, letter.sender_text, _PERSON_TYPES[role])
        return [(child, "body")]
    names = line_roles([plain(text_of(line)) for line in lines], role)
    if len(set(names)) == 1:
        return [(child, names[0])]
    parts: list[tuple[Role, list[Element]]] = []
    for line, name in zip(lines, names, strict=True):
        if parts and parts[-1][0] == name:
            parts[-1][1].append(line)
        else:
            parts.append((name, [line]))
    return [(surgery.join_lines(some), name) for name, some in parts]


def _is_sentence(block: Element) -> bool:
    text = plain(text_of(block))
    return len(text.split()) > _CLOSING_WORDS and bool(lexicon.SIGNED_SENTENCE.match(text))


def _head_length(marked: Sequence[Marked]) -> int:
    """How many lines the header takes: to the salutation where there is one."""
    run = next((at for at, (_, role) in enumerate(marked) if role not in _HEAD), len(marked))
    greetings = [at for at in range(run) if marked[at][1] == "salutation"]
    return greetings[-1] + 1 if greetings else run


def _foot_length(marked: Sequence[Marked]) -> int:
    """How many lines the footer takes: from the first of the closing lines at the end."""
    start = len(marked)
    for at in range(len(marked) - 1, -1, -1):
        role = marked[at][1]
        if role not in _FOOT:
            break
        if role in _FOOT_OPENS:
            start = at
    return len(marked) - start


def _fill(quotation: Element, tag: str, marked: Sequence[Marked], letter: Letter) -> None:
    """A header or footer of some lines; an email's fields become a list of terms."""
    part = new(tag)
    quotation.append(part)
    fields: Element | None = None
    for element, role in marked:
        named = set_forms.fields(element) if letter.kind == "email" else []
        if named:
            if fields is None:
                fields = new("dl")
                part.append(fields)
            for each in named:
                fields.append(each)
        else:
            fields = None
            part.append(_dressed(element, role, letter))


def _dressed(element: Element, role: Role | None, letter: Letter) -> Element:
    """A line with its class and its meaning; a body paragraph as it is."""
    if role is None or role == "body":
        return element
    element.tag = xhtml("p")
    element.set("class", role)
    meaning = SUBJECT_TYPE if role == "heading" and not _names_it(element, letter) else ROLE_TYPES.get(role)
    if meaning:
        element.set(EPUB_TYPE, meaning)
    person = _PERSON_TYPES.get(role)
    words = letter.recipient_text if person == "z3998:recipient" else letter.sender_text
    if person and words:
        _name(element, role, words, person)
    return element


def _names_it(heading: Element, letter: Letter) -> bool:
    """A heading that is the letter's first line names the document (“Letter One”); a mail's is its subject."""
    return letter.kind != "email" and heading.get(BLOCK) is not None and block_numbers(heading)[0] == letter.first


def _name(element: Element, role: Role, words: str, person: str) -> None:
    """Mark the words that name the recipient or the sender: the whole line where it is nothing else."""
    if role == "signature" and name_in_line(plain(text_of(element))) == words:
        element.set(EPUB_TYPE, f"{element.get(EPUB_TYPE) or ''} {person}".strip())
        return
    wrapper = new("span")
    wrapper.set(EPUB_TYPE, person)
    surgery.wrap_words(element, words, wrapper)
