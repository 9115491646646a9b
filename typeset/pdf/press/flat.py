"""What may be seen through: found on its pages, and taken off where it hides nothing.

Enters: pages, their resources.  Leaves: resources without transparency; or the pages that have some.  Never paints.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pikepdf

# The graphics states that a stream sets.
_STATE = re.compile(rb"\n/(\S+) gs(?=\n|\Z)")
_OPAQUE_KEYS = ("/ca", "/CA", "/BM", "/AIS", "/SMask")


def states_set(content: bytes) -> set[str]:
    """The names of the graphics states that a content stream sets, as keys of its resources."""
    return {"/" + name.decode("latin-1") for name in set(_STATE.findall(b"\n" + content))}


def is_transparent(state: pikepdf.Object) -> bool:
    """Whether a graphics state lets something be seen through (ISO 32000-1, §11.6.4.4; ISO 15930-4, §6.13)."""
    import pikepdf

    return (
        float(state.get("/ca", 1)) < 1
        or float(state.get("/CA", 1)) < 1
        or state.get("/SMask", pikepdf.Name("/None")) != pikepdf.Name("/None")
        or str(state.get("/BM", "/Normal")) not in ("/Normal", "/Compatible")
    )


def make_opaque(resources: pikepdf.Object) -> None:
    """Take off what only says that nothing is seen through: an alpha of 1, and groups that all is opaque in."""
    for state in resources.get("/ExtGState", {}).values():
        for key in _OPAQUE_KEYS:
            if key in state:
                del state[key]
    for form in resources.get("/XObject", {}).values():
        if "/Group" in form:
            del form["/Group"]
