"""Charts: what a frame becomes."""

import pandas as pd

from dashboards import charts

NAMES = {"crimes": "Crimes", "accidents": "Road accidents"}


def weeks(*rows):
    return pd.DataFrame([(pd.Timestamp(week), layer, n) for week, layer, n in rows], columns=["week", "layer", "n"])


def test_a_week_without_incidents_is_drawn_as_zero():
    figure = charts.by_week(weeks(("2026-06-01", "crimes", 3), ("2026-06-15", "crimes", 5)), NAMES, "By week")
    assert list(figure.data[0].y) == [3, 0, 5]


def test_both_layers_share_the_weeks():
    frame = weeks(("2026-06-01", "crimes", 3), ("2026-06-15", "accidents", 1))
    figure = charts.by_week(frame, NAMES, "By week")
    assert {line.name: list(line.y) for line in figure.data} == {"Crimes": [3, 0, 0], "Road accidents": [0, 0, 1]}


def test_kinds_are_the_most_frequent_and_named():
    rows = [(f"kind{n}", "crimes", n) for n in range(20)]
    figure = charts.by_kind(pd.DataFrame(rows, columns=["kind", "layer", "n"]), {"kind19": "Theft"}, "By kind", most=3)
    assert list(figure.data[0].y) == ["kind17", "kind18", "Theft"]


def test_a_chart_of_nothing_says_why():
    assert charts.nothing("By week", "No incidents.").layout.annotations[0].text == "No incidents."
