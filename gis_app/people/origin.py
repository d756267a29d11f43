"""From which network address a request comes."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str | None:
    """The sender's address: behind a proxy the last one that it wrote down, since all before may be made up."""
    told = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        told = request.headers.get("X-Forwarded-For", told).rsplit(",", 1)[-1].strip()
    try:
        return str(ipaddress.ip_address(told))
    except ValueError:
        return None
