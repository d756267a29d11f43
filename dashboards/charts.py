"""Charts: a frame in, a figure out. No Dash, no database."""

from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go
from django.utils.translation import gettext as _

from dashboards import theme
from dashboards.theme import LIGHT, Tones
from gis_app import speech

FEWEST_FOR_A_LINE = 60
FEWEST_FOR_TICKS = 5
ROOM_FOR_A_NUMBER = 1.3
WITH_LEGEND_PX = 44


@dataclass(frozen=True)
class Step:
    """How time is counted out: pandas' frequency of the first days, and the days that one step has room for."""

    freq: str
    width: pd.Timedelta

    def end(self, start: pd.Timestamp) -> pd.Timestamp:
        """The last day of the step that begins at `start`."""
        return start + (pd.DateOffset(months=1) if self.freq == "MS" else pd.Timedelta(days=7)) - pd.Timedelta(days=1)


WEEK = Step("7D", pd.Timedelta(days=7))
MONTH = Step("MS", pd.Timedelta(days=30))


def spoken() -> dict[str, Any]:
    """A graph's settings in the reader's language: names of months, dates, numbers, and the words of Plotly itself."""
    dictionary = {
        "Double-click to zoom back out": _("Double-click to zoom back out"),
        "Double-click on legend to isolate one trace": _("Double-click in the legend to see one alone"),
    }
    locale = {"dictionary": dictionary, "format": speech.of_browser()}
    code = speech.language()
    return {"displayModeBar": False, "responsive": True, "locale": code, "locales": {code: locale}}


def over_time(
    frame: pd.DataFrame, names: dict[str, str], title: str, partly: str, step: Step = WEEK, tones: Tones = LIGHT
) -> go.Figure:
    """Incidents by week or month: a line a layer, bars where the data is sparse or has gaps.

    frame: columns start (first day of the step), layer, n, first, last (days of the first and last incident in it);
    a step without rows counts as zero. names: layer to what the reader calls it. partly: what is said of a step at
    either end of which the data covers only a part; it is drawn hollow, apart from the line.
    """
    figure = plain(title, tones)
    frame = frame.assign(**{name: pd.to_datetime(frame[name]) for name in ("start", "first", "last")})
    steps = pd.date_range(frame["start"].min(), frame["start"].max(), freq=step.freq)
    add = add_bars if is_sparse(frame["start"].nunique(), len(steps)) else add_line
    for layer, rows in frame.groupby("layer", sort=True):
        counts = filled(rows.set_index("start")["n"], steps)
        add(figure, counts, incomplete(frame, rows, step), str(layer), names[str(layer)], partly, tones)
    figure.update_layout(barmode="group", bargap=0.1, margin_t=WITH_LEGEND_PX)
    room = [steps[0] - step.width, max(steps[-1] + 2 * step.width, steps[0] + 8 * step.width)]
    whole = {"dtick": 1} if frame["n"].max() < FEWEST_FOR_TICKS else {}
    return figure.update_xaxes(type="date", range=room).update_yaxes(rangemode="tozero", tickformat=",d", **whole)


def is_sparse(seen: int, steps: int) -> bool:
    """Whether a line between the steps would tell of times that the data says nothing about."""
    return seen < FEWEST_FOR_A_LINE or seen < 0.8 * steps


def incomplete(frame: pd.DataFrame, rows: pd.DataFrame, step: Step) -> set[pd.Timestamp]:
    """The first and last step of a layer where no layer has data of its first, respectively last day."""
    first, last = rows["start"].min(), rows["start"].max()
    begun = frame.loc[frame["start"] == first, "first"].min() > first
    cut = frame.loc[frame["start"] == last, "last"].max() < step.end(last)
    return {start for start, holds in ((first, begun), (last, cut)) if holds}


def filled(counts: pd.Series, steps: pd.DatetimeIndex) -> pd.Series:
    """Counts by step with the empty ones as zeros."""
    counts.index = pd.to_datetime(counts.index)
    return counts.groupby(level=0).sum().reindex(steps, fill_value=0)


