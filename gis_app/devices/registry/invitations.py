"""Owners come by invitation: an account with the role of a holder, bound to an organisation, and a one-use link."""

from django.db import transaction

from gis_app.devices.registry.actions import hold, organisation_called
from gis_app.people import actions
from gis_app.people.guard import require
from gis_app.people.models import User
from gis_app.people.permissions import Permission

ROLE = "holder"


def invite(
    *, by: User, organisation: str, contact: str, username: str, full_name: str = "", language: str = ""
) -> tuple[User, str]:
    """Invite somebody to speak for an organisation; gives the account and the link's token, which is shown once.

    Raises BadInput, Conflict where the user name is taken.
    """
    require(by, Permission.OWNER_INVITE)
    with transaction.atomic():
        owner = organisation_called(organisation, contact, by=by)
        user, token = actions.invite(by=by, username=username, full_name=full_name, roles=[ROLE], language=language)
        hold(by=by, person=user, organisation=owner)
    return user, token
