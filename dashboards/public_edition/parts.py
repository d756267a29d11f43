"""The parts of the page: key figures, the newest edition by layer, the rules it follows, the editions before it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import dash_mantine_components as dmc
from dash import html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboards import controls
from dashboards.public_edition.ids import Part
from gis_app.incidents import kinds as taxonomy
from layers.public.actions import DAYS
from layers.public.declared import Edition
from layers.public.kept import Kept, Table

BY_HAND = "0"


def known(number: int | None) -> str:
    return "—" if number is None else controls.number(number)


def days(count: int) -> str:
    if count == 1:
        return _("every day")
    return ngettext("every {n} day", "every {n} days", count).format(n=controls.number(count))


def tiles(newest: Kept | None, declared: Edition, due: datetime | None) -> html.Div:
    """When the newest was made, how much is in it and in none, when the next comes, who may read it."""
    made = controls.day(newest.made.date()) if newest else "—"
    when = f"{newest.made:%H:%M}" if newest else _("none yet")
    told = [
        controls.tile(_("Newest edition"), made, when),
        controls.tile(
            _("Figures"),
            known(newest.figures) if newest else "—",
            _("each of at least %(n)s incidents") % {"n": controls.number(declared.least)},
        ),
        controls.tile(_("In no figure"), known(newest.withheld) if newest else "—", _("incidents, told nowhere")),
        controls.tile(
            _("Next edition"),
            controls.day(due.date()) if due else _("by hand"),
            days(declared.every) if declared.every else _("by the button below"),
        ),
        controls.tile(
            _("Readers"),
            _("everybody") if declared.serve else _("nobody outside"),
            _("without signing in") if declared.serve else _("kept in the city's folder"),
        ),
    ]
    return html.Div(told, className="sc-tiles")


def acts(declared: Edition, busy: bool) -> html.Section:
    """Publish now, and how often the clock does; while an edition is being made, that is told instead."""
    if busy:
        told = controls.loading(_("An edition is being made. The bell above tells when it is there."))
        return html.Section(told, className="sc-panel")
    button = html.Button(
        [controls.icon("world-share"), _("Publish now")],
        id=Part.NOW,
        className="sc-button sc-button--main",
        type="button",
    )
    choices = [{"value": str(one or 0), "label": days(one) if one else _("by hand only")} for one in offered(declared)]
    often = dmc.Select(
        id=Part.EVERY,
        label=_("Make an edition"),
        data=choices,
        value=str(declared.every or 0),
        allowDeselect=False,
        className="sc-edition__often",
        **{controls.DRAWN: str(declared.every or 0)},
    )
    return html.Section([often, button], className="sc-panel sc-edition__acts")


def offered(declared: Edition) -> list[int | None]:
    """The usual choices, with the one that the file says."""
    return [None, *sorted({one for one in (*DAYS, declared.every) if one})]


def nothing() -> html.Section:
    told = controls.empty(
        _("Nothing has been published yet."),
        _("Publish now: an edition is made of what the store holds, by the rules below. Nobody outside sees it yet."),
    )
    return html.Section(told, className="sc-panel")


def contents(newest: Kept, titles: Mapping[str, str], served: bool) -> html.Section:
    """The newest edition by layer, with its files where strangers may read them."""
    head = html.Tr(
        [
            html.Th(_("Layer")),
            html.Th(_("Figures"), className="sc-num"),
            html.Th(_("In no figure"), className="sc-num"),
            html.Th(_("Size"), className="sc-num"),
            html.Th(_("File")),
        ]
    )
    body = [content(newest, one, titles.get(one.layer, one.layer), served) for one in newest.tables]
    whole = file(newest.name, newest.files[0], served)
    return html.Section(
        [
            html.H2(_("What it tells"), className="sc-heading"),
            html.Table([html.Thead(head), html.Tbody(body)], className="sc-rows"),
            html.P([_("What the columns mean, sources and licence: "), whole], className="sc-caption"),
        ],
        className="sc-panel sc-edition__panel",
    )


def content(edition: Kept, one: Table, title: str, served: bool) -> html.Tr:
    size = _("%(n)s KB") % {"n": controls.number(one.size / 1000, 1)}
    return html.Tr(
        [
            html.Td(html.B(title)),
            html.Td(known(one.figures), className="sc-num"),
            html.Td(known(one.withheld), className="sc-num"),
            html.Td(size, className="sc-num"),
            html.Td(file(edition.name, f"{one.layer}.csv", served)),
        ]
    )


def file(edition: str, name: str, served: bool) -> html.A | html.Code:
    """A file's name; a link where the city serves its editions."""
    return html.A(name, href=f"/public/{edition}/{name}", download=name) if served else html.Code(name)


def rules(declared: Edition) -> html.Section:
    """What the home's public.yml says of every edition."""
    kinds = ", ".join(taxonomy.title(code) for code in declared.whole_city) or "—"
    facts = [
        (_("Least incidents in a figure"), controls.number(declared.least)),
        (_("Finest square"), _("%(n)s m") % {"n": controls.number(declared.cell_m)}),
        (_("Of the whole city only"), kinds),
        (_("Licence"), declared.licence),
        (_("Editions that stay"), controls.number(declared.keep)),
    ]
    told = _("They stand in public.yml in the city's folder; serve: true there gives the editions to everybody.")
    head = html.H2(_("By these rules"), className="sc-heading")
    body = [head, controls.facts(facts), html.P(told, className="sc-caption")]
    return html.Section(body, className="sc-panel sc-edition__panel")


def before(editions: Sequence[Kept], served: bool) -> html.Section:
    """Every edition that is kept, the newest first."""
    head = html.Tr(
        [
            html.Th(_("Made")),
            html.Th(_("Figures"), className="sc-num"),
            html.Th(_("In no figure"), className="sc-num"),
            html.Th(_("Files")),
        ]
    )
    body = [
        html.Tr(
            [
                html.Td(controls.moment(one.made), className="sc-rows__when"),
                html.Td(known(one.figures), className="sc-num"),
                html.Td(known(one.withheld), className="sc-num"),
                html.Td([part for name in one.files for part in (file(one.name, name, served), " ")]),
            ]
        )
        for one in editions
    ]
    return html.Section(
        [
            html.H2(_("Editions"), className="sc-heading"),
            html.Table([html.Thead(head), html.Tbody(body)], className="sc-rows"),
        ],
        className="sc-panel sc-edition__panel",
    )


def link(served: bool) -> list[Any]:
    """The way that strangers take."""
    if not served:
        return []
    words = [controls.icon("external-link"), _("Open as everybody sees it")]
    return [html.A(words, href="/public/", className="sc-button", target="_blank", rel="noopener")]
