"""Charts: what a frame becomes."""

from datetime import timedelta

import pandas as pd

from dashboards import charts

NAMES = {"crimes": "Crimes", "accidents": "Road accidents"}


def weeks(*rows):
    """(Monday, layer, n), each with incidents from its first day to its last."""
    told = [
        (pd.Timestamp(start), layer, n, pd.Timestamp(start), pd.Timestamp(start) + timedelta(days=6))
        for start, layer, n in rows
    ]
    return pd.DataFrame(told, columns=["start", "layer", "n", "first", "last"])


def every_week(number, layer="crimes", n=3):
    mondays = pd.date_range("2025-01-06", periods=number, freq="7D")
    return weeks(*((monday, layer, n) for monday in mondays))


def test_a_long_series_is_a_line_and_a_week_without_incidents_is_zero():
    frame = every_week(80)
    figure = charts.over_time(frame.drop(index=5), NAMES, "By week", "part")
    assert figure.data[0].type == "scatter"
    assert list(figure.data[0].y[4:7]) == [3, 0, 3]


def test_a_series_with_gaps_is_bars():
    frame = weeks(("2014-03-03", "crimes", 9), ("2019-06-03", "accidents", 4))
    figure = charts.over_time(frame, NAMES, "By week", "part")
    assert {bar.type for bar in figure.data} == {"bar"}
    assert {bar.name: [n for n in bar.y if n] for bar in figure.data} == {"Crimes": [9], "Road accidents": [4]}


def test_a_bar_is_a_week_wide_and_its_axis_counts_whole_incidents_however_few_there_are():
    frame = weeks(("2026-03-02", "crimes", 1), ("2026-08-03", "crimes", 2))
    figure = charts.over_time(frame, NAMES, "By week", "part")
    [bars] = figure.data
    assert pd.Series(pd.to_datetime(bars.x)).diff().dropna().unique() == [pd.Timedelta(days=7)]
    assert figure.layout.yaxis.dtick == 1
    assert charts.over_time(every_week(80, n=30), NAMES, "By week", "part").layout.yaxis.dtick is None


def test_weeks_that_the_data_covers_in_part_stand_apart_from_the_line():
    frame = every_week(80)
    frame.loc[0, "first"] += timedelta(days=4)
    frame.loc[79, "last"] -= timedelta(days=3)
    line, parts = charts.over_time(frame, NAMES, "By week", "part of a week").data
    assert len(line.x) == 78
    assert [str(day)[:10] for day in parts.x] == ["2025-01-06", "2026-07-13"]
    assert parts.marker.symbol == "circle-open"


def test_a_month_that_ends_early_is_hatched():
    frame = weeks(("2026-05-01", "crimes", 9), ("2026-06-01", "crimes", 2))
    frame.loc[0, "last"] = pd.Timestamp("2026-05-31")
    [bars] = charts.over_time(frame, NAMES, "By month", "part", charts.MONTH).data
    assert list(bars.marker.pattern.shape) == ["", "/"]


def test_kinds_are_the_most_frequent_and_named():
    rows = [(f"kind{n}", "crimes", n) for n in range(20)]
    figure = charts.by_kind(pd.DataFrame(rows, columns=["kind", "layer", "n"]), {"kind19": "Theft"}, "By kind", most=3)
    assert list(figure.data[0].y) == ["kind17", "kind18", "Theft"]


def test_a_chart_of_nothing_says_why():
    assert charts.nothing("By week", "No incidents.").layout.annotations[0].text == "No incidents."
