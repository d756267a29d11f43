"""A file's rows through every step to the staging tables, a chunk at a time."""

from collections.abc import Callable, Mapping
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any

import orjson
import pandas as pd

from etl import extract
from etl.account import Account
from etl.addresses.gazetteer import Gazetteer
from etl.addresses.place import place
from etl.check import check, verdicts
from etl.city import CitySpec
from etl.clean import clean, fingerprint
from etl.cure import cure
from etl.errors import DeliveryRefused
from etl.extract import Chunk, printable
from etl.extract.beside import beside
from etl.load import Staging
from etl.locate import AreaIndex, find_areas, locate, locate_shapes
from etl.records import expand, weigh
from etl.spec import SourceSpec
from etl.totals import place_totals
from gis_app.modules import INCIDENTS

OSM_CHUNK = 5_000
Report = Callable[[int, float], None]


def stage(
    path: Path,
    spec: SourceSpec,
    city: CitySpec,
    areas: Mapping[str, AreaIndex],
    staging: Staging,
    report: Report,
    *,
    rows: int,
    cell_limit: int,
    gazetteer: Callable[[], Gazetteer] | None = None,
) -> Account:
    """Stage all rows of the file, `rows` at a time; the account says what was rejected on the way.

    `gazetteer` gives the streets and buildings that place rows by address; without it none are.
    `report(rows so far, share of the file)` is called after each chunk and may raise to cancel.
    Raises `DeliveryRefused` when the file is not what its source says.
    """
    if spec.format == "osm":
        return _stage_osm(path, spec, city, areas, staging, report)
    account, seen, meter = Account(), 0, extract.Meter()
    with closing(extract.chunks(path, spec, rows, meter)) as chunks, beside(path, spec) as tables:
        for chunk in chunks:
            tables.join(chunk)
            account.add(stage_chunk(chunk, spec, city, areas, staging, cell_limit, gazetteer))
            seen += len(chunk.lines) + len(chunk.broken)
            report(seen, meter.fraction)
        account.notes += tables.notes()
    return account


def stage_chunk(
    chunk: Chunk,
    spec: SourceSpec,
    city: CitySpec,
    areas: Mapping[str, AreaIndex],
    staging: Staging,
    cell_limit: int,
    gazetteer: Callable[[], Gazetteer] | None = None,
) -> Account:
    """Clean, locate, judge and stage some rows; the account of those that can't be taken."""
    cleaned = clean(chunk, spec, city.zone, cell_limit)
    locate(cleaned, spec, city)
    if chunk.geometry is not None:
        locate_shapes(cleaned, chunk.geometry, city)
    if spec.totals:
        place_totals(cleaned, spec.totals, areas)
    if spec.layer == "areas":
        cleaned.fail("missing_field", (cleaned.frame["code"] == "").to_numpy())
    cure(cleaned, spec, staging.given)
    if spec.by_address and gazetteer:
        place(cleaned, gazetteer)
    reason = verdicts(cleaned)
    if spec.point or spec.by_address:
        find_areas(cleaned, areas, reason == "")
    good, rejected, account = check(cleaned, reason)
    staging.reject(_rejections(rejected, spec.layer))
    staging.reject(_broken(chunk, spec.layer))
    account.reasons["unreadable"] += len(chunk.broken)
    staging.add(spec.layer, _records(good, spec))
    return account


def _records(good: pd.DataFrame, spec: SourceSpec) -> pd.DataFrame:
    if good.empty:
        return good
    if spec.crawl:
        good = expand(good, spec.crawl)
    if spec.layer in INCIDENTS:
        good = weigh(good.copy())
    return good if "part" in good else good.assign(part=0)


def _rejections(rejected: pd.DataFrame, layer: str) -> pd.DataFrame:
    frame = rejected.rename(columns={"stated_area": "area"})
    return frame.assign(layer=layer)


def _broken(chunk: Chunk, layer: str) -> pd.DataFrame:
    raws = [orjson.dumps(_printable(content)).replace(b"\\u0000", b"\\ufffd") for _, content in chunk.broken]
    return pd.DataFrame(
        {
            "line": [line for line, _ in chunk.broken],
            "key": [fingerprint(raw).hex for raw in raws],
            "raw": [raw.decode() for raw in raws],
            "reason": "unreadable",
            "layer": layer,
        }
    )


def _printable(value: Any) -> Any:
    """The value with letters that no encoding has replaced, so that JSON can carry it."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {_printable(key): _printable(cell) for key, cell in value.items()}
    return [_printable(cell) for cell in value] if isinstance(value, list | tuple) else value


def _stage_osm(
    path: Path, spec: SourceSpec, city: CitySpec, areas: Mapping[str, AreaIndex], staging: Staging, report: Report
) -> Account:
    from etl.sources.osm.crawl import objects

    account, seen = Account(), 0
    found = objects(path, city.near)
    try:
        while batch := list(islice(found, OSM_CHUNK)):
            touching = [item for item in batch if item is not None]
            account.notes["skipped_outside"] += len(batch) - len(touching)
            _stage_objects(touching, areas, staging, account)
            seen += len(touching)
            report(seen, 0.0)
    except RuntimeError as error:
        raise DeliveryRefused(f"{path.name} is no whole OpenStreetMap extract. Nothing was loaded.") from error
    return account


def _stage_objects(found: list[Any], areas: Mapping[str, AreaIndex], staging: Staging, account: Account) -> None:
    rejected: list[dict[str, Any]] = []
    layers: dict[str, list[dict[str, Any]]] = {}
    for item in found:
        raw = orjson.dumps(item.raw)
        shape = item.geometry.wkb if item.geometry is not None else b""
        base = {
            "line": item.line,
            "key": item.key,
            "fingerprint": fingerprint(raw + shape).hex,
            "raw": raw.decode(),
            "part": 0,
            "version": None,
        }
        if item.problem:
            rejected.append({**base, "reason": item.problem, "layer": "buildings"})
        for layer, columns in item.records:
            layers.setdefault(layer, []).append({**base, **columns})
    account.reasons["bad_geometry"] += len(rejected)
    staging.reject(pd.DataFrame(rejected, dtype=object))
    for layer, records in layers.items():
        frame = pd.DataFrame(records, dtype=object)
        if "point" in frame and "district" in areas:
            ids = areas["district"].find(frame["point"].to_numpy())
            frame["area_id"] = pd.Series(ids).where(ids != 0).astype("Int64")
        staging.add(layer, frame)
