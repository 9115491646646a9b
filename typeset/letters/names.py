"""The people that a story names, and the fullest name it gives each.

Enters: texts.  Leaves: a Cast.  Never decides who wrote what.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from typeset.letters import tongues
from typeset.letters.diminutives import FORENAMES, is_short_for
from typeset.letters.lexicon import words

_TITLES = words(
    "mr mrs ms miss dr sir lady lord madam madame mlle mme monsieur mademoiselle professor prof captain capt "
    "colonel col major general father fr sister brother aunt uncle cousin reverend rev count countess duke duchess "
    "prince princess king queen messrs sergeant inspector hon st esq"
)
TITLES = _TITLES | tongues.TITLES
# Titles that go with a forename.
_OF_FORENAMES = words("miss sir lady sister brother aunt uncle cousin father fr reverend rev st")
# Capitalised words that are no one's name, though they may stand first in a line or after a comma.
_COMMON = words(
    "i i'm i'll i've i'd the a an my our your his her its their this that these those it he she we they you and but "
    "or so yet if when while who what why how where dear dearest yes no not oh ah well now then there here please "
    "thank thanks love yours sincerely ever always best for from to in on at by of with as is are was were be do "
    "did have had will would can could may all some any one two three in monday tuesday wednesday thursday friday "
    "saturday sunday january february march april june july august september october november december god lord "
    "heaven christmas easter letter note telegram email message darling beloved sweetheart friend friends child son "
    "daughter mother father mum mom dad papa mamma mama brother sister aunt uncle cousin wife husband gentlemen "
    "ladies sirs sir madam english french german american just only even still never also gods goodbye farewell "
    "hello hi hey good happy p.s ps re subject date sent cc let's come go see take give get tell say believe "
    "remember write think know nothing"
)
COMMON = _COMMON | tongues.BEFORE_NAMES
# A capital, first in the pattern so that a search leaps from one to the next.
_CAPITAL = "[A-ZÀ-ÖØ-Þ]"
PART = rf"{_CAPITAL}(?:[^\W\d_]*(?:['-][^\W\d_]+)*)"
_DOTTED = ("Mr", "Mrs", "Ms", "Dr", "St", "Prof", "Capt", "Col", "Rev", "Hon")
_SHORTENED = "".join(rf"|(?<=\b{title})" for title in _DOTTED)
_JOINT = (
    rf"(?:(?:(?=\.)(?:(?<=\b[A-Z]){_SHORTENED})\.)? (?:(?:de|von|van|la|le|du|of|the) ){{0,2}}"
    r"|(?<=\b[A-Z])\.(?=[A-Z]))"
)
_REST = rf"(?:[^\W\d_]*(?:['-][^\W\d_]+)*)(?:{_JOINT}{PART})*"
_NAME = re.compile(rf"{_CAPITAL}(?<!\w.){_REST}")
# A name that does not begin a sentence.
_WITHIN = re.compile(rf"{_CAPITAL}(?<=[a-z,;] .){_REST}")
_WHERE = re.compile(rf"{_CAPITAL}(?:(?<= in .)|(?<= near .))[\w-]+(?!')(?<=[a-z])")
_INITIAL = re.compile(r"^[A-Z]\.?$")
_CAPITALISED = re.compile(rf"\b{_CAPITAL}[^\W\d_]+")
# More capitalised words than that are a title, or a line in capitals.
_MOST_PARTS = 6
_POSSESSIVE = re.compile(r"'(?:s|d|ll|ve|re)?$")
# Shorter texts that are nothing but capitalised words are titles.
_IN_A_SENTENCE = re.compile(r"\b[a-z]|[,—.:\"]")
_LINE_CHARACTERS = 40
# One full name must stand so much more often than any other that begins alike for the forename alone to mean it.
_CLEARLY = 3


class Cast:
    """The names of some texts: how often each stands in them, alone and as part of a longer one.

    holders: who is said to hold an office, by office, for those that were asked for.  told: the narration by itself,
    read when a pet name is met; without it no name is short for another.
    """

    def __init__(self, texts: Iterable[str], told: Iterable[str] | None = None) -> None:
        self.text = "\n".join(text for text in texts if len(text) > _LINE_CHARACTERS or not _is_line(text))
        self.full: Counter[str] = Counter()
        self.words: Counter[str] = Counter()
        self._seen: set[str] = set()
        within = Counter(_WITHIN.findall(self.text))
        for run, count in Counter(_NAME.findall(self.text)).items():
            self._add(run, count, within[run])
        self._by_word: dict[str, list[str]] = {}
        for name in self.full:
            for part in name.split():
                self._by_word.setdefault(part, []).append(name)
        self._by_letter: dict[str, list[str]] = {}
        for word in self.words:
            self._by_letter.setdefault(word[0], []).append(word)
        self._fullest: dict[str, str] = {}
        self._places: Counter[str] | None = None
        self._small: frozenset[str] | None = None
        self._told = told
        self._narrated: Counter[str] | None = None
        self.holders: dict[str, str | None] = {}
        self._once: dict[str, list[tuple[str, ...]]] = {}

    def once(self, pattern: re.Pattern[str]) -> list[tuple[str, ...]]:
        """What a pattern of several groups finds in the texts, looked for once."""
        if pattern.pattern not in self._once:
            self._once[pattern.pattern] = pattern.findall(self.text)
        return self._once[pattern.pattern]

    def _add(self, run: str, count: int, within: int) -> None:
        parts = _parts(run)
        name, bare = _trimmed(parts)
        if not name or len(name) > _MOST_PARTS:
            return
        self._seen.update(name)
        long = [part for part in name if len(part) > 2]
        if len(name) > 1:
            self.full[" ".join(name)] += count
        elif not bare:
            count = within  # a word that only ever begins a sentence is no name
        if count:
            self.words.update(dict.fromkeys(long, count))

    def known(self, name: str) -> bool:
        """Whether the texts name this person in running text."""
        return any(self.words[part] for part in name.split() if len(part) > 2)

    def is_proper(self, name: str) -> bool:
        """Whether the texts have no word of a name in small letters."""
        if self._small is None:
            self._small = frozenset(self.text.split())
        return not any(word.lower() in self._small for word in name.split())

    def is_place(self, name: str) -> bool:
        """Whether the texts speak of a name as of a place: one is in it or near it more often than now and then."""
        if self._places is None:
            self._places = Counter(_WHERE.findall(self.text))
        word = name.split()[-1]
        return self._places[word] * 4 > self.words[word]

    def fullest(self, name: str) -> str:
        """The fullest name that the texts show for a name: "Ann" → "Ann Lee"; the name itself where there is none."""
        known = self._fullest.get(name)
        if known is None:
            known = self._fullest[name] = self._find_fullest(name)
        return known

    def _find_fullest(self, name: str) -> str:
        if name.isupper() and len(name) > 2:
            spelt = name.title()
            name = spelt if all(word in self._seen for word in spelt.split()) or self._spelt_out(spelt) else name
        parts = [part for part in name.replace(",", " ").split() if part.lower().rstrip(".") not in TITLES]
        if len(parts) == 2 and _INITIAL.match(parts[0]):
            fitting = [each for each in self._by_word.get(parts[1], ()) if _spells(each.split(), parts[0][0], parts[1])]
            return max(fitting, key=lambda each: (self.full[each], each), default=name)
        if len(parts) != 1:
            return name
        known = self._by_forename(parts[0])
        if known is not None:
            return known or name
        forename = self._spelt_out(parts[0])
        full = (self._by_forename(forename) or forename) if forename else name
        return full if " " in full or " " not in name else name

    def _by_forename(self, word: str) -> str | None:
        """The full name that begins with a forename; none where there is none, "" where several are as frequent."""
        options = sorted(
            (self.full[each], self.words[each.split()[-1]], -len(each), each)
            for each in self._by_word.get(word, ())
            if _extends(each.split(), word)
            and (len(each.split()) == 2 or (self.full[each] > 1 and each.count(" ") < 4))
        )
        if not options:
            return None
        (count, *_, best), *others = reversed(options)
        # A longer form of the same name, or of a married one, is no other person by itself.
        rival = max((each[0] for each in others if each[3].split()[-1] != best.split()[-1]), default=0)
        return best if count >= _CLEARLY * rival or not rival else ""

    def _spelt_out(self, form: str) -> str | None:
        """The one forename in the texts that a name is short for, where the narration has not two people of them."""
        if self._told is None or len(form) < 2 or not form[0].isupper():
            return None
        tabled = [forename.title() for forename in FORENAMES.get(form.lower(), ())]
        names = (word for word in self._by_letter.get(form[0], ()) if self.words[word] and not word.isupper())
        clipped = [word for word in names if is_short_for(form, word)]
        forenames = {word for word in (*tabled, *clipped) if word != form and self._is_forename(word)}
        if len(forenames) != 1:
            return None
        if self._narrated is None:
            self._narrated = Counter(word for text in self._told for word in _CAPITALISED.findall(text))
        (forename,) = forenames
        return forename if _CLEARLY * self._narrated[form] <= self._narrated[forename] else None

    def _is_forename(self, word: str) -> bool:
        """A word that the texts have as a name, and as nobody's surname."""
        if word not in self._seen or word.lower() in COMMON | TITLES or self.is_place(word) or not self.is_proper(word):
            return False
        surnamed = (each.split() for each in self._by_word.get(word, ()) if each.endswith(f" {word}"))
        return all(parts[0].lower().rstrip(".") in _OF_FORENAMES for parts in surnamed)

    def by_surname(self, name: str) -> str:
        """A surname alone with the forename of the one person in the texts who has it, else as it is."""
        spelt = self.bearers(name)
        return spelt[0] if len(spelt) == 1 else name

    def bearers(self, surname: str) -> list[str]:
        """The people who have a surname, each by forename and surname."""
        return [
            each
            for each in self._by_word.get(surname, ())
            if each.endswith(f" {surname}") and len(each.split()[0]) > 2 and untitled(each)
        ]

    def by_initials(self, initials: str, near: Mapping[str, int]) -> str | None:
        """The person whose name begins with these initials: the one spoken of most nearby, else in the texts."""
        letters = re.findall(r"[A-Z]", initials)
        if not letters:
            return None
        if len(letters) > 1:
            fitting = [
                name
                for word in self._by_letter.get(letters[0], ())
                for name in self._by_word.get(word, ())
                if [part[0] for part in name.split()] == letters
            ]
            return max(fitting, key=lambda name: (self.full[name], name), default=None)
        spoken_of = (word for word in self._by_letter.get(letters[0], ()) if near.get(word))
        people = (word for word in spoken_of if word.lower() not in COMMON | TITLES and not self.is_place(word))
        fitting = list(filter(self.is_proper, people))
        return max(fitting, key=lambda word: (near[word], self.words[word], word), default=None)


