"""Taking a file in: which source it is of, the file itself kept with its checksum, a delivery and its job written."""

import hashlib
import shutil
from collections.abc import Sequence
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from etl.errors import DeliveryRefused, NoSuchSource
from etl.extract import header_of
from etl.extract.beside import companions
from etl.spec import SourceSpec, all_sources, source
from gis_app.jobs.actions import put
from gis_app.sources.models import Delivery, Source

BESIDE_SHAPEFILE = (".shx", ".dbf", ".prj", ".cpg")
GEOJSON, GDAL, OSM = (".geojson", ".json"), (".shp", ".gpkg", ".zip"), (".osm.pbf", ".osm", ".osm.bz2")
XLSX = (".xlsx",)


def choose(code: str, path: Path) -> SourceSpec:
    """The source of that code; for `auto` the only one that the file matches.

    Raises `NoSuchSource` naming those that match when it is none or several.
    """
    if not path.is_file():
        raise NoSuchSource(f"There is no file {path}.")
    if code != "auto":
        return source(code)
    found = [spec for spec in all_sources().values() if matches(spec, path)]
    if len(found) == 1:
        return found[0]
    names = ", ".join(spec.code for spec in found) or f"none of {', '.join(all_sources())}"
    raise NoSuchSource(f"{path.name} matches {names}. Name the source: import SOURCE {path.name}.")


def matches(spec: SourceSpec, path: Path) -> bool:
    """Whether the file is of the source's format and has its columns."""
    name = path.name.lower().removesuffix(".gz")
    match spec.format:
        case "osm":
            return name.endswith(OSM)
        case "geojson":
            return name.endswith(GEOJSON) and set(spec.headers[0]) <= set(header_of(path))
        case "xlsx":
            return name.endswith(XLSX) and spec.header_matches(header_of(path, table=spec.table))
        case "gdal":
            return name.endswith(GDAL) and spec.header_matches(header_of(path, table=spec.table))
        case "csv":
            return not name.endswith(GEOJSON + GDAL + OSM + XLSX) and delimited(spec, header_of(path, spec.delimiter))
    return False


def delimited(spec: SourceSpec, first: list[str]) -> bool:
    """Whether the first line is the source's header; without one, whether its cells can be the declared columns.

    They can when there are as many and the coordinates among them are numbers.
    """
    if not spec.columns_are:
        return spec.header_matches(first)
    if len(first) != len(spec.columns_are):
        return False
    cells = dict(zip(spec.columns_are, first, strict=True))
    return not spec.point or all(number(cells[axis]) for axis in (spec.point.lon, spec.point.lat))


def number(text: str) -> bool:
    try:
        float(text.replace(",", "."))
    except ValueError:
        return False
    return True


def receive(
    path: Path,
    spec: SourceSpec,
    *,
    by: int | None = None,
    foreign: bool = False,
    invented: bool = False,
    whole: bool = False,
) -> Delivery:
    """Keep the file and write its delivery with the job that will load it.

    whole: the file holds all that the source has, though the source does not always send all.
    """
    beside = list(companions(path, spec).values())
    size = sum(one.stat().st_size for one in (path, *beside))
    if size > settings.FILE_LIMIT_BYTES:
        raise DeliveryRefused(
            f"{path.name} has {size:,} bytes, more than {settings.FILE_LIMIT_BYTES:,}. Nothing was loaded."
        )
    kept, digest = keep(path, beside)
    with transaction.atomic():
        row = write_source(spec, foreign=foreign, invented=invented)
        delivery = Delivery.objects.create(
            source=row,
            received_at=timezone.now(),
            file_name=path.name[:255],
            file_path=str(kept.relative_to(settings.HOME.root)),
            file_bytes=size,
            sha256=digest,
        )
        arguments = {"delivery": delivery.id, **({"whole": True} if whole else {})}
        delivery.job = put(kind="import", key=str(delivery.id), arguments=arguments, owner=by)
        delivery.save(update_fields=["job"])
    return delivery


def write_source(spec: SourceSpec, *, foreign: bool, invented: bool = False) -> Source:
    """The source's row as it is declared; invented rows in a real source's form have no publisher and no licence."""
    origin = {"publisher": spec.publisher, "licence": spec.licence, "address": spec.address}
    declared = {
        "name": spec.name,
        "rhythm_days": spec.rhythm_days,
        "required": spec.required,
        **(dict.fromkeys(origin, "") if invented else origin),
    }
    row, _ = Source.objects.update_or_create(
        code=spec.code, defaults=declared, create_defaults={**declared, "foreign": foreign}
    )
    return row


def keep(path: Path, beside: Sequence[Path] = ()) -> tuple[Path, str]:
    """Copy the file (a Shapefile with its companions) below the state folder, named by the SHA-256 of all of it."""
    parts, sha256 = [path, *_companions(path), *beside], hashlib.sha256()
    for one in parts:
        with open(one, "rb") as file:
            hashlib.file_digest(file, lambda: sha256)
    digest = sha256.hexdigest()
    folder = settings.HOME.media / "deliveries" / digest[:2] / digest
    for part in (folder.parents[1], folder.parent, folder):
        part.mkdir(mode=0o700, exist_ok=True)
        settings.HOME.adopt(part)
    for one in parts:
        kept = folder / one.name
        if not kept.exists() or kept.stat().st_size != one.stat().st_size:
            draft = folder / f".{one.name}.{uuid4().hex}.part"
            shutil.copyfile(one, draft)
            settings.HOME.adopt(draft)
            draft.replace(kept)
    return folder / path.name, digest


def _companions(path: Path) -> list[Path]:
    if path.suffix.lower() != ".shp":
        return []
    beside = [path.with_suffix(suffix) for suffix in BESIDE_SHAPEFILE]
    return [one for one in beside if one.is_file()]
