"""Which sheets make the cascade of each medium; the user's sheet always comes last.

Enters: a medium, a theme, the user's sheets.  Leaves: `Sheet`s in cascade order.  Never parses CSS.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from typeset.model import Sheet

Medium = Literal["print", "ebook"]

# Our sheets of each medium, in the order of the cascade; the theme and the user's come after.
CASCADES: dict[Medium, tuple[str, ...]] = {
    "print": ("base.css", "letters.css", "matter.css", "print.css"),
    "ebook": ("base.css", "letters.css", "matter.css", "ebook.css"),
}


def styles_folder() -> Path:
    """The folder of our sheets and fonts: inside the installed package, or at the top of a checkout."""
    package = Path(__file__).resolve().parent
    installed = package / "styles"
    return installed if installed.is_dir() else package.parent / "styles"


def themes() -> tuple[str, ...]:
    """The names of the themes that there are, in alphabetical order."""
    return tuple(sorted(path.stem for path in (styles_folder() / "themes").glob("*.css")))


def cascade(medium: Medium, theme: str, user: Sequence[Sheet] = ()) -> tuple[Sheet, ...]:
    """The sheets of a medium in cascade order: ours, the theme, then the user's."""
    folder = styles_folder()
    names = (*CASCADES[medium], f"themes/{theme}.css")
    ours = [Sheet(name, (folder / name).read_text(encoding="utf-8"), folder) for name in names]
    return (*ours, *user)
