"""What the person said by a control: the path of the control is looked up in the draft, and the value is checked."""

from collections.abc import Collection, Mapping
from typing import Any
from zoneinfo import available_timezones

from dashboards.calls import refused
from dashboards.sources import kinds
from gis_app.sources.fields import LAYERS, MOST_ADDRESS, of_layer

LINES = ("name", "code", "publisher", "licence")
CHOICES = ("layer", "crs", "decimal", "precision", "midnight", "area_kind", "site_kind", "zone", "kind_value")
MOST_FORMATS, LONGEST = 6, 200
Said = dict[str, Any]


def changed(values: list[Any], ids: list[dict[str, str]], touched: Collection[str]) -> list[tuple[str, Any]]:
    """The path and value of what a person changed, and of no other control, which may show what was said before.

    A page just drawn touches all its controls at once; that is nobody's word.

    >>> changed(["kind", "date"], [{"path": "roles/0"}, {"path": "roles/1"}], {"roles/1"})
    [('roles/1', 'date')]
    """
    if len(touched) == len(ids) > 1:
        return []
    return [(one["path"], value) for one, value in zip(ids, values, strict=True) if one["path"] in touched]


def not_yet_said(values: list[Any], ids: list[dict[str, str]], drawn: list[Any]) -> list[tuple[str, Any]]:
    """The path and value of each control that says something else than the draft did when it was drawn.

    >>> not_yet_said(["date", None], [{"path": "roles/0"}, {"path": "roles/1"}], ["kind", ""])
    [('roles/0', 'date')]
    """
    every = zip(ids, values, drawn, strict=True)
    return [(one["path"], value) for one, value, before in every if (value or None) != (before or None)]


def by(draft: Any, path: str, value: Any) -> Said:
    """What is to be written into the form for one control, by path. Raises BadInput for what no page of ours sends."""
    head, _slash, rest = path.partition("/")
    if head == "roles":
        return role(draft, rest, value)
    if head == "lookups":
        return code(draft, rest, value)
    if head == "reading" and rest in ("delimiter", "encoding", "header", "table"):
        return {path: value == "yes" if rest == "header" else text(value)}
    if head == "formats" and isinstance(value, list) and len(value) <= MOST_FORMATS:
        return {"formats": [text(one) for one in value]}
    if head == "by_address" and isinstance(value, list) and len(value) <= MOST_ADDRESS:
        return {"by_address": [at(draft.found["columns"], text(one))["name"] for one in value]}
    if path == "kind_value":
        return {"kind_value": one_kind(draft.form["layer"], text(value))}
    if path == "layer" and value != draft.form["layer"]:
        return {"layer": chosen("layer", text(value)), "kind_value": ""}
    if head == "epsg":
        return {"crs": f"EPSG:{text(value)}"} if text(value).isdecimal() and len(value) < 8 else {}
    if head in LINES + CHOICES and not rest:
        return {head: chosen(head, text(value))}
    raise refused()


def text(value: Any) -> str:
    if value is None:
        return ""
    if not isinstance(value, str) or len(value) > LONGEST:
        raise refused()
    return value


def chosen(head: str, value: str) -> str:
    known = {"layer": LAYERS, "decimal": (".", ","), "midnight": ("known", "unknown")}
    if head in known and value not in known[head]:
        raise refused()
    if head == "zone" and value not in available_timezones():
        raise refused()
    return value


def one_kind(layer: str, value: str) -> str:
    """The kind of every row; "" where none is said."""
    if value and value not in kinds.codes(layer, "kind"):
        raise refused()
    return value


def at(items: Any, index: str) -> Any:
    """The item of a list by the index that a control carries."""
    if not index.isdecimal() or int(index) >= len(items):
        raise refused()
    return items[int(index)]


def role(draft: Any, index: str, value: Any) -> Said:
    """The column's new role; the column that had it before has none."""
    name, wanted = at(draft.found["columns"], index)["name"], text(value)
    if wanted and wanted not in of_layer(draft.form["layer"]):
        raise refused()
    others = {f"roles/{other}": "" for other, has in draft.form["roles"].items() if wanted and has == wanted}
    return {**others, f"roles/{name}": wanted}


def to_guess_anew(form: Mapping[str, Any], path: str, given: Said) -> Said:
    """What a new role of a column makes void, so that it is guessed again from that column's values."""
    wanted = set(given.values()) if path.startswith("roles/") else set()
    before = {form.get("roles", {}).get(one.removeprefix("roles/")) for one in given} if wanted else set()
    void: Said = {"formats": []} if {"date", "time"} & (wanted | before) else {}
    if wanted & {"lat", "lon"}:
        void |= {"crs": "", "decimal": ""}
    if coded := wanted & {"kind", "status"}:
        void["lookups"] = {**form.get("lookups", {}), **{role: {} for role in coded}}
    return void


def code(draft: Any, rest: str, value: Any) -> Said:
    """Our code for one value of the column that has the role."""
    head, _slash, index = rest.partition("/")
    roles: Mapping[str, str] = draft.form["roles"]
    column = next((one for one in draft.found["columns"] if roles.get(one["name"]) == head), None)
    wanted = text(value)
    if column is None or (wanted and wanted not in kinds.codes(draft.form["layer"], head)):
        raise refused()
    return {f"lookups/{head}/{at(kinds.ordered(column['values'] or {}), index)[0]}": wanted}


def differs(draft: Any, said: Said) -> bool:
    """Whether the draft does not say so already; nothing and an empty text are alike.

    How the file is read is what was found, until the person says otherwise.
    """

    def now(path: str) -> Any:
        place: Any = {**draft.form, "reading": draft.found["reading"]}
        for part in path.split("/", 2 if path.startswith("lookups/") else 1):
            place = place.get(part) if isinstance(place, Mapping) else None
        return place

    return any((now(path) or "") != (value or "") for path, value in said.items())
