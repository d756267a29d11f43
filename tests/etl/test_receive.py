"""A source's row says whose word its rows are; what is invented is nobody's."""

import pytest

from etl.receive import write_source
from etl.spec import source


@pytest.mark.parametrize(("invented", "licence"), [(False, "ODbL"), (True, "")])
def test_invented_rows_in_a_real_form_have_no_licence(db, invented, licence):
    row = write_source(source("osm"), foreign=False, invented=invented)
    assert row.licence.startswith(licence)
    assert bool(row.licence) is not invented
