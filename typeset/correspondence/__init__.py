"""The book's correspondence, said: each letter's name, the list of all letters, the way from one to the next.

Enters: blockquotes, stories as they are bound.  Leaves: names, `BoundLetter`s, trees.  Never finds a letter, never
names a person whom the letter room did not.

    names    a letter's accessible name, and its line in a list
    bound    a story's letters as they stand in the book: an id each, pieces of one together
    listing  the list of letters, and the index of those who wrote and received them
    threads  from letter to letter between the same two people
"""

from __future__ import annotations

from typeset.correspondence.bound import bind, note_people
from typeset.correspondence.listing import letters_of, list_of_letters, nested_list
from typeset.correspondence.names import document_name, letter_name
from typeset.correspondence.threads import Neighbours, link, neighbours

__all__ = [
    "Neighbours",
    "bind",
    "document_name",
    "letter_name",
    "letters_of",
    "link",
    "list_of_letters",
    "neighbours",
    "nested_list",
    "note_people",
]
