"""What the declarations of a rule say of the face that a text is set in, and of characters that they add to it.

Enters: tinycss2's tokens of a block.  Leaves: family names, possible values, characters.  Never matches an element.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from typeset.css import Node, at_commas, tokens_of

# What is inherited and chooses a face (CSS Fonts 4, §2 and §6).
Field = Literal["families", "slanted", "weights", "features"]

SLANTS = {"normal": False, "italic": True, "oblique": True}
WEIGHTS: Mapping[str, frozenset[int]] = {
    "normal": frozenset({400}),
    "bold": frozenset({700}),
    # Relative to the parent's: any of what they may come to (CSS Fonts 4, §2.2.1).
    "bolder": frozenset({400, 700, 900}),
    "lighter": frozenset({100, 400, 700}),
}
# OpenType features that a value asks for (CSS Fonts 4, §6); those that are on by default are always kept.
FEATURES: Mapping[str, frozenset[str]] = {
    name: frozenset(tags.split())
    for name, tags in {
        "small-caps": "smcp", "all-small-caps": "smcp c2sc", "petite-caps": "pcap", "all-petite-caps": "pcap c2pc",
        "unicase": "unic", "titling-caps": "titl", "lining-nums": "lnum", "oldstyle-nums": "onum",
        "proportional-nums": "pnum", "tabular-nums": "tnum", "stacked-fractions": "afrc", "ordinal": "ordn",
        "slashed-zero": "zero", "discretionary-ligatures": "dlig", "historical-ligatures": "hlig",
        "historical-forms": "hist", "sub": "subs", "super": "sups", "full-width": "fwid", "ruby": "ruby",
    }.items()
}  # fmt: skip
EVERY_FEATURE = frozenset({"*"})
# What counters and list markers are made of, unless a sheet says what; what quotation marks a language may have.
MARKERS = "0123456789abcdefghijklmnopqrstuvwxyzαβγδεζηθικλμνξοπρστυφχψω.)-–•◦▪‣"
QUOTES = "\"'“”„‟‘’‚‛«»‹›「」『』"
COUNTERS = frozenset({"counter", "counters"})


@dataclass(slots=True)
class Said:
    """What a block says: possible values by field, the fields that are said for certain, what it may add to a text.

    text: characters.  attributes: names of attributes whose values are shown.
    """

    values: dict[Field, frozenset[Any]] = field(default_factory=dict)
    certain: set[Field] = field(default_factory=set)
    text: set[str] = field(default_factory=set)
    attributes: set[str] = field(default_factory=set)


def said(declarations: Iterable[Node]) -> Said:
    """What declarations (tinycss2's nodes) say, each of them taken as possible."""
    found = Said()
    for declaration in declarations:
        name, value = declaration.lower_name, declaration.value
        for field_, read in READERS.get("--" if name.startswith("--") else name, {}).items():
            values, certain = read(value)
            found.values[field_] = found.values.get(field_, frozenset()) | values
            (found.certain.add if certain else found.certain.discard)(field_)
        if name in {"list-style", "list-style-type"}:
            found.text.update(MARKERS)
        if name == "content" or name.startswith(("--", "list-style", "quotes", "text-emphasis", "hyphenate-")):
            _add_text(value, found)
    return found


def families(content: Sequence[Node]) -> Iterator[tuple[str, list[Node]]]:
    """The families, in lower case, that the declarations of a block and of blocks in it may name, with their tokens.

    Where a name's beginning cannot be told, each possible one is given, the longest first.
    """
    import tinycss2

    for node in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if node.type in {"qualified-rule", "at-rule"} and node.content is not None:
            yield from families(node.content)
        elif node.type == "declaration" and (node.lower_name in NAMING or node.lower_name.startswith("--")):
            yield from _names(node.value, from_the_first=node.lower_name == "font-family")


def _names(value: Iterable[Node], *, from_the_first: bool) -> Iterator[tuple[str, list[Node]]]:
    for part in at_commas(value):
        for token in part:
            if token.type == "function":
                yield from _names(token.arguments, from_the_first=from_the_first)
        strings = [token for token in part if token.type == "string"]
        if strings:
            yield strings[-1].value.lower(), strings[-1:]
            continue
        # Before its family `font` has a size, and words of style that cannot be told from the family's own.
        run = _last_words(part)
        starts = [place for place, token in enumerate(run) if token.type == "ident"]
        for start in starts[:1] if from_the_first else starts:
            words = [token.value for token in run[start:] if token.type == "ident"]
            yield " ".join(words).lower(), run[start:]


def _last_words(part: Sequence[Node]) -> list[Node]:
    """The run of identifiers at the end of a list of tokens, with the white space between them."""
    run: list[Node] = []
    for token in reversed(part):
        if token.type not in {"ident", "whitespace", "comment"}:
            break
        run.insert(0, token)
    while run and run[-1].type != "ident":
        run.pop()
    return run


def _is_fixed(value: Iterable[Node]) -> bool:
    """Whether a value is what it says: no function has to be computed, nothing comes from elsewhere."""
    wide = {"initial", "inherit", "unset", "revert", "revert-layer"}
    return not any(
        token.type == "function" or (token.type == "ident" and token.lower_value in wide) for token in tokens_of(value)
    )


def _families(value: Sequence[Node]) -> tuple[frozenset[str], bool]:
    return frozenset(name for name, _ in _names(value, from_the_first=True)), _is_fixed(value)


def _families_of_font(value: Sequence[Node]) -> tuple[frozenset[str], bool]:
    return frozenset(name for name, _ in _names(value, from_the_first=False)), _is_fixed(value)


def _families_of_property(value: Sequence[Node]) -> tuple[frozenset[str], bool]:
    return _families_of_font(value)[0], False


def slants(value: Sequence[Node]) -> tuple[frozenset[bool], bool]:
    """Whether a `font-style` slants the text: its possible values, and whether they are certain."""
    if not _is_fixed(value):
        return frozenset({False, True}), False
    found = {SLANTS[t.lower_value] for t in value if t.type == "ident" and t.lower_value in SLANTS}
    return frozenset(found), bool(found)


def weights(value: Sequence[Node]) -> tuple[frozenset[int], bool]:
    """The possible values of a `font-weight`, and whether they are certain."""
    if not _is_fixed(value):
        return frozenset(range(100, 1000, 100)), False
    found: set[int] = set()
    for token in value:
        if token.type == "ident":
            found |= WEIGHTS.get(token.lower_value, frozenset())
        elif token.type == "number":
            found.add(round(token.value))
    return frozenset(found), bool(found)


def _slants_of_font(value: Sequence[Node]) -> tuple[frozenset[bool], bool]:
    found, certain = slants(value)
    return (frozenset({True in found}), True) if _is_fixed(value) else (found, certain)


def _weights_of_font(value: Sequence[Node]) -> tuple[frozenset[int], bool]:
    if not _is_fixed(value):
        return weights(value)
    # A line height is a number too, behind a slash.
    before_size = [token for token in value if token.type in {"ident", "number"}]
    found = weights([t for t in before_size if t.type == "ident" or (t.is_integer and 100 <= t.value <= 900)])[0]
    return found - {400} or frozenset({400}), True


def _features(value: Sequence[Node]) -> tuple[frozenset[str], bool]:
    """The features of a `font-variant` or `font-feature-settings`: never certain, so that they add up."""
    found: set[str] = set()
    for token in tokens_of(value):
        if token.type == "string":
            found.add(token.value)
        elif token.type == "ident":
            found |= FEATURES.get(token.lower_value, frozenset())
        elif token.type == "function":
            found |= EVERY_FEATURE
    return frozenset(found), False


def _features_of_font(value: Sequence[Node]) -> tuple[frozenset[str], bool]:
    return _features([token for token in value if token.type != "string"])


def _add_text(value: Iterable[Node], found: Said) -> None:
    for token in tokens_of(value):
        if token.type == "string":
            found.text.update(token.value)
        elif token.type == "ident" and token.lower_value in {"open-quote", "close-quote"}:
            found.text.update(QUOTES)
        elif token.type == "function" and token.lower_name in COUNTERS:
            found.text.update(MARKERS)
        elif token.type == "function" and token.lower_name == "attr":
            found.attributes.update(t.value for t in token.arguments if t.type == "ident")


NAMING = frozenset({"font-family", "font"})
Reader = Callable[[Sequence[Node]], tuple[frozenset[Any], bool]]
READERS: Mapping[str, Mapping[Field, Reader]] = {
    "font-family": {"families": _families},
    "font-style": {"slanted": slants},
    "font-weight": {"weights": weights},
    "font": {
        "families": _families_of_font,
        "slanted": _slants_of_font,
        "weights": _weights_of_font,
        "features": _features_of_font,
    },
    "--": {"families": _families_of_property},
    "all": {"slanted": slants, "weights": weights},
    "font-feature-settings": {"features": _features},
    **{
        name: {"features": _features}
        for name in (
            "font-variant", "font-variant-caps", "font-variant-numeric", "font-variant-ligatures",
            "font-variant-alternates", "font-variant-east-asian", "font-variant-position",
        )
    },
}  # fmt: skip
