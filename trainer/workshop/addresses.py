"""The addresses at which phones of the same network may reach this computer."""

from __future__ import annotations

from ipaddress import IPv4Address
from typing import NamedTuple

import ifaddr


class Address(NamedTuple):
    """An IPv4 address of this computer, and the name of the network interface that has it."""

    address: str
    interface: str


def addresses() -> list[Address]:
    """This computer's usable IPv4 addresses, those of private networks first; none without a network.

    Loopback is not among them: no phone reaches it.
    """
    found = [
        Address(str(ip.ip), adapter.nice_name)
        for adapter in ifaddr.get_adapters()
        for ip in adapter.ips
        if ip.is_IPv4 and usable(str(ip.ip))
    ]
    return sorted(set(found), key=lambda each: (not IPv4Address(each.address).is_private, each.interface, each.address))


def usable(address: str) -> bool:
    """Whether a phone could reach an IPv4 address: not loopback, multicast, unset, or given for want of a network."""
    ip = IPv4Address(address)
    return not (ip.is_loopback or ip.is_multicast or ip.is_unspecified or ip.is_link_local or ip.is_reserved)
