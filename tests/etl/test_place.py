"""Rejected rows that a person takes after all stay taken, however often the same bad row comes."""

import csv

import pytest

from etl.edits import actions
from etl.edits.give_back import give_back
from etl.edits.place import place
from etl.run import deliver
from gis_app.errors import BadInput, Conflict, NotFoundHere
from gis_app.incidents.models import Crime, CrimeCell
from gis_app.people.models import AuditEvent
from gis_app.sources.models import Edit, Rejection
from layers.export.rejections import rejections_csv
from tests.etl.files import balanced, crime, crimes_csv, district, geojson

pytestmark = pytest.mark.django_db
HERE = [-87.65, 41.85]
NEWER = "05/11/2014 12:40:05 AM"


def counts(account) -> tuple[int, int, int, int]:
    balanced(account)
    return tuple(account[name] for name in ("loaded", "updated", "unchanged", "rejected"))


def rejected(tmp_path, **cells) -> Rejection:
    deliver(crimes_csv(tmp_path, crime(1, **cells)))
    return Rejection.objects.get()


def test_a_proposal_accepted_loads_the_row_and_resolves_the_rejection(square_city, tmp_path, pavel):
    row = rejected(tmp_path, Latitude="-87.65", Longitude="41.85")
    assert (row.reason, row.reading, row.proposal.coords) == ("swapped_coordinates", "swapped", tuple(HERE))
    deliver(geojson(tmp_path, district("1", -87.66, 41.84)))
    place(by=pavel, given={row.pk: {"point": row.proposal.coords}})
    record = Crime.objects.get()
    assert (record.point.coords, record.place_precision, record.area.code) == (tuple(HERE), "point", "1")
    row.refresh_from_db()
    assert row.resolved_at is not None
    assert CrimeCell.objects.filter(n=1).exists()
    assert AuditEvent.objects.get(action="rejection.place").actor == pavel.pk


def test_the_same_bad_row_stays_loaded_and_counts_as_unchanged(square_city, tmp_path, pavel):
    row = rejected(tmp_path, Latitude="0", Longitude="0")
    place(by=pavel, given={row.pk: {"point": HERE}})
    assert counts(deliver(tmp_path / "crimes.csv")) == (0, 0, 1, 0)
    assert Crime.objects.get().point.coords == tuple(HERE)


def test_a_changed_row_that_is_still_bad_is_updated_with_the_person_s_point(square_city, tmp_path, pavel):
    row = rejected(tmp_path, Latitude="", Longitude="")
    place(by=pavel, given={row.pk: {"point": HERE}})
    account = deliver(crimes_csv(tmp_path, crime(1, Latitude="0", Longitude="0", Block="new", Updated_On=NEWER)))
    assert counts(account) == (0, 1, 0, 0)
    record = Crime.objects.get()
    assert (record.place, record.point.coords, Edit.objects.get().state) == ("new", tuple(HERE), "in_force")


def test_a_source_that_mends_its_coordinates_disputes_them(square_city, tmp_path, pavel):
    row = rejected(tmp_path, Latitude="", Longitude="")
    place(by=pavel, given={row.pk: {"point": HERE}})
    deliver(crimes_csv(tmp_path, crime(1, Longitude="-87.63", Updated_On=NEWER)))
    edit = Edit.objects.get()
    assert (edit.state, edit.says["point"]) == ("disputed", [-87.63, 41.85])
    assert Crime.objects.get().point.coords == tuple(HERE)
    actions.decide(by=pavel, edit_id=edit.pk, keep=False)
    assert Crime.objects.get().point.coords == (-87.63, 41.85)


