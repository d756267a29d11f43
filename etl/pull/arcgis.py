"""A layer of an ArcGIS server or of ArcGIS Online, by its `query`; geometry comes in degrees."""

import json
import math
from datetime import UTC, datetime
from typing import Any

from etl.errors import PullFailed
from etl.pull.declared import Pull
from etl.pull.door import Door
from etl.pull.table import Row, Window, listed, parsed


class ArcGis:
    """`address` is the layer's: https://HOST/…/FeatureServer/0.

    `cursor` is the layer's edit date or a number, `key` its object id, a number. A server writes dates in milliseconds
    and takes them in whole seconds: the lower bound is rounded down and the upper one up.
    """

    def __init__(self, rule: Pull, door: Door):
        self._rule, self._door = rule, door

    def top(self) -> str:
        greatest = {"statisticType": "max", "onStatisticField": self._rule.cursor, "outStatisticFieldName": "top"}
        told = self._ask({"where": "1=1", "outStatistics": json.dumps([greatest]), "f": "json"})
        features = listed(told.get("features"), "The greatest cursor")
        found = _small(features[0].get("attributes") if features else {}).get("top")
        return self._cursor(found)

    def page(self, window: Window, behind: str) -> list[Row]:
        rule = self._rule
        names = dict.fromkeys([*rule.fields.values(), rule.cursor, rule.key])
        names.pop("geometry.lon", None), names.pop("geometry.lat", None)
        conditions = [f"{rule.cursor} <= {self._literal(window.top, up=True)}"]
        conditions += [f"{rule.cursor} > {self._literal(window.after)}"] if window.after else []
        conditions += [f"{rule.key} > {int(behind)}"] if behind else []
        query = {"where": " AND ".join(conditions), "outFields": ",".join(names), "orderByFields": f"{rule.key} ASC"}
        query |= {"resultRecordCount": str(rule.page), "outSR": "4326", "f": "geojson"}
        told = self._ask(query)
        return [self._row(one) for one in listed(told.get("features"), "The page")]

    def _row(self, feature: Row) -> Row:
        geometry: Any = feature.get("geometry")
        point = geometry.get("coordinates") if isinstance(geometry, dict) and geometry.get("type") == "Point" else None
        lon, lat = point[:2] if isinstance(point, list) and len(point) >= 2 else ("", "")
        row = {**(feature.get("properties") or {}), "geometry": geometry, "geometry.lon": lon, "geometry.lat": lat}
        return {**row, self._rule.cursor: self._cursor(row.get(self._rule.cursor))}

    def _cursor(self, value: Any) -> str:
        if value is None or self._rule.ranks_by == "number":
            return "" if value is None else str(value)
        try:
            return datetime.fromtimestamp(float(value) / 1000, UTC).isoformat(timespec="milliseconds")
        except (TypeError, ValueError, OverflowError, OSError) as error:
            raise PullFailed(f"{str(value)[:60]!r} is no date of ArcGIS. Nothing was loaded.") from error

    def _literal(self, cursor: str, *, up: bool = False) -> str:
        if self._rule.ranks_by == "number":
            return cursor
        seconds = (math.ceil if up else math.floor)(self._rule.rank(cursor))
        return f"timestamp '{datetime.fromtimestamp(seconds, UTC):%Y-%m-%d %H:%M:%S}'"

    def _ask(self, query: dict[str, str]) -> dict[str, Any]:
        with self._door.get(f"{self._rule.address}/query", query) as answer:
            told = parsed(answer.whole(), "The page")
        if not isinstance(told, dict) or "error" in told:
            raise PullFailed("The server refused the question. Nothing was loaded.")
        return told


def _small(attributes: Any) -> dict[str, Any]:
    """Servers give the names of statistics back in capitals or small."""
    return {str(name).lower(): value for name, value in attributes.items()} if isinstance(attributes, dict) else {}
