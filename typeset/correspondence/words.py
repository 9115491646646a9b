"""What the book says of its letters, in each language.

Enters: a language tag.  Leaves: `Words`.  Never guesses at a language: one that is not here gets English.

English in a story of another language is the lesser evil: an accessible name has no language of its own, so a screen
reader reads it by the rules of the story's, but a name that says nothing of the kind would be worse.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from typeset.language import primary


class Words(NamedTuple):
    """One language's words; the patterns are str.format's.

    kinds: what each class of blockquote is called amid a sentence, in the order of `KINDS`.
    named: by who is known: (both, the sender alone, the recipient alone, two who talk).
    listed: the same in a list, where the kind is said last.  to: in a list, to a recipient from a hand that is there.
    ways: in the index, to, from and with a person; to nobody, from nobody, with nobody that is known.
    and_next: after a page, that it is the first of several.
    marks: the quotation marks.  contractions: what a pattern and a name become together, as (pattern, replacement).
    """

    kinds: tuple[str, ...]
    named: tuple[str, str, str, str]
    continued: str
    listed: tuple[str, str, str]
    unsigned: str
    heading: str
    correspondents: str
    ways: tuple[str, str, str]
    unnamed: tuple[str, str, str]
    and_next: str
    previous: str
    following: str
    marks: tuple[str, str]
    contractions: tuple[tuple[str, str], ...] = ()

    def kind(self, name: str) -> str:
        """What a kind is called amid a sentence."""
        return self.kinds[KINDS.index(name)]

    def filled(self, pattern: str, **names: str | None) -> str:
        """A pattern with its names, contracted as the language has it ("de Anne" → "d’Anne")."""
        text = pattern.format(**names)
        for found, replacement in self.contractions:
            text = re.sub(found, replacement, text)
        return text

    def quoted(self, text: str) -> str:
        """A text between quotation marks."""
        return text.join(self.marks)


# The classes of blockquote that are called something; the last two are no correspondence.
KINDS = ("letter", "note", "telegram", "email", "messages", "newspaper", "diary")

ENGLISH = Words(
    kinds=("letter", "note", "telegram", "email", "messages", "newspaper cutting", "diary entry"),
    named=(
        "{kind} from {sender} to {recipient}",
        "{kind} from {sender}",
        "{kind} to {recipient}",
        "{kind} between {sender} and {recipient}",
    ),
    continued="{name} (continued)",
    listed=("{sender} to {recipient}", "To {recipient}", "{sender} and {recipient}"),
    unsigned="Unsigned, to {recipient}",
    heading="Letters",
    correspondents="Correspondents",
    ways=("to {person}", "from {person}", "with {person}"),
    unnamed=("recipient not named", "sender not named", "with others"),
    and_next="ff.",
    previous="previous letter",
    following="next letter",
    marks=("“", "”"),
)

# By primary language subtag.
WORDS: Mapping[str, Words] = {
    "en": ENGLISH,
    "de": Words(
        kinds=("Brief", "Notiz", "Telegramm", "E-Mail", "Nachrichten", "Zeitungsausschnitt", "Tagebucheintrag"),
        named=(
            "{kind} von {sender} an {recipient}",
            "{kind} von {sender}",
            "{kind} an {recipient}",
            "{kind} zwischen {sender} und {recipient}",
        ),
        continued="{name} (Fortsetzung)",
        listed=("{sender} an {recipient}", "An {recipient}", "{sender} und {recipient}"),
        unsigned="Ohne Unterschrift, an {recipient}",
        heading="Briefe",
        correspondents="Briefpartner",
        ways=("an {person}", "von {person}", "mit {person}"),
        unnamed=("Empfänger nicht genannt", "Absender nicht genannt", "mit anderen"),
        and_next="ff.",
        previous="voriger Brief",
        following="nächster Brief",
        marks=("„", "“"),
    ),
    "es": Words(
        kinds=("carta", "nota", "telegrama", "correo", "mensajes", "recorte de periódico", "entrada de diario"),
        named=(
            "{kind} de {sender} a {recipient}",
            "{kind} de {sender}",
            "{kind} a {recipient}",
            "{kind} entre {sender} y {recipient}",
        ),
        continued="{name} (continuación)",
        listed=("{sender} a {recipient}", "A {recipient}", "{sender} y {recipient}"),
        unsigned="Sin firma, a {recipient}",
        heading="Cartas",
        correspondents="Corresponsales",
        ways=("a {person}", "de {person}", "con {person}"),
        unnamed=("destinatario sin nombrar", "remitente sin nombrar", "con otros"),
        and_next="ss.",
        previous="carta anterior",
        following="carta siguiente",
        marks=("«", "»"),
        contractions=((r" y (?=[IÍ]|Hi)", " e "),),
    ),
    "fr": Words(
        kinds=("lettre", "mot", "télégramme", "courriel", "messages", "coupure de journal", "page de journal intime"),
        named=(
            "{kind} de {sender} à {recipient}",
            "{kind} de {sender}",
            "{kind} à {recipient}",
            "{kind} entre {sender} et {recipient}",
        ),
        continued="{name} (suite)",
        listed=("{sender} à {recipient}", "À {recipient}", "{sender} et {recipient}"),
        unsigned="Sans signature, à {recipient}",
        heading="Lettres",
        correspondents="Correspondants",
        ways=("à {person}", "de {person}", "avec {person}"),
        unnamed=("destinataire non nommé", "expéditeur non nommé", "avec d’autres"),
        and_next="sqq.",
        previous="lettre précédente",
        following="lettre suivante",
        marks=("«\u202f", "\u202f»"),
        contractions=((r"\bde (?=[AÀÂÆEÉÈÊËIÎÏOÔŒUÙÛÜ])", "d’"),),
    ),
    "it": Words(
        kinds=("lettera", "biglietto", "telegramma", "email", "messaggi", "ritaglio di giornale", "pagina di diario"),
        named=(
            "{kind} di {sender} a {recipient}",
            "{kind} di {sender}",
            "{kind} a {recipient}",
            "{kind} tra {sender} e {recipient}",
        ),
        continued="{name} (seguito)",
        listed=("{sender} a {recipient}", "A {recipient}", "{sender} e {recipient}"),
        unsigned="Senza firma, a {recipient}",
        heading="Lettere",
        correspondents="Corrispondenti",
        ways=("a {person}", "da {person}", "con {person}"),
        unnamed=("destinatario non nominato", "mittente non nominato", "con altri"),
        and_next="sgg.",
        previous="lettera precedente",
        following="lettera successiva",
        marks=("«", "»"),
        contractions=((r"\b([Aa]) (?=A)", r"\1d "),),
    ),
    "nl": Words(
        kinds=("brief", "briefje", "telegram", "e-mail", "berichten", "krantenknipsel", "dagboekfragment"),
        named=(
            "{kind} van {sender} aan {recipient}",
            "{kind} van {sender}",
            "{kind} aan {recipient}",
            "{kind} tussen {sender} en {recipient}",
        ),
        continued="{name} (vervolg)",
        listed=("{sender} aan {recipient}", "Aan {recipient}", "{sender} en {recipient}"),
        unsigned="Zonder ondertekening, aan {recipient}",
        heading="Brieven",
        correspondents="Correspondenten",
        ways=("aan {person}", "van {person}", "met {person}"),
        unnamed=("ontvanger niet genoemd", "afzender niet genoemd", "met anderen"),
        and_next="e.v.",
        previous="vorige brief",
        following="volgende brief",
        marks=("“", "”"),
    ),
    "pt": Words(
        kinds=("carta", "bilhete", "telegrama", "email", "mensagens", "recorte de jornal", "entrada de diário"),
        named=(
            "{kind} de {sender} para {recipient}",
            "{kind} de {sender}",
            "{kind} para {recipient}",
            "{kind} entre {sender} e {recipient}",
        ),
        continued="{name} (continuação)",
        listed=("{sender} para {recipient}", "Para {recipient}", "{sender} e {recipient}"),
        unsigned="Sem assinatura, para {recipient}",
        heading="Cartas",
        correspondents="Correspondentes",
        ways=("para {person}", "de {person}", "com {person}"),
        unnamed=("destinatário não nomeado", "remetente não nomeado", "com outros"),
        and_next="e segs.",
        previous="carta anterior",
        following="carta seguinte",
        marks=("“", "”"),
    ),
}


def words_of(language: str) -> Words:
    """The words of a language by its tag ("de-AT"); English where the table does not have it."""
    return WORDS.get(primary(language), ENGLISH)
