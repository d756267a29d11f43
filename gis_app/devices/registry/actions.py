"""Writing the register: conditions and promises, cameras of owners, and who speaks for an owner."""

import re
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.contrib.gis.geos import Point
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from gis_app.devices.models import Camera, Holding, Organisation, Standing
from gis_app.devices.queries import organisations_of, visible_to
from gis_app.errors import BadInput, Conflict, NotFoundHere
from gis_app.people.audit import acting, record
from gis_app.people.guard import require
from gis_app.people.models import User
from gis_app.people.permissions import Permission
from gis_app.people.roles import may
from gis_app.places.models import Area, AreaPiece, City
from gis_app.sources.actions import raise_versions
from gis_app.sources.models import Delivery, Source

OWNERS = "owners"
LONGEST = 1_000
MOST_DAYS = 3_650


@dataclass(frozen=True)
class Stated:
    """What an owner states of a camera; degrees, metres and days, None and "" where nothing is said.

    With the address of its stream the camera is integrated, without one registered only.
    """

    lon: float
    lat: float
    code: str
    kind: str = "unknown"
    address: str = ""
    azimuth: float | None = None
    hfov: float | None = None
    height_m: float | None = None
    archive_days: int | None = None
    purpose: str = ""
    legal_ground: str = ""
    stream: str = ""


STREAM = re.compile(r"(?:rtsps?|https?)://[^\s]{3,300}")
LIMITS = {"lon": 180, "lat": 90, "azimuth": 360, "hfov": 360, "height_m": 300, "archive_days": MOST_DAYS}


def set_terms(
    *, by: User, camera: int, conditions: str, retention_days: int | None, was: tuple[str, int | None] | None = None
) -> Standing:
    """State the owner's conditions and for how many days an archive is promised.

    `was` is what the person saw of both. Raises BadInput, NotFoundHere, Conflict where it is otherwise by now.
    """
    _refuse_terms(conditions, retention_days)
    with acting("camera.terms", by=by) as act:
        row = _kept_by(by, camera)
        standing, _made = Standing.objects.select_for_update().get_or_create(camera=row)
        old = {"conditions": standing.conditions, "retention_days": standing.retention_days}
        if was is not None and (standing.conditions.split(), standing.retention_days) != (was[0].split(), was[1]):
            raise Conflict.overtaken()
        standing.conditions, standing.retention_days = conditions.strip(), retention_days
        standing.save(update_fields=["conditions", "retention_days"])
        act.on("camera", camera, old=old, new={"conditions": standing.conditions, "retention_days": retention_days})
        raise_versions(["cameras"])
    return standing


def set_for_all(
    *,
    by: User,
    organisation: int,
    contact: str,
    conditions: str | None,
    retention_days: int | None,
    contact_was: str | None = None,
) -> int:
    """State whom to ask of an own organisation, and the terms of all cameras that it owns or holds; their number.

    None leaves conditions, or days, as each camera has them. `contact_was` is the contact that the person saw: the same
    one leaves what is there now, another raises Conflict where it is otherwise by now. Raises BadInput, NotFoundHere
    for another's organisation.
    """
    require(by, Permission.OWNER_OPEN)
    if organisation not in organisations_of(by):
        raise NotFoundHere(_("You do not speak for this organisation."))
    _refuse_terms(conditions or "", retention_days)
    if len(contact) > 200 or "\0" in contact:
        raise BadInput(_("A contact has at most 200 letters."))
    said = {"conditions": conditions, "retention_days": retention_days}
    terms = {name: value for name, value in said.items() if value is not None}
    with acting("holder.terms", by=by) as act:
        firm = Organisation.objects.select_for_update().get(pk=organisation)
        renewed = {} if contact == contact_was else _note_contact(firm, contact, contact_was)
        own = Q(owner=organisation) | Q(holder=organisation)
        ids = list(visible_to(by).filter(own).order_by("pk").values_list("pk", flat=True)) if terms else []
        Standing.objects.bulk_create((Standing(camera_id=pk) for pk in ids), ignore_conflicts=True)
        old = {"terms": _terms_of(ids, list(terms))} if ids else {}
        if ids:
            Standing.objects.filter(camera__in=ids).update(**terms)
        act.on("organisation", organisation, old=old, new={**terms, **renewed, "cameras": len(ids)})
        raise_versions(["cameras"])
    return len(ids)


