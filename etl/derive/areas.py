"""The areas' small pieces, and which area each point lies in, kept true when areas change."""

from collections.abc import Iterable

import numpy as np
import shapely
from django.db import models
from psycopg import sql

from etl.clean import plain_code
from etl.load import execute
from etl.locate import AreaIndex
from etl.targets import TARGETS
from gis_app.folding import fold
from gis_app.places.models import Area, AreaPiece

PIECE_VERTICES = 64
BY_KIND = {"area_id": Area.Kind.DISTRICT, "beat_id": Area.Kind.BEAT}


def indexes() -> dict[str, AreaIndex]:
    """The store's districts and beats, each kind in a tree; a kind without areas is left out."""
    found = {}
    for kind in BY_KIND.values():
        pieces = list(AreaPiece.objects.filter(area__kind=kind).values_list("area_id", "shape"))
        if pieces:
            codes = dict(Area.objects.filter(kind=kind).values_list("id", "code"))
            names = named(Area.objects.filter(kind=kind))
            shapes = shapely.from_wkb([bytes(shape.wkb) for _, shape in pieces])
            found[str(kind)] = AreaIndex(shapes, np.array([area for area, _ in pieces]), codes, names)
    return found


def named(areas: Iterable[Area]) -> dict[str, int]:
    """The area of each code and name, folded as the search folds them; of several areas alike in one, none."""
    found: dict[str, set[int]] = {}
    for area in areas:
        for name in (plain_code(area.code), area.name, *area.names.values()):
            found.setdefault(fold(str(name)), set()).add(area.pk)
    return {name: ids.pop() for name, ids in found.items() if name and len(ids) == 1}


def refresh(delivery_id: int) -> None:
    """Cut the areas that a delivery wrote into pieces anew, and find again what lies in which."""
    execute(
        "DELETE FROM places_areapiece WHERE area_id IN (SELECT id FROM places_area WHERE delivery_id = %s)",
        values=[delivery_id],
    )
    execute(
        "INSERT INTO places_areapiece (area_id, shape) SELECT id, "
        "(ST_Dump(ST_CollectionExtract(ST_Subdivide(shape, %s), 3))).geom "
        "FROM places_area WHERE delivery_id = %s",
        values=[PIECE_VERTICES, delivery_id],
    )
    for model in TARGETS.values():
        for column, kind in BY_KIND.items():
            if {column, "point"} <= {field.column for field in model._meta.concrete_fields}:
                _reassign(model, column, kind)


def _reassign(model: type[models.Model], column: str, kind: str) -> None:
    execute(
        "UPDATE {table} AS t SET {column} = found.area FROM (SELECT p.id, (SELECT min(piece.area_id) "
        "FROM places_areapiece piece "
        "JOIN places_area a ON a.id = piece.area_id AND a.kind = %s WHERE ST_Intersects(piece.shape, "
        "p.point)) AS area "
        "FROM {table} p) AS found WHERE found.id = t.id AND t.{column} IS DISTINCT FROM found.area",
        {"table": sql.Identifier(model._meta.db_table), "column": sql.Identifier(column)},
        [kind],
    )
