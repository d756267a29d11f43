"""Passwords: what is hard to guess, and one made by chance."""

import secrets

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gis_app.errors import BadInput
from gis_app.people.models import User

LONGEST = 1_000
READABLE = "abcdefghjkmnpqrstuvwxyz23456789"


def generated_password() -> str:
    """Four groups of four, of letters and digits that are not taken for one another: 79 bits."""
    return "-".join("".join(secrets.choice(READABLE) for _letter in range(4)) for _group in range(4))


def strong(password: str, user: User) -> str:
    """The password, where it is hard to guess; raises BadInput with what is wrong with it."""
    if len(password) > LONGEST:
        raise BadInput(_("A password has at most %(most)s characters.") % {"most": LONGEST})
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise BadInput(" ".join(error.messages)) from error
    return password
