"""The codes of a finished PDF, how it is handed over: P-34x and P-36x pages, P-35x files, P-37x and P-38x claims.

Enters: nothing.  Leaves: the table HANDOVER.  Never looks at a file: `preflight` does.
"""

from __future__ import annotations

from collections.abc import Mapping

from typeset.findings.code import Code

_X = "ISO 15930-1, ISO 15930-7"
_KDP = "Amazon KDP, Paperback Submission Guidelines (topic G201857950)"
_KDP_MARGINS = "Amazon KDP, Set Trim Size, Bleed, and Margins (topic GVBQ3CMEQW3W2VL6)"
_BOXES = "ISO 32000-1, §14.11.2"

HANDOVER: Mapping[str, Code] = {
    "P-341": Code(
        "warning",
        "a page without a TrimBox",
        "Nothing says where the page is to be cut, so it is cut at the edge of the sheet.",
        "/MediaBox [0 0 450 666]",
        "/MediaBox [0 0 450 666] /TrimBox [9 9 441 657]",
        f"{_BOXES}; {_X}",
    ),
    "P-342": Code(
        "error",
        "boxes of a page that do not lie one in the other",
        "The finished page lies within the bleed, that within the sheet, and no CropBox takes away what is to be "
        "printed. Else the page is cut at the wrong place, or the file is sent back.",
        "/TrimBox [0 0 432 648] /BleedBox [9 9 441 657]",
        "/TrimBox [9 9 441 657] /BleedBox [0 0 450 666]",
        f"{_BOXES}; ISO 15930-7, §6.10",
    ),
    "P-343": Code(
        "error",
        "pages of different sizes",
        "A book is cut in one go. Shops take the size of the first page for all, and send back the rest.",
        "page 1: 432 × 648 pt, page 2: 420 × 595 pt",
        "all pages: 432 × 648 pt",
        f"{_KDP}; Lulu, Interior Formatting",
    ),
    "P-344": Code(
        "warning",
        "a page that is turned or scaled",
        "/Rotate and /UserUnit are for screens; programs that impose pages overlook them, or turn the page twice.",
        "/Rotate 90",
        "the page drawn upright, no /Rotate",
        "Lulu, Tips for Formatting Documents: orientation; ISO 32000-1, §7.7.3.3",
    ),
    "P-345": Code(
        "error",
        "no bleed where ink runs to the edge",
        "No machine cuts at exactly the edge: without 3 mm (0.125 in) beyond it a strip of white shows.",
        "/TrimBox [0 0 432 648], a picture from 0 to 432",
        "/BleedBox [0 0 450 666] /TrimBox [9 9 441 657], a picture from 0 to 450",
        f"{_KDP_MARGINS}; Lulu, Full Bleed",
    ),
    "P-346": Code(
        "warning",
        "text too near the edge",
        "A page may be cut up to 2 mm off: text at the edge is cut into, or looks as if it were.",
        "text 6 pt from the edge",
        "text 18 pt from the edge or more",
        f"{_KDP_MARGINS}; Lulu, Full Bleed: safety margin",
    ),
    "P-347": Code(
        "warning",
        "text too near the spine",
        "The thicker the book, the more of each page vanishes in its spine: 0.375 in up to 150 pages, 0.5 up to 300, "
        "0.625 up to 500, 0.75 up to 700, then 0.875.",
        "320 pages, inner margin 0.4 in",
        "320 pages, inner margin 0.625 in",
        _KDP_MARGINS,
    ),
    "P-348": Code(
        "error",
        "crop marks on the page itself",
        "The marks stand within what is taken for the finished page, so they are printed on it, and the book comes out "
        "too large.",
        "/MediaBox [0 0 504 720] /TrimBox [0 0 504 720], marks at 36",
        "/MediaBox [0 0 504 720] /TrimBox [36 36 468 684], marks outside",
        f"{_BOXES}; {_KDP}",
    ),
    "P-349": Code(
        "error",
        "printer's marks that the shop does not take",
        "Shops that print on demand take the page with its bleed and nothing round it.",
        "print: {marks: true, shop: kdp}",
        "print: {shop: kdp}",
        f"{_KDP}; Lulu, Full Bleed",
    ),
    "P-351": Code(
        "error",
        "a comment or another annotation",
        "Notes, stamps and highlights lie above the page; one press prints them, another does not.",
        "/Annots [<< /Subtype /Text /Contents (nice!) >>]",
        "no /Annots",
        f"{_KDP}; {_X}",
    ),
    "P-352": Code(
        "warning",
        "a link",
        "Paper has none, and PDF/X forbids them on the page.",
        "/Annots [<< /Subtype /Link … >>]",
        "no /Annots",
        f"{_KDP}; {_X}",
    ),
    "P-353": Code(
        "error",
        "a field of a form",
        "What stands in a field is drawn by the viewer: a press prints it empty, or not at all.",
        "/AcroForm << /Fields [8 0 R] >>",
        "no /AcroForm; the words as text of the page",
        _X,
    ),
    "P-354": Code(
        "error",
        "JavaScript",
        "A file that does something when it is opened is taken for an attack.",
        "/OpenAction << /S /JavaScript /JS (…) >>",
        "no /OpenAction",
        _X,
    ),
    "P-355": Code(
        "error",
        "an attached file",
        "A press has no use for it, and a mail gate takes it for an attack.",
        "/Names << /EmbeddedFiles … >>",
        "no /EmbeddedFiles",
        f"{_X}; ISO 19005-2, §6.8",
    ),
    "P-356": Code(
        "error",
        "an encrypted file",
        "Also without a password for reading, what is locked against change cannot be imposed or printed.",
        "/Encrypt << /Filter /Standard … >>",
        "no /Encrypt",
        f"{_KDP}: no security; {_X}",
    ),
    "P-357": Code(
        "warning",
        "layers",
        "Which of them are printed hangs on the program that prints.",
        "/OCProperties << /OCGs [7 0 R] … >>",
        "no /OCProperties",
        f"{_KDP}: flatten layers; ISO 15930-1",
    ),
    "P-358": Code(
        "error",
        "transparency where the standard has none",
        "PDF/X-1a, X-3 and PDF/A-1 are for machines that cannot mix what lies above with what lies below.",
        "PDF/X-1a, /GS1 gs with /ca 0.5",
        "PDF/X-4, or a tint: 0 0 0 0.5 k",
        "ISO 15930-4, §6.20; ISO 15930-6, §6.20; ISO 19005-1, §6.4",
    ),
    "P-359": Code(
        "error",
        "a damaged file",
        "It opens after it was mended, by guesses that another program may make otherwise.",
        "startxref 123    % where no table is",
        "a file that was written to its end",
        "ISO 32000-1, §7.5",
    ),
    "P-360": Code(
        "error",
        "page content that cannot be read",
        "An operator that there is not, one without its numbers, a font or a picture that is not there. Viewers pass "
        "over it in silence, and something is missing on the page.",
        "/F9 11 Tf    % no F9 in the resources",
        "/F1 11 Tf",
        "ISO 32000-1, §7.8 and annex A",
    ),
    "P-361": Code(
        "warning",
        "a number of pages that does not come out even",
        "A leaf has two pages. Shops add a blank one, so that the spine of the cover no longer fits.",
        "183 pages",
        "184 pages",
        "IngramSpark, File Creation Guide; Amazon KDP, Print Options",
    ),
    "P-362": Code(
        "error",
        "more or fewer pages than the shop binds",
        "A thin book has no spine to glue, a thick one breaks.",
        "16 pages for Amazon KDP (24 at least)",
        "24 pages",
        "docs/print-shops.md",
    ),
    "P-363": Code(
        "warning",
        "too many blank pages in a row",
        "More than four in the midst of a book are taken for a mistake, and the file comes back.",
        "five blank pages before a part",
        "one blank verso before a part",
        _KDP,
    ),
    "P-364": Code(
        "warning",
        "too many blank pages at the end",
        "More than ten at the end are taken for a mistake, and the file comes back.",
        "twelve blank pages at the end",
        "two blank pages at the end",
        _KDP,
    ),
    "P-365": Code(
        "warning",
        "a last page that is not blank",
        "The shop prints a bar code and the date on it, and adds a leaf where it is not blank.",
        "the colophon on the last page",
        "a blank leaf after the colophon",
        "IngramSpark, Barcode Printed on the Last Page",
    ),
    "P-366": Code(
        "error",
        "a size of page that the shop does not print",
        "Each shop has a list of sizes; some cut any size within limits, and none cuts others.",
        "print: {trim: 7x9in, shop: ingramspark}",
        "print: {trim: 6x9in, shop: ingramspark}",
        "docs/print-shops.md",
    ),
    "P-371": Code(
        "warning",
        "a file without a title",
        "Shops and printers go by it, and PDF/X asks for one.",
        "/Info << /Author (Ann Hale) >>",
        "/Info << /Title (The Long Letter) /Author (Ann Hale) >>",
        f"{_X}",
    ),
    "P-372": Code(
        "note",
        "a file without an author",
        "It is good to know whose book a file is.",
        "/Info << /Title (The Long Letter) >>",
        "/Info << /Title (The Long Letter) /Author (Ann Hale) >>",
        "ISO 32000-1, §14.3.3",
    ),
    "P-373": Code(
        "error",
        "two accounts of one thing",
        "Title, author and dates stand twice in a file, in its information dictionary and in its XMP metadata. Where "
        "they differ, PDF/X and PDF/A do not hold.",
        "/Info << /Title (Letters) >> and dc:title “Post”",
        "/Info << /Title (Letters) >> and dc:title “Letters”",
        "ISO 15930-7, §6.5; ISO 19005-1, §6.7.3",
    ),
    "P-374": Code(
        "error",
        "a claim without an output intent",
        "PDF/X and PDF/A have to say for which press, or in which colours, the file was made.",
        "GTS_PDFXVersion (PDF/X-4), no /OutputIntents",
        "/OutputIntents [<< /S /GTS_PDFX … /DestOutputProfile 9 0 R >>]",
        "ISO 15930-7, §6.2.3; ISO 19005-2, §6.2.3",
    ),
    "P-375": Code(
        "error",
        "a file newer than the standard that it claims",
        "PDF/X-1a:2001 and X-3:2002 are PDF 1.3, their later years 1.4, X-4 is 1.6, PDF/A-1 is 1.4, A-2 and A-3 are "
        "1.7. Objects packed in streams came with 1.5.",
        "%PDF-1.7, GTS_PDFXVersion (PDF/X-1a:2003)",
        "%PDF-1.4, GTS_PDFXVersion (PDF/X-1a:2003)",
        "ISO 15930-1, -3, -4, -6, -7; ISO 19005-1, -2, -3",
    ),
    "P-376": Code(
        "error",
        "a claim without what it asks a file to say",
        "A title, dates, whether it is trapped, an identifier: each standard has a list.",
        "PDF/X-4, nothing said of Trapped",
        "PDF/X-4, pdf:Trapped “False”",
        "ISO 15930-1, §6.4; ISO 15930-7, §6.5 and §6.15",
    ),
    "P-377": Code(
        "error",
        "colours that the claimed standard does not take",
        "A device's colours may stand in a file only where the output intent is such a device. PDF/X-1a has gray, "
        "CMYK and spot inks alone, none of them by a profile.",
        "PDF/X-4 for a CMYK press, 1 0 0 rg",
        "PDF/X-4 for a CMYK press, 0 1 1 0 k",
        "ISO 15930-4, §6.2; ISO 15930-7, §6.2; ISO 19005-2, §6.2.4",
    ),
    "P-378": Code(
        "error",
        "none of the standards that the shop takes",
        "The shop's first question to a file is what it claims to be.",
        "print: {standard: none, shop: ingramspark}",
        "print: {standard: pdf/x-1a, shop: ingramspark}",
        "docs/print-shops.md",
    ),
    "P-379": Code(
        "error",
        "an output intent without its profile, or with a wrong one",
        "PDF/X-4 and PDF/A want the profile of the press in the file; PDF/X-1a and X-3 do without where the press is "
        "one of the registered ones, by name.",
        "/OutputIntents [<< /S /GTS_PDFX /OutputConditionIdentifier (FOGRA39) >>] in PDF/X-4",
        "/OutputIntents [<< … /DestOutputProfile 9 0 R >>], four components",
        "ISO 15930-7, §6.2.3; ICC.1:2010, §7.2",
    ),
    "P-380": Code(
        "error",
        "a claim to a standard that there is not",
        "Who checks the file does not know what to check it against.",
        "GTS_PDFXVersion (PDF/X-9)",
        "GTS_PDFXVersion (PDF/X-4)",
        "ISO 15930, ISO 19005",
    ),
    "P-381": Code(
        "error",
        "metadata that cannot be read",
        "The XMP packet is no well-formed XML, so nothing that is claimed in it holds.",
        "<rdf:RDF><rdf:Description>",
        "<rdf:RDF><rdf:Description/></rdf:RDF>",
        "ISO 16684-1, §7",
    ),
}
