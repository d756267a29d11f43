"""An edition as a folder: tables, and a `datapackage.json` that says what they are (Frictionless Data Package v1)."""

import csv
import hashlib
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import orjson
import pandas as pd
from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from gis_app.incidents.totals import MODELS
from gis_app.modules import on
from gis_app.places.models import City
from gis_app.sources.models import Source
from layers.export.about import sources_of
from layers.export.cells import harmless
from layers.public.alone import alone
from layers.public.declared import Edition
from layers.public.tables import figures, meanings

LATEST = "latest"
STAMP = "%Y-%m-%dT%H%M%S.%f"
ACCOUNT = "datapackage.json"
Watch = Callable[[int, int], None]


@dataclass(frozen=True)
class Published:
    """The folder of an edition, how many figures it has, and how many rows are in none, by layer."""

    folder: Path
    figures: dict[str, int]
    withheld: dict[str, int]


def folder() -> Path:
    return settings.HOME.root / "public"


@dataclass(frozen=True)
class Draft:
    """An edition that nobody sees yet: its files, what it will be, and how many editions stay beside it."""

    path: Path
    told: Published
    keep: int

    def appear(self) -> None:
        """Let the whole of it be there under its name; `latest` is turned to it, and the oldest beyond `keep` go."""
        final = self.told.folder
        _note(final.name, self.told.figures, self.told.withheld)
        self.path.rename(final)
        _turn_latest(final)
        _forget(self.keep)


@contextmanager
def drafting(declared: Edition, city: City, watch: Watch = lambda done, total: None) -> Iterator[Draft]:
    """An edition of what the store holds now, as a draft that goes unless it was let appear.

    Sources without a licence are left out, but for an invented city's. watch(done, total) is called before each layer
    and may raise. Raises Conflict while another edition is being made.
    """
    with alone(folder()):
        for old in folder().glob(".draft*"):
            shutil.rmtree(old, ignore_errors=True)
        path = folder() / f".draft-{uuid4().hex}"
        path.mkdir(mode=0o700)
        try:
            yield Draft(path, _filled(path, declared, city, watch), declared.keep)
        finally:
            shutil.rmtree(path, ignore_errors=True)


def _filled(draft: Path, declared: Edition, city: City, watch: Watch) -> Published:
    made, layers = timezone.now().astimezone(ZoneInfo(city.timezone)), list(on(declared.layers))
    resources, counts, withheld, credited = [], {}, {}, dict[str, Source]()
    for done, layer in enumerate(layers):
        watch(done, len(layers))
        rows, sources = free(MODELS[layer]._default_manager.all(), city.invented)
        table, left = figures(rows, city.crs, declared)
        resources.append(_written(draft / f"{layer}.csv", layer, table, left, declared))
        counts[layer], withheld[layer] = len(table), left
        credited |= {source.code: source for source in sources}
    watch(len(layers), len(layers))
    account = _account(declared, city, made, resources, list(credited.values()))
    (draft / ACCOUNT).write_bytes(orjson.dumps(account, option=orjson.OPT_INDENT_2))
    _adopt(draft)
    return Published(folder() / made.strftime(STAMP), counts, withheld)


def accounts() -> Path:
    """Where is kept what planners are told of each edition and the public is not: how much is in no figure."""
    return folder() / ".accounts"


def _note(name: str, figures: dict[str, int], withheld: dict[str, int]) -> None:
    accounts().mkdir(mode=0o700, exist_ok=True)
    note = accounts() / f"{name}.json"
    note.write_bytes(orjson.dumps({"figures": figures, "withheld": withheld}))
    for path in (accounts(), note):
        settings.HOME.adopt(path)


def free(rows: QuerySet, invented: bool) -> tuple[QuerySet, list[Source]]:
    """The rows that may be passed on, and whose they are: an invented city's, or those of sources with a licence."""
    open_rows = rows if invented else rows.exclude(source__licence="")
    return open_rows, sources_of(open_rows)


def _written(path: Path, layer: str, table: pd.DataFrame, withheld: int, declared: Edition) -> dict[str, Any]:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(table.columns)
        for line in table.itertuples(index=False):
            writer.writerow(["" if pd.isna(cell) else harmless(_whole(cell)) for cell in line])
    body = path.read_bytes()
    return {
        "name": layer,
        "path": path.name,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(body),
        "hash": f"sha256:{hashlib.sha256(body).hexdigest()}",
        "description": _told(withheld, declared.least),
        "schema": {"fields": list(meanings()), "missingValues": [""]},
    }


def _told(withheld: int, least: int) -> str:
    return (
        f"Every figure is {least} or more; each incident is counted in one figure only, the finest that has enough, so "
        f"that figures can't be subtracted from each other. {withheld if withheld >= least else f'Fewer than {least}'} "
        "are in no figure."
    )


def _whole(cell: Any) -> Any:
    return int(cell) if isinstance(cell, float) and cell.is_integer() else cell


def _account(
    declared: Edition, city: City, made: datetime, resources: list[dict[str, Any]], sources: list[Source]
) -> dict[str, Any]:
    invented = "This city is invented: nothing in it happened. " if city.invented else ""
    credited = [
        {
            "title": one.name,
            **({"path": one.address} if one.address else {}),
            "licence": one.licence,
            "by": one.publisher,
        }
        for one in sources
    ]
    return {
        "profile": "data-package",
        "name": f"safe-city-{city.code}",
        "title": f"{city.name}: public edition",
        "description": f"{invented}Incidents as counts, without points, texts, numbers or persons.",
        "created": made.isoformat(timespec="seconds"),
        "licenses": [{"name": declared.licence}],
        "sources": credited,
        "resources": resources,
    }


def _adopt(draft: Path) -> None:
    for path in (draft.parent, draft, *draft.iterdir()):
        settings.HOME.adopt(path)


def _turn_latest(final: Path) -> None:
    turned = folder() / ".latest"
    turned.unlink(missing_ok=True)
    turned.symlink_to(final.name)
    turned.replace(folder() / LATEST)


def editions() -> list[Path]:
    """All editions that are there, the newest first; a folder of another name, as a copy made by hand, is none."""
    found = folder().iterdir() if folder().exists() else ()
    return sorted((path for path in found if is_stamp(path.name) and path.is_dir()), reverse=True)


def made_at(name: str, zone: ZoneInfo) -> datetime:
    """When an edition of that name was made. Raises ValueError for what is no edition's name."""
    return datetime.strptime(name, STAMP).replace(tzinfo=zone)


def is_stamp(name: str) -> bool:
    """Whether this is an edition's name.

    >>> is_stamp("2026-03-01T120000.000001"), is_stamp("2026-03-01T120000.000001-copy"), is_stamp("latest")
    (True, False, False)
    """
    try:
        return made_at(name, ZoneInfo("UTC")).strftime(STAMP) == name
    except ValueError:
        return False


def _forget(keep: int) -> None:
    for path in editions()[keep:]:
        shutil.rmtree(path, ignore_errors=True)
        (accounts() / f"{path.name}.json").unlink(missing_ok=True)
