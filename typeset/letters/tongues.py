"""The words that letters open and close with in the tongues beside English: German, French, Spanish.

Enters: nothing.  Leaves: compiled patterns and sets of words.  Never reads a text; each pattern is of a whole line.
"""

from __future__ import annotations

import re

_DEAR = (
    r"(?:meine? )?lieb(?:e[rs]?|st(?:e[rs]?)?)", r"(?:sehr )?(?:ge|ver)ehrte[rs]?",
    r"(?:mon |ma |mes )?(?:bien |tr[eè]s )?ch[eè]re?s?", r"(?:mi |mis )?(?:muy )?(?:querid|estimad)[oa]s?",
)  # fmt: skip
_CLOSING = (
    r"(?:mit |viele |liebe |herzliche |freundliche |beste |schöne )+(?:(?:herz|freund)lichen|lieben|vielen|besten)? ?"
    r"(?:grü(?:ß|ss)en?|gru(?:ß|ss))", r"hochachtungsvoll", r"herzlichst", r"in liebe",
    r"bien (?:à|a) (?:vous|toi)", r"je (?:vous|t')\s?embrasse", r"amicalement",
    r"cordialement", r"(?:grosses )?bises", r"(?:un|muchos) (?:fuerte |gran )?abrazos?", r"atentamente", r"con cariño",
)  # fmt: skip
_MONTHS = (
    r"\. ?(?:januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember)",
    r"(?:er)? (?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)",
    r" de (?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)",
)
# Words before a writer's or a reader's name that are no part of it.
BEFORE_NAMES = frozenset(("dein", "deine", "ihr", "ihre", "euer", "eure", "votre", "liebe", "lieber", "liebste"))
TITLES = frozenset(("herr", "herrn", "frau", "fräulein", "señor", "señora", "señorita"))
_OWN = r"(?:[Dd]eine?|[Ii]hre?|[Ee]uer|[Ee]ure)"

DATE = rf"\b\d{{1,2}}(?:{'|'.join(_MONTHS)})\b"
DEAR = rf"(?:{'|'.join(_DEAR)})\b"
SALUTATION = re.compile(rf"^[\W_]*{DEAR} [^.?!\":,]{{1,40}}[,:!—]?\W*$", re.I)
VALEDICTION = re.compile(rf"^[\W_]*(?:{'|'.join(_CLOSING)})\b(?:,? [^.?!\":]{{1,30}})?[\W_]*$", re.I)
# “Dein Jens”
OWN_SIGNATURE = re.compile(rf"^[\W_]*{_OWN} (?:[A-ZÄÖÜ][\w'-]*\.? ?){{1,3}}[\W_]*$")
