"""What comes again: the same file, the same id, a newer version, a row that finds its place at last."""

import pytest

from etl.run import deliver
from gis_app.incidents.models import Crime
from gis_app.sources.models import LayerVersion, Rejection
from tests.etl.files import balanced, crime, crimes_csv, district, geojson

pytestmark = pytest.mark.django_db
OLDER, NEWER = "04/11/2014 12:40:05 AM", "05/11/2014 12:40:05 AM"


def counts(account) -> tuple[int, int, int, int]:
    balanced(account)
    return tuple(account[name] for name in ("loaded", "updated", "unchanged", "rejected"))


def test_the_same_file_again_changes_nothing_and_keeps_each_rejection_once(square_city, tmp_path):
    path = crimes_csv(tmp_path, crime(1), crime(2, Latitude=""), crime(3, Date="02/31/2014"))
    assert [counts(deliver(path)) for _ in range(3)] == [(1, 0, 0, 2), (0, 0, 1, 2), (0, 0, 1, 2)]
    first, last = {(row.delivery_id, row.last_delivery_id) for row in Rejection.objects.all()}.pop()
    assert (Rejection.objects.count(), last - first) == (2, 2)


def test_an_identical_row_is_a_duplicate(square_city, tmp_path):
    account = deliver(crimes_csv(tmp_path, crime(1), crime(1), crime(1)))
    assert (counts(account), account["reasons"]) == ((1, 0, 0, 2), {"duplicate": 2})
    assert counts(deliver(tmp_path / "crimes.csv")) == (0, 0, 1, 2)
    assert Rejection.objects.count() == 2


@pytest.mark.parametrize("order", [(OLDER, NEWER), (NEWER, OLDER)])
def test_of_one_id_the_later_version_wins_wherever_it_stands(square_city, tmp_path, order):
    rows = [crime(1, Block=stamp, Updated_On=stamp) for stamp in order]
    assert counts(deliver(crimes_csv(tmp_path, *rows))) == (1, 0, 1, 0)
    assert Crime.objects.get().place == NEWER


def test_without_versions_the_later_line_wins(square_city, tmp_path):
    rows = [crime(1, Block=place, Updated_On="") for place in ("first", "second", "first")]
    account = deliver(crimes_csv(tmp_path, *rows))
    assert (counts(account), Crime.objects.get().place) == ((1, 0, 1, 1), "second")


def test_a_version_beats_none(square_city, tmp_path):
    deliver(crimes_csv(tmp_path, crime(1, Block="dated"), crime(1, Block="undated", Updated_On="")))
    assert Crime.objects.get().place == "dated"


def test_an_older_version_never_overwrites(square_city, tmp_path):
    assert counts(deliver(crimes_csv(tmp_path, crime(1, Updated_On=NEWER)))) == (1, 0, 0, 0)
    assert counts(deliver(crimes_csv(tmp_path, crime(1, Block="old", Updated_On=OLDER)))) == (0, 0, 1, 0)
    assert Crime.objects.get().place == "055XX S ADA ST"


def test_a_newer_version_updates_and_remembers_its_delivery(square_city, tmp_path):
    deliver(crimes_csv(tmp_path, crime(1), crime(2)))
    account = deliver(crimes_csv(tmp_path, crime(1, Block="new", Updated_On=NEWER), crime(2)))
    assert counts(account) == (0, 1, 1, 0)
    changed = Crime.objects.get(key="1")
    assert (changed.place, changed.delivery_id) == ("new", account["delivery"])
    assert Crime.objects.get(key="2").delivery_id < account["delivery"]


def test_a_rejection_is_resolved_when_its_row_finds_a_place(square_city, tmp_path):
    deliver(crimes_csv(tmp_path, crime(1, Latitude="", Longitude=""), crime(2, Latitude="")))
    deliver(crimes_csv(tmp_path, crime(1)))
    resolved = dict(Rejection.objects.values_list("key", "resolved_at"))
    assert resolved["1"] is not None
    assert resolved["2"] is None


def test_a_column_that_says_nothing_does_not_make_a_row_another(square_city, tmp_path):
    from etl.spec import source

    header = source("chicago_crimes").headers[1]
    row = dict.fromkeys(header, "") | {name: value for name, value in crime(1).items() if name in header}
    for number in ("0", "17"):
        text = ",".join(header) + "\n" + ",".join({**row, "Unnamed: 0": number}.values()) + "\n"
        (tmp_path / "sample.csv").write_text(text)
        account = deliver(tmp_path / "sample.csv")
    assert counts(account) == (0, 0, 1, 0)


def test_every_import_raises_the_numbers_of_its_layers(square_city, tmp_path):
    def number(layer: str) -> int:
        return LayerVersion.objects.filter(layer=layer).values_list("number", flat=True).first() or 1

    before = {layer: number(layer) for layer in ("crimes", "areas", "cameras")}
    deliver(crimes_csv(tmp_path, crime(1)))
    assert [number(layer) > before[layer] for layer in before] == [True, False, False]
    then = {layer: number(layer) for layer in before}
    deliver(geojson(tmp_path, district("1", -87.66, 41.84)))
    assert [number(layer) > then[layer] for layer in then] == [True, True, True]
