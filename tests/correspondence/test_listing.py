"""A story's letters bound; the list of letters, its index, and the way from one to the next."""

from __future__ import annotations

from lxml import etree

from typeset.correspondence import bind, letters_of, list_of_letters, neighbours
from typeset.model import EPUB_NS, XHTML_NS, XML_LANG, Element, Part, text_of
from typeset.words import words_in


def quotation(inner: str, kind: str = "letter", **known: str) -> str:
    names = "".join(f' data-{name}="{value}"' for name, value in known.items())
    return f'<blockquote class="{kind}" aria-label="Letter"{names}>{inner}</blockquote>'


def part(number: int, *quotations: str, language: str | None = None) -> Part:
    section = etree.fromstring(
        f'<section xmlns="{XHTML_NS}" xmlns:epub="{EPUB_NS}"><p>It rained.</p>{"".join(quotations)}</section>'
    )
    letters = bind(section, number, language or "en")
    return Part(f"story-{number}", "story", f"Story {number}", section, language=language, letters=letters)


def lines(section: Element) -> list[str]:
    return [text_of(item) for item in section.iterfind("{*}ol/{*}li")]


def listed(*stories: Part, language: str = "en") -> Element:
    return list_of_letters(stories, words_in(language).of_letters, "letters")


SIGNED = '<p>Come.</p><footer><p class="signature">N.</p></footer>'


def test_entries() -> None:
    story = part(
        1,
        quotation("<p>Come at once.</p>", sender="Ann", recipient="Bo", date="4 May."),
        quotation("<p>Come.</p>", "note", sender="Ann", recipient="Bo"),
        quotation("<p>Come.</p>", sender="Ann"),
        quotation("<p>Come.</p>", recipient="Bo"),
        quotation(SIGNED, recipient="Cy", date="May"),
        quotation('<header><p class="salutation">Sir,</p></header><p>“The boat is late, and so am I.”</p>', "telegram"),
        quotation("<ol><li><span class='speaker'>Bo</span> <span class='text'>you up?</span></li></ol>", "messages",
                  sender="Bo", recipient="Ann"),
    )  # fmt: skip
    assert lines(listed(story)) == [
        "Ann to Bo, 4 May",
        "Ann to Bo (note)",
        "Ann",
        "Unsigned, to Bo",
        "To Cy, May",
        "“The boat is late, and so…” (telegram)",
        "Bo and Ann (messages)",
    ]


def test_entries_that_read_alike_say_how_they_begin() -> None:
    same = [quotation(f"<p>{text}</p>", sender="Ann", recipient="Bo") for text in ("Come.", "Stay where you are.")]
    assert lines(listed(part(1, *same), part(2, same[0]))) == [
        "Ann to Bo: “Come.”",
        "Ann to Bo: “Stay where you are.”",
        "Ann to Bo",
    ]


def test_accessible_names_of_one_story_are_told_apart() -> None:
    story = part(1, quotation("<p>Come.</p>"), quotation("<p>Go.</p>"), language="de")
    assert [each.get("aria-label") for each in story.tree.iter("{*}blockquote")] == [
        "Letter: „Come.“",
        "Letter: „Go.“",
    ]


def test_a_letter_that_is_broken_into_is_one_entry() -> None:
    outer = quotation("<p>One.</p>" + quotation("<p>Two.</p>", "note", sender="Cy"), sender="Ann", recipient="Bo")
    story = part(1, outer, "<p>She looked up.</p>", quotation(SIGNED, sender="Ann", recipient="Bo", continues="1"))
    assert [each.get("id") for each in story.tree.iter("{*}blockquote")] == ["letter-1-1", "letter-1-2", "letter-1-1-2"]
    assert lines(listed(story)) == ["Ann to Bo", "Cy (note)"]
    assert [(letter.id, letter.last_id, letter.signed) for letter in story.letters] == [
        ("letter-1-1", "letter-1-1-2", True),
        ("letter-1-2", "letter-1-2", False),
    ]


def test_what_continues_nothing_is_a_letter() -> None:
    assert lines(listed(part(1, quotation("<p>On.</p>", sender="Ann", continues="1")))) == ["Ann"]


def test_plain_quotations_and_diaries_are_not_listed() -> None:
    story = part(1, quotation("<p>x</p>", "diary"), "<blockquote><p>y</p></blockquote>", quotation("<p>z</p>"))
    assert len(story.letters) == 1


def test_the_index_of_correspondents() -> None:
    first = part(
        1,
        quotation("<p>a</p>", sender="Mrs. Lee", recipient="Bo", date="1 May"),
        quotation("<p>b</p>", sender="Bo", recipient="Mrs. Lee", date="2 May"),
        quotation("<p>c</p>", sender="Mrs. Lee", recipient="Bo", date="3 May"),
        quotation("<p>Say nothing.</p>", "note", sender="Bo"),
    )
    second = part(2, quotation("<p>d</p>", sender="Mrs. Lee", recipient="Bo"), quotation("<p>e</p>", recipient="Änne"))
    index = listed(first, second).find("{*}ul")
    assert index is not None
    assert [text_of(person) for person in index] == [
        "Änne sender not named: “e”",
        "Bo to Mrs. Lee: 2 May; from Mrs. Lee: 1 May; 3 May; “d”; recipient not named: “Say nothing.” (note)",
        "Mrs. Lee to Bo: 1 May; 3 May; “d”; from Bo: 2 May",
    ]
    to_bo = index[2].findall("{*}span[@class='way']")[0]
    assert [(link.get("href"), link.get("class"), link.get("data-next")) for link in to_bo.iter("{*}a")] == [
        ("#letter-1-1", "first", "\u00a0ff."),
        ("#letter-1-3", "when", None),
        ("#letter-2-1", "first", None),
    ]


def test_two_people_need_no_index() -> None:
    assert listed(part(1, quotation("<p>a</p>", sender="Ann", recipient="Bo"))).find("{*}ul") is None


def test_the_list_is_in_the_books_language_and_letters_in_their_own() -> None:
    section = listed(part(1, quotation("<p>Viens vite.</p>", "note"), language="fr"), language="de")
    assert text_of(section[0]) == "Briefe"
    assert (section[1].get(XML_LANG), text_of(section[1])) == ("fr", "Story 1")
    (own,) = section.iterfind(".//{*}a/{*}span")
    assert (own.get(XML_LANG), own.text, own.tail) == ("fr", "„Viens vite.“", " (Notiz)")


def test_neighbours_are_of_the_same_two_over_the_whole_book() -> None:
    one = quotation("<p>a</p>", sender="Ann", recipient="Bo")
    answer = quotation("<p>b</p>", sender="Bo", recipient="Ann")
    other = quotation("<p>c</p>", sender="Ann", recipient="Cy") + quotation("<p>d</p>", sender="Ann")
    stories = [part(1, one, other), part(2, answer), part(3, one)]
    known = neighbours(stories)
    ids = {at: tuple(each and each.id for each in pair) for at, pair in known.items()}
    assert ids == {
        "letter-1-1": (None, "letter-2-1"),
        "letter-2-1": ("letter-1-1", "letter-3-1"),
        "letter-3-1": ("letter-2-1", None),
    }
    assert len(letters_of(stories)) == 5
