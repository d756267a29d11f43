"""The accounts of a source's deliveries over time: a frame in, a figure out."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboards import charts, theme

# A bar is never wider than that share of the chart: a single delivery is no wall.
WIDEST = 0.06


def accounts(frame: pd.DataFrame, names: dict[str, str], title: str, refused: str) -> go.Figure:
    """One bar a delivery, the oldest at the left, its parts one on another; a cross where none of it was taken.

    frame: columns id, when (as the reader has it), loaded, updated, unchanged, rejected, taken (bool). names: what the
    reader calls each part; refused: what a cross means.
    """
    figure = charts.plain(title, theme.LIGHT)
    places = frame["id"].astype(str)
    for part, colour in theme.ACCOUNT.items():
        figure.add_bar(x=places, y=frame[part], name=names[part], marker={"color": colour}, hovertemplate="%{y:,}")
    lost = frame[~frame["taken"]]
    if not lost.empty:
        cross: dict[str, Any] = {"symbol": "x", "size": 9, "color": theme.ACCOUNT["rejected"]}
        at = lost["id"].astype(str)
        figure.add_scatter(x=at, y=[0] * len(lost), name=refused, mode="markers", marker=cross, hoverinfo="name")
    figure.update_layout(
        barmode="stack",
        bargap=max(0.3, 1 - WIDEST * len(frame)),
        margin_t=charts.WITH_LEGEND_PX,
        legend_traceorder="normal",
    )
    step = max(1, len(frame) // 8)
    shown = frame.iloc[::-1].iloc[::step]
    figure.update_xaxes(type="category", tickvals=shown["id"].astype(str).tolist(), ticktext=shown["when"].tolist())
    return figure.update_yaxes(rangemode="tozero", tickformat=",d")
