"""How a page becomes a Dash application that lives behind Django: its html, its assets, its language."""

from collections.abc import Callable
from typing import Any

import dash
import dash_mantine_components as dmc
from django.templatetags.static import static
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from dashboards import calls, theme
from dashboards.theme import Theme
from dashboards.workspace import Workspace
from gis_app import speech

TEMPLATE = """<!DOCTYPE html>
<html lang="{lang}" data-forms="{forms}" data-theme="{theme}">
<head>
{metas}
<title>{title}</title>
<link rel="icon" type="image/svg+xml" href="{icon}">
{css}
</head>
<body>
{app_entry}
<footer>{config}{scripts}{own}<script id="_dash-renderer" src="{renderer}"></script></footer>
</body>
</html>"""
ENTRY = '<div id="react-entry-point"><div class="_dash-loading sc-opening">{}</div></div>'


class Page(dash.Dash):
    """A Dash application without a single inline script, so that the content security policy allows none."""

    workspace: Workspace
    # The module without which there is no such page; "" for a page that is always there.
    module: str = ""
    styles: tuple[str, ...] = ()
    scripts_of_page: tuple[str, ...] = ()

    def callback(self, *parts: Any, **more: Any) -> Callable[[Callable[..., Any]], Any]:
        """Dash's own, for functions that are called with what their signatures name and with nothing else."""
        register = super().callback(*parts, **more)
        return lambda function: register(calls.checked(function))

    def title_now(self) -> str:
        """The page's own title by its tab, in the reader's language."""
        here = self.config.requests_pathname_prefix
        return " · ".join([*(tab.title for tab in self.workspace.tabs() if tab.address == here), self.title])

    def interpolate_index(self, **parts: str) -> str:  # type: ignore[override]
        return TEMPLATE.format(
            lang=get_language() or "en",
            forms=speech.forms(),
            theme=self.workspace.theme,
            metas=parts["metas"],
            title=self.title_now(),
            icon=static("dashboards/logo.svg"),
            css=parts["css"] + "".join(f'<link rel="stylesheet" href="{static(name)}">' for name in self.styles),
            app_entry=ENTRY.format(_("Opening…")),
            config=parts["config"],
            scripts=parts["scripts"],
            own=calendar(get_language()) + "".join(script(name) for name in self.scripts_of_page),
            renderer=static("dashboards/renderer.js"),
        )


def script(name: str) -> str:
    kind = ' type="module"' if name.endswith(".mjs") else ""
    return f'<script{kind} src="{static(name)}"></script>'


def calendar(language: str | None) -> str:
    """Names of months and days for the date picker, in any language but its own English."""
    if not language or language == "en":
        return ""
    return script("vendor/dayjs/dayjs.min.js") + script(f"vendor/dayjs/locale/{language}.js")


def build(
    workspace: Workspace,
    prefix: str,
    layout: Callable[[], Any],
    styles: tuple[str, ...] = (),
    scripts: tuple[str, ...] = (),
) -> Page:
    """A page's application of a workspace, under `prefix`.

    `layout` is called per request, so it speaks the reader's language.
    `styles` and `scripts` are names of static files; an `.mjs` is loaded as a module.
    """
    app = Page(
        __name__,
        title="Safe City",
        requests_pathname_prefix=prefix,
        routes_pathname_prefix=prefix,
        include_assets_files=False,
        serve_locally=True,
        use_async=False,
        suppress_callback_exceptions=True,
        csrf_token_name="csrftoken",
        csrf_header_name="X-CSRFToken",
        update_title="",
        meta_tags=[{"name": "viewport", "content": "width=device-width, initial-scale=1"}],
    )
    app.server.config["PROPAGATE_EXCEPTIONS"] = True
    app.workspace = workspace
    app.styles = (*(f"dashboards/{name}.css" for name in ("tokens", "frame", "search", "empty")), *styles)
    app.scripts_of_page = (
        "dashboards/session.js",
        "dashboards/frame.js",
        "gis_app/person.js",
        "dashboards/jobs.js",
        *scripts,
        "dashboards/search.js",
    )
    app.layout = lambda: themed(layout(), workspace.theme)
    return app


def themed(content: Any, scheme: Theme) -> dmc.MantineProvider:
    """The content in our looks, with the calendar in the reader's language, weeks from Monday."""
    dated = dmc.DatesProvider(content, settings={"locale": get_language() or "en", "firstDayOfWeek": 1})
    return dmc.MantineProvider(dated, theme=theme.mantine(scheme), forceColorScheme=scheme)
