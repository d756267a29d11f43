"""The curve of what each further camera adds. Numbers in, a figure out."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go
from django.utils.translation import gettext as _

from dashboards.charts import plain
from dashboards.theme import LIGHT, Tones

HEIGHT_PX = 220


@dataclass(frozen=True)
class Point:
    """So many cameras, at so many millions: what they add; where known the most possible, and what random ones add."""

    number: int
    cost: float
    gain: float
    bound: float | None = None
    random: float | None = None


def curve(
    points: Sequence[Point], beside: Sequence[Point], across: str, axis: str, unit: str, tones: Tones = LIGHT
) -> go.Figure:
    """The gain against cost or number (`across`); of `beside` the bound dashed above, random places dotted below.

    axis: what stands under the chart. unit: what a gain is counted in.
    """
    figure = plain("", tones)
    for name, dash, words in (("bound", "dash", _("at most possible")), ("random", "dot", _("random places"))):
        known = [(getattr(one, across), value) for one in beside if (value := getattr(one, name)) is not None]
        if known:
            line = {"color": tones.accent if name == "bound" else tones.ink3, "width": 1.5, "dash": dash}
            x, y = zip(*known, strict=True)
            figure.add_scatter(x=x, y=y, name=words, mode="lines", line=line, hovertemplate="%{y:,.0f}")
    figure.add_scatter(
        x=[getattr(point, across) for point in points],
        y=[point.gain for point in points],
        name=_("this scenario"),
        mode="lines+markers",
        line={"color": tones.accent, "width": 2.5},
        marker={"size": 5},
        customdata=[point.number for point in points],
        hovertemplate=f"%{{customdata}} · %{{y:,.0f}} {unit}<extra></extra>",
    )
    figure.update_layout(height=HEIGHT_PX, margin={"l": 48, "r": 12, "t": 28, "b": 40}, hovermode="x")
    figure.update_xaxes(title={"text": axis, "font": {"size": 12}}, rangemode="tozero", tickformat=",")
    return figure.update_yaxes(title={"text": unit, "font": {"size": 12}}, rangemode="tozero", tickformat=",")
