"""Watches, as the administrator gives and ends them."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from gis_app.people.admin import Guarded, site
from gis_app.people.guard import person
from gis_app.people.permissions import Permission
from gis_app.people.roles import may
from gis_app.places import actions, watches
from gis_app.places.models import Area, Duty


class DutyForm(forms.ModelForm):
    """A watch: who, where, on which days, between which hours of the city."""

    area = forms.ModelChoiceField(Area.objects.defer("shape").order_by("kind", "name"), label=_("Duty area"))
    days = forms.TypedMultipleChoiceField(
        label=_("Days"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        choices=[(number + 1, name) for number, name in WEEKDAYS.items()],
        initial=list(actions.WEEK),
    )

    begins = forms.TimeField(label=_("From"), widget=forms.TimeInput(attrs={"type": "time"}))
    ends = forms.TimeField(label=_("Until"), widget=forms.TimeInput(attrs={"type": "time"}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].label_from_instance = where  # type: ignore[attr-defined]

    class Meta:
        model = Duty
        fields = ("person", "area", "days", "begins", "ends")
        labels: ClassVar = {"person": _("Who")}


def where(area: Area) -> str:
    """An area as lists of watches name it: its kind, its name."""
    return f"{watches.kinds().get(area.kind, area.kind)}: {area.called}"


@admin.register(Duty, site=site)
class DutyAdmin(Guarded):
    """A watch is given and ended, never altered: the audit then tells who saw what, when."""

    form = DutyForm
    list_display = ("who", "where", "when")
    list_select_related = ("person", "area")

    @admin.display(description=_("Who"), ordering="person__username")
    def who(self, duty: Duty) -> str:
        return duty.person.get_full_name()

    @admin.display(description=_("Duty area"))
    def where(self, duty: Duty) -> str:
        return where(duty.area)

    @admin.display(description=_("Days and hours"))
    def when(self, duty: Duty) -> str:
        return f"{watches.days(duty.days)}, {watches.hours(duty.begins, duty.ends)}"

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may(request.user, Permission.PEOPLE_MANAGE)

    def save_model(self, request: HttpRequest, obj: Duty, form: DutyForm, change: bool) -> None:
        made = actions.give_duty(by=person(request), **form.cleaned_data)
        obj.pk, obj._state.adding = made.pk, False

    def delete_model(self, request: HttpRequest, obj: Duty) -> None:
        actions.end_duty(by=person(request), duty=obj)

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        for duty in queryset:
            actions.end_duty(by=person(request), duty=duty)

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        """The audit is the record."""
