"""One import in a process of its own: `python -m bench.child SOURCE FILE` prints its time and peak memory."""

import json
import os
import resource
import sys
import time
from pathlib import Path


def main(code: str, path: Path) -> dict[str, float]:
    """Deliver the file to this home's city; seconds from the first look at the file to the committed rows."""
    import django

    django.setup()
    from etl.run import deliver

    began = time.perf_counter()
    account = deliver(path, code)
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    counts = {"rows": account["read"], "loaded": account["loaded"], "updated": account["updated"]}
    return {"seconds": seconds, **counts, "peak_mb": peak}


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gis_app.config.settings")
    print(json.dumps(main(sys.argv[1], Path(sys.argv[2]))))  # noqa: T201
