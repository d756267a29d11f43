"""The city's edition of the standard, as the administrator chooses it."""

from typing import ClassVar

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from gis_app.findings import actions
from gis_app.findings.models import Standard
from gis_app.people.admin import Guarded, site
from gis_app.people.guard import person
from layers.methods.pixel_density import EDITIONS


class StandardForm(forms.ModelForm):
    """One of the editions that we know."""

    edition = forms.TypedChoiceField(
        label=_("Edition of IEC/EN 62676-4"),
        coerce=int,
        choices=[(year, str(year)) for year in EDITIONS],
        help_text=_("By it every class of picture quality is named. What cameras see is classed anew at once."),
    )

    class Meta:
        model = Standard
        fields: ClassVar = ("edition",)


@admin.register(Standard, site=site)
class StandardAdmin(Guarded):
    """One row, there from the beginning, changed through its action."""

    form = StandardForm
    list_display = ("year",)

    @admin.display(description=_("Edition of IEC/EN 62676-4"))
    def year(self, standard: Standard) -> int:
        return standard.edition

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Standard, form: StandardForm, change: bool) -> None:
        actions.choose_edition(by=person(request), year=form.cleaned_data["edition"])
