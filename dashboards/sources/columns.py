"""The first step: how the file is read, what each of its columns is, how its places and times are written."""

from collections.abc import Mapping
from typing import Any
from zoneinfo import available_timezones

import dash_mantine_components as dmc
from dash import html
from django.utils.translation import gettext as _

from dashboards import controls
from dashboards.sources.ids import said
from dashboards.sources.parts import Choices, address, choice, foot, line, panel, way
from gis_app.incidents.kinds import of_layer as kinds_of
from gis_app.modules import on
from gis_app.sources.fields import INCIDENTS, LAYERS, MOST_ADDRESS, POINTS, lacking, of_layer
from layers.words import AREA_KINDS, PLACE_PRECISIONS, SITE_KINDS

SHOWN, LONGEST = 3, 40
ENCODINGS = ("utf-8-sig", "cp1251", "utf-16", "koi8-u", "cp866", "latin-1")
FORMATS: tuple[str, ...] = (
    *("%d.%m.%Y", "%d.%m.%Y %H:%M", "%d.%m.%Y %H:%M:%S", "%Y-%m-%d", "%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S"),
    *("%d/%m/%Y", "%d/%m/%Y %H:%M", "%m/%d/%Y", "%m/%d/%Y %H:%M", "%m/%d/%Y %I:%M:%S %p", "%Y-%m-%dT%H:%M:%S"),
)


def page(draft: Any, titles: Mapping[str, str], crs: str) -> list[Any]:
    """titles: names of the layers. crs: the city's own."""
    return [
        what(draft, titles),
        roles(draft),
        where_and_when(draft, crs),
        rows(draft.found),
        foot(needed(draft), way(_("On to the kinds"), address(draft.pk, "kinds"), main=True)),
    ]


def choices(pairs: Mapping[str, Any]) -> Choices:
    return [{"value": value, "label": str(words)} for value, words in pairs.items()]


def what(draft: Any, titles: Mapping[str, str]) -> html.Section:
    """What the rows are, and how the file is read."""
    layers = {layer: titles.get(layer, layer) for layer in on(LAYERS)}
    parts = [choice(_("Each row is one of"), "layer", choices(layers), draft.form["layer"])]
    return panel(
        _("The table"),
        html.Div([*parts, *reading(draft.found["reading"])], className="sc-source__fields"),
        quiet=_("%(rows)s in %(file)s; that could not be taken apart: %(broken)s.")
        % {
            "rows": controls.rows_of(draft.found["lines"]),
            "file": draft.file_name,
            "broken": controls.number(draft.found["broken"]),
        },
    )


def reading(told: Mapping[str, Any]) -> list[Any]:
    """How the file is read; a change reads it anew."""
    if told["format"] == "csv":
        marks = {",": _("comma"), ";": _("semicolon"), "\t": _("tab"), "|": _("vertical bar")}
        known = {name: name for name in dict.fromkeys((told["encoding"], *ENCODINGS))}
        header = {"yes": _("names of columns"), "no": _("already data")}
        return [
            choice(_("Cells are parted by"), "reading/delimiter", choices(marks), told["delimiter"]),
            choice(_("Encoding"), "reading/encoding", choices(known), told["encoding"]),
            choice(_("The first line is"), "reading/header", choices(header), "yes" if told["header"] else "no"),
        ]
    if len(told["tables"]) > 1:
        tables = {name: name for name in told["tables"]}
        return [choice(_("Sheet or layer"), "reading/table", choices(tables), told["table"])]
    return []


def roles(draft: Any) -> html.Section:
    """A row for each column of the file: its name, its first values, what it is to us."""
    known = choices({role: field.title for role, field in of_layer(draft.form["layer"]).items()})
    head = html.Tr([html.Th(_("Column")), html.Th(_("First values")), html.Th(_("Filled")), html.Th(_("Is our"))])
    body = [role(draft, at, column, known) for at, column in enumerate(draft.found["columns"])]
    return panel(
        _("Columns"),
        html.Div(html.Table([html.Thead(head), html.Tbody(body)], className="sc-rows"), className="sc-source__columns"),
        quiet=_("What is not chosen is kept with each row as it came, and used for nothing."),
    )


def role(draft: Any, at: int, column: Mapping[str, Any], known: Choices) -> html.Tr:
    lines = draft.found["lines"]
    filled = _("%(n)s %%") % {"n": controls.number(100 * column["filled"] / lines)} if lines else "—"
    chosen = draft.form["roles"].get(column["name"])
    values = " · ".join(value[:LONGEST] for value in dict.fromkeys(column["samples"][:20]) if value)
    named = {"aria-label": column["name"]}
    select = choice("", f"roles/{at}", known, chosen, clearable=True, placeholder=_("nothing"), **named)
    return html.Tr(
        [
            html.Td(html.B(column["name"])),
            html.Td(" · ".join(values.split(" · ")[:SHOWN]), className="sc-quiet"),
            html.Td(filled, className="sc-num"),
            html.Td(select),
        ],
        className="sc-source__taken" if chosen else "",
    )


