"""What a computation may be asked for: the form that the script draws, in the reader's language."""

from typing import Any

from django.utils.translation import gettext as _

from dashboards import queries, session
from gis_app.findings.camera_models import catalogue
from gis_app.findings.demand import rules
from gis_app.incidents.kinds import of_layer
from gis_app.modules import on

USUAL_MODELS = 3
HOMES_M, USUAL_NUMBER, SECONDS = 15, 20, 300


def form() -> dict[str, Any]:
    """Choices as [value, words], numbers with what they begin with, boxes as [name, words, ticked at first]."""
    models = list(catalogue().models.items())
    money = {"currency": catalogue().currency}
    return {
        "layers": {"title": _("What to see"), "choices": seeable()},
        "kinds": {"title": _("Kinds"), "groups": kinds()},
        "areas": {"title": _("Areas"), "groups": areas()},
        "budget": {"title": _("Budget, %(currency)s") % money, "value": None},
        "number": {"title": _("At most, cameras"), "value": USUAL_NUMBER},
        "groups": [
            {"title": _("Where they may stand"), "boxes": [
                ["poles", _("Street poles"), True],
                ["crossings", _("Crossings"), True],
                ["facades", _("Public façades"), False],
                ["points", _("Where this scenario has cameras"), False],
            ]},
            {"title": _("Models"), "boxes": [
                [f"model:{code}", one.title, at < USUAL_MODELS] for at, (code, one) in enumerate(models)
            ]},
            {"title": _("Rules"), "boxes": [
                ["existing", _("Count what today's cameras see"), True],
                ["single", _("One view per pole"), True],
                ["homes", _("≥ %(metres)s m from home windows") % {"metres": HOMES_M}, True],
                ["exact", _("Prove how good it is, up to %(minutes)s min") % {"minutes": SECONDS // 60}, False],
            ]},
        ],
        "homes_m": HOMES_M,
        "seconds": SECONDS,
    }  # fmt: skip


def seeable() -> list[list[str]]:
    """What of the incidents can be asked for."""
    names = {"crimes": _("Crimes"), "accidents": _("Road accidents")}
    used = on(names)
    both = [[" ".join(used), _("Crimes and road accidents")]] if len(used) > 1 else []
    return [*both, *([one, names[one]] for one in used)]


def kinds() -> list[dict[str, Any]]:
    """The kinds that a camera helps against, by layer."""
    names = {"crimes": _("Crimes"), "accidents": _("Road accidents")}
    helped = {layer: [one for one in of_layer(layer) if rules().of_kind(one.code) > 0] for layer in on(names)}
    return [
        {"layer": layer, "title": names[layer], "boxes": [[one.code, one.title] for one in found]}
        for layer, found in helped.items()
    ]


def areas() -> list[dict[str, Any]]:
    """Districts and beats in groups, by the codes that filters take."""
    groups = queries.area_choices(session.current())
    return [
        {"title": group["group"], "boxes": [[one["value"], one["label"]] for one in group["items"]]} for group in groups
    ]
