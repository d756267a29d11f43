"""Whatever a file holds, it is read or refused with a sentence, and every row that is read is accounted for."""

import subprocess
import sys

import pytest
from django.conf import settings
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as examples

from tests.etl.fuzz import paths
from tests.etl.fuzz.seeds import damaged, seeds

# A failing file of 100 KB is shown whole.
pytestmark = pytest.mark.filterwarnings("ignore::hypothesis.errors.HypothesisWarning")
CALM = {"deadline": None, "suppress_health_check": [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]}
ORDINARY = examples(max_examples=140, derandomize=True, **CALM)
ORDINARY_TRIES = examples(max_examples=60, derandomize=True, **CALM)
NIGHTLY = examples(max_examples=8_000, derandomize=False, phases=[Phase.generate, Phase.shrink], **CALM)
NIGHTLY_TRIES = examples(max_examples=2_000, derandomize=False, phases=[Phase.generate, Phase.shrink], **CALM)


def put(folder, file):
    suffix, content = file
    path = folder / f"strange{suffix}"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("suffix", "at"), [(suffix, at) for suffix in sorted(seeds()) for at in range(len(seeds()[suffix]))]
)
def test_the_sound_files_are_read(tmp_path, suffix, at):
    assert paths.read(put(tmp_path, (suffix, seeds()[suffix][at])))["lines"] >= 1


@ORDINARY
@given(file=damaged())
def test_a_damaged_file_is_read_or_refused(tmp_path, file):
    paths.read(put(tmp_path, file))


@pytest.mark.django_db
@ORDINARY_TRIES
@given(file=damaged())
def test_a_dry_run_of_a_damaged_file_accounts_for_every_row(square_city, tmp_path, file):
    paths.tried(put(tmp_path, file))


@pytest.mark.nightly
@pytest.mark.timeout(7200)
@NIGHTLY
@given(file=damaged())
def test_many_damaged_files_are_read_or_refused(tmp_path, file):
    paths.read(put(tmp_path, file))


@pytest.mark.nightly
@pytest.mark.timeout(7200)
@pytest.mark.django_db
@NIGHTLY_TRIES
@given(file=damaged())
def test_dry_runs_of_many_damaged_files_account_for_every_row(square_city, tmp_path, file):
    paths.tried(put(tmp_path, file))


@pytest.mark.nightly
@pytest.mark.timeout(7200)
def test_files_damaged_by_what_they_reach_are_read_or_refused(tmp_path):
    pytest.importorskip("atheris", reason="it is an extra: uv pip install atheris==3.0.0")
    program = [sys.executable, "-m", "tests.etl.fuzz.guided", str(tmp_path), "-runs=10000", "-seed=20261122"]
    done = subprocess.run(program, cwd=settings.BASE_DIR, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
