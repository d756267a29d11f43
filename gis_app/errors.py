"""What can go wrong by somebody's mistake: one exception a mistake, one table to the status it answers.

The text of each is one sentence for the person who made it. Anything else that is raised is our own mistake and
answers 500 with a reference number (`gis_app.config.errors`).
"""

from django.utils.translation import gettext as _


class Mistake(Exception):
    """A request that cannot be served as it stands; its text is shown to the person who sent it."""


class NotFoundHere(Mistake):
    """There is no such record, page or layer, or not for this person."""


class BadFilter(Mistake):
    """A filter's name or value that is not one."""


class BadTile(Mistake):
    """A tile's address that no map has."""


class BadInput(Mistake):
    """A form's or request's value that cannot be taken."""


class NotSignedIn(Mistake):
    """The thing is for people who signed in."""


class Refused(Mistake):
    """The person is known and lacks the permission."""


class TooManyAttempts(Mistake):
    """Guessing was made slow."""


class Conflict(Mistake):
    """Somebody was faster, or the name is taken."""

    @classmethod
    def overtaken(cls) -> "Conflict":
        """For a write whose `was`, what the person saw, is otherwise by now."""
        return cls(_("Somebody has changed this since you saw it. It is shown as it is now; say it again."))


class NotReady(Mistake):
    """A service that is needed does not answer yet."""


STATUS: dict[type[Mistake], int] = {
    NotFoundHere: 404,
    BadFilter: 400,
    BadTile: 400,
    BadInput: 400,
    NotSignedIn: 401,
    Refused: 403,
    TooManyAttempts: 429,
    Conflict: 409,
    NotReady: 503,
}
