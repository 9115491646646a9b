"""The words that letters open and close with in tongues beside English: German, French, Spanish; names of months.

Enters: nothing.  Leaves: patterns, sets and tables of words.  Never reads a text; each pattern is of a whole line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

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
_GERMAN = "januar februar märz april mai juni juli august september oktober november dezember"
_FRENCH = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
_SPANISH = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
_CALENDARS = (
    _GERMAN, _FRENCH, _SPANISH,
    "jänner feber märz april mai juni juli august september oktober november dezember",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "januari februari maart april mei juni juli augustus september oktober november december",
)  # fmt: skip
# The number of a month by its name in lower case; July and Juli are told apart by no reader of dates.
MONTHS: Mapping[str, int] = {
    name: number for calendar in _CALENDARS for number, name in enumerate(calendar.split(), start=1)
}
_WEEKDAYS = (
    "montag dienstag mittwoch donnerstag freitag samstag sonntag",
    "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "lunes martes miércoles jueves viernes sábado domingo",
)
# The number of a weekday by its name, Monday 0.
WEEKDAYS: Mapping[str, int] = {name: number for week in _WEEKDAYS for number, name in enumerate(week.split())}
# Words before a writer's or a reader's name that are no part of it.
BEFORE_NAMES = frozenset(("dein", "deine", "ihr", "ihre", "euer", "eure", "votre", "liebe", "lieber", "liebste"))
TITLES = frozenset(("herr", "herrn", "frau", "fräulein", "señor", "señora", "señorita"))
_OWN = r"(?:[Dd]eine?|[Ii]hre?|[Ee]uer|[Ee]ure)"


def _any(names: str) -> str:
    return f"(?:{'|'.join(names.split())})"


DATE = rf"\b\d{{1,2}}(?:\. ?{_any(_GERMAN)}|(?:er)? {_any(_FRENCH)}| de {_any(_SPANISH)})\b"
DEAR = rf"(?:{'|'.join(_DEAR)})\b"
SALUTATION = re.compile(rf"^[\W_]*{DEAR} [^.?!\":,]{{1,40}}[,:!—]?\W*$", re.I)
VALEDICTION = re.compile(rf"^[\W_]*(?:{'|'.join(_CLOSING)})\b(?:,? [^.?!\":]{{1,30}})?[\W_]*$", re.I)
# “Dein Jens”
OWN_SIGNATURE = re.compile(rf"^[\W_]*{_OWN} (?:[A-ZÄÖÜ][\w'-]*\.? ?){{1,3}}[\W_]*$")
