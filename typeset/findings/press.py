"""The codes of a finished PDF, what is printed: P-30x type, P-31x and P-32x colours and lines, P-33x pictures.

Enters: nothing.  Leaves: the table PRESS.  Never looks at a file: `preflight` does.
"""

from __future__ import annotations

from collections.abc import Mapping

from typeset.findings.code import Code

_GWG = "Ghent Workgroup Specification 2015, sheetfed and magazine"
_X = "ISO 15930-1, ISO 15930-7"
_INGRAM = "IngramSpark, File Problems that Cause Printing Problems of a Book"
_KDP = "Amazon KDP, Paperback Submission Guidelines (topic G201857950)"

PRESS: Mapping[str, Code] = {
    "P-301": Code(
        "error",
        "a font that is not in the file",
        "A press has none of its own: it sets another in its place, or sends the file back. Also the fourteen fonts "
        "that every viewer has (Times, Helvetica, Courier) have to be embedded.",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>",
        "<< /Type /Font … /FontDescriptor << … /FontFile2 12 0 R >> >>",
        f"{_X}; {_KDP}",
    ),
    "P-302": Code(
        "warning",
        "a font that is in the file more than once",
        "Two programs of one face, each with some of its characters: presses that keep fonts by their names take one "
        "for the other, and characters go missing. It comes of files that were put together from pieces.",
        "/ABCDEF+EBGaramond on pages 1–20, /GHIJKL+EBGaramond on pages 21–40",
        "/ABCDEF+EBGaramond on all pages",
        _GWG,
    ),
    "P-303": Code(
        "warning",
        "a Type 3 font",
        "Its characters are drawings or dots, with no hints, and come out coarse or not at all. It comes of old "
        "TeX, of scans, and of programs that turn pictures into letters.",
        "<< /Type /Font /Subtype /Type3 … >>",
        "<< /Type /Font /Subtype /Type0 … >>",
        "IngramSpark, File Creation Guide: fonts",
    ),
    "P-304": Code(
        "warning",
        "a character that its font does not have",
        "An empty box, or nothing, is printed in its place.",
        "[<0000>] TJ    % glyph 0, the box",
        "[<01a2>] TJ    % a font that has the character",
        "ISO 32000-1, §9.7.6.3; PDF/A-2, ISO 19005-2, §6.2.11.8",
    ),
    "P-305": Code(
        "warning",
        "type under 5 pt",
        "Ink spreads on paper: smaller letters close up, white ones vanish.",
        "/F1 4 Tf",
        "/F1 6 Tf",
        f"{_GWG}; Amazon KDP asks for 7 pt in a book's text",
    ),
    "P-306": Code(
        "error",
        "a damaged font",
        "The program that is embedded is cut off or no font, so a press sets another one or stops.",
        "/FontFile2 whose table glyf ends beyond the file",
        "/FontFile2 that is whole",
        "ISO/IEC 14496-22, §4.5",
    ),
    "P-311": Code(
        "warning",
        "text or drawings in RGB",
        "RGB is light, and every shop turns it into ink by its own ideas: black text becomes a gray of four inks, with "
        "coloured edges where these do not meet, and a book in black is reckoned as one in colour.",
        "0 0 0 rg  (Dear Ann,) Tj",
        "0 0 0 1 k  (Dear Ann,) Tj",
        _INGRAM,
    ),
    "P-312": Code(
        "warning",
        "a colour in Lab",
        "Lab names what the eye sees, not what a press prints; the shop decides which inks come nearest.",
        "/CS0 cs 52 80 67 sc    % CS0 is Lab",
        "0 0.9 0.8 0.1 k",
        _GWG,
    ),
    "P-313": Code(
        "error",
        "a spot ink",
        "An ink of its own needs a plate of its own. Digital presses have four inks, and shops send the file back.",
        "/PANTONE#20186#20C cs 1 scn",
        "0 0.95 0.8 0.05 k",
        "IngramSpark, File Creation Guide: spot colours are not supported",
    ),
    "P-314": Code(
        "error",
        "the colour of crop marks on the page",
        "Registration colour is all inks in full, 400 %. It is for marks outside the page; on it the ink does not "
        "dry, and sets off on the facing page.",
        "/All cs 1 scn  (Dear Ann,) Tj",
        "0 0 0 1 k  (Dear Ann,) Tj",
        _GWG,
    ),
    "P-315": Code(
        "warning",
        "black text of more than one ink",
        "Inks never meet exactly: text of several has coloured edges, and fine strokes blur. One page of it makes a "
        "book in black one in colour.",
        "0.4 0.3 0.3 1 k  (Dear Ann,) Tj",
        "0 0 0 1 k  (Dear Ann,) Tj",
        f"{_GWG}; {_INGRAM}",
    ),
    "P-316": Code(
        "warning",
        "black text mixed of colours",
        "Cyan, magenta and yellow together make a dark brown, with coloured edges where they do not meet.",
        "0.9 0.9 0.9 0 k  (Dear Ann,) Tj",
        "0 0 0 1 k  (Dear Ann,) Tj",
        _GWG,
    ),
    "P-317": Code(
        "warning",
        "too much ink",
        "So much ink does not dry before the next sheet lies on it. What a shop takes is in its rules (240 % at most "
        "of them); in a picture it is looked for in patches, not in single pixels.",
        "0.9 0.8 0.8 0.9 k    % 340 %",
        "0.5 0.4 0.4 1 k      % 230 %",
        "IngramSpark, File Creation Guide: 240 %; Lulu, Book Creation Guide: 270 %",
    ),
    "P-318": Code(
        "warning",
        "white text",
        "White on white paper is not printed. It is a word that was hidden, or whose ground got lost.",
        "0 g 1 g  (Dear Ann,) Tj",
        "0 g  (Dear Ann,) Tj",
        _GWG,
    ),
    "P-319": Code(
        "warning",
        "text that is not painted",
        "Text of rendering mode 3 lies below a scan so that it can be searched. Presses stumble over it.",
        "3 Tr  (Dear Ann,) Tj",
        "0 Tr  (Dear Ann,) Tj",
        f"{_KDP}: invisible objects",
    ),
    "P-321": Code(
        "warning",
        "a hairline",
        "A line under 0.25 pt is one dot wide at best, or gone. A width of 0 means the thinnest line that a "
        "machine can draw, which is none on a platesetter.",
        "0.1 w  72 300 m 114 300 l S",
        "0.5 w  72 300 m 114 300 l S",
        f"{_GWG}; Amazon KDP asks for 0.75 pt",
    ),
    "P-322": Code(
        "error",
        "white that overprints",
        "White is paper: it shows where nothing is printed. Told to overprint it prints nothing at all and leaves "
        "what lies below, so it is seen on a screen and not on paper.",
        "/GS1 gs    % op true\n0 0 0 0 k  72 72 100 20 re f",
        "0 0 0 0 k  72 72 100 20 re f",
        _GWG,
    ),
    "P-323": Code(
        "warning",
        "black text that knocks out of a colour",
        "Below the letters the colour is left white, and where the inks do not meet a white edge shows. Black "
        "overprints.",
        "0 0.3 0.6 0 k 72 72 200 40 re f\n0 0 0 1 k  (Dear Ann,) Tj",
        "0 0.3 0.6 0 k 72 72 200 40 re f\n/GS1 gs    % op true, OPM 1\n0 0 0 1 k  (Dear Ann,) Tj",
        _GWG,
    ),
    "P-324": Code(
        "warning",
        "a colour that overprints",
        "It mixes with what lies below it: yellow over blue comes out green. Only black is meant to overprint.",
        "/GS1 gs    % op true\n0 0 1 0 k  72 72 100 20 re f",
        "0 0 1 0 k  72 72 100 20 re f",
        _GWG,
    ),
    "P-331": Code(
        "warning",
        "a picture of too few pixels",
        "Under 300 pixels for an inch of its printed size edges turn soft, under 150 the pixels show.",
        "600 × 400 pixels, 6 in wide: 100 for an inch",
        "1800 × 1200 pixels, 6 in wide: 300 for an inch",
        f"{_KDP}; IngramSpark, File Creation Guide; {_GWG}",
    ),
    "P-332": Code(
        "warning",
        "line art of too few pixels",
        "A picture of black and white alone has no grays to soften its steps: it wants 600 pixels for an inch, "
        "better 1200.",
        "600 × 400 pixels of one bit, 2 in wide",
        "1200 × 800 pixels of one bit, 2 in wide",
        f"IngramSpark, File Creation Guide: line art; {_GWG}",
    ),
    "P-333": Code(
        "warning",
        "a picture with transparent parts",
        "Somebody has to lay it on what is below it: a press that cannot prints black or nothing there, and "
        "PDF/X-1a and X-3 have none.",
        "<< /Subtype /Image … /SMask 9 0 R >>",
        "<< /Subtype /Image … >>    % on white",
        f"{_KDP}: flatten transparent objects; {_X}",
    ),
    "P-334": Code(
        "warning",
        "a picture in RGB",
        "Every shop turns it into ink by its own ideas, and the brightest colours go dull. A book in black wants gray.",
        "<< /Subtype /Image /ColorSpace /DeviceRGB … >>",
        "<< /Subtype /Image /ColorSpace /DeviceGray … >>",
        "IngramSpark, File Creation Guide; Lulu takes sRGB in books in colour",
    ),
    "P-335": Code(
        "error",
        "a picture that cannot be read",
        "Its data is cut off, or packed in a way of its own: a press prints a part of it, or stops.",
        "a JPEG that ends in its middle",
        "a JPEG that is whole",
        "ISO 32000-1, §8.9.5",
    ),
    "P-336": Code(
        "warning",
        "a transfer curve or a raster of the file's own",
        "The press has its own, for its paper and ink. Those of the file make grays too dark or too light.",
        "<< /Type /ExtGState /TR 7 0 R >>",
        "<< /Type /ExtGState >>",
        _X,
    ),
}
