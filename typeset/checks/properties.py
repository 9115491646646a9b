"""What CSS knows: names of properties, keywords of those that letters use, and which take lengths.

Enters: nothing.  Leaves: tables.  Never judges.  After the W3C's index of properties (level of 2024); names with a
maker's prefix are not in it, since each engine has its own.
"""

from __future__ import annotations

from collections.abc import Mapping

_SIDES = ("top", "right", "bottom", "left", "block", "block-start", "block-end", "inline", "inline-start", "inline-end")
_CORNERS = ("top-left", "top-right", "bottom-left", "bottom-right", "start-start", "start-end", "end-start", "end-end")

_NAMES = """
accent-color align-content align-items align-self alignment-baseline all animation animation-delay animation-direction
animation-duration animation-fill-mode animation-iteration-count animation-name animation-play-state
animation-timing-function appearance aspect-ratio backface-visibility background background-attachment
background-blend-mode background-clip background-color background-image background-origin background-position
background-position-x background-position-y background-repeat background-size baseline-shift block-size block-ellipsis
bookmark-label bookmark-level bookmark-state border border-collapse border-color border-image border-image-outset
border-image-repeat border-image-slice border-image-source border-image-width border-radius border-spacing
border-style border-width bottom box-decoration-break box-shadow box-sizing break-after break-before break-inside
caption-side caret-color clear clip clip-path clip-rule color color-adjust color-scheme column-count column-fill
column-gap column-rule column-rule-color column-rule-style column-rule-width column-span column-width columns contain
container container-name container-type content content-visibility continue counter-increment counter-reset
counter-set cursor direction display dominant-baseline empty-cells fill fill-opacity fill-rule filter flex flex-basis
flex-direction flex-flow flex-grow flex-shrink flex-wrap float font font-family font-feature-settings font-kerning
font-language-override font-optical-sizing font-palette font-size font-size-adjust font-stretch font-style
font-synthesis font-synthesis-small-caps font-synthesis-style font-synthesis-weight font-variant
font-variant-alternates font-variant-caps font-variant-east-asian font-variant-emoji font-variant-ligatures
font-variant-numeric font-variant-position font-variation-settings font-weight footnote-display footnote-policy
forced-color-adjust gap glyph-orientation-vertical grid grid-area grid-auto-columns grid-auto-flow grid-auto-rows
grid-column grid-column-end grid-column-gap grid-column-start grid-gap grid-row grid-row-end grid-row-gap
grid-row-start grid-template grid-template-areas grid-template-columns grid-template-rows hanging-punctuation height
hyphenate-character hyphenate-limit-chars hyphenate-limit-last hyphenate-limit-lines hyphenate-limit-zone hyphens
image-orientation image-rendering image-resolution initial-letter initial-letter-align inline-size inset inset-block
inset-inline isolation justify-content justify-items justify-self left letter-spacing lighting-color line-break
line-clamp line-height line-height-step list-style list-style-image list-style-position list-style-type margin
margin-break margin-trim marker marks mask mask-image max-block-size max-height max-inline-size max-lines max-width
min-block-size min-height min-inline-size min-width mix-blend-mode object-fit object-position opacity order orphans
outline outline-color outline-offset outline-style outline-width overflow overflow-anchor overflow-block
overflow-clip-margin overflow-inline overflow-wrap overflow-x overflow-y padding page page-break-after
page-break-before page-break-inside perspective perspective-origin place-content place-items place-self pointer-events
position print-color-adjust quotes resize right rotate row-gap ruby-align ruby-merge ruby-position running scale
scroll-behavior scrollbar-color scrollbar-width shape-image-threshold shape-margin shape-outside size speak speak-as
string-set stroke stroke-width tab-size table-layout text-align text-align-all text-align-last text-anchor
text-combine-upright text-decoration text-decoration-color text-decoration-line text-decoration-skip
text-decoration-skip-ink text-decoration-style text-decoration-thickness text-emphasis text-emphasis-color
text-emphasis-position text-emphasis-style text-indent text-justify text-orientation text-overflow text-rendering
text-shadow text-size-adjust text-spacing text-spacing-trim text-transform text-underline-offset
text-underline-position text-wrap text-wrap-mode text-wrap-style top touch-action transform transform-box
transform-origin transform-style transition transition-delay transition-duration transition-property
transition-timing-function translate unicode-bidi unicode-range user-select vertical-align visibility white-space
white-space-collapse widows width will-change word-break word-spacing word-wrap writing-mode z-index zoom src
font-display ascent-override descent-override line-gap-override adobe-hyphenate size-adjust bleed
"""
PROPERTIES: frozenset[str] = frozenset(
    _NAMES.split()
    + [f"{box}-{side}" for box in ("margin", "padding", "inset", "border") for side in _SIDES]
    + [f"border-{side}-{part}" for side in _SIDES for part in ("color", "style", "width")]
    + [f"border-{corner}-radius" for corner in _CORNERS]
)

