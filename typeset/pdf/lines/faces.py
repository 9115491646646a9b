"""Faces and their words: each word is shaped once, by HarfBuzz, in the very font that Pango chose.

Enters: computed styles of WeasyPrint, words.  Leaves: widths and glyph strings ready for a page's stream.  Never breaks
a line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from typeset.pdf.lines.names import NOUNS_IN_CAPITALS

# How what follows an atom of text binds it to the next: not at all to be parted, a space, a break place of no width
# (behind a dash), a space that is no break place.
NO_BREAK, SPACE, ZERO, NBSP = range(4)
EM_DASH, EN_DASH = "—", "–"
DASHES = f"{EM_DASH}{EN_DASH}-…"
_OPENING = frozenset("“‘«„‚")
SOFT_HYPHEN = "\xad"
# Marks that hang into the margin, as parts of their own width, behind a line and before it: what is small or faint at
# the edge of the text makes it look notched (Bringhurst, The Elements of Typographic Style, 5.1.6).
HANG_BEHIND = {
    **dict.fromkeys("-\u2010", 0.5), **dict.fromkeys(".,", 0.6), **dict.fromkeys("’”'\"", 0.5),
    **dict.fromkeys(":;", 0.3), **dict.fromkeys("—–", 0.15), **dict.fromkeys("!?", 0.15),
}  # fmt: skip
HANG_BEFORE = {**dict.fromkeys("‘“'\"„«", 0.5), **dict.fromkeys("—–", 0.15)}
# Where a face kerns its space against letters by more than this part of an em, the widths of words do not add up.
KERNED_SPACE_EM = 0.01
_LETTERS = re.compile(r"[^\W\d_]+")
# No break within; and what a space before may forbid a break (Unicode line breaking, asked of Pango).
_SIMPLE = re.compile(r"[\w.,;:!?'’‘“”()]*\Z")
_RISKY_START = frozenset("—–-…!?.,;:)]}/»”’")
# WeasyPrint's style properties that choose OpenType features, and others that a face depends on.
_FEATURES = ("kerning", "variant_ligatures", "variant_position", "variant_caps", "variant_numeric",
             "variant_alternates", "variant_east_asian", "feature_settings")  # fmt: skip
_OTHER = ("font_kerning", "word_spacing", "letter_spacing", "hyphens", "hyphenate_character", "hyphenate_limit_chars")


class UnfitError(Exception):
    """These lines are for WeasyPrint's own line breaker; the message says why."""


class Word(NamedTuple):
    """A word as shaped: width in CSS px, its glyphs as the inside of a TJ array, (index, x in px) of its clusters."""

    width: float
    string: str
    clusters: tuple[tuple[int, float], ...]


class Hyphen(NamedTuple):
    """Where a hyphen may stand: its place in the text, the width (CSS px) before it, the word, its letters before.

    rest: what is left of the text's width by what is behind; another width than before it where a ligature is parted.
    """

    at: int
    width: float
    word: str
    letters: int
    rest: float


class Piece(NamedTuple):
    """A part of a word between break places: its text, its start in the word, as shaped, and what follows.

    risky: whether a space before it may be no break place.  hang_before, hang_behind: how far (CSS px) it hangs into
    the margins where it begins or ends a line.
    """

    text: str
    start: int
    word: Word
    joiner: int
    risky: bool = False
    hang_before: float = 0.0
    hang_behind: float = 0.0


