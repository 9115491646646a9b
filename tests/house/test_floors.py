"""The rules of the house, kept by reading the imports: a room imports only from floors above its own."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "typeset"

# From the top of the house to its ground; rooms on one floor do not know one another.
FLOORS: tuple[frozenset[str], ...] = (
    frozenset({"errors", "illustrations", "css", "isbn", "pixels"}),
    frozenset({"model", "units", "language", "located", "titles", "findings", "shops"}),
    frozenset({"ledger", "styles", "words", "processes", "sources", "told"}),
    frozenset({"correspondence"}),
    frozenset({"fields"}),
    frozenset({"manifest", "readers", "passes", "letters", "matter", "edition", "epub", "pdf", "checks", "preflight"}),
    frozenset({"output", "pictures", "prepare"}),
    frozenset({"build", "listing", "impose"}),
    frozenset({"cli"}),
    frozenset({"__main__"}),
)
FLOOR_OF = {room: number for number, floor in enumerate(FLOORS) for room in floor}
# Packages that take long to import: never at the head of a module that `typeset --help` may touch.
HEAVY = {"weasyprint", "ebooklib", "fontTools", "PIL", "tinyhtml5", "tinycss2", "cssselect2", "pydantic", "pikepdf"}
# Modules that are nothing without their package, and are themselves imported where they are used.
AT_HOME = {
    "manifest.py": {"pydantic"},
    "fields.py": {"pydantic"},
    "readers/html5.py": {"tinyhtml5"},
    "pdf/screen/painting.py": {"weasyprint"},
}
MODULES = sorted(PACKAGE.rglob("*.py"))


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def imports_of(path: Path) -> list[tuple[str, bool]]:
    """(dotted name, whether at the module's head) of all that a module imports, but for typing alone."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = []
    for_typing = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if id(node) in for_typing:
            continue
        at_head = node in tree.body
        if isinstance(node, ast.Import):
            found += [(alias.name, at_head) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            found += [(f"{node.module}.{alias.name}", at_head) for alias in node.names]
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_room_imports_only_from_above(path: Path) -> None:
    room = room_of(path)
    if room == "__init__":
        return
    for name, _ in imports_of(path):
        parts = name.split(".")
        if parts[0] != "typeset" or parts[1] in {room, "__version__"}:
            continue
        assert FLOOR_OF[parts[1]] < FLOOR_OF[room], f"{room} imports {name}"
        inside = len(parts) > 3 or (len(parts) == 3 and (PACKAGE / parts[1] / f"{parts[2]}.py").exists())
        assert not inside, f"{room} imports the inside of a room: {name}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_heavy_packages_are_imported_where_they_are_used(path: Path) -> None:
    heads = {name.split(".")[0] for name, at_head in imports_of(path) if at_head}
    assert not heads & (HEAVY - AT_HOME.get(path.relative_to(PACKAGE).as_posix(), set()))


def test_every_room_has_a_floor() -> None:
    assert {room_of(path) for path in MODULES} - {"__init__"} <= FLOOR_OF.keys()


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_is_short_and_says_what_it_is(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(text)), "no docstring"
    assert text.count("\n") <= 330, "too long: what are its two rooms?"


def test_help_imports_nothing_heavy() -> None:
    code = "import sys, typeset.cli as c\ntry: c.main(['--help'])\nexcept SystemExit: pass\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert not loaded & (HEAVY | {"lxml", "yaml"})


def test_what_the_cover_has_no_use_for_is_imported_beside_it() -> None:
    code = "import sys, typeset.build, typeset.manifest\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not set(done.stdout.split()) & {"typeset.prepare", "typeset.readers", "typeset.letters", "typeset.checks"}
