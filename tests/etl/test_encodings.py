"""Text in whatever encoding it comes is read as what was written."""

import codecs
import gzip

import pytest

from etl.extract import chunks, encoding_of, header_of
from etl.spec import source

SPEC = source("demo_crimes")
TEXT = (
    "номер;дата;адрес;вид;статья;широта;долгота;район;раскрыто\n"
    "1;15.03.2014 13:30;Новая улица, 5;кража;158;50.1;60.1;1;да\n"
    "2;16.03.2014;ул. Ёлочная;грабёж;161;50.1;60.1;1;нет\n"
)


def rows(path) -> list[tuple[str, ...]]:
    return [row for chunk in chunks(path, SPEC, 10) for row in chunk.rows]


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize(
    "encoded",
    [
        TEXT.encode("utf-8"),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("cp1251"),
        TEXT.encode("utf-16"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.replace("\n", "\r\n").encode("cp1251"),
    ],
    ids=["utf-8", "utf-8-sig", "cp1251", "utf-16", "utf-16-be", "cp1251-crlf"],
)
def test_the_encoding_is_found(tmp_path, encoded, packed):
    path = tmp_path / "crimes.csv"
    path.write_bytes(gzip.compress(encoded) if packed else encoded)
    assert header_of(path, ";") == SPEC.headers[0]
    assert [row[2:4] for row in rows(path)] == [("Новая улица, 5", "кража"), ("ул. Ёлочная", "грабёж")]


def test_a_letter_cut_by_the_sample_s_end_does_not_change_the_encoding(tmp_path):
    path = tmp_path / "long.csv"
    for shift in range(4):
        path.write_bytes(b"x" * shift + "я".encode() * 600_000)
        assert encoding_of(path) == "utf-8-sig"


@pytest.mark.parametrize("broken", [b"\xff", b"\xd0", b"\xc3\x28", b"\xed\xa0\x80"])
@pytest.mark.parametrize("text", [TEXT, "ID,Block\n1,Main St\n2,Side St\n"])
def test_a_few_broken_bytes_do_not_turn_utf_8_into_another_encoding(tmp_path, text, broken):
    path = tmp_path / "broken.csv"
    path.write_bytes(text.encode() + broken + b"\n")
    assert encoding_of(path) == "utf-8-sig"


def test_one_row_in_another_encoding_does_not_spoil_the_rest(tmp_path):
    path = tmp_path / "mixed.csv"
    path.write_bytes(TEXT.encode() + TEXT.splitlines()[1].encode("cp1251") + b"\n")
    assert rows(path)[0][3] == "кража"