class Face:
    """One font at one size with one set of features, and the words shaped in it.

    Lengths are in CSS px: size, height (of the glyphs' box), half_leading, baseline (below the line's head), space.
    """

    def __init__(self, style: Any) -> None:
        import pyphen
        import uharfbuzz
        from weasyprint.text import line_break
        from weasyprint.text.ffi import FROM_UNITS, TO_UNITS, ffi, harfbuzz, pango
        from weasyprint.text.fonts import font_features, get_hb_object_data, get_pango_font_hb_face

        self.style = style
        self.words: dict[str, Word] = {}
        self._tokens: dict[str, tuple[Piece, ...]] = {}
        self._hyphenations: dict[str, tuple[Hyphen, ...]] = {}
        self._widths: dict[int, int] = {}
        self._unicode: dict[int, str] = {}
        self._pdf_fonts: Any = None
        self._pdf_font: Any = None
        self.size, self.language = style["font_size"], style["lang"] or "en"
        self.marks_names = self.language.split("-")[0].lower() not in NOUNS_IN_CAPITALS
        self._layout = layout = line_break.Layout(style)  # kept: it owns the font
        layout.set_text("x")
        line, _ = layout.get_first_line()
        _, self.height = line_break.line_size(line, style)
        line_height, _ = line_break.strut(style)
        self.half_leading = (line_height - self.height) / 2
        self.baseline = self.half_leading + FROM_UNITS * pango.pango_layout_get_baseline(layout.layout)
        self._pango_font = ffi.cast("PangoGlyphItem *", line.runs.data).item.analysis.font
        hb_face = get_pango_font_hb_face(self._pango_font)
        data, index = get_hb_object_data(hb_face), harfbuzz.hb_face_get_index(hb_face)
        face = uharfbuzz.Face(data, index)
        if face.has_color_layers or face.has_color_paint or face.has_color_png or face.has_color_svg:
            raise UnfitError("a face in colour")
        if face.has_var_data:
            raise UnfitError("a variable face")
        self._font = uharfbuzz.Font(face)
        self._font.scale = (int(self.size * TO_UNITS),) * 2  # Pango's units
        self._unit = 1000 * FROM_UNITS / self.size
        chosen = font_features(*(style[f"font_{name}"] for name in _FEATURES))
        self._features = {name: int(value) for name, value in chosen.items()}
        spacing = style["letter_spacing"]
        self._spacing = 0 if spacing == "normal" else int(spacing * TO_UNITS)
        if self._spacing:
            self._features |= {"liga": 0, "clig": 0}  # CSS Text 3, §8.2: letters that are parted are not joined
        word = self.word(" ")
        self.space, self.space_string = word.width + style["word_spacing"], word.string
        self.hyphen = style["hyphenate_character"]
        if not self._font.get_nominal_glyph(ord(self.hyphen[:1] or " ")):
            self.hyphen = "-"  # CSS Text 3, §6.1.1: whichever of the two hyphens the face has
        self.breaks_words = style["overflow_wrap"] != "normal"
        self._soft = style["hyphens"] != "none"
        self._fewest, left, right = style["hyphenate_limit_chars"]
        language = style["hyphens"] == "auto" and pyphen.language_fallback(self.language)
        self._dictionary = pyphen.Pyphen(lang=language, left=left, right=right) if language else None
        self._kerns: dict[tuple[str, str], float] = {}
        self._breaks: dict[tuple[str, str], bool] = {}
        pairs = "".join(f"{letter} " for letter in "ATVWYLfryvwo.,’”" if self._font.get_nominal_glyph(ord(letter)))
        kerned = abs(self.word(pairs).width - sum(self.word(c).width for c in pairs))
        self.kerns_space = kerned > KERNED_SPACE_EM * self.size

    def word(self, text: str) -> Word:
        """A word as shaped. Raises UnfitError where the face has no glyph for a character of it."""
        found = self.words.get(text)
        if found is None:
            found = self.words[text] = self._shaped(text)
        return found

    def _shaped(self, text: str) -> Word:
        import uharfbuzz
        from weasyprint.text.ffi import FROM_UNITS

        buffer, shown = uharfbuzz.Buffer(), text
        sources: Sequence[int] = range(len(text))
        if SOFT_HYPHEN in text:
            shown = text.replace(SOFT_HYPHEN, "")
            sources = [index for index, letter in enumerate(text) if letter != SOFT_HYPHEN]
        buffer.add_str(shown)
        buffer.guess_segment_properties()
        buffer.language = self.language
        uharfbuzz.shape(self._font, buffer, self._features)
        infos, positions = buffer.glyph_infos, buffer.glyph_positions or ()  # of an empty text there are none
        string, x, drift, clusters = "", 0.0, 0.0, []
        for number, (info, position) in enumerate(zip(infos, positions, strict=True)):
            glyph, cluster = info.codepoint, info.cluster
            if glyph == 0 or position.y_offset:
                raise UnfitError("a mark above or below its letter" if glyph else "a character that the face lacks")
            advance = position.x_advance + self._spacing
            if glyph not in self._widths:
                self._widths[glyph] = round(self._font.get_glyph_h_advance(glyph) * self._unit)
                self._unicode[glyph] = _characters(shown, [info.cluster for info in infos], number)
            clusters.append((sources[cluster], x * FROM_UNITS))
            x += advance
            shift = round(position.x_offset * self._unit)
            string += f">{-shift}<{glyph:04x}" if shift else f"{glyph:04x}"
            drift += self._widths[glyph] + shift - advance * self._unit
            kern = round(drift)
            if kern:
                string += f">{kern}<"
                drift -= kern  # what rounding leaves is carried on
        return Word(x * FROM_UNITS, string, tuple(clusters))

    def pieces(self, token: str) -> tuple[Piece, ...]:
        """A token of text without spaces, cut at no-break spaces and behind dashes."""
        found = self._tokens.get(token)
        if found is None:
            found = self._tokens[token] = tuple(self._cut(token))
        return found

    def _cut(self, token: str) -> list[Piece]:
        from weasyprint.text.line_break import get_log_attrs

        cuts: list[tuple[int, int, int]] = []
        if not _SIMPLE.match(token):
            attributes = get_log_attrs(token, self.language)
            for index in range(1, len(token)):
                if token[index] == "\xa0":
                    cuts.append((index, index + 1, NBSP))
                elif token[index] in DASHES or token[index - 1] == SOFT_HYPHEN:
                    pass  # no dash begins a line
                elif attributes[index].is_line_break or (token[index - 1] == EM_DASH and token[index] in _OPENING):
                    # UAX #14 keeps a dash and a quotation mark together, for there it may close one
                    cuts.append((index, index, ZERO))
        pieces, start = [], 0
        for end, after, joiner in [*cuts, (len(token), len(token), NO_BREAK)]:
            text = token[start:end]
            hangs = self.hang_before(text), self.hang_behind(text)
            pieces.append(Piece(text, start, self.word(text), joiner, text[:1] in _RISKY_START, *hangs))
            start = after
        return pieces

    def space_kern(self, before: str, after: str) -> float:
        """By how much (px) the face moves two words together or apart over the space between them."""
        key = before[-1:], after[:1]
        if key not in self._kerns:
            first, second = key
            apart = self.word(first).width + self.word(" ").width + self.word(second).width
            self._kerns[key] = self.word(f"{first} {second}").width - apart
        return self._kerns[key]

    def breaks_at_space(self, before: str, after: str) -> bool:
        """Whether a line may end at the space between two words (UAX #14)."""
        from weasyprint.text.line_break import get_log_attrs

        ends = before[-2:], after[:2]  # a letter may have a mark behind it
        found = self._breaks.get(ends)
        if found is None:
            text = " ".join(ends)
            found = bool(get_log_attrs(text, self.language)[len(ends[0]) + 1].is_line_break)
            self._breaks[ends] = found
        return found

    def prefix_width(self, text: str, index: int) -> float:
        """The width in px of a word's first `index` characters, as they stand in the whole word."""
        for cluster, x in self.word(text).clusters:
            if cluster == index:
                return x
        return self.word(text[:index]).width  # within a ligature

    def hyphenation(self, text: str) -> tuple[Hyphen, ...]:
        """Each place in a piece of text where a hyphen may stand."""
        found = self._hyphenations.get(text)
        if found is None:
            found = self._hyphenations[text] = tuple(self._hyphenated(text))
        return found

    def _hyphenated(self, text: str) -> list[Hyphen]:
        if SOFT_HYPHEN in text:  # the writer's own places, and no others
            ends = [index + 1 for index, letter in enumerate(text) if letter == SOFT_HYPHEN and self._soft]
            word = text.replace(SOFT_HYPHEN, "")
            soft = []
            for end in ends:
                width, letters = self.word(text[:end]).width, end - text[:end].count(SOFT_HYPHEN)
                rest = self.word(text).width - self.word(text[end:]).width
                soft.append(Hyphen(end, width, word, letters, rest))
            return soft
        if self._dictionary is None or len(text) < self._fewest or "-" in text:
            return []
        places = []
        for match in _LETTERS.finditer(text):
            if len(match[0]) >= self._fewest:
                for position in self._dictionary.positions(match[0]):
                    index = match.start() + int(position)
                    width = rest = self.prefix_width(text, index)
                    if all(cluster != index for cluster, _ in self.word(text).clusters):
                        rest = self.word(text).width - self.word(text[index:]).width
                    places.append(Hyphen(index, width, match[0], int(position), rest))
        return places

    def hang_behind(self, text: str) -> float:
        """How far, in px, a word at a line's end hangs into the margin."""
        share = HANG_BEHIND.get(text[-1:])
        return share * self.word(text[-1]).width if share else 0.0

    def hang_before(self, text: str) -> float:
        """How far, in px, a word at a line's start hangs into the margin."""
        share = HANG_BEFORE.get(text[:1])
        return share * self.word(text[0]).width if share else 0.0

    def pdf_font(self, stream: Any) -> Any:
        """The face as a font of the PDF that a stream belongs to, with all glyphs that were shaped by then."""
        if self._pdf_fonts is not stream._fonts:
            self._pdf_fonts = stream._fonts
            self._pdf_font, _ = stream.add_font(self._pango_font)
            self._pdf_font.widths.update(self._widths)
            for glyph, text in self._unicode.items():
                if text:
                    self._pdf_font.to_unicode.setdefault(glyph, text)
        return self._pdf_font


