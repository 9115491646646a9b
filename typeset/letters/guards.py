"""The words without which a pattern cannot match: each looked for before its pattern is tried.

Enters: a view, and the text of it that the pattern is to read.  Leaves: the match, or none.  Never answers otherwise
than the pattern alone would: `tests/letters/test_guards.py` draws what each matches and tries its guard.

Most blocks of a book are plain narration.  That none of a table's words is among theirs is told in half a microsecond,
that a long pattern matches nowhere in twenty.
"""

from __future__ import annotations

import re

from typeset.letters import lexicon as lex
from typeset.letters import tongues
from typeset.letters.lexicon import words
from typeset.letters.view import View

# As many characters at the edge of a part of a text as the longest word of a table has, and more.
EDGE = 20
_PARTS = re.compile(r"[^\W_]+")


class Guarded:
    """A pattern that is tried where one of its words is in the text.

    `edge` is the edge of a part that was cut out of the text, where a longer word may have been cut to one of them.
    """

    __slots__ = ("_absent", "pattern", "words")

    def __init__(self, pattern: re.Pattern[str], table: frozenset[str]) -> None:
        self.pattern, self.words = pattern, table
        self._absent = table.isdisjoint

    def match(self, view: View, text: str, edge: str = "") -> re.Match[str] | None:
        """Its match at the head of a text."""
        return None if self.idle(view, edge) else self.pattern.match(text)

    def search(self, view: View, text: str, edge: str = "") -> re.Match[str] | None:
        """Its first match in a text."""
        return None if self.idle(view, edge) else self.pattern.search(text)

    def idle(self, view: View, edge: str = "") -> bool:
        """It need not be tried."""
        return self._absent(view.atoms) and (not edge or self._absent(_PARTS.findall(edge.lower())))


class Headed(Guarded):
    """A pattern that is tried where the text begins with one of its words."""

    __slots__ = ()

    def idle(self, view: View, edge: str = "") -> bool:
        """It need not be tried."""
        return view.head not in self.words


def atoms(table: frozenset[str]) -> frozenset[str]:
    """A table of words as a view has them: "re-read" as "re" and "read"."""
    return frozenset(part for word in table for part in _PARTS.findall(word))


_MONTHS = words(
    "jan january feb february mar march apr april may jun june jul july aug august sep sept september oct october "
    "nov november dec december"
)
_DAYS = words("monday tuesday wednesday thursday friday saturday sunday christmas easter whit year")
_HOURS = words("morning evening night afternoon midnight noon clock")
_PLACES = words(
    "street st hall house hotel square road rd lane park terrace castle lodge cottage club court inn villa "
    "rectory vicarage abbey farm row garden gardens avenue ave london paris chambers office place school college "
    "manor crescent hill mews yard room"
)
_PAPERS = words("letter telegram note memorandum cable message wire email mail postcard draft reply enclosure report")
_NUMBER = re.compile(r"\d")

