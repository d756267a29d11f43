"""The boundaries that an OpenStreetMap extract draws, read in the memory that they take, however large the extract."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import osmium
from osmium.filter import KeyFilter
from osmium.osm import RELATION, Area
from shapely import MultiPolygon

from etl.errors import DeliveryRefused
from etl.sources.osm.shapes import of_area
from etl.sources.osm.tags import Tags, text
from gis_app.folding import fold

PLACES = ("city", "town", "village", "municipality", "borough", "suburb", "quarter", "county", "district", "region")
NAMED = ("name", "official_name", "short_name", "alt_name", "int_name", "loc_name")


@dataclass(frozen=True)
class Boundary:
    """A boundary relation: its number, its tags, and its area in EPSG:4326, None where the extract cuts it."""

    relation: int
    tags: Tags
    shape: MultiPolygon | None = None

    @property
    def name(self) -> str:
        return text(self.tags, *NAMED, most=120) or f"relation {self.relation}"

    @property
    def level(self) -> int | None:
        """The `admin_level`: 2 is a country, a larger number a smaller unit; None where it says none."""
        said = self.tags.get("admin_level", "")
        return int(said) if said in {str(number) for number in range(1, 13)} else None

    @property
    def place(self) -> str:
        return self.tags.get("place", "")

    def spelled(self, name: str) -> str:
        """The name of this boundary that is written like `name`, in its own spelling; "" where none is."""
        wanted = fold(name)
        said = (part.strip() for key, value in self.tags.items() if is_name(key) for part in value.split(";"))
        return next((each for each in said if fold(each) == wanted), "")


def is_name(key: str) -> bool:
    """Whether a tag holds a name, in any language."""
    return key in NAMED or (key.startswith(("name:", "official_name:", "alt_name:")) and ":etymology" not in key)


@contextmanager
def only_boundaries(extract: Path) -> Iterator[Path]:
    """A file of the extract's boundary relations alone, with the ways and nodes they are made of; gone afterwards.

    Raises `DeliveryRefused` where the extract is none or is cut short.
    """
    with TemporaryDirectory(prefix="safecity-boundaries-") as folder:
        kept = Path(folder) / "boundaries.osm.pbf"
        writer = osmium.BackReferenceWriter(kept, ref_src=extract)
        try:
            with writer:
                for relation in osmium.FileProcessor(extract, RELATION).with_filter(KeyFilter("boundary", "place")):
                    if is_boundary(dict(relation.tags)):
                        writer.add(relation)
        except RuntimeError as error:
            raise DeliveryRefused(f"{extract.name} is no whole OpenStreetMap extract. Nothing was loaded.") from error
        finally:
            # Left to itself after an error, its folder stays until the interpreter ends.
            writer.tmpdir.cleanup()
        yield kept


def is_boundary(tags: Tags) -> bool:
    """Whether a relation bounds a place that people live in."""
    if tags.get("type") not in ("boundary", "multipolygon"):
        return False
    return tags.get("boundary") in ("administrative", "place") or tags.get("place") in PLACES


def relations(kept: Path) -> Iterator[Boundary]:
    """Every boundary of the file, without its area."""
    for relation in osmium.FileProcessor(kept, RELATION).with_filter(KeyFilter("boundary", "place")):
        yield Boundary(relation.id, dict(relation.tags))


def drawn(kept: Path, wanted: Iterable[int]) -> Iterator[Boundary]:
    """Those of the wanted boundaries whose rings close, each with its area, one at a time."""
    numbers = set(wanted)
    for entity in osmium.FileProcessor(kept).with_areas(KeyFilter("boundary", "place")):
        if isinstance(entity, Area) and not entity.from_way() and entity.orig_id() in numbers:
            shape = of_area(entity).area
            if shape is not None:
                yield Boundary(entity.orig_id(), dict(entity.tags), shape)
