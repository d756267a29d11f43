"""Crime lists in the forms of two countries, in cp1251, with the abbreviations that are usual there."""

import pytest

from data import invented_lists as lists
from etl.run import deliver
from gis_app.folding import fold
from gis_app.incidents.models import Crime
from gis_app.sources.models import Rejection
from tests.etl.files import BOX, balanced

SMALL = (BOX[0] + 0.01, BOX[1] + 0.01, BOX[2] - 0.01, BOX[3] - 0.01)
FORMS = {"invented_kz_crimes": lists.KAZAKH, "invented_ua_crimes": lists.UKRAINIAN}


@pytest.mark.parametrize("code", FORMS)
@pytest.mark.parametrize("seed", range(3))
def test_every_row_goes_where_it_must(square_city, tmp_path, code, seed):
    told = lists.write(tmp_path / "list.csv", FORMS[code], SMALL, rows=400, seed=seed)
    account = balanced(deliver(tmp_path / "list.csv"))
    assert account["source"] == code
    assert account["loaded"] == told.pop("loaded") > 300
    assert account["reasons"] == dict(told)
    assert len(told) == 4


def test_the_kazakh_list_is_kept_as_it_writes_and_found_as_it_is_spoken(square_city, tmp_path):
    lists.write(tmp_path / "list.csv", lists.KAZAKH, SMALL, rows=300)
    deliver(tmp_path / "list.csv")
    place = Crime.objects.filter(place__startswith="Кабанбай батыр к-сі").values_list("place", flat=True).first()
    assert fold(place).startswith(fold("Қабанбай батыр к-сі"))
    assert set(Crime.objects.filter(source_kind="Усак бузакылык").values_list("kind", "offence")) == {
        ("disorder", "administrative")
    }


def test_the_ukrainian_list_keeps_its_letters(square_city, tmp_path):
    lists.write(tmp_path / "list.csv", lists.UKRAINIAN, SMALL, rows=300)
    deliver(tmp_path / "list.csv")
    assert Crime.objects.filter(place__startswith="пл. Об’єднання").exists()
    assert Crime.objects.filter(place__startswith="пров. Ґонти").exists()
    assert Rejection.objects.filter(reason="bad_date").first().raw["Дата вчинення"] == "31.02.2025"


def test_nobodys_name_stands_under_them(square_city, tmp_path):
    lists.write(tmp_path / "list.csv", lists.UKRAINIAN, SMALL, rows=50)
    deliver(tmp_path / "list.csv")
    assert "invented" in Crime.objects.first().source.licence
