"""The lint of sheets: what breaks in which e-reader, over the final cascade of the e-book.

Enters: the sheets of the e-book, in the order of the cascade, the user's last.  Leaves: findings in that order, by
line.  Never looks at a book: a small specimen of its vocabulary stands for all.  Rules: docs/design.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from typeset.checks.cascade import selectors_of, settle
from typeset.checks.declarations import DECLARATION_CHECKS
from typeset.checks.selectors import fits_nothing, late_selectors
from typeset.checks.shapes import CASCADE_CHECKS
from typeset.checks.sheet import AtRule, Declaration, Item, Rule, Unreadable, place, read
from typeset.checks.specimen import Wrapped, specimen
from typeset.css import namespace_of, urls_of
from typeset.findings import Finding
from typeset.model import Sheet

# At-rules that are a finding wherever they stand: code, what breaks, what to do.
AT_RULES: dict[str, tuple[str, str, str]] = {
    "import": ("S-206", "@import: many reading systems do not follow it", "list that sheet under styles: in book.yaml"),
    "layer": (
        "S-205",
        "@layer: RMSDK, KF8 and engines older than 2022 drop all rules in it",
        "take the rules out of it",
    ),
    "container": ("S-205", "@container: old engines drop all rules in it", "take the rules out of it"),
    "scope": ("S-205", "@scope: old engines drop all rules in it", "take the rules out of it"),
    "page": ("S-209", "@page is left out of the e-book: its pages are the reader's", "put it in @media print"),
}
OTHER_AT_RULES = frozenset({
    "media", "supports", "starting-style", "font-face", "charset", "namespace", "counter-style", "font-feature-values",
    "keyframes",
})  # fmt: skip

# A scheme, or an address without one (RFC 3986, §4.2); what stands in the sheet itself is none.
_ON_A_NETWORK = re.compile(r"(?!data:)[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


def check_sheets(sheets: Sequence[Sheet]) -> tuple[Finding, ...]:
    """What is wrong in the e-book's sheets, in the order of the cascade, each place and code once."""
    rules: list[tuple[Rule, Sequence[object]]] = []
    found: list[Finding] = []
    for sheet in sheets:
        items = read(sheet)
        compiled, unreadable = compile_rules(items)
        rules += compiled
        found += unreadable
        for item in items:
            found += _at_rule(item) if isinstance(item, AtRule) else _unreadable(item)
    cascade = settle(rules, specimen().elements)
    for (rule, _), elements in zip(rules, cascade.selected, strict=True):
        found += [*late_selectors(rule), *fits_nothing(rule, elements)]
        everything = [element for some in elements for element in some]
        found += [finding for each in rule.declarations for finding in _declaration(each, everything)]
    plain = [rule for rule, _ in rules]
    found += [finding for check in CASCADE_CHECKS for finding in check(plain, cascade)]
    return in_order(found, sheets)


def in_order(found: Iterable[Finding], sheets: Sequence[Sheet]) -> tuple[Finding, ...]:
    """Findings in the order of the cascade, by line, each once."""
    files = [place(sheet, 0).removesuffix(":0") for sheet in sheets]

    def key(finding: Finding) -> tuple[int, int, str]:
        return files.index(finding.file), int(finding.where.rpartition(":")[2]), finding.code

    return tuple(sorted(dict.fromkeys(found), key=key))


def compile_rules(items: Sequence[Item]) -> tuple[list[tuple[Rule, Sequence[object]]], list[Finding]]:
    """The rules of a sheet with their selectors, and a finding for each that has none to read.

    Prefixes are those that the sheet itself declares (CSS Namespaces 3, §2).
    """
    from cssselect2 import SelectorError

    rules: list[tuple[Rule, Sequence[object]]] = []
    unreadable = []
    at_rules = [item for item in items if isinstance(item, AtRule) and item.keyword == "namespace"]
    namespaces = {prefix: address for item in at_rules for prefix, address in namespace_of(item.prelude)}
    for rule in (item for item in items if isinstance(item, Rule)):
        try:
            rules.append((rule, selectors_of(rule, namespaces)))
        except SelectorError as error:
            what = f"the selector {rule.selector[:80]} cannot be read ({error.args[-1]})"
            unreadable.append(
                Finding(
                    "S-501", rule.where, what, "every engine drops the rule: check its points, brackets and prefixes"
                )
            )
    return rules, unreadable


def _unreadable(item: Item) -> Iterator[Finding]:
    if isinstance(item, Unreadable):
        what = f"cannot be read as CSS ({item.message.rstrip('.')}): RMSDK drops the sheet, others what follows"
        yield Finding("S-501", item.where, what, "look for a missing brace, colon or semicolon")


def _at_rule(item: AtRule) -> Iterator[Finding]:
    if item.keyword in AT_RULES:
        code, what, remedy = AT_RULES[item.keyword]
        yield Finding(code, item.where, what, remedy)
    elif item.keyword not in OTHER_AT_RULES and not item.keyword.startswith("-"):
        yield Finding("S-501", item.where, f"there is no @{item.keyword}: every engine drops it", "check its name")
    for declaration in item.declarations:
        yield from _addresses(declaration)


def _declaration(declaration: Declaration, elements: Sequence[Wrapped]) -> Iterator[Finding]:
    yield from _addresses(declaration)
    for check in DECLARATION_CHECKS:
        yield from check(declaration, elements)


def _addresses(declaration: Declaration) -> Iterator[Finding]:
    """S-207: addresses on a network; a file that is not there is the e-book's own error."""
    for url in urls_of(declaration.value):
        if _ON_A_NETWORK.match(url):
            what = f"{url[:80]} is on a network: a reader has none, and nothing is fetched while a book is built"
            yield Finding("S-207", declaration.where, what, "save the file beside the sheet")
