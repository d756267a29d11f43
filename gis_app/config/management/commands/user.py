"""`user add | list | link | roles | block | unblock | second-factor-off`: people, from the machine itself."""

from argparse import ArgumentParser
from typing import Any

from django.urls import reverse

from gis_app.config import command, product, services
from gis_app.errors import NotFoundHere
from gis_app.people import actions, links, second_factor
from gis_app.people.models import User


class Command(command.Command):
    help = "People, from the machine itself: for the first administrator, and for the last one's lost password."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        add = verbs.add_parser("add", help="add a person; the generated password is shown once")
        add.add_argument("name")
        add.add_argument("--role", action="append", required=True, help="may be given more than once")
        add.add_argument("--full-name", default="")
        roles = verbs.add_parser("roles", help="give a person exactly these roles")
        roles.add_argument("name")
        roles.add_argument("--role", action="append", default=[])
        for verb, what in OTHERS.items():
            verbs.add_parser(verb, help=what).add_argument("name")
        verbs.add_parser("list", help="everybody, with roles and state")
        for each in verbs.choices.values():
            each.add_argument("--json", action="store_true", help="one JSON document on standard output")

    def run(self, **options: Any) -> None:
        product.open_store()
        told = getattr(self, "do_" + options["verb"].replace("-", "_"))(options)
        if options["json"]:
            self.answer_json(told)
        else:
            self.stdout.write(told if isinstance(told, str) else self.plain(told))

    def do_add(self, options: dict[str, Any]) -> dict[str, Any]:
        user, password = actions.add_user(
            by=None, username=options["name"], roles=options["role"], full_name=options["full_name"]
        )
        return {"username": user.username, "roles": options["role"], "password": password}

    def do_list(self, options: dict[str, Any]) -> list[dict[str, Any]]:
        rows = User.objects.order_by("username")
        return [{"username": row.username, "roles": row.roles, "active": row.is_active} for row in rows]

    def do_roles(self, options: dict[str, Any]) -> dict[str, Any]:
        user = named(options)
        actions.set_roles(by=None, user=user, roles=options["role"])
        return {"username": user.username, "roles": user.roles}

    def do_link(self, options: dict[str, Any]) -> dict[str, Any]:
        user = named(options)
        token = links.make(by=None, user=user, kind=links.Kind.RESET)
        address = services.address().rstrip("/") + reverse("reset_link", args=[token])
        return {"username": user.username, "link": address}

    def do_block(self, options: dict[str, Any]) -> dict[str, Any]:
        return self.closed(options, True)

    def do_unblock(self, options: dict[str, Any]) -> dict[str, Any]:
        return self.closed(options, False)

    def closed(self, options: dict[str, Any], blocked: bool) -> dict[str, Any]:
        user = named(options)
        actions.block(by=None, user=user, blocked=blocked)
        return {"username": user.username, "active": user.is_active}

    def do_second_factor_off(self, options: dict[str, Any]) -> dict[str, Any]:
        user = named(options)
        second_factor.turn_off(by=None, user=user)
        return {"username": user.username, "second_factor": False}

    def plain(self, told: Any) -> str:
        """For people: what is secret stands alone on standard output, the sentence about it on standard error."""
        if isinstance(told, dict) and (secret := told.get("password") or told.get("link")):
            command.chatter.print(sentence(told))
            return secret
        rows = told if isinstance(told, list) else [told]
        return "\n".join("  ".join(f"{name}: {value}" for name, value in row.items()) for row in rows)


OTHERS = {
    "link": "a link to choose a new password by, shown once",
    "block": "end a person's sessions, links and tokens, and keep the person out",
    "unblock": "let a blocked person in again",
    "second-factor-off": "forget a lost second factor",
}


def sentence(told: dict[str, Any]) -> str:
    if "password" in told:
        return f"{told['username']} may sign in as {', '.join(told['roles'])}. The password, shown once:"
    return f"{told['username']} chooses a new password here, once and within 24 hours:"


def named(options: dict[str, Any]) -> User:
    user = User.objects.filter(username__iexact=options["name"]).first()
    if user is None:
        raise NotFoundHere(f"There is no person '{options['name']}'.")
    return user