def _note_contact(firm: Organisation, contact: str, was: str | None = None) -> dict[str, str]:
    """Keep whom to ask. A number or a name is somebody's own: the audit is given that it changed, not to what."""
    if firm.contact == contact.strip():
        return {}
    if was is not None and firm.contact != was.strip():
        raise Conflict.overtaken()
    firm.contact = contact.strip()
    firm.save(update_fields=["contact"])
    return {"contact": "changed"}


def _terms_of(cameras: list[int], fields: list[str]) -> list[dict[str, Any]]:
    """What is stated of these cameras now: each combination once, with the ids of its cameras."""
    found: dict[tuple[Any, ...], list[int]] = {}
    rows = Standing.objects.select_for_update().filter(camera__in=cameras).order_by("camera")
    for pk, *said in rows.values_list("camera", *fields):
        found.setdefault(tuple(said), []).append(pk)
    return [{**dict(zip(fields, said, strict=True)), "cameras": pks} for said, pks in found.items()]


def register(*, by: User, organisation: int, stated: Stated) -> Camera:
    """Enter a camera of the person's own organisation: registered, or integrated where its stream is given.

    Raises BadInput for a value out of its bounds or a place outside the city, NotFoundHere for another's organisation.
    """
    require(by, Permission.OWNER_OPEN)
    if organisation not in organisations_of(by):
        raise NotFoundHere(_("You do not speak for this organisation."))
    with acting("camera.register", by=by) as act:
        row = enter(organisation=organisation, stated=stated, at=act.at)
        act.on("camera", row.pk, new={"organisation": organisation, "delivery": row.delivery_id})
    return row


def enter(
    *,
    organisation: int,
    stated: Stated,
    at: datetime,
    status: Camera.Status = Camera.Status.WORKING,
    said: dict[str, Any] | None = None,
) -> Camera:
    """Enter a camera with a delivery of its own, inside the caller's act. said: more of what is kept as its raw row.

    Raises BadInput for a value out of its bounds or a place outside the city.
    """
    _refuse(stated)
    told = asdict(stated)
    raw = {name: value for name, value in told.items() if name != "stream"} | (said or {})
    told["stream"] = told["stream"] or None
    told["connection"] = Camera.Connection.INTEGRATED if told["stream"] else Camera.Connection.REGISTERED
    point = Point(told.pop("lon"), told.pop("lat"), srid=4326)
    source, _made = Source.objects.get_or_create(code=OWNERS, defaults={"name": gettext_noop("Registered by owners")})
    delivery = Delivery.objects.create(
        source=source, state=Delivery.State.PUBLISHED, received_at=at, finished_at=at, file_name=OWNERS,
        read=1, loaded=1, made=1,
    )  # fmt: skip
    row = Camera.objects.create(
        source=source, delivery=delivery, key=uuid4().hex, fingerprint=uuid4(), **told, raw=raw, point=point,
        area=_area_of(point), status=status, owner_id=organisation, holder_id=organisation,
    )  # fmt: skip
    raise_versions(["cameras"])
    return row


def withdraw(*, by: User, camera: int, withdrawn: bool = True) -> None:
    """Take an owner's own camera out of everybody's sight but the owner's, or bring it back.

    Raises NotFoundHere, Conflict for a camera that came by a list of the city, or that the city found in the street.
    """
    require(by, Permission.OWNER_OPEN)
    with acting("camera.withdraw" if withdrawn else "camera.rejoin", by=by) as act:
        row = _kept_by(by, camera)
        if row.source.code != OWNERS:
            raise Conflict(_("This camera is on a list of the city. Ask the city's planners to take it out."))
        if withdrawn and is_found(row):
            raise Conflict(_("The city found this camera itself. Ask the city's planners to take it out."))
        act.on("camera", camera, old={"withdrawn": row.withdrawn_at is not None}, new={"withdrawn": withdrawn})
        Camera.objects.filter(pk=camera).update(withdrawn_at=act.at if withdrawn else None)
        raise_versions(["cameras"])


