"""What looks at a book before and after it is made, and says what is wrong: findings, each with its code and place.

Enters: what a build is made of.  Leaves: `Finding`s.  Never changes what it looks at, never prints.
"""

from __future__ import annotations

from typeset.checks.grid import check_grid
from typeset.checks.styles import check_sheets

__all__ = ["check_grid", "check_sheets"]
