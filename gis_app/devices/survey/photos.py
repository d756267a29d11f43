"""Photos from the pole: pictures only, turned upright, without what the phone wrote into them, made smaller."""

import io
import os
import struct
from pathlib import Path
from typing import IO
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _
from PIL import ExifTags, Image

from gis_app.errors import BadInput, NotFoundHere

MOST_BYTES = 15_000_000
MOST_PIXELS = 60_000_000
LONGEST_SIDE = 2048
FORMATS = ("JPEG", "PNG", "WEBP")
QUALITY = 82
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
UNREADABLE = (OSError, SyntaxError, ValueError, TypeError, LookupError, AttributeError, struct.error)


def keep(uuid: UUID, file: IO[bytes]) -> str:
    """Keep a photo under a check's uuid; gives its name below the home's photos. Raises BadInput for what is none."""
    picture = cleaned(file.read(MOST_BYTES + 1))
    name = f"{uuid.hex[:2]}/{uuid.hex}.jpg"
    path = folder() / name
    for part in (path.parents[1], path.parent):
        part.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.write_bytes(picture)
    draft.replace(path)
    return name


def cleaned(given: bytes) -> bytes:
    """The picture as a JPEG of at most `LONGEST_SIDE` pixels, of which nothing but its pixels is left."""
    if len(given) > MOST_BYTES:
        raise BadInput(_("The photo is larger than %(mb)s MB. Take it smaller.") % {"mb": MOST_BYTES // 1_000_000})
    try:
        with Image.open(io.BytesIO(given), formats=FORMATS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise BadInput(_("The photo has too many pixels. Take it smaller."))
            upright = _upright(picture).convert("RGB")
            upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            bare = Image.new("RGB", upright.size)
            bare.paste(upright)
    except (*UNREADABLE, Image.DecompressionBombError) as error:
        raise BadInput(_("This is no photo that can be read: give a JPEG, PNG or WebP.")) from error
    out = io.BytesIO()
    bare.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()


def _upright(picture: Image.Image) -> Image.Image:
    """The picture as it was held; as it lies where what the phone wrote beside it can't be read."""
    try:
        said = picture.getexif().get(ExifTags.Base.Orientation)
    except (*UNREADABLE, ArithmeticError):
        return picture
    turn = TURNS.get(said) if isinstance(said, int) else None
    return picture.transpose(turn) if turn is not None else picture


def read(name: str) -> bytes:
    """A kept photo. Raises NotFoundHere where the file is gone."""
    path = folder() / name
    try:
        return path.read_bytes()
    except OSError as error:
        raise NotFoundHere(_("The photo is no longer here.")) from error


def folder() -> Path:
    return Path(settings.HOME.media) / "photos"
