"""The readers under atheris, which steers by the lines that a file reaches. Run as a program of its own:

python -m tests.etl.fuzz.guided FOLDER -runs=10000 -seed=1
"""

import os
import sys
from pathlib import Path

import atheris
import django

SUFFIXES = (".csv", ".geojson", ".xlsx", ".zip", ".gpkg")

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gis_app.config.settings")
with atheris.instrument_imports(include=["etl.extract", "etl.upload"]):
    django.setup()
    from tests.etl.fuzz import paths
    from tests.etl.fuzz.seeds import seeds


def once(content: bytes) -> None:
    """Read what the first byte names the format of; whatever is raised ends the run."""
    if content:
        path = WORK / f"strange{SUFFIXES[content[0] % len(SUFFIXES)]}"
        path.write_bytes(content[1:])
        paths.read(path)


if __name__ == "__main__":
    WORK = Path(sys.argv.pop(1))
    corpus = WORK / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for at, suffix in enumerate(SUFFIXES):
        for n, seed in enumerate(seeds()[suffix]):
            (corpus / f"{at}-{n}").write_bytes(bytes([at]) + seed)
    atheris.Setup([*sys.argv, "-max_len=200000", str(corpus)], once)
    atheris.Fuzz()
