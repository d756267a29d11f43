"""Charts: a frame in, a figure out. No Dash, no database."""

import pandas as pd
import plotly.graph_objects as go

from dashboards import theme

MONTHS_AS_NUMBERS = [{"dtickrange": [None, "M1"], "value": "%d.%m.%y"}, {"dtickrange": ["M1", None], "value": "%m.%Y"}]
COLOURS = {"crimes": theme.CRIME, "accidents": theme.ACCIDENT}


def by_week(frame: pd.DataFrame, names: dict[str, str], title: str) -> go.Figure:
    """Incidents by week, one line a layer.

    frame: columns week (date of the Monday), layer, n; a week without rows counts as zero.
    names: layer to what the reader calls it.
    """
    figure = plain(title)
    for layer, rows in frame.groupby("layer", sort=True):
        weekly = filled(rows.set_index("week")["n"], frame["week"].min(), frame["week"].max())
        figure.add_scatter(
            x=weekly.index,
            y=weekly.to_numpy(),
            name=names[str(layer)],
            mode="lines",
            line={"color": COLOURS[str(layer)], "width": 2, "dash": "solid" if layer == "crimes" else "dot"},
        )
    return figure.update_xaxes(type="date").update_yaxes(rangemode="tozero")


def filled(counts: pd.Series, first: object, last: object) -> pd.Series:
    """Counts by Monday with the empty weeks between `first` and `last` as zeros."""
    weeks = pd.date_range(first, last, freq="7D")
    counts.index = pd.to_datetime(counts.index)
    return counts.groupby(level=0).sum().reindex(weeks, fill_value=0)


def by_kind(frame: pd.DataFrame, names: dict[str, str], title: str, most: int = 8) -> go.Figure:
    """The `most` frequent kinds as bars, the most frequent on top. frame: columns kind, layer, n."""
    top = frame.sort_values("n", ascending=False).head(most).iloc[::-1]
    figure = plain(title)
    figure.add_bar(
        x=top["n"],
        y=[names.get(kind, kind) for kind in top["kind"]],
        orientation="h",
        marker={"color": [COLOURS[layer] for layer in top["layer"]]},
        texttemplate="%{x:,}",
        textposition="outside",
        cliponaxis=False,
    )
    figure.update_layout(showlegend=False).update_xaxes(showticklabels=False, showgrid=False)
    return figure.update_yaxes(showgrid=False, range=[len(top) - most - 0.5, len(top) - 0.5])


def without_words(figure: go.Figure) -> go.Figure:
    """The same chart with months as numbers, thin spaces between thousands and a decimal comma."""
    figure.update_layout(separators=",\u202f")
    for axis in figure.select_xaxes(selector={"type": "date"}):
        axis.update(tickformatstops=MONTHS_AS_NUMBERS, hoverformat="%d.%m.%Y")
    return figure


def nothing(title: str, why: str) -> go.Figure:
    """A chart without data: a sentence in its place."""
    figure = plain(title).update_xaxes(visible=False).update_yaxes(visible=False)
    return figure.add_annotation(text=why, showarrow=False, xref="paper", yref="paper", x=0, y=0.6, xanchor="left")


def plain(title: str) -> go.Figure:
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
        font={"family": theme.FONT, "size": 12, "color": theme.INK2},
        margin={"l": 8, "r": 28, "t": 28, "b": 4},
        legend={"orientation": "h", "x": 1, "xanchor": "right", "y": 1.12, "yanchor": "bottom"},
        paper_bgcolor=theme.PANEL,
        plot_bgcolor=theme.PANEL,
        hovermode="x unified",
    )
    axis = {"gridcolor": theme.LINE, "zeroline": False, "automargin": True, "tickfont": {"size": 11}}
    return figure.update_xaxes(**{**axis, "showgrid": False}).update_yaxes(**axis)
