"""Connections to public addresses alone: a name is resolved once, its addresses are checked, and one of them is connected to.

So neither an address in a list nor a redirect can reach a service inside the operator's own network, and a name cannot
point to another machine between the check and the connection (DNS rebinding).
"""

import ipaddress
import socket
from collections.abc import Iterable
from typing import Any

import httpcore

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address
# Networks through which a public IPv6 address reaches an IPv4 one (RFC 6052, RFC 3056, RFC 4380).
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_IPV4_LENGTH = 32


class PrivateAddressError(Exception):
    """A name that stands for an address in a private network, or for none."""


class PublicBackend(httpcore.NetworkBackend):
    """Opens connections for httpcore. ``allowed`` are networks that may be reached though they are not public."""

    def __init__(self, *, allowed: Iterable[str] = ()) -> None:
        self._backend = httpcore.SyncBackend()
        self._allowed = [ipaddress.ip_network(network) for network in allowed]

    def connect_tcp(
        self, host: str, port: int, timeout: float | None = None, local_address: str | None = None, socket_options: Any = None
    ) -> httpcore.NetworkStream:  # fmt: skip
        """A connection to the first address of a name. Raises PrivateAddressError where any of its addresses is private."""
        addresses = _resolve(host, port)
        if not addresses or not all(is_public(address) or self._is_allowed(address) for address in addresses):
            raise PrivateAddressError(f"{host} is not a public address")
        return self._backend.connect_tcp(str(addresses[0]), port, timeout, local_address, socket_options)

    def _is_allowed(self, address: _Address) -> bool:
        return any(address in network for network in self._allowed)


def _resolve(host: str, port: int) -> list[_Address]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise httpcore.ConnectError(f"the name {host} cannot be resolved") from error
    return [ipaddress.ip_address(str(entry[4][0]).partition("%")[0]) for entry in found]


def is_public(address: _Address) -> bool:
    """Whether an address is one of the public internet, also where it only wraps an IPv4 address."""
    if isinstance(address, ipaddress.IPv6Address):
        teredo = address.teredo
        inner = address.ipv4_mapped or address.sixtofour or (teredo[1] if teredo else None)
        if inner is None and address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & (2**_IPV4_LENGTH - 1))
        if inner is not None:
            return is_public(inner)
    return address.is_global and not address.is_multicast and not address.is_reserved
