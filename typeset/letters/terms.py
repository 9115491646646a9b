"""The terms that a letter and its lines bear in `epub:type`.

Enters: nothing.  Leaves: tables.  Never sets an attribute.

Z39.98-2012, structure vocabulary (z3998), and Standard Ebooks' vocabulary (se).
"""

from __future__ import annotations

from collections.abc import Mapping

# epub:type of the letter as a whole and of its lines.
KIND_TYPES: Mapping[str, str] = {"letter": "z3998:letter", "note": "z3998:letter", "telegram": "z3998:letter",
                                 "email": "z3998:letter z3998:email-message", "messages": "z3998:letter"}  # fmt: skip
ROLE_TYPES: Mapping[str, str] = {
    "address": "z3998:postal",
    "dateline": "se:letter.dateline",
    "salutation": "z3998:salutation",
    "valediction": "z3998:valediction",
    "signature": "z3998:signature",
    "postscript": "z3998:postscript",
}
# The values of an email's fields, by label in lower case; a letter's subject line; the speakers of a chat.
SUBJECT_TYPE, SPEAKER_TYPE = "z3998:subject", "z3998:sender"
FIELD_TYPES: Mapping[str, str] = {
    "from": "z3998:from z3998:sender", "to": "z3998:to z3998:recipient", "cc": "z3998:cc", "bcc": "z3998:bcc",
    **dict.fromkeys(("date", "sent", "sent on", "sent at", "received"), "se:letter.dateline"),
    **dict.fromkeys(("subject", "subj", "re"), SUBJECT_TYPE),
}  # fmt: skip
