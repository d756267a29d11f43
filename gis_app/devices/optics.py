"""What a camera's picture shows: what its passport states, filled up by kind from `data/optics.yml`."""

import math
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml
from django.conf import settings

from layers.methods.pixel_density import farthest, vertical_angle

FULL_TURN = 360.0
HALF_TURN = 180.0
STRAIGHT_DOWN = 90.0
SHOWN = frozenset({"azimuth", "hfov", "resolution"})


@dataclass(frozen=True)
class Optics:
    """A camera's picture, or those of its heads, which are alike.

    azimuths: degrees clockwise from true north, one a head; () looks all round. hfov: of one picture, degrees, at most
    360. width_px, height_px: of one picture. height_m: of the camera, metres; `tall_m` is the same where it is known,
    None where it was assumed: only a known height looks over buildings. tilt: degrees below the horizon,
    `aimed` where it is not stated. assumed: names of what was not stated (azimuth, hfov, resolution, height_m, tilt).
    turns: one picture at a time, all round.
    reach_m: beyond it nothing counts, whatever the pixels; None for what `data/optics.yml` says of all.
    """

    azimuths: tuple[float, ...]
    hfov: float
    width_px: int
    height_px: int
    height_m: float = 0.0
    tilt: float = 0.0
    tall_m: float | None = None
    turns: bool = False
    reach_m: float | None = None
    assumed: frozenset[str] = frozenset()

    @property
    def sectors(self) -> tuple[tuple[float, float], ...]:
        """(azimuth, angle) of each head; () for all round."""
        whole = self.turns or self.hfov >= FULL_TURN
        return () if whole else tuple((azimuth, self.hfov) for azimuth in self.azimuths)

    @property
    def directed(self) -> bool:
        """Whether it is known which way it looks; False where it is taken to look all round for want of a direction."""
        return bool(self.sectors) or self.turns or self.hfov >= FULL_TURN

    @property
    def vfov(self) -> float:
        """The angle of view from top to bottom, degrees; of a picture of half a turn and more, half a turn."""
        return _upright(self.hfov, self.width_px, self.height_px)

    @property
    def guessed(self) -> bool:
        """Whether where it looks, how wide, or how finely was assumed."""
        return bool(self.assumed & SHOWN)


@dataclass(frozen=True)
class Defaults:
    """What `data/optics.yml` says of all cameras, and of each kind."""

    farthest_m: float
    seen_px_per_m: float
    kinds: dict[str, dict[str, float]]


@cache
def defaults() -> Defaults:
    text = (settings.BASE_DIR / "data" / "optics.yml").read_text(encoding="utf-8")
    return Defaults(**yaml.safe_load(text))


def aimed(hfov: float, width_px: int, height_px: int, height_m: float, px_per_m: float | None = None) -> float:
    """The tilt, degrees, that an installer gives a camera: the upper edge of its picture lies where it ceases to see.

    By so many pixels a metre, without a number by the fewest at which anything counts. To a tenth of a degree, the
    flatter one, so that all that it sees is in the picture; straight down for a picture of half a turn and more.

    >>> aimed(25, 1920, 1080, 6), aimed(360, 2592, 2592, 4)
    (8.2, 90.0)
    """
    usual = defaults()
    fine = usual.seen_px_per_m if px_per_m is None else px_per_m
    reach = min(farthest(width_px, hfov, fine), usual.farthest_m)
    tilt = math.degrees(math.atan2(height_m, reach)) + _upright(hfov, width_px, height_px) / 2
    return min(math.floor(tilt * 10) / 10, STRAIGHT_DOWN)


def _upright(hfov: float, width_px: float, height_px: float) -> float:
    return HALF_TURN if hfov >= HALF_TURN else vertical_angle(hfov, width_px, height_px)


def optics(camera: Any) -> Optics:
    """The optics of a passport. An angle, size or height that can't be is taken as not stated, an angle of more than a
    full turn as a full turn that is assumed.

    Tilt counts downwards whichever sign the source gives it: registers write -20 and 20 for the same. A camera whose
    tilt is not stated is `aimed`. A dome that lists several directions and no angle is taken as so many fixed cameras.
    """
    usual, azimuths = defaults().kinds.get(camera.kind) or defaults().kinds["unknown"], directions(camera)
    if len(azimuths) > 1 and camera.hfov is None and usual["hfov"] >= FULL_TURN:
        usual = defaults().kinds["fixed"]
    missing = {str(name) for name in camera.assumed}

    def stated(name: str, value: float | None, least: float, most: float, otherwise: float | None = None) -> float:
        if value is None or not least <= value <= most:
            missing.add("resolution" if name in {"width_px", "height_px"} else name)
            return usual[name] if otherwise is None else otherwise
        return value

    too_wide = camera.hfov is not None and camera.hfov > FULL_TURN
    hfov = stated("hfov", camera.hfov, 1, FULL_TURN, FULL_TURN if too_wide else None)
    turns = bool(usual.get("turns")) and len(azimuths) < 2
    if turns or hfov >= FULL_TURN:
        azimuths = ()
        missing.discard("azimuth")
    elif not azimuths:
        missing.add("azimuth")
    height = stated("height_m", camera.height_m, 0, 1_000)
    width_px = int(stated("width_px", camera.width_px, 1, 1_000_000))
    height_px = int(stated("height_px", camera.height_px, 1, 1_000_000))
    tilt = abs(camera.tilt) if camera.tilt is not None else None
    return Optics(
        azimuths=azimuths,
        hfov=hfov,
        width_px=width_px,
        height_px=height_px,
        height_m=height,
        tilt=stated("tilt", tilt, 0, STRAIGHT_DOWN, aimed(hfov, width_px, height_px, height)),
        tall_m=None if "height_m" in missing else height,
        turns=turns,
        assumed=frozenset(missing),
    )


def directions(camera: Any) -> tuple[float, ...]:
    """The directions that a passport states, the first its own, each once, within 0 to 360."""
    given = [camera.azimuth, *camera.sectors] if camera.azimuth is not None else list(camera.sectors)
    return tuple(dict.fromkeys(azimuth % FULL_TURN for azimuth in given if math.isfinite(azimuth)))
