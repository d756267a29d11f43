"""Writing campaigns: begun, answered, ended."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from gis_app.devices.models import Asked, Campaign, Organisation
from gis_app.devices.queries import organisations_of
from gis_app.errors import BadInput, NotFoundHere
from gis_app.people.audit import acting
from gis_app.people.guard import require
from gis_app.people.models import User
from gis_app.people.permissions import Permission
from gis_app.people.roles import may
from gis_app.places.queries import zone_of_city

LONGEST = 120


def begin(*, by: User | None, title: str, due: date, organisations: Iterable[int]) -> Campaign:
    """Ask organisations for their list, or their word, until a day to come, by the city's clock. Raises BadInput."""
    if by is not None:
        require(by, Permission.RECORD_EDIT)
    name, asked = title.strip(), sorted(set(organisations))
    if not name or len(name) > LONGEST or "\0" in name:
        raise BadInput(_("A campaign has a title of at most %(most)s letters.") % {"most": LONGEST})
    if not asked or Organisation.objects.filter(pk__in=asked).count() != len(asked):
        raise BadInput(_("Choose whom the campaign asks."))
    with acting("campaign.begin", by=by) as act:
        if due <= act.at.astimezone(zone_of_city()).date():
            raise BadInput(_("The campaign's last day is to come."))
        row = Campaign.objects.create(title=name, began_at=act.at, due=due, by=by.pk if by else None)
        Asked.objects.bulk_create(Asked(campaign=row, organisation_id=pk) for pk in asked)
        act.on("campaign", row.pk, new={"due": due.isoformat(), "organisations": asked})
    return row


def answer(*, by: User, asked: int) -> Asked:
    """Say that an organisation's passports hold as they stand: its holder's word, or a planner's for it.

    What was said first counts: said again it changes nothing. Raises NotFoundHere where it is not the person's to say.
    """
    with acting("campaign.answer", by=by) as act:
        row = Asked.objects.select_for_update().filter(pk=asked, campaign__ended_at=None).first()
        own = row is not None and row.organisation_id in organisations_of(by)
        if row is None or not (own or may(by, Permission.RECORD_EDIT)):
            raise NotFoundHere(_("There is no such campaign, or it does not ask you."))
        again = row.answered_at is not None
        if not again:
            row.answered_at, row.answered_by = act.at, by.pk
            row.save(update_fields=["answered_at", "answered_by"])
        act.on("campaign", row.campaign_id, new={"organisation": row.organisation_id, "again": again})
    return row


def end(*, by: User, campaign: int) -> None:
    """End a campaign; what was answered stays to be read. Raises NotFoundHere."""
    require(by, Permission.RECORD_EDIT)
    with acting("campaign.end", by=by) as act:
        row = Campaign.objects.select_for_update().filter(pk=campaign, ended_at=None).first()
        if row is None:
            raise NotFoundHere(_("There is no such campaign, or it has ended."))
        row.ended_at = act.at
        row.save(update_fields=["ended_at"])
        act.on("campaign", row.pk)
