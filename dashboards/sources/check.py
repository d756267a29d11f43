"""The last step: what an import would do, on a map and row by row; then the source's name, and the import."""

from collections.abc import Mapping
from typing import Any

import orjson
from dash import html
from django.utils.translation import gettext as _

from dashboards import controls
from dashboards.deliveries.table import words_of_account
from dashboards.sources.parts import address, button, foot, line, panel, way
from layers.style import style
from layers.words import REASONS, word

BACKGROUND = ("ground", "areas", "streets", "buildings", "area-names")
MOST_ROWS, TEXT_LIMIT = 60, 300


def page(draft: Any, city: Any, credit: str, suggested: str) -> list[Any]:
    """city: the row of the city. credit: whom the map must name. suggested: a short name for the source."""
    back = way(_("Back to the kinds"), address(draft.pk, "kinds"))
    if draft.tried is None:
        return [untried(), foot(back, button(_("Check the table"), "try", main=True))]
    account = draft.tried["account"]
    head = html.Div([sums(account), picture(draft, city, credit)], className="sc-source__check")
    save = button(
        _("Save and import (new or changed: %(n)s)") % {"n": controls.number(account["loaded"] + account["updated"])},
        "save",
        "check",
        main=True,
    )
    return [head, rejected(draft.tried["rejected"], account), naming(draft, suggested), foot(back, save)]


def untried() -> html.Section:
    return panel(
        _("Check"), controls.empty(_("The table has not been checked since your last change."), _("Check it below."))
    )


def sums(account: Mapping[str, Any]) -> html.Section:
    """The account of a dry run: counts of rows, reasons, warnings."""
    counts = [(words.capitalize(), controls.number(account[name])) for name, words in words_of_account().items()]
    reasons = [(f"– {word(REASONS, code)}", controls.number(n)) for code, n in account["reasons"].items()]
    warnings = [html.P(text, className="sc-import__bad") for text in account["warnings"]]
    return panel(
        _("What an import would do"),
        controls.account_bar(account),
        html.P(html.B(controls.account_sum(account))),
        controls.facts([*counts, *reasons]),
        *warnings,
        quiet=_("Nothing is loaded yet."),
    )


def picture(draft: Any, city: Any, credit: str) -> html.Section:
    """The points that could be taken; assets/trial.mjs draws them."""
    points, shapes = draft.tried["points"], draft.tried["shapes"]
    shown = _("%(n)s of the rows on the map") % {"n": controls.number(len(points) + len(shapes))}
    given = orjson.dumps(config(draft, city, credit)).decode()
    box = html.Div(id="trial-map", className="sc-source__map", **{"data-config": given})
    return panel(_("Where they lie"), box, quiet=shown)


def config(draft: Any, city: Any, credit: str) -> dict[str, Any]:
    west, south, east, north = city.bounds
    drawn = style("light", "/tiles", (south + north) / 2)
    drawn["layers"] = [one for one in drawn["layers"] if one.get("source", "ground") in BACKGROUND]
    drawn["sources"] = {name: source for name, source in drawn["sources"].items() if name in BACKGROUND}
    features = [feature({"type": "Point", "coordinates": point[:2]}, point[2]) for point in draft.tried["points"]]
    features += [feature(shape["geometry"], shape["name"]) for shape in draft.tried["shapes"]]
    return {
        "style": drawn,
        "bounds": [[west, south], [east, north]],
        "attribution": credit,
        "features": {"type": "FeatureCollection", "features": features},
        "label": _("Map of the rows that could be taken; the table beside it lists the others."),
    }


def feature(geometry: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {"type": "Feature", "geometry": geometry, "properties": {"name": name}}


def rejected(rows: list[Mapping[str, Any]], account: Mapping[str, Any]) -> html.Section:
    """Rows that could not be taken, some of each reason."""
    if not account["rejected"]:
        return panel(_("Rejected rows"), controls.empty(_("Every row of this table would find its place.")))
    head = html.Tr([html.Th(_("Line")), html.Th(_("Reason")), html.Th(_("Detail")), html.Th(_("The row as it came"))])
    body = [
        html.Tr(
            [
                html.Td(controls.number(row["line"]), className="sc-num"),
                html.Td(word(REASONS, row["reason"])),
                html.Td(row["detail"]),
                html.Td(orjson.dumps(row["raw"]).decode()[:TEXT_LIMIT], className="sc-quiet"),
            ]
        )
        for row in rows[:MOST_ROWS]
    ]
    table = html.Table([html.Thead(head), html.Tbody(body)], className="sc-rows")
    quiet = _("%(n)s of %(all)s, some of each reason. They are kept, and can be corrected later.") % {
        "n": controls.number(min(len(rows), MOST_ROWS)),
        "all": controls.number(account["rejected"]),
    }
    return panel(_("Rejected rows"), html.Div(table, className="sc-source__first"), quiet=quiet)


def naming(draft: Any, suggested: str) -> html.Section:
    form, hint = draft.form, _("small Latin letters, digits and _")
    # What is suggested is not said yet: it is kept with the first button that is pressed.
    code = line(_("Short name"), "code", form.get("code") or suggested, hint, **{controls.DRAWN: form.get("code")})
    short = [] if draft.code else [code]
    return panel(
        _("The source"),
        html.Div(
            [
                line(_("Name"), "name", form.get("name", ""), _("as people will read it")),
                *short,
                line(_("Publisher"), "publisher", form.get("publisher", ""), _("whose word its rows are")),
                line(_("Licence"), "licence", form.get("licence", "")),
            ],
            className="sc-source__fields",
        ),
    )


def done(saved: Mapping[str, Any], data: str) -> list[Any]:
    """What the table became. data: the address of the page of deliveries."""
    return [
        panel(
            _("It is a source now"),
            html.P(_("Its description is saved and its file is being imported; the bell above shows how far it is.")),
            foot(
                html.A(_("Open the account"), href=f"{data}?delivery={saved['delivery']}", className="sc-button"),
                html.A(_("Open the map"), href="/planner/", className="sc-button"),
            ),
            quiet=saved["code"],
        )
    ]
