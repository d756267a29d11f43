"""The administrator's pages: people, their roles and blocks. Every change goes through `actions`."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from gis_app.people import actions
from gis_app.people.guard import person
from gis_app.people.models import User
from gis_app.people.pages.frame import header
from gis_app.people.permissions import Permission
from gis_app.people.roles import ROLES, may, titles
from gis_app.people.views import sign_out


class Site(admin.AdminSite):
    """Django's admin, open to whom `PEOPLE_MANAGE` is given and to nobody else."""

    site_header = site_title = "Safe City"
    index_title = _("Administration")

    def has_permission(self, request: HttpRequest) -> bool:
        return may(request.user, Permission.PEOPLE_MANAGE)

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """With what the header of the office shows, for those who are let in."""
        told = super().each_context(request)
        return told | header(request) if told["has_permission"] else told

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """One's own account has the only door to a password, with the audit beside it."""
        return redirect("account")

    def logout(self, request: HttpRequest, extra_context: Any = None) -> Any:
        return sign_out(request)


site = Site(name="admin")


class Guarded(admin.ModelAdmin):
    """An admin of rows that are added and changed by the site's people, through actions, and never deleted."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return may(request.user, Permission.PEOPLE_MANAGE)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may(request.user, Permission.PEOPLE_MANAGE)

    has_add_permission = has_module_permission
    has_change_permission = has_view_permission

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """The audit is the record; the admin keeps none of its own."""

    log_change = log_addition


class PersonForm(forms.ModelForm):
    """An account as an administrator sees it: a name, roles, and whether it is open."""

    roles = forms.MultipleChoiceField(
        label=_("Roles"), required=False, widget=forms.CheckboxSelectMultiple, choices=lambda: _choices()
    )
    new_password = forms.BooleanField(label=_("Generate a new password"), required=False)

    class Meta:
        model = User
        fields = ("username", "full_name", "roles", "is_active")
        labels: ClassVar = {"username": _("User name"), "is_active": _("May sign in")}
        help_texts: ClassVar = {"username": "", "is_active": _("Without it sessions, links and tokens end.")}


class MaySignIn(admin.BooleanFieldListFilter):
    """The filter by whether an account is open, under the name that the list has for it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.title = _("May sign in")


@admin.register(User, site=site)
class PersonAdmin(Guarded):
    form = PersonForm
    list_display = ("login", "full_name", "titles", "may_sign_in", "seen")
    list_filter = (("is_active", MaySignIn),)
    search_fields = ("username", "full_name")
    ordering = ("username",)

    @admin.display(description=_("User name"), ordering="username")
    def login(self, user: User) -> str:
        return user.username

    @admin.display(description=_("May sign in"), boolean=True, ordering="is_active")
    def may_sign_in(self, user: User) -> bool:
        return user.is_active

    @admin.display(description=_("Last sign-in, UTC"), ordering="last_login")
    def seen(self, user: User) -> Any:
        return user.last_login

    @admin.display(description=_("Roles"))
    def titles(self, user: User) -> str:
        return titles(user.roles)

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:
        return ("username",) if obj else ()

    def get_fields(self, request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:
        return ("username", "full_name", "roles", *(("is_active", "new_password") if obj else ()))

    def save_model(self, request: HttpRequest, obj: User, form: PersonForm, change: bool) -> None:
        if change:
            self._change(request, obj, form)
            return
        user, password = actions.add_user(
            by=person(request), username=obj.username, roles=form.cleaned_data["roles"], full_name=obj.full_name
        )
        obj.pk = user.pk
        obj._state.adding = False
        self._show(request, user, password)

    def _change(self, request: HttpRequest, user: User, form: PersonForm) -> None:
        chosen = form.cleaned_data
        if "roles" in form.changed_data:
            actions.set_roles(by=person(request), user=user, roles=chosen["roles"])
        if "is_active" in form.changed_data:
            actions.block(by=person(request), user=user, blocked=not chosen["is_active"])
        if "full_name" in form.changed_data:
            actions.rename(by=person(request), user=user, full_name=chosen["full_name"])
        if chosen.get("new_password"):
            self._show(request, user, actions.set_password(by=person(request), user=user))

    def _show(self, request: HttpRequest, user: User, password: str) -> None:
        text = _("The password of %(name)s, shown once: %(password)s")
        self.message_user(request, text % {"name": user.username, "password": password})


def _choices() -> list[tuple[str, Any]]:
    return [(code, role.title) for code, role in ROLES.items()]
