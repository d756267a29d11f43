"""Which boundary of an extract is the city's, and which are its districts'."""

from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

import shapely
from pyproj import Geod

from etl.errors import UnclearCity
from etl.new_city.boundaries import Boundary, drawn, only_boundaries, relations
from gis_app.folding import fold

CITY_LEVEL = 8
MOSTLY = 0.5
FEWEST_DISTRICTS = 2


@dataclass(frozen=True)
class Found:
    """A city in an extract: its boundary with an area, and its districts, perhaps none."""

    name: str
    boundary: Boundary
    districts: tuple[Boundary, ...]


def find(extract: Path, name: str, relation: int | None = None) -> Found:
    """The city of that name, in whatever language the extract has it; `relation` decides among several.

    Raises `UnclearCity` where there is none, several, or one that the extract cuts; `DeliveryRefused` for a file that
    is no extract.
    """
    with only_boundaries(extract) as kept:
        every = list(relations(kept))
        fitting = [one for one in every if (one.relation == relation if relation else one.spelled(name))]
        if not fitting:
            raise UnclearCity(nobody(name, relation, every))
        whole = list(drawn(kept, [one.relation for one in fitting]))
        if not whole:
            listed = ", ".join(str(one.relation) for one in fitting)
            raise UnclearCity(
                f"The boundary of {name} (relation {listed}) is not whole in {extract.name}. Take a larger extract."
            )
        if len(whole) > 1:
            raise UnclearCity(several(name, whole))
        city = whole[0]
        return Found(city.spelled(name) or name, city, districts(kept, city, every))


def nobody(name: str, relation: int | None, every: list[Boundary]) -> str:
    if relation:
        return f"The extract has no boundary relation {relation}. It has {len(every)} of them."
    names = {fold(one.name): one.name for one in every}
    near = [names[each] for each in get_close_matches(fold(name), names, n=5, cutoff=0.6)]
    told = f" Alike: {', '.join(near)}." if near else ""
    return (
        f"The extract has no boundary named {name}.{told} "
        "Give the name as OpenStreetMap has it, or draw the boundary yourself and use ./safecity load city.yml."
    )


def several(name: str, whole: list[Boundary]) -> str:
    lines = [f"  --relation {one.relation}: {described(one)}" for one in whole]
    return "\n".join([f"{len(whole)} boundaries are named {name}. Say which:", *lines])


def described(one: Boundary) -> str:
    """One line by which a person tells a boundary from another of the same name."""
    said = [one.name, f"admin_level {one.level}" if one.level else "", one.place, f"{square_km(one):,.1f} km²"]
    return ", ".join(part for part in said if part)


def square_km(one: Boundary) -> float:
    """The boundary's area on the ellipsoid."""
    return abs(Geod(ellps="WGS84").geometry_area_perimeter(one.shape)[0]) / 1e6


def districts(kept: Path, city: Boundary, every: list[Boundary]) -> tuple[Boundary, ...]:
    """The next administrative level that cuts the city into at least two pieces, ordered by name; perhaps none.

    A piece lies mostly inside. A level that covers less than half of the city is no division of it.
    """
    assert city.shape is not None
    own = city.level or CITY_LEVEL
    smaller = [one.relation for one in every if one.level and own < one.level and one.tags.get("name")]
    shapely.prepare(city.shape)
    levels: dict[int, list[Boundary]] = {}
    for one in drawn(kept, smaller):
        if one.level and share(one, city) > MOSTLY:
            levels.setdefault(one.level, []).append(one)
    for level in sorted(levels):
        pieces = levels[level]
        together = shapely.union_all([piece.shape for piece in pieces])
        if len(pieces) >= FEWEST_DISTRICTS and together.area > MOSTLY * city.shape.area:
            return tuple(sorted(pieces, key=lambda piece: fold(piece.name)))
    return ()


def share(one: Boundary, city: Boundary) -> float:
    """Which share of a boundary's area lies in the city."""
    if one.shape is None or not shapely.intersects(city.shape, one.shape):
        return 0.0
    return shapely.intersection(city.shape, one.shape).area / one.shape.area
