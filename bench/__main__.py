"""`python -m bench NAME [--full]`: one measure, in the home that the surroundings name; prints it as JSON."""

import json
import os
import sys
from pathlib import Path


def main(name: str, *, full: bool) -> None:
    """Make the measure in this process's empty home, and leave nothing running."""
    import django

    django.setup()
    from bench import demo, importing, links, night, placement, sees, tiles, visibility
    from gis_app.config import services, state

    measures = {"import": importing.measure, "demo": demo.measure, "tiles": tiles.measure, "links": links.measure}
    measures["night"] = night.measure
    measures["placement"] = placement.measure
    measures["sees"] = sees.measure
    measures["visibility"] = visibility.measure
    folder = Path(state.current().root) / "files"
    folder.mkdir(parents=True, exist_ok=True)
    try:
        measured = measures[name](folder, full=full)
    finally:
        services.stop()
    print(json.dumps(measured.document()))  # noqa: T201


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gis_app.config.settings")
    main(sys.argv[1], full="--full" in sys.argv)
