"""The city's streets and buildings as addresses find them. No database: shapes and names come in, a place comes out."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import product

import numpy as np
import shapely
from pyproj import Transformer

from etl.addresses.parse import Reading, StreetName, house_number, readings, street_name

ONE_PLACE_M = 60.0
SHORT_M = 500.0


@dataclass(frozen=True)
class Name:
    """One name of a street; `since` and `until` (exclusive) where it is known when it was that."""

    text: str
    since: date | None = None
    until: date | None = None

    def held(self, day: date | None) -> bool:
        return day is None or ((self.since is None or self.since <= day) and (self.until is None or day < self.until))


@dataclass(frozen=True)
class Placed:
    """Where an address lies, in degrees, and how well that is known: building, block or street."""

    lon: float
    lat: float
    precision: str


@dataclass
class Street:
    """All the stretches that bear one name; shapes in metres."""

    shapes: list[shapely.Geometry] = field(default_factory=list)
    numbers: dict[str, list[shapely.Point]] = field(default_factory=lambda: defaultdict(list))

    @cached_property
    def whole(self) -> shapely.Geometry:
        return shapely.union_all(self.shapes)


@dataclass(frozen=True)
class Alias:
    called: StreetName
    name: Name
    street: int


class Gazetteer:
    """Streets by every name they have or had, and the buildings of each by number.

    A street is all the stretches with the same current name: those of another name are another street.
    """

    def __init__(self, metric: Transformer) -> None:
        """metric: from EPSG:4326 to the city's metric coordinate system, in which all shapes come."""
        self._metric = metric
        self._streets: list[Street] = []
        self._of_name: dict[StreetName, int] = {}
        self._by_core: dict[tuple[str, ...], list[Alias]] = defaultdict(list)
        self._by_word: dict[str, list[Alias]] = defaultdict(list)

    def add_street(self, name: str, shapes: Iterable[shapely.Geometry], others: Iterable[Name] = ()) -> None:
        """Stretches of a street, and its names besides the current one: other languages, former names."""
        street = self._street(Name(name))
        self._streets[street].shapes.extend(shapes)
        for other in others:
            self._alias(street_name(other.text), other, street)

    def add_building(self, street: str, number: str, spot: shapely.Point) -> None:
        """A building with the address it bears; one whose number can't be read is left out."""
        if not (one := house_number(number)):
            return
        known = self._meant(street_name(street), None)
        index = known[0] if len(known) == 1 else self._street(Name(street))
        self._streets[index].numbers[one].append(spot)

    def find(self, text: str, day: date | None = None) -> Placed | None:
        """Where the address lies, by the names of `day` where two streets had one in turn.

        The best quality that any meaning of the text has; None where that is no single place, and where nothing of
        the text is a street of this city.
        """
        found: dict[str, list[shapely.Point]] = defaultdict(list)
        for reading in readings(text):
            for point, precision in self._places(reading, day):
                found[precision].append(point)
        for precision in ("building", "block", "street"):
            if points := found.get(precision):
                return self._placed(points, precision)
        return None

    def _placed(self, points: list[shapely.Point], precision: str) -> Placed | None:
        spots = shapely.get_coordinates(points)
        if np.ptp(spots, axis=0).max() > ONE_PLACE_M:
            return None
        lon, lat = self._metric.transform(spots[0][0], spots[0][1], direction="INVERSE")
        return Placed(float(lon), float(lat), precision)

    def _places(self, reading: Reading, day: date | None) -> list[tuple[shapely.Point, str]]:
        streets = self._meant(reading.street, day)
        if reading.crossing:
            others = self._meant(reading.crossing, day)
            return [(point, "block") for one, two in product(streets, others) for point in self._meeting(one, two)]
        if reading.number:
            exact = [point for one in streets for point in self._streets[one].numbers.get(reading.number, ())]
            return [(point, "building") for point in exact] or self._middles(streets)
        if reading.numbers:
            return self._blocks(streets, *reading.numbers) or self._middles(streets)
        return self._middles(streets)

    def _blocks(self, streets: list[int], first: int, end: int) -> list[tuple[shapely.Point, str]]:
        """The building in the middle of those whose numbers are of the block."""
        points = []
        for one in streets:
            of_block = [
                (int(number), spots[0])
                for number, spots in self._streets[one].numbers.items()
                if number.isdigit() and first <= int(number) < end
            ]
            if of_block:
                points.append((sorted(of_block, key=lambda each: each[0])[len(of_block) // 2][1], "block"))
        return points

    def _middles(self, streets: list[int]) -> list[tuple[shapely.Point, str]]:
        """The middle of each street that is short enough for a middle to say something; with a long one among them
        nothing, since it may be meant as well."""
        found = []
        for one in streets:
            whole = self._streets[one].whole
            if whole.is_empty or _extent(whole) > SHORT_M:
                return []
            line = max(shapely.get_parts(whole), key=lambda part: part.length)
            found.append((line.interpolate(0.5, normalized=True), "street"))
        return found

    def _meeting(self, one: int, other: int) -> list[shapely.Point]:
        if one == other:
            return []
        shared = self._streets[one].whole.intersection(self._streets[other].whole)
        return [part.centroid for part in shapely.get_parts(shared) if not part.is_empty]

    def _meant(self, asked: StreetName, day: date | None) -> list[int]:
        """The streets that a name may mean: by all its words, kind and side where both say one, and by initials."""
        found = self._by_core.get(asked.core, ())
        if asked.initials:
            found = [*(alias for alias in found if not alias.called.initials or _alike(asked, alias.called))]
            found += [alias for alias in self._by_word.get(asked.core[0], ()) if _abbreviates(asked, alias.called)]
        for part in ("kind", "side"):
            found = _agreeing(list(found), part, getattr(asked, part))
        held = [alias for alias in found if alias.name.held(day)]
        return sorted({alias.street for alias in held or found})

    def _street(self, name: Name) -> int:
        called = street_name(name.text)
        if called not in self._of_name:
            self._of_name[called] = len(self._streets)
            self._streets.append(Street())
            self._alias(called, name, self._of_name[called])
        return self._of_name[called]

    def _alias(self, called: StreetName, name: Name, street: int) -> None:
        alias = Alias(called, name, street)
        if not called.core or alias in self._by_core[called.core]:
            return
        self._by_core[called.core].append(alias)
        for word in set(called.core):
            self._by_word[word].append(alias)


def _agreeing(found: list[Alias], part: str, asked: str) -> list[Alias]:
    """Those that say the same of `part`; where none does, those that say nothing of it, or all if nothing is asked."""
    if not asked:
        return found
    same = [alias for alias in found if getattr(alias.called, part) == asked]
    return same or [alias for alias in found if not getattr(alias.called, part)]


def _alike(asked: StreetName, called: StreetName) -> bool:
    return asked.initials == called.initials


def _abbreviates(asked: StreetName, called: StreetName) -> bool:
    """Whether each word that the asked name lacks begins with one of its initials."""
    if not set(asked.core) < set(called.core):
        return False
    lacking = [word for word in called.core if word not in asked.core]
    return sorted(word[0] for word in lacking) == sorted(asked.initials)


def _extent(shape: shapely.Geometry) -> float:
    west, south, east, north = shape.bounds
    return float(np.hypot(east - west, north - south))
