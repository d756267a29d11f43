"""What a `source.yml` may declare. A source is this file; code beside it only where a row can't be read by it."""

import importlib
import logging
from collections.abc import Iterator
from contextlib import suppress
from functools import cache, lru_cache
from pathlib import Path
from types import ModuleType
from typing import Annotated, Any, Literal

import yaml
from django.conf import settings
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from etl.errors import BadDeclaration, NoSuchSource
from etl.pull.declared import Pull

FOLDER = Path(__file__).parent / "sources"
log = logging.getLogger("safecity.sources")


FilePart = Annotated[str, Field(pattern=r"^[^/\\]+$")]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Point(Strict):
    """Which columns hold the coordinates, or `geometry` for formats that carry one."""

    lon: str = "geometry.lon"
    lat: str = "geometry.lat"
    decimal: Literal[".", ","] = "."


class Moment(Strict):
    """A date column with the formats it comes in; a format without hours gives a day, one without days a month.

    `midnight: unknown` says that 00:00:00 means "that day", not the stroke of twelve. `time`: the column that holds the
    time of day, where it stands apart; the formats are of both with a space between, or of the date alone.
    """

    column: str
    time: str = ""
    formats: list[str]
    midnight: Literal["known", "unknown"] = "known"


class ByAddress(Strict):
    """The columns whose texts, joined by commas, are the address that places a row without coordinates.

    With it a source needs no `point`: then no row has coordinates.
    """

    columns: list[str]


class Version(Strict):
    column: str
    formats: list[str]


class Kind(Strict):
    """The column of the source's kind, and which of ours each of its values is; or one `value`, ours, for every row."""

    column: str = ""
    value: str = ""
    code: str = ""
    lookup: dict[str, str] = {}
    administrative: list[str] = []

    @model_validator(mode="after")
    def of_a_column_or_one(self) -> "Kind":
        if bool(self.column) == bool(self.value):
            raise ValueError("a kind has a column with its lookup, or one value for every row")
        return self


class Column(Strict):
    """How one of our columns is made of the source's.

    `column`: one; `join`: several with a space; `value`: a constant. `pattern`: only its first group of the cell,
    blank where it does not match. `split`: cuts a list that came as one text; its items are kept with "; " between
    them. `lookup` maps values, an unlisted one is blank.
    """

    column: str = ""
    join: list[str] = []
    value: Any = None
    pattern: str = ""
    split: str = ""
    kind: Literal["text", "integer", "number", "boolean", "date"] = "text"
    formats: list[str] = []
    lookup: dict[str, Any] = {}
    note_blank: bool = False


class Totals(Strict):
    """A list that tells only how many incidents `of` a layer there were, by district, month and kind.

    The district stands in `stated_area`, by its code or any of its names, the number in the column `n`. `lookup`: what
    the list writes otherwise, to the district's code.
    """

    of: Literal["crimes", "accidents", "calls"]
    lookup: dict[str, str] = {}


class Beside(Strict):
    """A table that comes with the delivery in a file of its own, told by its `header`.

    `name`: what stands in the delivery's file name, and what stands in this one's instead. `key`: its column with the
    id of the row that a row of it belongs to.
    """

    name: tuple[FilePart, FilePart]
    key: str
    header: list[str]


class Assertions(Strict):
    """Declared totals: fewer readable rows than `min` refuse the delivery, more than `max` only warn."""

    min: int = 0
    max: int | None = None
    max_rejected_share: float | None = None


