"""Tiles already drawn, in Redis. Where Redis is away, every tile is drawn anew and nobody waits for it."""

import logging
from collections.abc import Callable
from functools import cache
from time import monotonic
from typing import Any, cast

from django.conf import settings
from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

KEPT_SECONDS = 24 * 3600
WAIT_SECONDS = 0.5
LEFT_ALONE_SECONDS = 5.0
PREFIX = "tile:"
log = logging.getLogger("safecity.tiles")


class Away:
    """Until when a Redis that did not answer is not asked again; by `monotonic`, for this process."""

    until = 0.0


@cache
def store() -> Redis:
    """The connection. Without retries: the library's own would hold a tile for seconds."""
    waits = {"socket_timeout": WAIT_SECONDS, "socket_connect_timeout": WAIT_SECONDS}
    return Redis.from_url(settings.REDIS_URL, retry=Retry(NoBackoff(), 0), **waits)


def kept(key: str) -> bytes | None:
    """The tile under that key, None where there is none or no Redis."""
    return cast(bytes | None, asked(lambda: store().get(PREFIX + key)))


def keep(key: str, body: bytes) -> None:
    """Keep a tile for a day; a Redis that is away is no error."""
    asked(lambda: store().set(PREFIX + key, body, ex=KEPT_SECONDS))


def asked(ask: Callable[[], Any]) -> Any:
    """What Redis answers, None while it is away."""
    if monotonic() < Away.until:
        return None
    try:
        return ask()
    except (RedisError, OSError) as error:
        Away.until = monotonic() + LEFT_ALONE_SECONDS
        log.warning("tiles are drawn without a cache: %s", error)
        return None
