"""How large an invented place is."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    """Extents in metres from the middle, counts of what is written about the place."""

    half_length: float
    half_width: float
    built_length: float
    built_width: float
    bridges: tuple[float, ...]
    schools: int
    cameras: int
    osm_cameras: int
    crimes: int
    accidents: int


SIZES = {
    "town": Size(
        half_length=2500,
        half_width=2000,
        built_length=2150,
        built_width=1640,
        bridges=(-820.0, 90.0, 1010.0),
        schools=8,
        cameras=220,
        osm_cameras=26,
        crimes=3400,
        accidents=540,
    ),
}