# Words that every property takes.
GLOBAL = frozenset({"inherit", "initial", "unset", "revert", "revert-layer"})
_LINES = "none hidden dotted dashed solid double groove ridge inset outset"
_BREAKS = "auto avoid always all avoid-page page left right recto verso avoid-column column avoid-region region"
# The words of properties that take one word (some of them a number or a length instead).
KEYWORDS: Mapping[str, frozenset[str]] = {
    name: frozenset(words.split())
    for name, words in {
        "text-align": "left right center justify start end match-parent justify-all",
        "text-transform": "none uppercase lowercase capitalize full-width full-size-kana",
        "font-style": "normal italic oblique",
        "font-weight": "normal bold bolder lighter",
        "font-variant-caps": "normal small-caps all-small-caps petite-caps all-petite-caps unicase titling-caps",
        "font-size": "xx-small x-small small medium large x-large xx-large xxx-large larger smaller math",
        "hyphens": "none manual auto",
        "float": "none left right inline-start inline-end footnote",
        "clear": "none left right both inline-start inline-end",
        "display": "none block inline inline-block list-item table table-row table-cell table-row-group table-column "
        "table-column-group table-header-group table-footer-group table-caption inline-table flow-root flex "
        "inline-flex grid inline-grid contents ruby ruby-text run-in",
        "position": "static relative absolute fixed sticky",
        "visibility": "visible hidden collapse",
        "vertical-align": "baseline sub super top text-top middle bottom text-bottom",
        "white-space": "normal pre nowrap pre-wrap pre-line break-spaces",
        "break-before": _BREAKS,
        "break-after": _BREAKS,
        "break-inside": "auto avoid avoid-page avoid-column avoid-region",
        "page-break-before": "auto always avoid left right",
        "page-break-after": "auto always avoid left right",
        "page-break-inside": "auto avoid",
        **{f"border-{side}-style": _LINES for side in ("top", "right", "bottom", "left")},
        "text-decoration-line": "none underline overline line-through blink",
    }.items()
}

# Properties whose numbers want a unit (CSS Values 4, §6).
_BOX_SIDES = ("top", "right", "bottom", "left")
LENGTHS = frozenset(
    ["margin", "padding", "text-indent", "font-size", "letter-spacing", "word-spacing", "width", "height", "max-width",
     "max-height", "min-width", "min-height", "border-width", *_BOX_SIDES]
    + [f"{box}-{side}" for box in ("margin", "padding") for side in _BOX_SIDES]
    + [f"border-{side}-width" for side in _BOX_SIDES]
)  # fmt: skip

# Units that stay as they are when the reader chooses a larger type.
FIXED_UNITS = frozenset({"px", "pt", "pc", "cm", "mm", "in", "q"})
# Units that engines have learned late.
LATE_UNITS = frozenset(
    [f"{size}{axis}" for size in ("", "s", "l", "d") for axis in ("vw", "vh", "vi", "vb", "vmin", "vmax")]
    + ["rem", "ch", "lh", "rlh", "cap", "ic", "rex", "rch", "rcap", "ric", "cqw", "cqh", "cqi", "cqb", "cqmin", "cqmax"]
)
# Functions that stand for a value.
RECKONED = frozenset({"min", "max", "clamp", "calc", "var", "env"})
