"""The overview: a few honest figures of a period against the same period a year before."""

from typing import Any

from dash import html
from django.utils.translation import gettext as _

from dashboards import frame, page, queries, session
from dashboards.page import Page
from dashboards.workspaces import OFFICIAL


def build() -> Page:
    return page.build(OFFICIAL, OFFICIAL.prefix, layout)


def layout() -> Any:
    user = session.current()
    return frame.frame(queries.city(), OFFICIAL.prefix, queries.freshness(user), html.Div(_("Overview")))
