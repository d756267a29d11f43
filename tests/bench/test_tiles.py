"""What the bench of tiles promises: both sides draw the same tiles, sizes are those of unzipped tiles."""

import gzip

from bench.alone import write_script
from bench.load import shares, unzipped


def test_each_client_takes_its_share_and_none_is_left():
    first, second = shares(["a", "b", "c"])
    assert sorted([*first, *second]) == ["a", "b", "c"]


def test_the_script_gives_every_statement_to_one_client(tmp_path):
    write_script(tmp_path / "tiles.sql", [["SELECT 1"], ["SELECT 2", "SELECT 3"], ["SELECT 4"]])
    lines = (tmp_path / "tiles.sql").read_text().splitlines()
    assert lines == [
        *("\\if :client_id = 0", "SELECT 1;", "SELECT 4;", "\\endif"),
        *("\\if :client_id = 1", "SELECT 2;", "SELECT 3;", "\\endif"),
    ]


def test_a_tile_is_weighed_unzipped():
    assert unzipped(gzip.compress(b"x" * 70_000)) == 70_000
