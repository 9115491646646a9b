"""Pictures for the press: gray ones in black ink alone, colours converted by their profiles and held to an ink limit.

Enters: image objects of a PDF.  Leaves: the same, in DeviceGray or DeviceCMYK.  Never changes the number of pixels.

Colours are converted by littleCMS (through Pillow) from sRGB to the profile of the output intent, relative to the
paper's white and with black point compensation. Where a pixel has more ink than the limit, black stays and the
other three give way in proportion, so its hue stays too.
"""

from __future__ import annotations

import io
import zlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pikepdf
    from PIL.Image import Image
    from PIL.ImageCms import ImageCmsTransform

PROFILE = Path(__file__).with_name("FOGRA39L_coated.icc")
# JPEG leaves a gray picture's channels so far apart.
GRAY_WITHIN = 6
_GRAYS = {"1", "L"}


def for_press(image: pikepdf.Stream, most_ink: int, *, black_only: bool = False) -> bool:
    """Set an image object in the inks of the press; whether it has colours then.

    most_ink: of all four inks together, in hundredths of full ink.  black_only: gray for every picture.
    What is transparent in it is laid on white. A gray picture without transparency stays as it is.
    """
    import pikepdf

    if image.get("/ImageMask", False):
        return False
    picture = pikepdf.PdfImage(image).as_pil_image()
    plain = picture.mode in _GRAYS and image.get("/ColorSpace") == pikepdf.Name.DeviceGray
    soft = image.get("/SMask")
    mask = pikepdf.PdfImage(soft).as_pil_image().convert("L") if isinstance(soft, pikepdf.Stream) else None
    if plain and mask is None:
        return False
    picture = _on_white(picture, mask)
    if black_only or _is_gray(picture):
        _store(image, picture.convert("L"))
        return False
    _store(image, limited(in_inks(picture), most_ink))
    return True


def in_inks(picture: Image) -> Image:
    """A picture in sRGB as the inks of the output intent's profile; one in CMYK as it is."""
    if picture.mode == "CMYK":
        return picture
    converted = _to_inks().apply(picture.convert("RGB"))
    assert converted is not None
    return converted


def limited(picture: Image, most_ink: int) -> Image:
    """A CMYK picture of which no pixel has more ink than `most_ink` hundredths: K kept, CMY scaled."""
    from PIL import Image, ImageMath

    cyan, magenta, yellow, black = (ink.convert("I") for ink in picture.split())
    together = ImageMath.lambda_eval(lambda args: args["c"] + args["m"] + args["y"], c=cyan, m=magenta, y=yellow)
    most = most_ink * 255 // 100
    room = black.point(lambda k: k * -1 + most)
    held = (_held(ink, together, room) for ink in (cyan, magenta, yellow))
    return Image.merge("CMYK", (*held, picture.getchannel("K")))


def _held(ink: Image, together: Image, room: Image) -> Image:
    """One of the three inks, in its part of the room that black leaves them, rounded down."""
    from PIL import ImageMath

    held: Image = ImageMath.lambda_eval(
        lambda args: args["convert"](
            args["ink"] * args["min"](args["together"], args["room"]) / args["max"](args["together"], 1), "L"
        ),
        ink=ink,
        together=together,
        room=room,
    )
    return held


@cache
def _to_inks() -> ImageCmsTransform:
    from PIL import ImageCms

    return ImageCms.buildTransform(
        ImageCms.createProfile("sRGB"),
        ImageCms.ImageCmsProfile(io.BytesIO(PROFILE.read_bytes())),
        "RGB",
        "CMYK",
        ImageCms.Intent.RELATIVE_COLORIMETRIC,
        ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )


def _on_white(picture: Image, mask: Image | None) -> Image:
    from PIL import Image

    if picture.mode not in (*_GRAYS, "RGB", "CMYK"):
        picture = picture.convert("RGB")
    if mask is None:
        return picture
    if picture.mode != "RGB":
        picture = picture.convert("RGB")
    return Image.composite(picture, Image.new("RGB", picture.size, "white"), mask.resize(picture.size))


def _is_gray(picture: Image) -> bool:
    from PIL import ImageChops

    if picture.mode in _GRAYS:
        return True
    first, second, third = picture.split()[:3]
    pairs = ((first, second), (second, third), (first, third))
    apart = [max(ImageChops.difference(one, other).histogram()[GRAY_WITHIN + 1 :]) for one, other in pairs]
    return picture.mode == "RGB" and not any(apart)


def _store(image: pikepdf.Stream, picture: Image) -> None:
    """Put pixels into an image object, without loss (ISO 32000-1, §7.4.4.4: TIFF's predictor)."""
    import pikepdf

    channels = len(picture.getbands())
    parameters = pikepdf.Dictionary(Predictor=2, Colors=channels, BitsPerComponent=8, Columns=picture.width)
    for key in ("/SMask", "/Decode", "/Mask", "/DecodeParms"):
        if key in image:
            del image[key]
    image.ColorSpace = pikepdf.Name.DeviceCMYK if channels == 4 else pikepdf.Name.DeviceGray
    image.BitsPerComponent = 8
    image.write(zlib.compress(_differences(picture), 9), filter=pikepdf.Name.FlateDecode, decode_parms=parameters)


def _differences(picture: Image) -> bytes:
    """Each sample less the one to its left, which deflates better."""
    from PIL import Image, ImageChops

    made = []
    for channel in picture.convert("L" if picture.mode == "1" else picture.mode).split():
        left = Image.new("L", channel.size, 0)
        left.paste(channel, (1, 0))
        made.append(ImageChops.subtract_modulo(channel, left))
    return (Image.merge("CMYK", made) if len(made) == 4 else made[0]).tobytes()
