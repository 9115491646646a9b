"""The codes of style sheets: S-1xx ink and paper, S-2xx what old engines cannot read, S-3xx sizes and places,
S-4xx letters that are told apart, S-5xx slips.

Enters: nothing.  Leaves: the table STYLES.  Never looks at a sheet: `checks` does.
RMSDK is Adobe's engine in older Kobo, Nook, PocketBook and Tolino readers; KF8 is Kindle's.
"""

from __future__ import annotations

from collections.abc import Mapping

from typeset.findings.code import Code

_NIGHT = (
    "Kindle Publishing Guidelines, §9.3.2; github.com/pgaskin/NickelMenu, issue 123 (Kobo); "
    "github.com/ofou/graham-essays, pull request 27 (Apple Books)"
)
_RMSDK = "github.com/dvschultz/99problems, issues 22, 30, 53 (RMSDK)"
_KINDLE = "Kindle Publishing Guidelines, supported CSS (KF8)"
_READER = "Kindle Publishing Guidelines, §9.3.2 (body text must use defaults)"

STYLES: Mapping[str, Code] = {
    "S-101": Code(
        "error",
        "ink or paper of its own on the whole page",
        "A colour or background on html, body or * fights the reader's own. In night mode Kobo keeps the book's "
        "ink on its own paper, black on black; Kindle and Apple Books turn the ink and keep the paper, white on "
        "white.",
        "body { background: #fffff0; color: #222 }",
        "/* leave both out: paper and ink are the reader's */",
        _NIGHT,
    ),
    "S-102": Code(
        "error",
        "black or white text",
        "Black text is gone on night's black paper, white text by day: Kobo and Apple Books keep a book's own colours.",
        ".signature { color: #000 }",
        ".signature { font-weight: bold }",
        _NIGHT,
    ),
    "S-103": Code(
        "warning",
        "a colour that is hard to read by day or by night",
        "Text wants a contrast of 4.5 : 1 with white paper and with black. Next to no colour has both, and most "
        "e-readers show gray. Say it by slant, weight or place.",
        ".dateline { color: #999 }",
        ".dateline { font-style: italic }",
        "WCAG 2.2, 1.4.3",
    ),
    "S-104": Code(
        "warning",
        "a background",
        "Night modes drop backgrounds, or keep them under light text; e-paper dithers them. What a background "
        "says is lost: a rule, an inset or white says it everywhere.",
        ".telegram { background: #eee }",
        ".telegram { border-top: 1px solid; border-bottom: 1px solid }",
        _NIGHT,
    ),
    "S-105": Code(
        "warning",
        "a rule with a colour of its own",
        "A black rule is gone by night, a pale one on e-paper. Without a colour a rule has the ink of the text.",
        ".letter { border-left: 1px solid black }",
        ".letter { border-left: 1px solid }",
        "CSS Backgrounds 3, §3.1 (currentcolor)",
    ),
    "S-201": Code(
        "error",
        "min(), max(), clamp(), calc(), var()",
        "RMSDK drops the whole sheet for one of them, some versions the book; KF8 drops the declaration. Write a "
        "plain value; one for paper stands in @media print, one for new engines in @supports.",
        ".letter { padding-left: calc(1em + 2%) }",
        ".letter { padding-left: 1.4em }",
        _RMSDK,
    ),
    "S-202": Code(
        "error",
        "grid or flex",
        "RMSDK drops the sheet, KF8 the declaration; the parts then stand below one another, or nowhere.",
        ".email dl { display: grid }",
        ".email dd { margin-left: 4.5em }",
        f"{_RMSDK}; {_KINDLE}",
    ),
    "S-203": Code(
        "warning",
        "a selector that old engines do not know",
        "For one unknown selector the whole rule is dropped, with all others that stand before its commas. :is(), "
        ":where(), :has(), a list in :not() and the i in [a=b i] are unknown to RMSDK, KF8 and older Kobo "
        "readers.",
        ":is(.letter, .note) p { text-indent: 0 }",
        ".letter p, .note p { text-indent: 0 }",
        "Selectors 4, §3.9 (invalid selectors)",
    ),
    "S-204": Code(
        "warning",
        "rules within rules",
        "An engine older than 2023 drops an inner rule, and may drop what follows it. Write the whole selector.",
        ".letter { p { text-indent: 0 } }",
        ".letter p { text-indent: 0 }",
        "CSS Nesting 1",
    ),
    "S-205": Code(
        "warning",
        "rules in @layer, @container or @scope",
        "All that stands in one is lost where it is not known: RMSDK, KF8, e-readers with an engine older than 2022.",
        "@layer mine { .letter { margin-left: 1em } }",
        ".letter { margin-left: 1em }",
        "CSS Cascade 5, §6.4 (@layer); CSS Containment 3 (@container)",
    ),
    "S-206": Code(
        "error",
        "@import",
        "Many reading systems do not follow it, and the book cannot be built with it.",
        '@import "hands.css";',
        "/* book.yaml: styles: [hands.css, mine.css] */",
        _KINDLE,
    ),
    "S-207": Code(
        "error",
        "an address that leaves the book",
        "A book is read where there is no network, and nothing is ever fetched from one while it is built.",
        "@font-face { font-family: Pen; src: url(https://example.org/pen.ttf) }",
        "@font-face { font-family: Pen; src: url(pen.ttf) }",
        "EPUB 3.3, resource locations",
    ),
    "S-208": Code(
        "warning",
        "a unit that old engines do not know",
        "vw, vh and ch crash RMSDK in a shorthand such as margin, and are dropped elsewhere; rem is read as em. "
        "Write em or %, and the other in @supports.",
        ".letter { margin: 5vh 0 }",
        ".letter { margin: 1.25em 0 }",
        "github.com/dvschultz/99problems, issues 30 and 54 (RMSDK)",
    ),
    "S-209": Code(
        "note",
        "@page in a sheet of both books",
        "The e-book leaves it out: the pages are the reader's. In @media print it is plain that it is meant for paper.",
        "@page { margin: 1in }",
        "@media print { @page { margin: 1in } }",
        "CSS Paged Media 3 (@page is for paged media)",
    ),
    "S-301": Code(
        "warning",
        "type or leading in points or pixels",
        "It stays as it is when the reader chooses a larger type: in KF8 and RMSDK small print stays small.",
        ".note { font-size: 9pt; line-height: 14px }",
        ".note { font-size: .9em; line-height: 1.4 }",
        "WCAG 2.2, 1.4.4; Kindle Publishing Guidelines, fixed values",
    ),
    "S-302": Code(
        "warning",
        "margin: auto",
        "RMSDK and KF8 read auto as 0, and the block stands at the left. Say the margins in em or %.",
        ".note { width: 60%; margin: 0 auto }",
        ".note { margin: 0 20% }",
        _KINDLE,
    ),
    "S-303": Code(
        "warning",
        "a centred line with an indent",
        "Paragraphs are indented, and text-indent is inherited: a line that is centred stands half an indent to "
        "the right.",
        ".newspaper p { text-align: center }",
        ".newspaper p { text-align: center; text-indent: 0 }",
        "CSS Text 3, §8.1",
    ),
    "S-304": Code(
        "warning",
        "break-inside: avoid on what may be long",
        "A letter that is longer than the screen leaves a blank page before it; RMSDK cuts off what does not fit.",
        ".letter { page-break-inside: avoid }",
        ".note { page-break-inside: avoid }",
        "CSS Fragmentation 3, §3.2",
    ),
    "S-305": Code(
        "warning",
        "position: absolute, fixed or sticky",
        "RMSDK and KF8 drop it, or put the text on top of other text once the type is larger.",
        ".dateline { position: absolute; right: 0 }",
        ".dateline { text-align: right }",
        _KINDLE,
    ),
    "S-306": Code(
        "warning",
        "a float",
        "On a narrow screen, or in large type, floats leave a word a line. The one that may float is the name of "
        "an email's line, dt: where it does not, it stands above its words.",
        ".dateline { float: right }",
        ".dateline { text-align: right }",
        _KINDLE,
    ),
    "S-307": Code(
        "warning",
        "!important",
        "It goes before the reader's own choices: a larger type, more leading, ragged lines. A sheet of your own "
        "is read last and needs none; name the line as our sheet does.",
        ".email > p { margin: 0 !important }",
        ".email > p { margin: 0 }",
        "Readium CSS, user settings (its overrides are !important, and so are not the last)",
    ),
    "S-308": Code(
        "warning",
        "a face, size or leading for all text",
        "The text's type is the reader's to choose; a book that sets it takes that away (Kindle refuses some), or "
        "is ignored. For paper say it in @media print.",
        "p { font-family: Garamond, serif; line-height: 1.3 }",
        "@media print { p { font-family: Garamond, serif } }",
        _READER,
    ),
    "S-401": Code(
        "error",
        "letters that nothing tells from the story",
        "Where the reader chooses the face and night takes the backgrounds, only an inset, a rule or a margin is "
        "left; without one of them nobody sees where the letter ends.",
        ".letter { border: 0; padding: 0; font-family: Delius }",
        ".letter { border: 0; padding: 0; margin-left: 1.4em; margin-right: 1.4em }",
        "docs/design.md, The e-reader's page",
    ),
    "S-402": Code(
        "warning",
        "two kinds of correspondence of one shape",
        "A note, a letter, a telegram, an email and a chat are told apart by insets, rules and the form of their "
        "lines. With one of them gone only face or size is left, and the reader may choose another.",
        ".note { margin-left: 0; margin-right: 0; padding-left: 1em; border-left: 1px solid }\n"
        ".note > p + p { text-indent: 1.4em }",
        ".note { margin-left: 1.4em; margin-right: 1.4em }",
        "docs/design.md, The e-reader's page",
    ),
    "S-403": Code(
        "note",
        "two hands of one shape",
        "Hands differ by more than their faces: by slant, by a ragged or an even edge, by how paragraphs are parted, "
        "by a rule. Where the reader chooses the face, nothing else tells who writes. No harm where a book has one "
        "hand.",
        '[data-hand="italic"] { font-family: "My Pen"; font-style: normal }',
        '[data-hand="italic"] { font-family: "My Pen"; font-style: italic }',
        "docs/design.md, The e-reader's page",
    ),
    "S-501": Code(
        "error",
        "what cannot be read as CSS",
        "A brace, a colon or a semicolon is missing. New engines skip to the next rule, RMSDK drops the sheet, "
        "and the book cannot be built.",
        ".letter { margin-left 1em }",
        ".letter { margin-left: 1em }",
        "CSS Syntax 3, §2.2 (error handling)",
    ),
    "S-502": Code(
        "warning",
        "no property of that name",
        "Every engine drops the declaration without a word.",
        ".letter { text-ident: 0 }",
        ".letter { text-indent: 0 }",
        "the W3C's index of properties, www.w3.org/Style/CSS/all-properties",
    ),
    "S-503": Code(
        "warning",
        "a selector that fits nothing in a book",
        "A name that no part of a book has, or parts that never stand so: the salutation, for one, is in the "
        "letter's header, not right below the letter.",
        ".salutaton, .letter > .salutation { margin-top: 1em }",
        ".salutation, .letter > header > .salutation { margin-top: 1em }",
        "styles/letters.css, whose head shows how a letter is built",
    ),
    "S-504": Code(
        "warning",
        "a value that the property has not",
        "Every engine drops the declaration without a word: a word in British spelling, or a number without its unit.",
        ".dateline { text-align: centre; margin-top: 2 }",
        ".dateline { text-align: center; margin-top: 2em }",
        "CSS Text 3, §7.1; CSS Values 4, §6 (only 0 goes without a unit)",
    ),
    "S-505": Code(
        "warning",
        "a declaration that changes nothing",
        "Our sheets name the same lines more closely, so theirs wins though yours is read last. Write the "
        "selector that ours has.",
        ".speaker { font-weight: normal } /* ours: .messages .speaker */",
        ".messages .speaker { font-weight: normal }",
        "Selectors 3, §9 (specificity)",
    ),
}