def test_withdrawing_the_placing_makes_it_a_rejection_again(square_city, tmp_path, pavel):
    row = rejected(tmp_path, Latitude="", Longitude="")
    place(by=pavel, given={row.pk: {"point": HERE}})
    actions.decide(by=pavel, edit_id=Edit.objects.get().pk, keep=False)
    row.refresh_from_db()
    assert (Crime.objects.count(), row.resolved_at, CrimeCell.objects.count()) == (0, None, 0)
    assert counts(deliver(tmp_path / "crimes.csv")) == (0, 0, 0, 1)


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        ({"Primary_Type": "NOBODY KNOWS"}, {"kind": "robbery"}),
        ({"Primary_Type": ""}, {"kind": "robbery"}),
        ({"Date": "02/31/2014"}, {"moment": "2014-03-01T10:00"}),
        ({"Date": ""}, {"moment": "2014-03-01"}),
        ({"Date": "", "Latitude": "0", "Longitude": "0"}, {"moment": "2014-03-01", "point": HERE}),
    ],
    ids=str,
)
def test_a_kind_or_a_day_is_given_too(square_city, tmp_path, pavel, cells, values):
    row = rejected(tmp_path, **cells)
    [record] = place(by=pavel, given={row.pk: values})
    assert record.severity is not None
    assert counts(deliver(tmp_path / "crimes.csv")) == (0, 0, 1, 0)
    record.refresh_from_db()
    assert record.kind == values.get("kind", "theft")
    assert record.day.isoformat().startswith(values.get("moment", "2014-03-15")[:10])


def test_what_still_can_t_be_taken_says_why_and_changes_nothing(square_city, tmp_path, pavel):
    row = rejected(tmp_path, Latitude="0", Longitude="0", Date="never")
    with pytest.raises(BadInput, match="the date can't be read"):
        place(by=pavel, given={row.pk: {"point": HERE}})
    with pytest.raises(BadInput, match="outside the city"):
        place(by=pavel, given={row.pk: {"point": [0.0, 0.0]}})
    assert not Edit.objects.exists()
    assert not Crime.objects.exists()


def test_a_row_is_placed_once(square_city, tmp_path, pavel):
    row = rejected(tmp_path, Latitude="0", Longitude="0")
    place(by=pavel, given={row.pk: {"point": HERE}})
    with pytest.raises(Conflict):
        place(by=pavel, given={row.pk: {"point": HERE}})
    with pytest.raises(NotFoundHere):
        place(by=pavel, given={row.pk + 1: {"point": HERE}})


def test_given_up_holds_until_the_row_comes_changed(square_city, tmp_path, pavel):
    row = rejected(tmp_path, Latitude="0", Longitude="0")
    actions.give_up(by=pavel, rejection_id=row.pk)
    deliver(tmp_path / "crimes.csv")
    row.refresh_from_db()
    assert row.given_up_at is not None
    deliver(crimes_csv(tmp_path, crime(1, Latitude="0", Longitude="0", Block="new", Updated_On=NEWER)))
    row.refresh_from_db()
    assert row.given_up_at is None


@pytest.mark.parametrize(
    ("cells", "reading"),
    [
        ({"Latitude": "41.51", "Longitude": "-87.39"}, "minutes"),
        ({"Latitude": "41.85", "Longitude": "87.65"}, "sign"),
        ({"Latitude": "50.1", "Longitude": "30.2"}, ""),
    ],
)
def test_degrees_and_minutes_typed_as_decimals_are_proposed(square_city, tmp_path, cells, reading):
    row = rejected(tmp_path, **cells)
    assert (row.reason, row.reading, row.proposal is None) == ("outside_city", reading, reading == "")


def test_an_edit_of_the_placed_record_is_kept_too(square_city, tmp_path, pavel):
    row = rejected(tmp_path, Latitude="0", Longitude="0")
    [record] = place(by=pavel, given={row.pk: {"point": HERE}})
    actions.correct(by=pavel, layer="crimes", record_id=record.pk, values={"kind": "robbery"})
    deliver(crimes_csv(tmp_path, crime(1, Latitude="0", Longitude="0", Block="new", Updated_On=NEWER)))
    record.refresh_from_db()
    assert (record.kind, record.severity, record.place) == ("robbery", 2, "new")


