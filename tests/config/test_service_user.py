"""Services run as an ordinary user, even in a checkout that only root may enter."""

import os

import pytest

from gis_app.config import service_user

NOBODY = 65534


@pytest.fixture
def checkout(tmp_path):
    for folder in (tmp_path, *tmp_path.parents):
        if folder.owner() == os.environ.get("USER", "root") and folder.name.startswith(("pytest-", "test_")):
            folder.chmod(0o755)
    file = tmp_path / "closed" / "manage.py"
    file.parent.mkdir(mode=0o755)
    file.write_text("")
    file.chmod(0o644)
    return file


def test_a_stranger_reaches_a_file_below_open_folders(checkout):
    assert service_user.may_reach(checkout, NOBODY, NOBODY)


def test_a_folder_of_mode_0700_keeps_a_stranger_out(checkout):
    checkout.parent.chmod(0o700)
    assert not service_user.may_reach(checkout, NOBODY, NOBODY)


def test_a_file_of_mode_0600_keeps_a_stranger_out_and_lets_its_owner_in(checkout):
    checkout.chmod(0o600)
    assert not service_user.may_reach(checkout, NOBODY, NOBODY)
    assert service_user.may_reach(checkout, os.geteuid(), os.getegid())


@pytest.mark.skipif(os.geteuid() != 0, reason="only root drops to another user")
def test_root_drops_to_the_service_user_and_passes_closed_folders_only_where_it_must(checkout):
    assert "--ambient-caps=+dac_read_search" not in service_user.as_service_user((checkout,))
    checkout.parent.chmod(0o700)
    assert "--ambient-caps=+dac_read_search" in service_user.as_service_user((checkout,))


def test_an_ordinary_user_needs_no_prefix(checkout, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert service_user.as_service_user((checkout,)) == []
