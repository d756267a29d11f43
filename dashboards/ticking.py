"""Pages that look again, every so often, while a job of theirs is under way."""

from dash import Output, dcc

UNANSWERED_MS = 30_000


def ticker(part: str, every_ms: int) -> dcc.Interval:
    """What calls the page's callback while its `disabled` is False."""
    return dcc.Interval(id=part, interval=every_ms, disabled=True)


def patient(part: str, every_ms: int) -> list[tuple[Output, int, int]]:
    """`running` of the callback that the ticker calls: until it has its answer, the page asks no second time.

    Dash drops an answer once the same is asked again, so a server slower than the ticks would never be heard. An answer
    that does not come at all, as where the network went, is asked for again after half a minute.
    """
    return [(Output(part, "interval"), UNANSWERED_MS, every_ms)]
