"""Stream addresses stand in the raw rows of some sources; nobody reads them there."""

import re
from typing import Any

STREAM = re.compile(r"(?:rtsps?|rtmps?|srt|onvif)://\S+|https?://[^\s/@]+:[^\s/@]*@\S+", re.IGNORECASE)
HIDDEN = "•••"


def without_streams(value: Any) -> Any:
    """The same value with every stream address, and every address that carries a password, blotted out.

    >>> without_streams({"url": "rtsp://a:b@10.0.0.1/1", "name": "Gate"})
    {'url': '•••', 'name': 'Gate'}
    """
    if isinstance(value, str):
        return STREAM.sub(HIDDEN, value)
    if isinstance(value, dict):
        return {name: without_streams(part) for name, part in value.items()}
    if isinstance(value, list):
        return [without_streams(part) for part in value]
    return value
