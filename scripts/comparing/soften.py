"""Puts soft hyphens into an HTML page: for browsers that have no hyphenation of their own.

Enters: a page on stdin.  Leaves: the same on stdout, U+00AD where pyphen would part its words of six letters or more,
three or more on either side.  Never changes what stands before the body, or a tag.  It runs in the peers' environment.
"""

from __future__ import annotations

import re
import sys

import pyphen

TAG_OR_WORD = re.compile(r"<[^>]*>|[^\W\d_]{6,}")


def main() -> None:
    dictionary = pyphen.Pyphen(lang="en_US", left=3, right=3)
    head, body, rest = sys.stdin.read().partition("<body>")
    soft = TAG_OR_WORD.sub(
        lambda found: found[0] if found[0].startswith("<") else dictionary.inserted(found[0], "\u00ad"), rest
    )
    sys.stdout.write(head + body + soft)


if __name__ == "__main__":
    main()
