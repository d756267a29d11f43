"""Rejected rows leave as CSV that a spreadsheet opens without harm."""

import csv
import io

import pytest
from django.contrib.gis.geos import Point

from gis_app.sources.models import Rejection
from layers.export.cells import harmless
from layers.export.rejections import rejections_csv
from tests.layers import made


@pytest.mark.parametrize("cell", ["=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)", "-2+3", "\t=1", "\r=1"])
def test_what_a_spreadsheet_would_run_is_made_text(cell):
    assert harmless(cell) == "'" + cell


@pytest.mark.parametrize(("cell", "text"), [("-87.6", "-87.6"), (-87.6, "-87.6"), (None, ""), ("a=b", "a=b")])
def test_what_is_harmless_stays_as_it_was(cell, text):
    assert harmless(cell) == text


@pytest.mark.django_db
def test_a_rejected_row_comes_back_whole_with_its_reason_and_proposal():
    here = made.delivery()
    common = {"source": here.source, "delivery": here, "last_delivery": here, "layer": "crimes"}
    raw = {"ID": "7", "Текст": "строка, с запятой", "camera": "rtsp://a:b@10.1.1.1/1"}
    proposal = Point(-33, 48)
    Rejection.objects.create(**common, key="7", line=8, reason="swapped_coordinates", raw=raw, proposal=proposal)
    Rejection.objects.create(**common, key="8", line=9, reason="bad_date", detail="31.02", raw={"ID": "8", "Date": "?"})
    text = "".join(rejections_csv(Rejection.objects.order_by("line")))
    first, second = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    assert first["Текст"] == "строка, с запятой"
    assert (first["line"], first["reason"], first["proposed_lon"], first["proposed_lat"]) == (
        "8",
        "swapped_coordinates",
        "-33.0",
        "48.0",
    )
    assert "10.1.1.1" not in text
    assert (second["Date"], second["detail"], second["proposed_lon"]) == ("?", "31.02", "")
