"""Which network addresses may be called at all."""

import ipaddress
import socket
from collections.abc import Callable

from etl.errors import AddressRefused

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve = Callable[[str, int], list[str]]

# A machine's own secrets lie behind these in rented data centres; no source of a city does.
METADATA = {ipaddress.ip_address("169.254.169.254"), ipaddress.ip_address("fd00:ec2::254")}
PUBLIC_IPV6 = (ipaddress.ip_network("2000::/3"), ipaddress.ip_network("64:ff9b::/96"))
IPV4_INSIDE = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("64:ff9b:1::/48"))


def resolve(host: str, port: int) -> list[str]:
    """All addresses of a host, as the system's resolver gives them. Raises OSError where there are none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(each[4][0]) for each in found))


def callable_ones(host: str, port: int, *, internal: bool, resolve: Resolve = resolve) -> list[str]:
    """The addresses behind a name, each of them one that may be called.

    A name with one address that may not be called is refused whole. Raises AddressRefused, OSError.
    """
    found = resolve(host, port)
    for text in found:
        if why := refusal(text, internal=internal):
            raise AddressRefused(f"{host} leads to {text}, {why}. Nothing was called.")
    return found


def refusal(text: str, *, internal: bool) -> str:
    """Why an address may not be called, "" where it may.

    >>> refusal("8.8.8.8", internal=False), refusal("10.0.0.1", internal=True)
    ('', '')
    >>> refusal("::ffff:10.0.0.1", internal=False)
    'a private address, and the source is not marked internal'
    """
    address = ipaddress.ip_address(text.partition("%")[0])
    for one in (address, *embedded(address)):
        if one in METADATA or one.is_multicast or one.is_unspecified or _broadcast(one):
            return "an address that no source has"
        if not internal and not _public(one):
            return "a private address, and the source is not marked internal"
    return ""


def _public(address: Address) -> bool:
    if isinstance(address, ipaddress.IPv4Address):
        return address.is_global
    return address.is_global and any(address in network for network in PUBLIC_IPV6)


def _broadcast(address: Address) -> bool:
    return isinstance(address, ipaddress.IPv4Address) and (address.is_reserved or int(address) >> 24 == 0)


def embedded(address: Address) -> list[ipaddress.IPv4Address]:
    """The IPv4 addresses that an IPv6 address carries inside it: mapped, compatible, translated or tunnelled."""
    if isinstance(address, ipaddress.IPv4Address):
        return []
    low = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    found = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if any(address in network for network in IPV4_INSIDE) or 1 < int(address) <= 0xFFFFFFFF:
        found.append(low)
    return [one for one in found if one is not None]