def _is_line(text: str) -> bool:
    return not _IN_A_SENTENCE.search(text)


def _parts(run: str) -> list[str]:
    return [_POSSESSIVE.sub("", part) for part in run.split()]


def _trimmed(parts: Sequence[str]) -> tuple[list[str], bool]:
    """A run without the words round it that are nobody's name, and whether any was taken off its head."""
    first, last = 0, len(parts)
    while first < last and parts[first] != "A." and parts[first].lower().rstrip(".") in COMMON:
        first += 1
    while first < last and (parts[last - 1].lower() in COMMON or parts[last - 1].islower()):
        last -= 1
    name = list(parts[first:last])
    if len(name) == 1 and name[0].lower().rstrip(".") in TITLES:
        name = []
    return name, first > 0


def _spells(parts: Sequence[str], initial: str, surname: str) -> bool:
    """A forename that begins with the initial, and the surname, perhaps after a title."""
    parts = parts[1:] if parts[0].lower().rstrip(".") in TITLES else parts
    return len(parts) == 2 and parts[1] == surname and parts[0][0] == initial and len(parts[0]) > 2


def untitled(name: str) -> bool:
    """No word of it is a title or one that is nobody's name."""
    return not any(part.lower().rstrip(".") in COMMON | TITLES for part in name.split())


def _extends(parts: Sequence[str], word: str) -> bool:
    """A longer name that begins with the word (a forename), and has no title or common word in it."""
    return parts[0] == word and all(
        part.lower().rstrip(".") not in COMMON | TITLES and (len(part) < 3 or not part.isupper()) for part in parts
    )


def names_in(text: str) -> list[tuple[str, bool]]:
    """The names in a text without possessives, each with "capitalised, perhaps, only because it begins a sentence"."""
    found: list[tuple[str, bool]] = []
    for seen in _NAME.finditer(text):
        parts, bare = _trimmed(_parts(seen[0]))
        if parts:
            found.append((" ".join(parts), not bare and not _WITHIN.match(text, seen.start())))
    return found


def people_in(text: str, cast: Cast) -> list[str]:
    """The people that a text names, in order; the first word of a sentence counts where it is a name elsewhere too."""
    return [name for name, initial in names_in(text) if not initial or cast.words[name.split()[-1]] > 0]


def name_in_line(line: str) -> str:
    """A signature line without the marks around the name."""
    return line.strip(" \"'—>_*.")
