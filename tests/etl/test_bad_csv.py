"""Tables that are not what they should be: one clear sentence, nothing lost, nothing half done."""

import gzip

import pytest

from etl.errors import DeliveryRefused, NoSuchSource
from etl.run import deliver
from gis_app.incidents.models import Crime
from gis_app.jobs.models import Job
from gis_app.sources.models import Delivery, Rejection
from tests.etl.files import HEADER, balanced, crime, crimes_csv, crimes_text

pytestmark = pytest.mark.django_db
TEN = crimes_text([crime(number) for number in range(10)])


def refused(path) -> str:
    """The sentence with which the file is refused, after which nothing of it is in the store."""
    with pytest.raises(DeliveryRefused) as refusal:
        deliver(path, "chicago_crimes")
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.error) == ("refused", str(refusal.value))
    assert Job.objects.get().state == "failed"
    assert (Crime.objects.count(), Rejection.objects.count()) == (0, 0)
    return str(refusal.value)


def written(folder, content: bytes, name="crimes.csv"):
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "crimes.csv is empty. Nothing was loaded."),
        (gzip.compress(b""), "crimes.csv is empty. Nothing was loaded."),
        (
            TEN.replace("Block", "Street", 1).encode(),
            "another header than chicago_crimes declares: it lacks Block and has unknown Street",
        ),
        (TEN.replace("Location\r\n", "Location,ID\r\n", 1).encode(), "names a column twice"),
        (TEN.split("\n", 1)[1].encode(), "another header"),
        (gzip.compress(TEN.encode())[:-30], "ends in the middle"),
        (gzip.compress(TEN.encode())[:-4] + b"\0\0\0\0", "ends in the middle"),
        (b"\x1f\x8b", "ends in the middle"),
        ((TEN + '11,"HX1,03/15/2014\n' + TEN).encode(), "quote never ends"),
        ((TEN + '11,"HX1').encode(), "quote never ends"),
        ((TEN + '11,"' + "x" * 5_000_000).encode(), "quote never ends"),
        (TEN.encode("utf-16")[:-1], "middle of a character"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, "another header"),
    ],
    ids=[
        "empty",
        "empty-gz",
        "header",
        "twice",
        "headless",
        "cut-gz",
        "crc",
        "gz-magic",
        "quote",
        "quote-end",
        "long-quote",
        "utf-16",
        "png",
    ],
)
def test_a_file_that_can_t_be_taken_is_refused_with_one_sentence(square_city, tmp_path, content, sentence):
    told = refused(written(tmp_path, content))
    assert sentence in told
    assert told.count("Nothing was loaded.") == 1
    assert "\n" not in told


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", b"\x1f\x8b", b"{", TEN.replace("Block", "Street").encode()])
def test_auto_says_that_no_source_matches(square_city, tmp_path, content):
    for name in ("some.csv", "some.geojson", "some.shp", "some.gpkg"):
        with pytest.raises(NoSuchSource, match=f"{name} matches none of"):
            deliver(written(tmp_path, content, name))
    assert not Delivery.objects.exists()


def test_auto_takes_a_cut_gzip_for_what_it_was(square_city, tmp_path):
    with pytest.raises(DeliveryRefused, match="ends in the middle"):
        deliver(written(tmp_path, gzip.compress(TEN.encode())[:-30], "crimes.csv.gz"))


@pytest.mark.parametrize("cells", [3, 21, 23, 100])
def test_a_row_with_another_number_of_cells_is_kept_with_its_line(square_city, tmp_path, cells):
    path = written(tmp_path, (TEN + ",".join("x" * cells) + "\n" + crimes_text([crime(11)]).split("\n")[1]).encode())
    account = balanced(deliver(path))
    assert (account["loaded"], account["reasons"]) == (11, {"unreadable": 1})
    kept = Rejection.objects.get()
    assert (kept.line, kept.raw) == (12, {"cells": ["x"] * cells})


def test_a_file_of_broken_rows_alone_is_accounted_for(square_city, tmp_path):
    account = balanced(deliver(written(tmp_path, f"{','.join(HEADER)}\n1,2\n3,4\n".encode())))
    assert (account["read"], account["reasons"]) == (2, {"unreadable": 2})


def test_a_header_alone_has_no_rows(square_city, tmp_path):
    assert balanced(deliver(crimes_csv(tmp_path)))["read"] == 0


@pytest.mark.parametrize("column", ["ID", "Date", "Block", "Primary Type", "Community Area", "Latitude", "Updated On"])
@pytest.mark.parametrize(
    "cell", ["x" * 100_000, "a\0b", b"a\xffb".decode("utf-8", "surrogateescape")], ids=["long", "nul", "byte"]
)
def test_a_cell_that_can_t_be_read_rejects_its_row_alone(square_city, tmp_path, column, cell):
    account = balanced(deliver(crimes_csv(tmp_path, crime(1), {**crime(2), column: cell}, crime(3))))
    assert (account["loaded"], account["reasons"]) == (2, {"unreadable": 1})
    kept = Rejection.objects.get()
    assert len(kept.raw[column]) >= len(cell)
    again = balanced(deliver(tmp_path / "crimes.csv"))
    assert (again["unchanged"], again["rejected"], Rejection.objects.count()) == (2, 1, 1)


def test_the_broken_byte_itself_is_kept(square_city, tmp_path):
    deliver(crimes_csv(tmp_path, crime(1, Block=b"a\xffb".decode("utf-8", "surrogateescape"))))
    assert Rejection.objects.get().raw["Block"] == r"a\udcffb"


def test_blank_lines_and_quoted_line_breaks_are_no_mistakes(square_city, tmp_path):
    rows = crimes_text([crime(1, Block="two\nlines"), crime(2), crime(3, Latitude="")])
    account = balanced(deliver(written(tmp_path, rows.replace("\r\n", "\r\n\r\n").encode())))
    assert (account["loaded"], account["rejected"]) == (2, 1)
    assert Crime.objects.get(key="1").place == "two\nlines"
    assert Rejection.objects.get().line == 8


def test_a_file_of_another_source_is_refused_by_name(square_city, tmp_path):
    with pytest.raises(DeliveryRefused, match="another header than chicago_speed_cameras declares"):
        deliver(crimes_csv(tmp_path, crime(1)), "chicago_speed_cameras")


def test_long_ids_that_differ_at_their_end_stay_apart(square_city, tmp_path):
    rows = [crime("x" * 300 + end) for end in "abc"]
    assert balanced(deliver(crimes_csv(tmp_path, *rows)))["loaded"] == 3
    assert balanced(deliver(crimes_csv(tmp_path, *rows)))["unchanged"] == 3
