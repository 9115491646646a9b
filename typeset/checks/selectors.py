"""What is wrong with a rule's selectors: what old engines do not know, and names that nothing in a book has.

Enters: a rule, and the elements of the specimen that it selects.  Leaves: findings.  Never asks what a rule says.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence

from typeset.checks.sheet import Rule, place, text_of
from typeset.checks.specimen import PRINT_ATTRIBUTES, Wrapped, specimen
from typeset.css import Node, at_commas, tokens_of
from typeset.findings import Finding

# Functional pseudo-classes of Selectors 4, unknown to RMSDK and KF8.
_LATE = frozenset({"is", "where", "has", "matches", "any"})
# Pseudo-classes and pseudo-elements that need a reader's hand, or a place that the specimen has not.
_UNTRIED = frozenset({"hover", "focus", "focus-within", "focus-visible", "active", "visited", "link", "target", "lang",
                      "dir", "root"})  # fmt: skip


def late_selectors(rule: Rule) -> Iterator[Finding]:
    """Selectors for which an old engine drops the rule (S-203), and rules in a rule (S-204)."""
    if "supports" in rule.guards:
        return
    for line in rule.nested:
        what = f"a rule within {rule.selector}: engines older than 2023 drop it (RMSDK, KF8, older Kobo)"
        yield Finding("S-204", place(rule.sheet, line), what, "write the whole selector in a rule of its own")
    found = next(_late_words(rule.prelude), None)
    if found:
        what = f"{found} in {rule.selector}: RMSDK, KF8 and older Kobo drop the whole rule"
        yield Finding("S-203", rule.where, what, "write out each selector, or keep the rule in @supports")


def _late_words(prelude: Sequence[Node]) -> Iterator[str]:
    for token in tokens_of(prelude):
        if token.type == "function" and token.lower_name in _LATE:
            yield f":{token.lower_name}()"
        elif token.type == "function" and token.lower_name == "not" and _is_long(token.arguments):
            yield "a list or more than one name in :not()"
        elif token.type == "[] block" and [t.type for t in token.content if t.type != "whitespace"][-2:-1] == [
            "string"
        ]:
            yield "a letter after the value in [ ]"


def _is_long(arguments: Sequence[Node]) -> bool:
    """More than one simple selector (Selectors 3, §6.6.7)."""
    kept = [token for token in arguments if token.type != "whitespace"]
    return sum(token.type in {"ident", "hash", "[] block", "function"} for token in kept) > 1 or "," in kept


def fits_nothing(rule: Rule, selected: Sequence[Sequence[Wrapped]]) -> Iterator[Finding]:
    """Selectors of a rule that select nothing, with the name that may be meant (S-503).

    selected: the elements of the specimen, for each selector of the rule.
    """
    for part, elements in zip(at_commas(rule.prelude), selected, strict=True):
        unknown = [name for name in dict.fromkeys(_names(part)) if name not in specimen().names]
        for name in unknown:
            yield Finding("S-503", rule.where, f"{text_of(part)}: nothing in a book is called {name}", _nearest(name))
        if not unknown and not elements and not _is_untried(part):
            what = f"{text_of(part)}: nothing in a book stands so"
            yield Finding("S-503", rule.where, what, "styles/letters.css shows how a letter is built")


def _names(prelude: Sequence[Node]) -> Iterator[str]:
    """The names that selectors ask for, as the specimen has them: "p", ".note", "data-hand=round"; none of ids."""
    before, parts = "", [token for token in prelude if token.type != "comment"]
    for at, token in enumerate(parts):
        behind_bar = at + 1 < len(parts) and parts[at + 1] == "|"
        if token.type == "ident" and before == ".":
            yield f".{token.value}"
        elif token.type == "ident" and before != ":" and not behind_bar:
            yield token.value
        elif token.type == "[] block":
            words = [t.value for t in token.content if t.type in {"ident", "string"}]
            if len(words) == 2 and words[0] == "data-hand" and any(t == "=" for t in token.content):
                yield f"data-hand={words[1]}"
        elif token.type == "function" and before == ":" and token.lower_name in _LATE | {"not"}:
            yield from _names(token.arguments)
        before = token.value if token.type == "literal" else ""


def _is_untried(selector: Sequence[Node]) -> bool:
    """Whether a selector asks for what the specimen cannot have: a state, a place that a source names, paper."""
    tokens = list(tokens_of(selector))
    words = {token.value for token in tokens if token.type == "ident"}
    functions = {token.lower_name for token in tokens if token.type == "function"}
    return bool((words | functions) & _UNTRIED or words & PRINT_ATTRIBUTES or any(t.type == "hash" for t in tokens))


def _nearest(name: str) -> str:
    """The name that is meant: the class for a word without its point, else the nearest of the same sort."""
    if f".{name}" in specimen().names:
        return f"did you mean .{name}, with a point?"
    same = sorted(known for known in specimen().names if _sort(known) == _sort(name))
    near = difflib.get_close_matches(name, same, n=1, cutoff=0.55)
    return f"did you mean {near[0]}?" if near else "styles/letters.css has the names"


def _sort(name: str) -> str:
    """A class, a hand or an element."""
    return name[0] if name[0] == "." else "=" if "=" in name else ""
