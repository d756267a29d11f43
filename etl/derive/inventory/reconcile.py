"""A file beside the store before it is imported: what would be the same, moved, new and gone. Nothing is kept."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
from django.conf import settings

from etl import load
from etl.city import from_row
from etl.derive.inventory.compare import compare
from etl.derive.inventory.lists import staged, stored
from etl.derive.metric import srid
from etl.errors import NoSuchSource
from etl.load import Staging
from etl.receive import choose
from etl.stage import stage
from gis_app.places.models import City
from gis_app.sources.models import Source

VERDICTS = ("same", "moved", "new", "gone")


def reconcile(
    path: Path, code: str = "auto", progress: Callable[[int, float], None] = lambda *_: None
) -> dict[str, Any]:
    """What a camera list says beside its source's cameras in the store.

    Gives the source, the number of each verdict, `uncertain` of the pairs, and every proposal that is not simply the
    same place under the same key. Raises NoSuchSource, DeliveryRefused.
    """
    spec, city = choose(code, path), City.objects.first()
    if city is None:
        raise NoSuchSource("This home has no city yet. Load one: ./safecity load city.yml.")
    if spec.layer != "cameras":
        raise NoSuchSource(f"{spec.code} is no list of cameras.")
    source, number = Source.objects.filter(code=spec.code).first(), srid(city)
    old = stored(source.pk if source else 0, number)
    with Staging() as staging:
        rows, cell = settings.IMPORT_CHUNK_ROWS, settings.CELL_LIMIT
        stage(path, spec, from_row(city), {}, staging, progress, rows=rows, cell_limit=cell)
        load.drop_repeated(staging)
        new = staged(staging.columns["cameras"], number) if "cameras" in staging.columns else stored(0, number)
    return {"source": spec.code, "file": path.name, **summed(compare(old, new), old, new)}


def summed(found: pd.DataFrame, old: pd.DataFrame, new: pd.DataFrame) -> dict[str, Any]:
    counts = {verdict: int((found["verdict"] == verdict).sum()) for verdict in VERDICTS}
    uncertain = int((found["rivals"] > 0).sum())
    told = [_told(row, old, new) for row in found.itertuples() if not _untouched(row, old, new)]
    return {"stored": len(old), "listed": len(new), **counts, "uncertain": uncertain, "proposals": told}


def _untouched(row: Any, old: pd.DataFrame, new: pd.DataFrame) -> bool:
    if row.old < 0 or row.new < 0 or row.verdict != "same" or row.metres >= 0.01:
        return False
    return all(old[name].iloc[row.old] == new[name].iloc[row.new] for name in ("key", "name"))


def _told(row: Any, old: pd.DataFrame, new: pd.DataFrame) -> dict[str, Any]:
    def rounded(value: float) -> float | None:
        return None if pd.isna(value) else round(float(value), 2)

    return {
        "verdict": row.verdict,
        "old": old["name"].iloc[row.old] if row.old >= 0 else None,
        "new": new["name"].iloc[row.new] if row.new >= 0 else None,
        "metres": rounded(row.metres),
        "turn": rounded(row.turn),
        "likeness": rounded(row.likeness),
        "rivals": int(row.rivals),
    }
