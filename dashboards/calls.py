"""A call of a callback, checked before Dash and our functions see it: its form, its size, its values."""

from collections.abc import Callable
from functools import wraps
from inspect import Parameter, signature
from typing import Annotated, Any, NotRequired

import dash
import orjson
from django.utils.translation import gettext as _
from pydantic import Field, TypeAdapter, ValidationError
from typing_extensions import TypedDict

from dashboards.given import Text
from gis_app.errors import BadInput

MOST_BYTES = 500_000
DEEPEST = 30
Declared = dict[str, str]
Identity = Text | dict[Text, Text | int | float | bool]


class Part(TypedDict):
    """One input, state or output of a call."""

    id: Identity
    property: Text
    value: NotRequired[Any]


class Call(TypedDict):
    """What the page's own script sends; what else stands in it is not heeded."""

    output: Text
    outputs: Part | list[Part | list[Part]]
    inputs: list[Part | list[Part]]
    state: NotRequired[list[Part | list[Part]]]
    changedPropIds: NotRequired[Annotated[list[Text], Field(max_length=500)]]


CALL = TypeAdapter(Call)


def check(app: dash.Dash, body: bytes) -> None:
    """Raises BadInput unless the body calls one of the app's own outputs with the inputs and states it declares."""
    if len(body) > MOST_BYTES or not callable_by(app, body):
        raise refused()


def refused() -> BadInput:
    return BadInput(_("The page asked for something that it does not have. Load it again."))


def callable_by(app: dash.Dash, body: bytes) -> bool:
    try:
        call = orjson.loads(body)
        CALL.validate_python(call, strict=True)
        declared = app.callback_map[call["output"]]
    except (orjson.JSONDecodeError, ValidationError, KeyError):
        return False
    pairs = [
        (outputs_of(call["output"]), call["outputs"] if call["output"].startswith("..") else [call["outputs"]]),
        (declared["inputs"], call["inputs"]),
        (declared["state"], call.get("state", [])),
    ]
    return all(fit(known, given) for known, given in pairs) and evenly(pairs) and not deeper(call, DEEPEST)


def outputs_of(key: str) -> list[Declared]:
    """The outputs that a callback's key in Dash's map names."""
    parts = key[2:-2].split("...") if key.startswith("..") else [key]
    split = [part.rpartition(".") for part in parts]
    return [{"id": identity, "property": name} for identity, _dot, name in split]


def fit(known: list[Declared], given: Any) -> bool:
    """Whether the given parts are the declared ones, in order; a pattern for several is given as a list."""
    if not isinstance(given, list) or len(given) != len(known):
        return False
    return all(
        isinstance(one, list) and all(same(declared, each) for each in one) if many(declared) else same(declared, one)
        for declared, one in zip(known, given, strict=True)
    )


def many(declared: Declared) -> bool:
    return '["ALL' in declared["id"]


def same(declared: Declared, given: Any) -> bool:
    """Whether one given part has the declared property and id, whatever stands for a pattern's wildcards."""
    if isinstance(given, list) or given["property"].partition("@")[0] != declared["property"].partition("@")[0]:
        return False
    if not declared["id"].startswith("{"):
        return bool(given["id"] == declared["id"])
    pattern, named = orjson.loads(declared["id"]), given["id"]
    if not isinstance(named, dict) or named.keys() != pattern.keys():
        return False
    return all(isinstance(value, list) or named[name] == value for name, value in pattern.items())


def evenly(pairs: list[tuple[list[Declared], Any]]) -> bool:
    """Whether the lists of one pattern are equally long, as the page's are."""
    lengths: dict[str, set[int]] = {}
    for known, given in pairs:
        for declared, one in zip(known, given, strict=True):
            if many(declared):
                lengths.setdefault(declared["id"], set()).add(len(one))
    return all(len(found) == 1 for found in lengths.values())


def checked(function: Callable[..., Any]) -> Callable[..., Any]:
    """The callback, refusing with BadInput every value that is not of the type its signature names."""
    named = signature(function, eval_str=True).parameters.values()
    types = [TypeAdapter(one.annotation) for one in named if one.kind is not Parameter.VAR_POSITIONAL]

    @wraps(function)
    def answer(*values: Any) -> Any:
        try:
            for adapter, value in zip(types, values, strict=False):
                adapter.validate_python(value, strict=True)
        except ValidationError:
            raise refused() from None
        return function(*values)

    return answer


def deeper(value: Any, most: int) -> bool:
    """Whether lists and objects stand in one another more than `most` times."""
    level = [value]
    for _depth in range(most):
        level = [part for one in level for part in _parts(one)]
        if not level:
            return False
    return True


def _parts(value: Any) -> list[Any]:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [part for part in inner if isinstance(part, dict | list)]