def _characters(text: str, clusters: list[int], number: int) -> str:
    """The characters of one glyph: in a cluster of several (a letter and its marks) one each, the last all else."""
    cluster = clusters[number]
    end = next((other for other in clusters[number:] if other > cluster), len(text))
    before = number - clusters.index(cluster)
    is_last = number + 1 == len(clusters) or clusters[number + 1] != cluster
    return text[cluster + before : end if is_last else min(cluster + before + 1, end)]


def face_of(style: Any) -> Face:
    """The face of a computed style; one for each font, size and set of features of a book."""
    face: Face | UnfitError | None = style.__dict__.get("typeset_face")
    if face is None:
        face = style.typeset_face = _known_face(style)
    if isinstance(face, UnfitError):
        raise face
    return face


def _known_face(style: Any) -> Face | UnfitError:
    """The face of a style that has not been asked for it, or why it has none."""
    from weasyprint.text import line_break

    faces: dict[tuple[str, str], Face | UnfitError] = style.font_config.__dict__.setdefault(
        "typeset_faces", {}
    )  # lives as long as Pango's fonts
    key = line_break._font_style_cache_key(style, True), str([style[name] for name in _OTHER])
    if key not in faces:
        try:
            faces[key] = Face(style)
        except UnfitError as unfit:
            faces[key] = unfit
    return faces[key]