SALUTATION = Guarded(
    lex.SALUTATION, words("dear dearest darling beloved honored honoured honred honured respected esteemed")
)
TITLE_SALUTATION = Guarded(
    lex.TITLE_SALUTATION,
    words(
        "sir sirs madam gentlemen messieurs monsieur mademoiselle lord lady highness majesty excellency lordship grace"
    ),
)
GREETING = Headed(lex.GREETING, words("hey hi hello good greetings to"))
OWN_SALUTATION = Headed(lex.OWN_SALUTATION, words("my our"))
OTHER_SALUTATION = Guarded(
    tongues.SALUTATION,
    words(
        "liebe lieber liebes liebst liebste liebster liebstes geehrte geehrter geehrtes verehrte verehrter "
        "verehrtes cher chers chere cheres chèr chèrs chère chères querido queridos querida queridas estimado "
        "estimados estimada estimadas"
    ),
)
VALEDICTION = Guarded(
    lex.VALEDICTION,
    words(
        "yours your love regards faithfully sincerely affectionate affectionately servant servants adieu farewell "
        "wishes respects respectfully truly cheers always ever forever thanks friend devoted obedient humble "
        "goodbye bye kisses best haste apologies am are remain believe honor honour honr honur"
    ).union(*(("x" + "x" * more, "x" + "o" * more) for more in range(1, 40))),
)
OTHER_VALEDICTION = Guarded(
    tongues.VALEDICTION,
    words(
        "mit viele liebe herzliche freundliche beste schöne hochachtungsvoll herzlichst bien je amicalement "
        "cordialement bises abrazo abrazos atentamente cariño"
    ),
)
RUN_IN_CLOSE = Guarded(lex.RUN_IN_CLOSE, words("yours your thy thys am remain regards love"))
FROM_SIGNATURE = Guarded(lex.FROM_SIGNATURE, words("from love your"))
OTHER_SIGNATURE = Guarded(tongues.OWN_SIGNATURE, words("dein deine ihr ihre euer eure"))
POSTSCRIPT = Headed(
    lex.POSTSCRIPT,
    words(
        "p pp ppp pppp ps pps ppps pppps postscript n nb enclosed enclosure enclosures enc encl encs encls cc "
        "r rs rsv rsvp"
    ),
)
NAMING = Guarded(lex.NAMING, _PAPERS)
PARTIES = Guarded(lex.PARTIES, _PAPERS | words("paper exhibit item document sheet leaf folio piece packet"))
LETTERHEAD = Guarded(
    lex.LETTERHEAD,
    words(
        "desk office chambers study house court pen ltd limited inc co company bank ministry department bureau "
        "solicitors hospital university embassy"
    ),
)
IN_CHARACTERS = Guarded(lex.IN_CHARACTERS, words("letter letters"))
WRITTEN_TAG = Guarded(
    lex.WRITTEN_TAG, words("written wrote writes scribbled telegraphed wired texted began ran said read went")
)
_LIKE_LETTERS = words(
    "newspaper paragraph article headline advertisement inscription placard poster diary journal poem verse "
    "verses stanza stanzas song hymn ballad prayer speech toast epitaph testament"
)
OTHER_RETURNING = Guarded(lex.OTHER_RETURNING, _LIKE_LETTERS | words("passage"))
OTHER_DOCUMENTS = Guarded(
    lex.OTHER_DOCUMENTS,
    _LIKE_LETTERS
    | words(
        "newspapers paragraphs articles headlines advertisements inscriptions inscribed sign placards placarded "
        "posters diaries journals entry entries poems songs refrain stave oration remark remarks conversation "
        "dialogue evidence deposed deposition declaration testimony appeal sing sings singing sang sung lyrics "
        "list prayed tombstone headstone label book volume chapter bible scripture psalm proverb motto play scene "
        "minutes report certificate receipt contract deed decree proclamation notice programme menu recipe story "
        "legend prophecy riddle bill ledger catalogue register prescription plaque banner title quotation line "
        "passage broadcast radio announcement statement cried exclaimed whispered murmured shouted voicemail "
        "forum thought thoughts dream dreamed gravestone map painted carved engraved chalked affidavit"
    ),
)
RETURNING = Guarded(
    lex.RETURNING,
    words(
        "read reread reading rereading letter letters note telegram telegrams epistle missive finished folded "
        "refolded crumpled laid put paper page parchment card words lines message ink screen handwriting "
        "signature document sheet sign signed wrote written sealed envelope postscript contents perusal email "
        "mail scroll scrolled line pressed posted"
    ),
)
DOCUMENT_SPEAKS = Guarded(
    lex.DOCUMENT_SPEAKS, words("said says began begins continued concluded ended ran runs read reads went")
)
ANNOUNCING = Guarded(
    lex.ANNOUNCING,
    words(
        "follows following thus these effect this here was were it began read reads ran run runs wrote writes written"
    ),
)
SPEAKING = Guarded(
    lex.SPEAKING,
    words(
        "said says saying replied replying answered began begun cried exclaimed whispered murmured muttered "
        "returned continued observed remarked added inquired demanded shouted called addressed spoke silence "
        "asked stammered ejaculated reply resumed suggested"
    ),
)
# What a narration that ends in no colon has to say before a letter, of one kind or the other.
_TELLING = atoms(lex.DOCUMENTS | lex.WIRES | lex.PLAIN_READING | lex.PLAIN_WRITING) | DOCUMENT_SPEAKS.words
# A part of each that `LOOKALIKE` may begin with, without the letters that have odd others (`view`).
_LOOKALIKES = ("dear d", "author", "a/n", "cla", "kudo", "rev", "beta", "next chapter", "xoxo")
_WHEN_OR_WHERE = _MONTHS | _DAYS | _HOURS | _PLACES


def tells(view: View) -> bool:
    """A narration may speak of a letter in its last sentences."""
    return not (_TELLING.isdisjoint(view.atoms) and _TELLING.isdisjoint(_PARTS.findall(view.tail[:EDGE].lower())))


def when_or_where(view: View) -> bool:
    """A line may have a date, a day, an hour or a place in it."""
    return not _WHEN_OR_WHERE.isdisjoint(view.atoms) or _NUMBER.search(view.core) is not None


def closed_quotation(text: str) -> bool:
    """A mark of quotation stands in it, and a space after it."""
    return '" ' in text or "' " in text


def speech_tag(text: str) -> bool:
    """What someone says stands in it, and that they said it."""
    return closed_quotation(text) and lex.SPEECH_TAG.search(text) is not None


def lets_speak(text: str) -> bool:
    """It ends so that someone speaks next: after its last word a comma, a colon or a dash."""
    for mark in reversed(text):
        if mark in ":—,":
            return lex.SPEAKING.search(text) is not None
        if mark.isalnum() or mark == "_":
            return False
    return False


def lookalike(text: str) -> bool:
    """It begins as what is written to readers or to a diary."""
    low = text.lower()
    return any(map(low.__contains__, _LOOKALIKES)) and lex.LOOKALIKE.search(text) is not None
