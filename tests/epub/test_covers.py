"""Covers: given and fitted, drawn, refused."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageCms, ImageFile

from typeset.epub.covers import drawing
from typeset.epub.covers.design import LABEL_PX, WIDTH_PX, Box, Drawing, Glyph, design
from typeset.epub.covers.given import MOST_BYTES, fit
from typeset.errors import BuildError
from typeset.model import Metadata, Picture, Sheet, Volume

Written = Callable[..., Any]
GOOD = (1000, 1600)


def encoded(image: Image.Image, format_: str = "PNG", **more: object) -> Picture:
    out = io.BytesIO()
    image.save(out, format_, **more)
    return Picture("front.img", out.getvalue())


def picture(format_: str, size: tuple[int, int] = GOOD, mode: str = "RGB") -> Picture:
    return encoded(Image.new(mode, size), format_)


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


@pytest.mark.parametrize(("format_", "name"), [("JPEG", "cover.jpg"), ("PNG", "cover.png")])
def test_a_fit_cover_is_the_cover_as_it_is(volume: Volume, written: Written, format_: str, name: str) -> None:
    given = picture(format_)
    book = written(volume, cover=given)
    assert book.files[f"EPUB/images/{name}"] == given.data
    item = next(i for i in book.xml("content.opf").iter("{*}item") if i.get("properties") == "cover-image")
    assert item.get("href") == f"images/{name}"
    image = next(book.xml("cover.xhtml").iter("{*}img"))
    assert (image.get("src"), image.get("alt")) == (f"images/{name}", "The Three Clocks, Ida Marsh")
    assert not list(book.xml("cover.xhtml").iter("{*}picture"))


@pytest.mark.parametrize("data", [b"", b"a cover, in words", picture("JPEG").data[:200], b"%PDF-1.7"])
def test_what_is_no_picture_is_refused(volume: Volume, written: Written, data: bytes) -> None:
    with pytest.raises(BuildError, match=r"front\.img: the cover cannot be read as an image; save it anew"):
        written(volume, cover=Picture("front.img", data))


@pytest.mark.parametrize(
    "given",
    [
        picture("GIF", mode="P"), picture("WEBP"), picture("TIFF"), picture("JPEG", mode="CMYK"),
        picture("PNG", mode="I;16"), picture("PNG", mode="RGBA"), picture("PNG", mode="LA"),
    ],
)  # fmt: skip
def test_what_readers_cannot_show_becomes_plain_jpeg(given: Picture) -> None:
    data, media_type, problems = fit(given)
    image = opened(data)
    assert (media_type, image.format, image.mode, image.size, problems) == ("image/jpeg", "JPEG", "RGB", GOOD, ())


def test_transparency_is_white_and_sixteen_bits_are_eight() -> None:
    clear = encoded(Image.new("RGBA", GOOD, (200, 0, 0, 0)))
    grey = encoded(Image.new("I;16", GOOD, 0x8000))
    assert opened(fit(clear)[0]).getpixel((5, 5)) == (255, 255, 255)
    red, green, blue = opened(fit(grey)[0]).getpixel((5, 5))  # type: ignore[misc]
    assert red == green == blue and abs(red - 128) <= 1


def test_a_picture_lies_as_its_camera_says() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    lying = encoded(Image.new("RGB", (1600, 1000)), "JPEG", exif=exif)
    data, _, problems = fit(lying)
    assert (opened(data).size, problems) == (GOOD, ())
    assert opened(data).getexif().get(0x0112, 1) == 1


def test_a_foreign_colour_profile_is_converted_and_srgb_is_left() -> None:
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ")).tobytes()
    plain = encoded(Image.new("RGB", GOOD), "JPEG", icc_profile=srgb)
    foreign = encoded(Image.new("RGB", GOOD), "JPEG", icc_profile=lab)
    assert opened(fit(plain)[0]).tobytes() == opened(plain.data).tobytes()
    assert "icc_profile" not in opened(fit(foreign)[0]).info


def test_half_a_picture_is_refused_whatever_was_laid_out_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)  # as WeasyPrint does
    half = encoded(Image.effect_noise(GOOD, 40), "JPEG").data
    with pytest.raises(BuildError, match="cannot be read as an image"):
        fit(Picture("front.img", half[: len(half) // 2]))
    assert ImageFile.LOAD_TRUNCATED_IMAGES


def test_a_profile_that_is_broken_says_nothing() -> None:
    odd = encoded(Image.new("RGB", GOOD, (200, 10, 10)), "PNG", icc_profile=b"no profile")
    data, media_type, problems = fit(odd)
    assert (media_type, problems) == ("image/jpeg", ())
    red, green, blue = opened(data).getpixel((5, 5))  # type: ignore[misc]
    assert red > 190 and green < 20 and blue < 20


def test_nothing_is_told_of_who_took_the_cover() -> None:
    exif = Image.Exif()
    exif[0x010F], exif[0x8825] = "Maker of cameras", {1: "N", 2: (51.0, 4.0, 1.0)}
    photograph = encoded(Image.effect_noise(GOOD, 40).convert("RGB"), "JPEG", exif=exif)
    data, _, _ = fit(photograph)
    assert b"Maker" in photograph.data and b"Maker" not in data and b"Exif" not in data
    assert opened(data).tobytes() == opened(photograph.data).tobytes()


def test_a_heavy_cover_is_made_lighter() -> None:
    noise = Image.effect_noise((2400, 3840), 90).convert("RGB")
    heavy = encoded(noise)
    assert len(heavy.data) > MOST_BYTES
    data, media_type, _ = fit(heavy)
    assert len(data) < MOST_BYTES and media_type == "image/jpeg"


@pytest.mark.parametrize(
    ("size", "told"),
    [
        (GOOD, []),
        ((600, 960), ["600 × 960 pixels, and shops ask for 1,000 × 1,600"]),
        ((999, 1600), ["999 × 1,600 pixels"]),
        ((2000, 2000), ["1 : 1.00"]),
        ((1000, 1800), ["1 : 1.80"]),
        ((300, 300), ["300 × 300", "1 : 1.00"]),
    ],
)
def test_what_shops_will_not_like_is_told_and_never_blown_up(size: tuple[int, int], told: list[str]) -> None:
    data, _, problems = fit(picture("JPEG", size))
    assert opened(data).size == size
    assert len(problems) == len(told)
    for problem, words in zip(problems, told, strict=True):
        assert words in problem.what and problem.where == "front.img" and problem.remedy


def drawn(metadata: dict[str, object], volume_of: Callable[..., Volume], sheets: list[Sheet] | None = None) -> Any:
    made: Metadata = volume_of(("A", None, "<p>One.</p>"), **metadata).metadata
    return design(made, sheets or [])


def lines(made: Drawing) -> list[str]:
    """The characters on each baseline, from top to bottom, ligatures taken apart."""
    rows: dict[float, str] = {}
    for shape in made.shapes:
        if isinstance(shape, Glyph):
            rows[shape.baseline] = rows.get(shape.baseline, "") + shape.character
    return [rows[at].replace("ﬁ", "fi").replace("ﬃ", "ffi") for at in sorted(rows)]


@pytest.mark.parametrize(
    "metadata",
    [
        {},
        {"title": "W" * 60},
        {"title": " ".join(["an endless title"] * 20), "subtitle": " ".join(["and more"] * 20)},
        {"authors": tuple(f"Author Number {n}" for n in range(12)), "publisher": "A Press with a Name " * 6},
        {"authors": ("A" * 90,)},
        {"title": "灯台", "authors": ("灯台",)},
        {"authors": ()},
    ],
)
def test_all_type_stands_inside_its_label(volume_of: Callable[..., Volume], metadata: dict[str, object]) -> None:
    made, _ = drawn(metadata, volume_of)
    labels = [shape for shape in made.shapes if isinstance(shape, Box) and shape.tint == 1]
    glyphs = [shape for shape in made.shapes if isinstance(shape, Glyph)]
    assert labels and glyphs
    for glyph in glyphs:
        right = glyph.x + glyph.face.advance(glyph.character) * glyph.size
        assert any(
            box.x + 20 <= glyph.x and right <= box.x + box.width - 20
            and box.y + 20 <= glyph.baseline - glyph.size * 0.6 and glyph.baseline <= box.y + box.height - 20
            for box in labels
        ), glyph  # fmt: skip
    assert all(box.y >= 0 and box.y + box.height <= 2560 for box in labels)
    assert labels[0].width == LABEL_PX and labels[0].x * 2 + LABEL_PX == WIDTH_PX


def test_title_and_names_are_set(volume_of: Callable[..., Volume]) -> None:
    made, problems = drawn({"title": "Office Fire", "authors": ("Ida Marsh", "Ελένη Μάρκου")}, volume_of)
    assert "".join(lines(made)).replace(" ", "") == "OfficeFire❦IDAMARSHΕΛΕΝΗΜΑΡΚΟΥ"
    assert problems == ()


def test_an_article_stands_with_its_noun(volume_of: Callable[..., Volume]) -> None:
    made, _ = drawn({"title": "The Bonded Store", "authors": ()}, volume_of)
    assert lines(made) == ["The Bonded", "Store"]


def test_more_names_than_there_is_room_for_are_others(volume_of: Callable[..., Volume]) -> None:
    made, _ = drawn({"authors": tuple(f"Name {c}" for c in "ABCDEFGH")}, volume_of)
    assert lines(made)[-2:] == ["NAME F", "and others"]


@pytest.mark.parametrize(
    ("metadata", "shown", "told"),
    [
        ({"title": "Письма", "authors": ("Анна",)}, "Письма❦АННА", ""),
        ({"title": "Love 🌊 Always", "authors": ()}, "Love Always", "🌊"),
        ({"title": "灯台の話", "authors": ("Tom",)}, "❦❦TOM", "灯, 台, の, 話"),
        ({"title": "灯 House", "authors": ()}, "❦", "灯"),
        ({"title": "مرحبا", "authors": ()}, "❦", "م"),
    ],
)
def test_no_part_of_a_word_is_left_out(
    volume_of: Callable[..., Volume], metadata: dict[str, object], shown: str, told: str
) -> None:
    made, problems = drawn(metadata, volume_of)
    assert "".join(lines(made)).replace(" ", "") == shown.replace(" ", "")
    assert bool(problems) is bool(told)
    assert all(told in problem.what and "@font-face" in problem.remedy for problem in problems)


@pytest.mark.parametrize(
    "css",
    [
        "@font-face { font-family: Lamps; src: url(lamps.ttf) }",
        '@supports (a: b) { @font-face { font-family: Lamps; src: url("lamps.ttf") } }',
        '@font-face { font-family: Lamps; src: url("a\\0 b.ttf"), url("http://["), url("%00"), url("lamps.ttf") }',
    ],
)
def test_a_font_of_the_users_sets_what_ours_lacks(css: str, volume_of: Callable[..., Volume], tmp_path: Path) -> None:
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    pen = TTGlyphPen(None)
    for at, point in enumerate(((0, 0), (0, 800), (800, 800), (800, 0))):
        (pen.lineTo if at else pen.moveTo)(point)
    pen.closePath()
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "lamp"])
    builder.setupCharacterMap({ord("灯"): "lamp"})
    builder.setupGlyf({".notdef": TTGlyphPen(None).glyph(), "lamp": pen.glyph()})
    builder.setupHorizontalMetrics({".notdef": (500, 0), "lamp": (1000, 0)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Lamps", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    builder.save(tmp_path / "lamps.ttf")
    sheet = Sheet("mine.css", css, tmp_path, own=False)
    made, problems = drawn({"title": "灯 灯", "authors": ()}, volume_of, [sheet])
    assert "".join(lines(made)).replace(" ", "") == "灯灯" and problems == ()
    assert opened(drawing.jpeg(made)).size == (1600, 2560)


def test_both_pictures_of_a_drawn_cover(volume: Volume, written: Written) -> None:
    book = written(volume)
    image = opened(book.files["EPUB/images/cover.jpg"])
    assert (image.format, image.size) == ("JPEG", (1600, 2560))
    vector = book.xml("images/cover.svg")
    assert vector.get("viewBox") == "0 0 1600 2560"
    assert vector.find("{*}title").text == "The Three Clocks, Ida Marsh"
    assert not list(vector.iter("{*}text")) and not list(vector.iter("{*}image"))
    page = book.xml("cover.xhtml")
    (source,) = page.iter("{*}source")
    assert (source.get("srcset"), source.get("type")) == ("images/cover.svg", "image/svg+xml")
    shown = source.getnext()
    assert (shown.get("src"), shown.get("role")) == ("images/cover.jpg", "doc-cover") and shown.get("alt")


def test_the_pictures_agree(volume_of: Callable[..., Volume]) -> None:
    """The SVG, laid out on paper and looked at, has ink where the JPEG has."""
    import subprocess

    made, _ = drawn({"title": "Irja", "publisher": "Ness"}, volume_of)
    vector = drawing.svg(made, "Irja", "en").decode().split("?>", 1)[1]
    from weasyprint import CSS, HTML

    page = CSS(string="@page { size: 1600px 2560px; margin: 0 } svg { display: block; width: 1600px; height: 2560px }")
    pdf = HTML(string=f"<body style='margin: 0'>{vector}").write_pdf(stylesheets=[page])
    command = ["pdftoppm", "-r", "24", "-png", "-singlefile", "-"]
    of_svg = opened(subprocess.run(command, input=pdf, capture_output=True, check=True).stdout).convert("L")
    of_jpeg = opened(drawing.jpeg(made)).convert("L").resize(of_svg.size, Image.Resampling.BOX)
    pairs = list(zip(of_svg.tobytes(), of_jpeg.tobytes(), strict=True))
    assert sum(abs(a - b) for a, b in pairs) / len(pairs) < 4
    assert max(of_svg.tobytes()) - min(of_svg.tobytes()) > 150


def test_the_same_title_has_the_same_paper(volume_of: Callable[..., Volume]) -> None:
    first, second = (drawing.jpeg(drawn({"title": "The Lamp"}, volume_of)[0]) for _ in range(2))
    assert first == second
    papers = {drawn({"title": f"Lamp {n}"}, volume_of)[0].colour for n in range(40)}
    assert len(papers) == 6
