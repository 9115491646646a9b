"""The people that a story names, and the fullest name it gives each.

Enters: views.  Leaves: a Cast.  Never decides who wrote what.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from typeset.letters import tongues
from typeset.letters.lexicon import words
from typeset.letters.view import View

_TITLES = words(
    "mr mrs ms miss dr sir lady lord madam madame mlle mme monsieur mademoiselle professor prof captain capt "
    "colonel col major general father fr sister brother aunt uncle cousin reverend rev count countess duke duchess "
    "prince princess king queen messrs sergeant inspector"
)
TITLES = _TITLES | tongues.TITLES
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
    "remember write think know"
)
COMMON = _COMMON | tongues.BEFORE_NAMES
_PART = r"[A-Z][^\W\d_]*(?:['-][A-Z]?[^\W\d_]+)*"
_TITLE = r"(?:Mr|Mrs|Ms|Dr|Prof|Capt|Col|Rev|Fr|St|Messrs)\.? "
_NAME = re.compile(
    rf"\b(?:{_TITLE})?(?:(?:[A-Z]\. ?)+(?={_PART})|(?={_PART}))"
    rf"{_PART}(?: (?:[A-Z]\.|{_PART}|de|von|van|of the|of)(?= ?))*(?: {_PART})?"
)
_SENTENCE_START = re.compile(r"(?:^|[.!?:—\"]['\")]*\s+|^['\"—> ]+)$")
_INITIAL = re.compile(r"^[A-Z]\.?$")
_POSSESSIVE = re.compile(r"'s?$")


class Cast:
    """The names of a story: how often each stands in it, alone and as part of a longer one.  texts: its blocks."""

    def __init__(self, views: Sequence[View]) -> None:
        self.full: Counter[str] = Counter()
        self.words: Counter[str] = Counter()
        for view in views:
            for name, initial in names_in(view.text):
                parts = name.split()
                if len(parts) > 1 and view.size > len(parts) + 1:  # a line that is a name alone may be a title
                    self.full[name] += 1
                if not initial or len(parts) > 1:
                    self.words.update(part for part in parts if len(part) > 2)
        self.texts = [view.text for view in views]
        self._by_word: dict[str, list[str]] = {}
        for name in self.full:
            for part in name.split():
                self._by_word.setdefault(part, []).append(name)

    def known(self, name: str) -> bool:
        """Whether the story names this person in running text."""
        return any(self.words[part] for part in name.split() if len(part) > 2)

    def fullest(self, name: str) -> str:
        """The fullest name that the story shows for a name: "Ann" → "Ann Lee"; the name itself where there is none."""
        if name.isupper() and self.words[name.title()]:
            name = name.title()
        parts = [part for part in name.replace(",", " ").split() if part.lower().rstrip(".") not in TITLES]
        if len(parts) == 2 and _INITIAL.match(parts[0]):
            spelt = [each for each in self._by_word.get(parts[1], ()) if _spells(each.split(), parts[0][0], parts[1])]
            return max(spelt, key=lambda each: (self.full[each], each), default=name)
        if len(parts) != 1:
            return name
        word = parts[0]
        options = [
            (count, self.words[each.split()[-1]], -len(each), each)
            for each in self._by_word.get(word, ())
            if (count := self.full[each]) and _extends(each.split(), word) and len(each.split()) <= 4
        ]
        return max(options)[3] if options else name

    def by_surname(self, name: str) -> str:
        """A surname alone with the forename of the one person in the story who has it, else as it is."""
        spelt = [
            each
            for each in self._by_word.get(name, ())
            if each.endswith(f" {name}") and len(each.split()[0]) > 2 and _untitled(each)
        ]
        return spelt[0] if len(spelt) == 1 else name

    def by_initials(self, initials: str, near: Counter[str]) -> str | None:
        """The person whose name begins with these initials: the one spoken of most nearby, else in the story."""
        letters = re.findall(r"[A-Z]", initials)
        if not letters:
            return None
        if len(letters) > 1:
            fitting = [name for name in self.full if [part[0] for part in name.split()] == letters]
            return max(fitting, key=lambda name: (self.full[name], name), default=None)
        fitting = [
            word for word in self.words if word[0] == letters[0] and word.lower() not in COMMON | TITLES and near[word]
        ]
        return max(fitting, key=lambda word: (near[word], self.words[word], word), default=None)


def _spells(parts: Sequence[str], initial: str, surname: str) -> bool:
    """A forename that begins with the initial, and the surname."""
    return len(parts) == 2 and parts[1] == surname and parts[0][0] == initial and len(parts[0]) > 2


def _untitled(name: str) -> bool:
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
        parts = [_POSSESSIVE.sub("", part) for part in seen[0].split()]
        initial = bool(_SENTENCE_START.search(text[max(0, seen.start() - 6) : seen.start()]))
        while parts and parts[0] != "A." and parts[0].lower().rstrip(".") in COMMON:
            parts, initial = parts[1:], False
        while parts and (parts[-1].lower() in COMMON or parts[-1].islower()):
            parts = parts[:-1]
        name = " ".join(parts)
        if name and name.lower().rstrip(".") not in TITLES:
            found.append((name, initial))
    return found


def people_in(text: str, cast: Cast) -> list[str]:
    """The people that a text names, in order; the first word of a sentence counts where it is a name elsewhere too."""
    return [name for name, initial in names_in(text) if not initial or cast.words[name.split()[-1]] > 0]


def name_in_line(line: str) -> str:
    """A signature line without the marks around the name."""
    return line.strip(" \"'—>_*.")