def given_back(path, pavel, **changes) -> dict:
    """Download the waiting rows, change some cells of each, and give the file back."""
    rows = list(
        csv.reader("".join(rejections_csv(Rejection.objects.order_by("pk"))).removeprefix("\ufeff").splitlines())
    )
    header, *body = rows
    for row in body:
        for name, value in changes.items():
            row[header.index(name.replace("_", " "))] = value
    with (path / "back.csv").open("w", newline="") as file:
        csv.writer(file, delimiter=";").writerows([header, *body])
    return give_back(by=pavel, path=path / "back.csv")


@pytest.mark.parametrize(
    ("cells", "changes", "told"),
    [
        ({"Latitude": "0", "Longitude": "0"}, {"Latitude": "41.86", "Longitude": "-87.64"}, (1, 0, 0)),
        ({"Primary_Type": "WHAT"}, {"Primary_Type": "ROBBERY"}, (1, 0, 0)),
        ({"Date": "never"}, {"Date": "03/15/2014 01:30:00 PM"}, (1, 0, 0)),
        ({"Latitude": "0", "Longitude": "0"}, {}, (0, 1, 0)),
        ({"Latitude": "0", "Longitude": "0"}, {"Latitude": "1"}, (0, 0, 1)),
    ],
    ids=str,
)
def test_corrected_rows_are_given_back(square_city, tmp_path, pavel, cells, changes, told):
    rejected(tmp_path, **cells)
    account = given_back(tmp_path, pavel, **changes)
    assert (account["placed"], account["unchanged"], account["rejected"]) == told
    assert Crime.objects.count() == told[0]
    assert counts(deliver(tmp_path / "crimes.csv")) == ((0, 0, 1, 0) if told[0] else (0, 0, 0, 1))


def test_what_is_no_file_of_rejected_rows_is_refused(square_city, tmp_path, pavel):
    with pytest.raises(BadInput, match="no file of rejected rows"):
        give_back(by=pavel, path=crimes_csv(tmp_path, crime(1)))


def test_every_cell_that_was_corrected_beside_is_taken_too(square_city, tmp_path, pavel):
    rejected(tmp_path, Latitude="0", Longitude="0", Arrest="false")
    changes = {"Latitude": "41.86", "Longitude": "-87.64", "Block": "1 NEW ST", "Arrest": "true"}
    account = given_back(tmp_path, pavel, **changes, Primary_Type="ROBBERY", Location_Description="ALLEY")
    assert (account["placed"], account["rejected"]) == (1, 0)
    record = Crime.objects.get()
    assert (record.kind, record.severity, record.place) == ("robbery", 2, "1 NEW ST")
    assert (record.place_type, record.solved) == ("ALLEY", True)
    assert set(Edit.objects.values_list("field", "state")) == {
        ("point", "in_force"), ("kind", "in_force"), ("place", "in_force"),
    }  # fmt: skip


def test_what_was_corrected_beside_outlives_the_same_row_and_edits_a_changed_one_too(square_city, tmp_path, pavel):
    bad = {"Latitude": "0", "Longitude": "0"}
    rejected(tmp_path, **bad)
    good = {"Latitude": "41.86", "Longitude": "-87.64"}
    given_back(tmp_path, pavel, **good, Block="1 NEW ST", Location_Description="ALLEY")
    assert counts(deliver(tmp_path / "crimes.csv")) == (0, 0, 1, 0)
    record = Crime.objects.get()
    assert (record.place, record.place_type) == ("1 NEW ST", "ALLEY")
    deliver(crimes_csv(tmp_path, crime(1, **bad, Domestic="true", Updated_On=NEWER)))
    record.refresh_from_db()
    assert (record.place, record.point.coords, record.domestic) == ("1 NEW ST", (-87.64, 41.86), True)
    assert set(Edit.objects.values_list("state", flat=True)) == {"in_force"}
