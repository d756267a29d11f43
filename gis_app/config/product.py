"""Bringing the whole city up: store, migrations, product, and the wait until it answers."""

import http.client
import ssl
import time

from django.conf import settings
from django.core.management import call_command

from gis_app.config import services
from gis_app.config.command import chatter

CLOSED = (
    "The PostgreSQL that SAFECITY_DB_HOST and its companions name does not answer, or does not let this program in."
)


def start_store() -> None:
    with chatter.status("Starting PostgreSQL and Redis …"):
        services.ensure_store()


def migrate() -> None:
    """Bring the store to the program's own version; at once when it is there already. Raises ServiceError."""
    told = {check.name: check for check in services.ready()}
    if not told["database"].ok:
        raise services.ServiceError(CLOSED if services.external() else told["database"].hint)
    if not told["migrations"].ok:
        with chatter.status("Preparing the tables …"):
            call_command("migrate", interactive=False, verbosity=0)


def open_store() -> None:
    """Have the store run with the tables of this version. Raises ServiceError."""
    start_store()
    migrate()


def start(patience_s: int = 180) -> None:
    """Have everything run and /readyz answer 200. Raises ServiceError."""
    open_store()
    with chatter.status("Starting the product …"):
        services.ensure_product()
        wait_ready(patience_s)


def wait_ready(patience_s: int) -> None:
    end = time.monotonic() + patience_s
    while (told := probe("/readyz")) != 200:
        if time.monotonic() > end:
            hints = " ".join(check.hint for check in services.ready() if not check.ok) or "See ./safecity logs web."
            raise services.ServiceError(f"The product does not become ready at {services.address()} ({told}). {hints}")
        time.sleep(0.1)


def probe(path: str) -> int | str:
    """The HTTP status that the product answers there, or why there is none."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.BIND, settings.BIND)
    try:
        if settings.TLS_CERT:
            # Our own process on our own machine: the certificate names the city's host, not this address.
            unnamed = ssl._create_unverified_context()
            line: http.client.HTTPConnection = http.client.HTTPSConnection(
                host, settings.PORT, timeout=5, context=unnamed
            )
        else:
            line = http.client.HTTPConnection(host, settings.PORT, timeout=5)
        line.request("GET", path, headers={"Host": settings.ALLOWED_HOSTS[0]})
        return line.getresponse().status
    except (OSError, http.client.HTTPException) as error:
        return str(error)
