"""The steps of a described table: which there are, and where the person stands."""

from typing import Any

from dash import dcc, html
from django.utils.translation import gettext as _

from dashboards.sources.parts import address

STEPS = ("columns", "kinds", "check")


def titles() -> dict[str, str]:
    return {"columns": _("Columns, place and time"), "kinds": _("Kinds"), "check": _("Check and save")}


def of(asked: str | None) -> str:
    """The step that an address names, the first where it names none.

    >>> of("kinds"), of("nonsense"), of(None)
    ('kinds', 'columns', 'columns')
    """
    return asked if asked in STEPS else STEPS[0]


def nav(draft: Any, here: str) -> html.Nav:
    """The steps as links: each may be opened at any time, nothing is lost by going back."""
    words = titles()
    items = [
        html.Li(
            dcc.Link(
                f"{n}. {words[step]}",
                href=address(draft.pk, step),
                className="sc-tab sc-tab--on" if step == here else "sc-tab",
            ),
            **({"aria-current": "step"} if step == here else {}),
        )
        for n, step in enumerate(STEPS, 1)
    ]
    return html.Nav(html.Ol(items, className="sc-source__steps"), **{"aria-label": _("Steps")})
