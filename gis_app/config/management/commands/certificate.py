"""`certificate NAME…`: HTTPS for a city that has no certificate of its own."""

from argparse import ArgumentParser
from typing import Any

from gis_app.config import certificate, command, state

AFTER = """\
Trust this authority once on every workstation:
  {authority}
Then start with:
  export SAFECITY_TLS_CERT={certificate} SAFECITY_TLS_KEY={key} SAFECITY_BIND=0.0.0.0 SAFECITY_HOSTS={hosts}
  ./safecity up"""


class Command(command.Command):
    help = (
        "Make a certificate for the names and addresses by which people reach the product, signed by our own authority."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("names", nargs="+", metavar="NAME", help="a host's name or an IP address")
        parser.add_argument(
            "--days", type=int, default=certificate.DAYS, choices=range(1, certificate.DAYS + 1), metavar="DAYS"
        )

    def run(self, **options: Any) -> None:
        home = state.current()
        home.prepare()
        authority, signed, key = certificate.make(home, options["names"], options["days"])
        told = {"authority": authority, "certificate": signed, "key": key, "hosts": ",".join(options["names"])}
        self.stdout.write(AFTER.format(**told))