def add_line(
    figure: go.Figure, counts: pd.Series, parts: set[pd.Timestamp], layer: str, name: str, partly: str, tones: Tones
) -> None:
    whole = counts[~counts.index.isin(parts)]
    line = {"color": tones.layer(layer), "width": 2, "dash": "solid" if layer == "crimes" else "dot"}
    figure.add_scatter(x=whole.index, y=whole.to_numpy(), name=name, mode="lines", line=line)
    rest = counts[counts.index.isin(parts)]
    figure.add_scatter(
        x=rest.index,
        y=rest.to_numpy(),
        name=f"{name}, {partly}",
        mode="markers",
        showlegend=False,
        marker={"symbol": "circle-open", "size": 7, "color": tones.layer(layer)},
    )


def add_bars(
    figure: go.Figure, counts: pd.Series, parts: set[pd.Timestamp], layer: str, name: str, partly: str, tones: Tones
) -> None:
    hatched = ["/" if start in parts else "" for start in counts.index]
    # The empty steps too: Plotly makes bars as wide as the least distance between two of them.
    figure.add_bar(
        x=counts.index,
        y=counts.to_numpy(),
        name=name,
        customdata=[f" ({partly})" if start in parts else "" for start in counts.index],
        hovertemplate="%{y:,}%{customdata}",
        marker={
            "color": tones.layer(layer),
            "pattern": {"shape": hatched, "fillmode": "replace"},
            "line": {"width": 0},
        },
    )


def by_kind(frame: pd.DataFrame, names: dict[str, str], title: str, most: int = 8, tones: Tones = LIGHT) -> go.Figure:
    """The `most` frequent kinds as bars, the most frequent on top. frame: columns kind, layer, n."""
    top = frame.sort_values("n", ascending=False).head(most).iloc[::-1]
    figure = plain(title, tones)
    figure.add_bar(
        x=top["n"],
        y=[names.get(kind, kind) for kind in top["kind"]],
        orientation="h",
        marker={"color": [tones.layer(layer) for layer in top["layer"]]},
        texttemplate="%{x:,}",
        textposition="outside",
        cliponaxis=False,
    )
    room = [0, top["n"].max() * ROOM_FOR_A_NUMBER]
    figure.update_layout(showlegend=False).update_xaxes(showticklabels=False, showgrid=False, range=room)
    return figure.update_yaxes(showgrid=False, range=[len(top) - most - 0.5, len(top) - 0.5])


def nothing(title: str, why: str, tones: Tones = LIGHT) -> go.Figure:
    """A chart without data: a sentence in its place."""
    figure = plain(title, tones).update_xaxes(visible=False).update_yaxes(visible=False)
    return figure.add_annotation(text=why, showarrow=False, xref="paper", yref="paper", x=0, y=0.6, xanchor="left")


def plain(title: str, tones: Tones) -> go.Figure:
    """An empty figure in the product's looks."""
    figure = go.Figure()
    figure.update_layout(
        template="none",
        title={
            "text": title,
            "font": {"size": 13, "weight": 600},
            "x": 0,
            "xref": "container",
            "xanchor": "left",
            "y": 0.98,
            "yanchor": "top",
        },
        font={"family": theme.FONT, "size": 12, "color": tones.ink2},
        margin={"l": 8, "r": 28, "t": 28, "b": 4},
        legend={"orientation": "h", "x": 0, "xanchor": "left", "y": 1.02, "yanchor": "bottom", "font": {"size": 11}},
        paper_bgcolor=tones.panel,
        plot_bgcolor=tones.panel,
        hovermode="x unified",
        hoverlabel={"bgcolor": tones.panel2, "bordercolor": tones.line2, "font": {"color": tones.ink}},
    )
    axis = {"gridcolor": tones.line, "zeroline": False, "automargin": True, "tickfont": {"size": 11}}
    return figure.update_xaxes(**{**axis, "showgrid": False}).update_yaxes(**axis)
