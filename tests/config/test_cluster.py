"""A crash leaves lock files behind; they must not keep the cluster from starting."""

import os

import pytest

from gis_app.config import cluster, programs
from gis_app.config.state import Home


@pytest.fixture
def lock(tmp_path):
    home = Home(tmp_path)
    programs.data_folder(home).mkdir(parents=True)
    return home, programs.data_folder(home) / "postmaster.pid"


@pytest.mark.parametrize("pid", ["999999999", str(os.getpid()), "", "not a number"])
def test_a_lock_of_no_postgres_is_removed(lock, pid):
    home, file = lock
    file.write_text(f"{pid}\n/somewhere\n")
    cluster.clear_leftovers(home)
    assert not file.exists()


def test_a_lock_of_a_living_postgres_stays(lock, monkeypatch):
    home, file = lock
    file.write_text(f"{os.getpid()}\n")
    monkeypatch.setattr(cluster, "_held", lambda path: path.exists())
    cluster.clear_leftovers(home, patience_s=0)
    assert file.exists()


def test_without_leftovers_nothing_happens(lock):
    cluster.clear_leftovers(lock[0])
