"""A bundle that is damaged, or for something else, is refused; apt finds what is in a whole one."""

import hashlib
import shutil
import subprocess
from pathlib import Path

import pytest

from gis_app.config import env
from gis_app.config.packing import bundle, debs

LAUNCHER = ("safecity", "requirements.lock", "package-lock.json", "package.json")


@pytest.fixture
def checkout(tmp_path):
    """A launcher in a folder of its own with a bundle of one file, which is no wheel."""
    folder = tmp_path / "checkout"
    wheel = folder / "bundle" / "wheels" / "one.whl"
    wheel.parent.mkdir(parents=True)
    wheel.write_text("a wheel")
    for name in LAUNCHER:
        shutil.copy(env.ROOT / name, folder)
    (folder / "bundle" / "made-for").write_text(bundle.made_for())
    bundle.write_sums(folder / "bundle")
    return folder


def launched(checkout: Path, *words: str) -> subprocess.CompletedProcess[str]:
    surroundings = {"PATH": f"{checkout}/bin:/usr/sbin:/usr/bin:/bin", "HOME": "/nonexistent"}
    return subprocess.run(
        [str(checkout / "safecity"), *words], env=surroundings, stdin=subprocess.DEVNULL, capture_output=True, text=True
    )


def stand_in(checkout: Path, **programs: str) -> None:
    """Programs in front of the machine's own: name to what the shell does."""
    (checkout / "bin").mkdir()
    for name, body in programs.items():
        path = checkout / "bin" / name.replace("_", "-")
        path.write_text(f"#!/bin/sh\n{body}\n")
        path.chmod(0o755)


def test_a_damaged_bundle_is_named_and_nothing_is_installed(checkout):
    (checkout / "bundle" / "wheels" / "one.whl").write_text("a weasel")
    told = launched(checkout, "install")
    assert told.returncode == 2
    assert "wheels/one.whl: FAILED" in told.stderr
    assert not (checkout / ".venv").exists()


def test_a_bundle_of_another_version_is_refused(checkout):
    (checkout / "requirements.lock").write_text("django==1.0\n")
    told = launched(checkout, "install")
    assert (told.returncode, "another Debian, processor or version" in told.stderr) == (2, True)


def test_a_whole_bundle_is_checked_once(checkout):
    stand_in(checkout, id="echo 1000", dpkg_query="exit 1", sudo="exit 1")
    first, second = launched(checkout, "install"), launched(checkout, "install")
    assert "Checking the bundle" in first.stderr
    assert "Checking the bundle" not in second.stderr
    assert "lie in the bundle; run this as root" in second.stderr


def test_an_archive_gives_its_packages_and_not_its_code(checkout, tmp_path):
    stand_in(checkout, id="echo 1000", dpkg_query="exit 1", sudo="exit 1")
    packed = tmp_path / "safecity-9.9"
    shutil.move(checkout / "bundle", packed / "bundle")
    (packed / "safecity").write_text("other code")
    archive = tmp_path / "packed.tar"
    subprocess.run(["tar", "-cf", archive, "-C", tmp_path, packed.name], check=True)
    told = launched(checkout, "--bundle", str(archive), "install")
    assert "Checking the bundle" in told.stderr
    assert (checkout / "bundle" / "wheels" / "one.whl").read_text() == "a wheel"
    assert (checkout / "safecity").read_bytes() == (env.ROOT / "safecity").read_bytes()


def test_an_archive_that_is_not_there_is_told(checkout):
    told = launched(checkout, "--bundle", "/nowhere.tar", "install")
    assert (told.returncode, "takes the archive" in told.stderr) == (2, True)


def test_apt_finds_a_package_by_our_index(tmp_path):
    tree, folder = tmp_path / "tree", tmp_path / "debs"
    (tree / "DEBIAN").mkdir(parents=True)
    control = (
        "Package: smallhaven\nVersion: 1.5\nArchitecture: all\nMaintainer: us <us@example.org>\nDescription: small\n"
    )
    (tree / "DEBIAN" / "control").write_text(control)
    folder.mkdir()
    bundle.run("dpkg-deb", "--build", str(tree), str(folder / "smallhaven.deb"))
    (folder / "Packages").write_text(debs.index(list(folder.glob("*.deb")), bundle.run))

    (tmp_path / "lists" / "partial").mkdir(parents=True)
    (tmp_path / "sources.list").write_text(f"deb [trusted=yes] file:{folder} ./\n")
    (tmp_path / "status").touch()
    options = {
        "Dir::Etc::sourcelist": tmp_path / "sources.list",
        "Dir::Etc::sourceparts": "-",
        "Dir::State::lists": tmp_path / "lists",
        "Dir::State::status": tmp_path / "status",
        "Dir::Cache": tmp_path,
        "APT::Sandbox::User": "root",
        "Debug::NoLocking": "1",
    }
    words = [word for name, value in options.items() for word in ("-o", f"{name}={value}")]
    bundle.run("apt-get", "update", *words)
    assert "Inst smallhaven (1.5" in bundle.run("apt-get", "install", "--simulate", *words, "smallhaven")


def test_the_sums_are_those_that_sha256sum_reads(checkout):
    line = (checkout / "bundle" / "SHA256SUMS").read_text().splitlines()[-1]
    assert line == f"{hashlib.sha256(b'a wheel').hexdigest()}  wheels/one.whl"
