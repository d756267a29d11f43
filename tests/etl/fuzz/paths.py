"""The ways that a strange file takes through us, with what must hold on each."""

from pathlib import Path
from typing import Any

import orjson

from etl import extract, run
from etl.errors import BadDeclaration, DeliveryRefused
from etl.upload import document, guess
from etl.upload.look import look
from etl.upload.sniff import Reading, provisional
from gis_app.sources.fields import needed


def nobody(_rows: int, _share: float) -> None:
    """A follower for whom progress does not matter."""


def read(path: Path) -> dict[str, Any] | None:
    """What the readers find in the file, its sums checked; None where they refuse it. Nothing else may be raised."""
    try:
        found = look(path, {}, nobody)
        spec = provisional(Reading(**found["reading"]))
        lines = [line for chunk in extract.chunks(path, spec, 2) for line in counted(chunk)]
    except DeliveryRefused:
        return None
    assert len(lines) == len(set(lines)) == found["lines"]
    assert extract.header_of(path, spec.delimiter, spec.table)
    orjson.dumps(found)
    return found


def counted(chunk: extract.Chunk) -> list[int]:
    """The lines of a chunk, whose parts are of one length."""
    assert len(chunk.lines) == len(chunk.rows) == len(chunk.raw)
    assert chunk.geometry is None or len(chunk.geometry) == len(chunk.rows)
    assert all(len(row) == len(chunk.header) for row in chunk.rows)
    assert all(isinstance(orjson.loads(raw), dict) for raw in chunk.raw)
    return [*chunk.lines, *(line for line, _content in chunk.broken)]


def tried(path: Path) -> dict[str, Any] | None:
    """The account of a dry run by what is guessed of the file, every row in it; None where the file is refused."""
    found = read(path)
    if found is None:
        return None
    city = run.home_city()
    form = filled(guess.form_of(found, city, {}), found)
    if document.missing(form, found):
        return None
    try:
        spec = document.spec_of("draft", document.document(form, found["reading"]))
        account = run.rehearse(path, spec, city)
    except (DeliveryRefused, BadDeclaration):
        return None
    assert account["read"] == sum(account[name] for name in ("loaded", "updated", "unchanged", "rejected"))
    assert account["rejected"] == sum(account["reasons"].values())
    assert account["read"] == found["lines"]
    return account


def filled(form: dict[str, Any], found: dict[str, Any]) -> dict[str, Any]:
    """The form with any free columns for what is needed and was not guessed, as a careless person would choose."""
    form = {**form, "name": "x", "formats": form["formats"] or ["%d.%m.%Y %H:%M", "%d.%m.%Y"]}
    free = [column["name"] for column in found["columns"] if not form["roles"].get(column["name"])]
    lacking = [field.role for field in needed(form["layer"], found["reading"]["geometry"])]
    lacking = [role for role in lacking if role not in form["roles"].values()]
    form["roles"] |= dict(zip(free, lacking, strict=False))
    return form