def is_found(camera: Camera) -> bool:
    """Whether the city registered the camera from a check, not its owner."""
    return "check" in camera.raw


def may_leave(camera: Camera) -> bool:
    """Whether its owner may withdraw the camera, or, where it is withdrawn, bring it back."""
    return camera.source.code == OWNERS and (camera.withdrawn_at is not None or not is_found(camera))


def hold(*, by: User | None, person: User, organisation: Organisation) -> Holding:
    """Let a person speak for an organisation."""
    if by is not None:
        require(by, Permission.OWNER_INVITE)
    with acting("holding.give", by=by) as act:
        row, _made = Holding.objects.get_or_create(person=person, organisation=organisation)
        act.on("user", person.pk, new={"organisation": organisation.pk})
    return row


def organisation_called(name: str, contact: str = "", *, by: User | None) -> Organisation:
    """The organisation of that name, made where there is none; inside the caller's act. Raises BadInput.

    A contact is kept where there was none, and the audit told so.
    """
    plain = " ".join(name.split())
    if not plain or len(plain) > 200 or len(contact) > 200 or "\0" in plain + contact:
        raise BadInput(_("An owner has a name of at most 200 letters."))
    row, _made = Organisation.objects.get_or_create(name=plain)
    if contact.strip() and not row.contact:
        new = _note_contact(row, contact)
        record(action="organisation.contact", subject="organisation", subject_id=row.pk, old=None, new=new, actor=by)
    return row


def _refuse_terms(conditions: str, retention_days: int | None) -> None:
    if len(conditions) > LONGEST or "\0" in conditions:
        raise BadInput(_("Conditions are a text of at most %(most)s letters.") % {"most": LONGEST})
    if retention_days is not None and not 0 <= retention_days <= MOST_DAYS:
        raise BadInput(_("An archive is promised for 0 to %(most)s days.") % {"most": MOST_DAYS})


def _kept_by(by: User, camera: int) -> Camera:
    """The camera, where it is the person's own organisation's, or where the person corrects every record."""
    row = visible_to(by).select_related("source").select_for_update(of=("self",)).filter(pk=camera).first()
    own = row is not None and bool({row.owner_id, row.holder_id} & set(organisations_of(by)))
    if row is None or not (own or may(by, Permission.RECORD_EDIT)):
        raise NotFoundHere(_("There is no such camera, or it is not yours to change."))
    return row


def _refuse(stated: Stated) -> None:
    values = asdict(stated)
    if not stated.code.strip() or any(
        isinstance(one, str) and ("\0" in one or len(one) > 120) for name, one in values.items() if name != "stream"
    ):
        raise BadInput(_("A camera has a name; each text has at most 120 letters."))
    if stated.stream and not STREAM.fullmatch(stated.stream):
        raise BadInput(_("A stream's address begins with rtsp://, rtsps:// or https://."))
    if stated.kind not in Camera.Kind.values:
        raise BadInput(_("Choose the kind of camera."))
    for name, most in LIMITS.items():
        value, least = values[name], -most if name in ("lon", "lat") else 0
        if value is not None and not least <= value <= most:
            raise BadInput(_("Longitude, latitude, direction, angle, height or days are out of their bounds."))
    if stated.hfov is not None and not stated.hfov:
        raise BadInput(_("An angle of view is more than 0 and at most 360 degrees."))
    _refuse_outside(stated.lon, stated.lat)


def _refuse_outside(lon: float, lat: float) -> None:
    point = Point(lon, lat, srid=4326)
    if City.objects.exists() and not City.objects.filter(near__intersects=point).exists():
        raise BadInput(_("This place is outside the city."))


def _area_of(point: Any) -> Area | None:
    """The district that the point lies in."""
    piece = AreaPiece.objects.filter(area__kind=Area.Kind.DISTRICT, shape__intersects=point).order_by("area_id").first()
    return piece.area if piece else None
