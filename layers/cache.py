"""Tiles already drawn, in Redis. Where Redis is away, every tile is drawn anew and nobody waits for it."""

import logging
from functools import cache
from typing import cast

from django.conf import settings
from redis import Redis
from redis.exceptions import RedisError

KEPT_SECONDS = 24 * 3600
WAIT_SECONDS = 0.5
PREFIX = "tile:"
log = logging.getLogger("safecity.tiles")


@cache
def store() -> Redis:
    return Redis.from_url(settings.REDIS_URL, socket_timeout=WAIT_SECONDS, socket_connect_timeout=WAIT_SECONDS)


def kept(key: str) -> bytes | None:
    """The tile under that key, None where there is none or no Redis."""
    try:
        return cast(bytes | None, store().get(PREFIX + key))
    except (RedisError, OSError) as error:
        log.warning("tiles are drawn without a cache: %s", error)
        return None


def keep(key: str, body: bytes) -> None:
    """Keep a tile for a day; a Redis that is away is no error."""
    try:
        store().set(PREFIX + key, body, ex=KEPT_SECONDS)
    except (RedisError, OSError) as error:
        log.warning("a tile was not kept: %s", error)