class SourceSpec(Strict):
    """One source, as its `source.yml` declares it; `rhythm_days` says how often a delivery should come.

    `required` makes `/status` answer 409 when the source is late; `pull` says where it is fetched from, and when.
    `columns_are` names the columns of delimited text that has no header, in their order, instead of `headers`.
    `table`: the sheet of a workbook or the layer of a GeoPackage, the first where it names none.
    `id`: the column of the source's own key; `blank_id: content` keys a row without one by what it says.
    `whole`: each delivery holds all that the source has; records that it lacks are marked as gone, and stay.
    `alike: apart` takes rows that say the same for several incidents, not for one that was repeated.
    """

    code: str
    name: str
    publisher: str
    licence: str
    address: str = ""
    rhythm_days: float | None = Field(default=None, gt=0)
    required: bool = False
    pull: Pull | None = None
    layer: Literal["areas", "sites", "cameras", "crimes", "accidents", "calls", "totals", "osm"]
    format: Literal["csv", "xlsx", "geojson", "gdal", "osm"]
    encoding: str = ""
    delimiter: str = ","
    headers: list[list[str]] = []
    columns_are: list[str] = []
    table: str = ""
    ignore: list[str] = []
    blank: list[str] = []
    crs: str = "EPSG:4326"
    timezone: str = ""
    id: str = ""
    blank_id: Literal["missing", "content"] = "missing"
    alike: Literal["duplicate", "apart"] = "duplicate"
    whole: bool = False
    beside: dict[str, Beside] = {}
    totals: Totals | None = None
    version: Version | None = None
    point: Point | None = None
    by_address: ByAddress | None = None
    moment: Moment | None = None
    kind: Kind | None = None
    stated_area: str = ""
    stated_beat: str = ""
    unite: bool = False
    columns: dict[str, Column] = {}
    assertions: Assertions = Field(default_factory=Assertions)

    @model_validator(mode="before")
    @classmethod
    def shorthand(cls, values: dict[str, Any]) -> dict[str, Any]:
        """`name: Block` is short for `name: {column: Block}`."""
        columns = {
            name: {"column": given} if isinstance(given, str) else given
            for name, given in (values.get("columns") or {}).items()
        }
        return {**values, "columns": columns}

    @property
    def crawl(self) -> ModuleType | None:
        """The module beside the declaration, if there is one."""
        beside = FOLDER / self.code / "crawl.py"
        return importlib.import_module(f"etl.sources.{self.code}.crawl") if beside.is_file() else None

    @model_validator(mode="after")
    def totals_are_told(self) -> "SourceSpec":
        whole = self.totals and self.moment and self.kind and self.stated_area and "n" in self.columns and not self.id
        if (self.layer == "totals") != bool(whole) or (self.totals and not whole):
            raise ValueError("the layer totals, and no other, has totals, moment, kind, stated_area, a column n, no id")
        return self

    @model_validator(mode="after")
    def one_way_to_know_columns(self) -> "SourceSpec":
        if self.columns_are and (self.headers or self.format != "csv"):
            raise ValueError("columns_are is for a csv without a header, and then there are no headers")
        return self

    def header_matches(self, columns: list[str]) -> bool:
        return any(set(header) == set(columns) for header in self.headers)


def read_spec(path: Path) -> SourceSpec:
    """The declaration in a file.

    Raises `BadDeclaration` naming the file, the field and what is wrong with it.
    """
    name = f"{path.parent.name}/source.yml"
    try:
        return SourceSpec(code=path.parent.name, **yaml.safe_load(path.read_text(encoding="utf-8")))
    except ValidationError as error:
        raise BadDeclaration(f"{name}: {'; '.join(map(_wrong, error.errors()))}.") from error
    except (OSError, UnicodeDecodeError, yaml.YAMLError, TypeError) as error:
        raise BadDeclaration(f"{name} can't be read: {' '.join(str(error).split())}.") from error


def _wrong(one: Any) -> str:
    """One of pydantic's findings: the field, and what is wrong with it."""
    return ": ".join([*filter(None, [".".join(map(str, one["loc"]))]), one["msg"].removeprefix("Value error, ")])


def all_sources() -> dict[str, SourceSpec]:
    """Every declared source by its code: the product's own, and those that people of this home described.

    A saved declaration is read again as soon as its file changes, in every process; one that can't be read is left
    out, and told by `broken_sources`.
    """
    return {**_own(), **described_sources()}


def described_sources() -> dict[str, SourceSpec]:
    """Those that lie in this home alone."""
    return _described(tuple(sorted(_stamps())))[0]


def broken_sources() -> dict[str, str]:
    """What is wrong with each of this home's declarations that is left out, in a sentence by its code."""
    return _described(tuple(sorted(_stamps())))[1]


@cache
def _own() -> dict[str, SourceSpec]:
    specs = [read_spec(path) for path in sorted(FOLDER.glob("*/source.yml"))]
    return {spec.code: spec for spec in specs}


def _stamps() -> Iterator[tuple[str, int, int]]:
    """The home's declarations, each with what changes when it does."""
    for path in settings.HOME.sources.glob("*/source.yml"):
        with suppress(OSError):
            seen = path.stat()
            yield str(path), seen.st_mtime_ns, seen.st_ino


@lru_cache(maxsize=4)
def _described(stamps: tuple[tuple[str, int, int], ...]) -> tuple[dict[str, SourceSpec], dict[str, str]]:
    """The declarations that can be used, and why the others can't."""
    found, broken = {}, {}
    for name, *_stamp in stamps:
        path = Path(name)
        try:
            found[path.parent.name] = _usable(path)
        except BadDeclaration as error:
            broken[path.parent.name] = str(error)
            log.warning("A declaration is left out: %s", error)
    return found, broken


def _usable(path: Path) -> SourceSpec:
    spec = read_spec(path)
    if spec.code in _own():
        raise BadDeclaration(f"{spec.code}/source.yml: the product has a source of this name; give the folder another.")
    if spec.format == "osm":
        raise BadDeclaration(f"{spec.code}/source.yml: format osm is the product's own source alone.")
    return spec


def source(code: str) -> SourceSpec:
    """The source of a code. Raises NoSuchSource, which says what is wrong with one that can't be read."""
    try:
        return all_sources()[code]
    except KeyError:
        unknown = f"There is no source {code!r}. Known: {', '.join(all_sources())}."
        raise NoSuchSource(broken_sources().get(code, unknown)) from None
