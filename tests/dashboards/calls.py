"""Dash's callbacks as its pages call them."""

import json
from typing import Any

from dash import Dash
from django.test import Client

CALLBACK = "_dash-update-component"


def body(app: Dash, output: str, values: dict[str, Any]) -> dict[str, Any]:
    """The call of the callback behind `output`, its inputs and states filled from `values` by `id.property`."""
    declared = app.callback_map[output]

    def filled(one: dict[str, Any]) -> dict[str, Any]:
        identity = json.loads(one["id"]) if one["id"].startswith("{") else one["id"]
        return {"id": identity, "property": one["property"], "value": values.get(f"{one['id']}.{one['property']}")}

    inputs = [filled(one) for one in declared["inputs"]]
    outputs = [target(part) for part in output.strip(".").split("...")]
    return {
        "output": output,
        "outputs": outputs if output.startswith("..") else outputs[0],
        "inputs": inputs,
        "state": [filled(one) for one in declared["state"]],
        "changedPropIds": [f"{one['id']}.{one['property']}" for one in declared["inputs"]],
    }


def target(text: str) -> dict[str, Any]:
    identity, _dot, name = text.rpartition(".")
    return {"id": json.loads(identity) if identity.startswith("{") else identity, "property": name.partition("@")[0]}


def post(browser: Client, prefix: str, sent: Any) -> Any:
    """The page's answer to a call; `sent` is a body, or text that only looks like one."""
    text = sent if isinstance(sent, str | bytes) else json.dumps(sent)
    return browser.post(prefix + CALLBACK, text, content_type="application/json")
