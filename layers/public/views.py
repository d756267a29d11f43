"""`/public/`: the editions for everybody, where the city has switched it on."""

import mimetypes
from pathlib import Path

from django.http import FileResponse, HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gis_app.errors import NotFoundHere
from layers.public.declared import edition
from layers.public.package import ACCOUNT, LATEST, editions, folder

KEPT_S = 3600


@require_safe
def listed(request: HttpRequest) -> JsonResponse:
    """The editions that are there, the newest first, and the files of each."""
    require_served()
    found = [{"edition": one.name, "files": sorted(file.name for file in one.iterdir())} for one in editions()]
    answer = JsonResponse({"latest": f"/public/{LATEST}/{ACCOUNT}" if found else None, "editions": found})
    answer["Cache-Control"] = f"public, max-age={KEPT_S}"
    return answer


@require_safe
def file(request: HttpRequest, name: str, part: str) -> FileResponse:
    """A file of an edition; only what is listed is given."""
    require_served()
    known: dict[str, Path] = {one.name: one for one in editions()}
    chosen = (folder() / LATEST).resolve() if name == LATEST else known.get(name)
    found = chosen and chosen.name in known and {one.name: one for one in chosen.iterdir()}.get(part)
    if not found:
        raise NotFoundHere(_("There is no such file in the public edition."))
    kind = mimetypes.guess_type(found.name)[0] or "application/octet-stream"
    answer = FileResponse(found.open("rb"), content_type=kind)
    answer["Cache-Control"] = f"public, max-age={KEPT_S if name == LATEST else 24 * KEPT_S}"
    return answer


def require_served() -> None:
    """Raises NotFoundHere where the city does not serve its editions: then nothing tells that there are any."""
    if not edition().serve:
        raise NotFoundHere(_("There is no such page."))
