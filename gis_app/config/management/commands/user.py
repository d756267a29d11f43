"""`user add NAME --role ROLE`: make a person and show the generated password once."""

from argparse import ArgumentParser
from typing import Any

from gis_app.config import command, product
from gis_app.people import actions


class Command(command.Command):
    help = "Add a person; the generated password is shown once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        add = verbs.add_parser("add", help="add a person")
        add.add_argument("name")
        add.add_argument("--role", action="append", required=True, help="may be given more than once")
        add.add_argument("--full-name", default="")
        add.add_argument("--json", action="store_true", help="one JSON document on standard output")

    def run(self, **options: Any) -> None:
        product.start_store()
        product.migrate()
        user, password = actions.add_user(
            by=None, username=options["name"], roles=options["role"], full_name=options["full_name"]
        )
        if options["json"]:
            self.answer_json({"username": user.username, "roles": options["role"], "password": password})
        else:
            roles = ", ".join(options["role"])
            command.chatter.print(f"{user.username} may sign in as {roles}. The password, shown once:")
            self.stdout.write(password)
