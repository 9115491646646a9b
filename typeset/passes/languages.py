"""The typographic habits of languages.

Enters: a language tag (BCP 47).  Leaves: the quotation marks of that language.  Never looks at a text.

The marks are those of the Unicode CLDR's delimiters for each language, with the space inside French guillemets that
the Imprimerie nationale's Lexique asks for.
"""

from __future__ import annotations

from typing import NamedTuple

from typeset.language import primary

NARROW_SPACE = "\u202f"


class Quotes(NamedTuple):
    """The marks of outer and of inner quotations, each with the space that belongs inside it."""

    open: str
    close: str
    inner_open: str
    inner_close: str


_ENGLISH = Quotes("“", "”", "‘", "’")
_GERMAN = Quotes("„", "“", "‚", "‘")
_SWISS = Quotes("«", "»", "‹", "›")
_NORDIC = Quotes("”", "”", "’", "’")
_SPANISH = Quotes("«", "»", "“", "”")
_NORWEGIAN = Quotes("«", "»", "‘", "’")
_POLISH = Quotes("„", "”", "«", "»")
_RUSSIAN = Quotes("«", "»", "„", "“")
_FRENCH = Quotes(f"«{NARROW_SPACE}", f"{NARROW_SPACE}»", "“", "”")

_QUOTES = {
    "de": _GERMAN, "de-ch": _SWISS, "de-li": _SWISS, "fr": _FRENCH, "fr-ch": Quotes("«", "»", "‹", "›"),
    "es": _SPANISH, "es-mx": _ENGLISH, "es-us": _ENGLISH, "es-419": _ENGLISH, "ca": _SPANISH, "eu": _SPANISH,
    "gl": _SPANISH, "it": _SPANISH, "pt": _ENGLISH, "pt-pt": _SPANISH, "el": Quotes("«", "»", "“", "”"),
    "nl": _ENGLISH, "sv": _NORDIC, "fi": _NORDIC, "da": _ENGLISH, "nb": _NORWEGIAN, "no": _NORWEGIAN, "nn": _NORWEGIAN,
    "is": _GERMAN, "cs": _GERMAN, "sk": _GERMAN, "sl": _GERMAN, "et": _GERMAN, "lt": _GERMAN, "bg": _GERMAN,
    "pl": _POLISH, "ro": _POLISH, "hu": Quotes("„", "”", "»", "«"), "hr": Quotes("„", "”", "‘", "’"),
    "sr": Quotes("„", "”", "‘", "’"), "ru": _RUSSIAN, "uk": _RUSSIAN, "be": _RUSSIAN,
}  # fmt: skip


def quotes(language: str) -> Quotes:
    """The marks of a language; those of English for one that the table does not have."""
    return _QUOTES.get(language.lower().replace("_", "-")) or _QUOTES.get(primary(language)) or _ENGLISH
