"""Which addresses a webhook may go to: those that the whole internet can reach, and no others.

A caller names the address, our process makes the call: without this rule a key would open whatever our network keeps
for itself. The name is resolved once, every address of it is judged, and the call goes to the judged address itself, so
that a name which answers differently the second time (DNS rebinding) gains nothing.
"""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from urllib.parse import urlsplit

from averral.errors import Permanent, Reason

LONGEST_URL = 2_000
_PORTS = {"https": 443, "http": 80}

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class Target:
    """An address to post to, taken apart."""

    host: str
    port: int
    path: str
    """With the query, without the fragment."""
    tls: bool
    authority: str
    """What the Host header says."""


def parse_target(url: str, *, private: bool) -> Target:
    """The parts of the address; `private` allows what only this network can reach, and no TLS.

    Raises:
        Permanent: INVALID_ARGUMENT naming `url`.
    """
    if len(url) > LONGEST_URL or not url.isascii() or any(one <= " " or one == "\x7f" for one in url):
        raise _refused(f"An address has at most {LONGEST_URL} ASCII characters and no blanks: encode it.")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port or _PORTS.get(parts.scheme, 0)
    except ValueError:
        raise _refused("This is no address of the form https://host/path.") from None
    if parts.scheme not in _PORTS or not host or (parts.scheme == "http" and not private):
        raise _refused("An address begins with https:// and names a host.")
    if parts.username is not None or parts.password is not None:
        raise _refused("An address holds no user name or password: check the signature instead.")
    if not private and (_is_private_literal(host) or host.endswith((".localhost", ".local", ".internal"))):
        raise _refused("This host is inside a network: only what the internet can reach is posted to.")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(host, port, path, parts.scheme == "https", parts.netloc)


def is_public(address: str) -> bool:
    """Whether the internet can reach an IP address, also one that carries an IPv4 address inside."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return all(one.is_global and not one.is_multicast and not one.is_reserved for one in _with_inner(found))


def _with_inner(address: Address) -> list[Address]:
    """The address, and the IPv4 addresses that it stands for where it is translated on the way."""
    found: list[Address] = [address]
    if isinstance(address, ipaddress.IPv6Address):
        inner = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
        if address in _NAT64:
            inner.append(ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF))
        mapped = address.ipv4_mapped
        # A mapped address is only a way to write the inner one, and is itself never called global.
        found = [mapped] if mapped else [address, *(one for one in inner if one is not None)]
    return found


_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def _is_private_literal(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return not is_public(host)


def _refused(message: str) -> Permanent:
    return Permanent(Reason.INVALID_ARGUMENT, message, field="webhook.url", metadata={"field": "webhook.url"})
