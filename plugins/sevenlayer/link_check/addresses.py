"""Addresses as they are asked, and which of them may be."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterable
from urllib.parse import quote, urljoin, urlsplit

from yarl import URL

_UNICAST = ipaddress.ip_network("2000::/3")
# Addresses of IPv4 in those of IPv6: what is translated on the way is judged by what it becomes (RFC 6052), what is tunnelled
# is out of use and was never needed to reach a web site (RFC 3056, RFC 4380).
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")
_TUNNELLED = (ipaddress.ip_network("2002::/16"), ipaddress.ip_network("2001::/32"))

# What may stand in a path or query besides letters and digits, and what browsers leave there.
_KEPT = "%/:?@!$&'()*+,;=[]|^\\"

_LONGEST_SHOWN = 200


class BadAddress(ValueError):
    """Nothing can be asked at this address; the message says why, as what the address is or does."""


def address_to_ask(url: str) -> URL:
    """Return *url* as it is sent: the host in ASCII, what has to be encoded encoded, and nothing else changed.

    Fragment, user and password stay here. What begins with two slashes is asked by https.

    :raises BadAddress: it has no host, another scheme than http and https, or cannot be read at all.
    """
    try:
        url = with_scheme(url)
        read, parts = URL(url), urlsplit(url)
        if read.scheme not in ("http", "https"):
            raise BadAddress("is no http or https address")
        if not read.host_subcomponent:
            raise BadAddress("names no host")
        port = "" if read.is_default_port() else f":{read.port}"
        return URL.build(
            scheme=read.scheme,
            authority=read.host_subcomponent + port,
            path=_encode(parts.path) or "/",
            query_string=_encode(parts.query),
            encoded=True,
        )
    except BadAddress:
        raise
    except ValueError as exception:
        raise BadAddress(f"is no address ({exception})") from None


def with_scheme(url: str) -> str:
    """Return *url* without spaces around it; one that has the scheme of its page (``//example.org/``) becomes https."""
    url = url.strip()
    return f"https:{url}" if url.startswith("//") else url


def follow(address: URL, location: str | None) -> URL:
    """Return where a redirect from *address* to *location* leads, with its fragment.

    :raises BadAddress: it leads nowhere that can be asked.
    """
    if location is None:
        raise BadAddress("redirects without saying where to")
    try:
        target = urljoin(str(address), location.strip())
        fragment = _encode(urlsplit(target).fragment)
        return URL(f"{address_to_ask(target)}#{fragment}" if fragment else address_to_ask(target), encoded=True)
    except ValueError:
        raise BadAddress(f"redirects to '{shown(location)}', which cannot be followed") from None


def shown(text: str) -> str:
    """What a server sent as it may stand in a message: not too long, and nothing that cannot be written."""
    text = text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + "…"


def _encode(part: str) -> str:
    """Servers tell ``%2F`` from ``/``: what is encoded stays so. Surrogates are bytes that a server sent as they are."""
    return quote(part, safe=_KEPT, errors="surrogateescape")


def is_public(address: str) -> bool:
    """Tell whether the IP *address* is one that anyone on the internet can reach.

    By the registries of special addresses (https://www.iana.org/assignments/iana-ipv4-special-registry/ and its sister for
    IPv6), of which Python's releases know more or less.
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped
        if ip in _TRANSLATED:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is None:
            return ip in _UNICAST and ip.is_global and not any(ip in network for network in _TUNNELLED)
        ip = inner
    return ip.is_global and not ip.is_multicast


def addresses_of(hosts: Iterable[str]) -> frozenset[str]:
    """Return the IP addresses of *hosts*, each a name or an IP address.

    :raises ValueError: one has none.
    """
    found = set()
    for host in hosts:
        try:
            found |= {str(entry[4][0]) for entry in socket.getaddrinfo(host.strip("[]"), None)}
        except (OSError, UnicodeError):
            raise ValueError(f"there is no host '{host}'") from None
    return frozenset(found)
