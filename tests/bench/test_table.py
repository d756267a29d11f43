"""What a measure prints can be read, however many columns it has."""

import pytest

from gis_app.config.management.commands.bench import tell


@pytest.mark.parametrize("columns", [2, 30])
def test_every_figure_stands_whole(capsys, columns):
    row = {f"column {at}": 1_000_000 + at for at in range(columns)}
    tell({"title": "Cameras", "rows": {"one worker": row, "two workers": {"seconds": 7.95}}, "notes": ["Met."]})
    told = capsys.readouterr().err
    assert all(f"{value:,}" in told and name in told for name, value in row.items())
    assert "two workers" in told
    assert "7.95" in told
    assert "Met." in told