def where_and_when(draft: Any, crs: str) -> html.Section:
    form, layer = draft.form, draft.form["layer"]
    parts = [] if draft.found["reading"]["geometry"] else place(form, crs)
    if layer in POINTS:
        parts.append(by_address(draft))
    if layer in INCIDENTS:
        parts += time(form)
        parts += one_kind(form, layer)
    if layer == "areas":
        parts.append(choice(_("Kind of area"), "area_kind", choices(AREA_KINDS), form.get("area_kind", "")))
    if layer == "sites" and "kind" not in form["roles"].values():
        parts.append(choice(_("Kind of all sites"), "site_kind", choices(SITE_KINDS), form.get("site_kind", "")))
    return panel(_("Place and time"), html.Div(parts, className="sc-source__fields"))


def place(form: Mapping[str, Any], crs: str) -> list[Any]:
    """The coordinates' system, told by name for the usual ones and by its EPSG code for all others."""
    usual = {"EPSG:4326": _("degrees, as GPS gives them"), crs: _("metres of the city"), "EPSG:3857": _("web map")}
    usual.setdefault(form["crs"], "")
    named = {code: f"{words} ({code})" if words else code for code, words in usual.items()}
    marks = {".": _("point: 48.5"), ",": _("comma: 48,5")}
    return [
        choice(_("Coordinates are in"), "crs", choices(named), form["crs"]),
        line(_("Other system"), "epsg", "", _("its EPSG code, as in 28411")),
        choice(_("Decimal mark"), "decimal", choices(marks), form["decimal"]),
        choice(_("The place is exact to"), "precision", choices(PLACE_PRECISIONS), form.get("precision")),
    ]


def by_address(draft: Any) -> dmc.MultiSelect:
    """The columns that make the address by which a row without coordinates is placed."""
    names = [column["name"] for column in draft.found["columns"]]
    chosen = [str(names.index(name)) for name in draft.form.get("by_address") or [] if name in names]
    return dmc.MultiSelect(
        id=said("by_address"),
        label=_("Otherwise by the address in"),
        description=_("for rows without coordinates"),
        data=[{"value": str(at), "label": name} for at, name in enumerate(names)],
        value=chosen,
        **{controls.DRAWN: chosen},
        maxValues=MOST_ADDRESS,
        placeholder="" if chosen else _("nothing"),
        clearable=True,
        searchable=len(names) > 8,
    )


def one_kind(form: Mapping[str, Any], layer: str) -> list[Any]:
    """The kind of every row, where no column holds kinds."""
    if "kind" in form["roles"].values():
        return []
    known = choices({kind.code: kind.title for kind in kinds_of(layer)})
    hint = _("of a table that lists one kind alone, without a column for it")
    return [choice(_("Kind of all rows"), "kind_value", known, form.get("kind_value"), hint, clearable=True)]


def time(form: Mapping[str, Any]) -> list[Any]:
    midnight = {"known": _("midnight"), "unknown": _("that day, the hour is not known")}
    zones = {zone: zone for zone in sorted(available_timezones() | {form["zone"]})}
    return [
        dmc.TagsInput(
            id=said("formats"),
            label=_("Dates are written as"),
            description=_(
                "after the percent sign: d day, m month, Y year, H hour, M minute; several are tried in turn"
            ),
            data=list(dict.fromkeys([*form["formats"], *FORMATS])),
            value=form["formats"],
            **{controls.DRAWN: form["formats"]},
            maxTags=6,
        ),
        choice(_("Time zone"), "zone", choices(zones), form["zone"], limit=60),
        choice(_("00:00 means"), "midnight", choices(midnight), form["midnight"]),
    ]


def needed(draft: Any) -> html.Div:
    """What nothing has been said of and must be."""
    names = [str(field.title) for field in lacking(draft.form, draft.found["reading"]["geometry"])]
    if draft.form["layer"] in INCIDENTS and not draft.form["formats"]:
        names.append(_("how dates are written"))
    if not names:
        return html.Div(controls.chip(_("All that is needed is said"), "good", "check"), role="status")
    return html.Div(
        controls.chip(_("Still needed: %(fields)s.") % {"fields": ", ".join(names)}, "caution"), role="status"
    )


def rows(found: Mapping[str, Any]) -> html.Details:
    """The first rows as they stand in the file."""
    names = [column["name"] for column in found["columns"]]
    body = [html.Tr([html.Td(cell[:LONGEST]) for cell in row[: len(names)]]) for row in found["rows"]]
    table = html.Table([html.Thead(html.Tr([html.Th(name) for name in names])), html.Tbody(body)], className="sc-rows")
    return html.Details(
        [html.Summary(_("First rows as they stand in the file")), html.Div(table, className="sc-source__first")],
        className="sc-panel sc-source__panel",
        open=True,
    )
