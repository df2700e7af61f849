"""Addresses of this server, as clients can reach it; no header of a request is trusted."""

from typing import Final

from flask import request

from server.web.site import site

__all__ = ["known_address", "server_address"]

LOOPBACK: Final = ("127.0.0.1", "localhost", "[::1]")


def known_address() -> str:
    """Return the server's address with its last slash, where it is known, else nothing.

    That is the setting, or the host that was asked where the server listens there.
    """
    settings = site().settings
    if settings.address:
        return settings.address
    here = {f"{name}:{settings.port}" for name in (*LOOPBACK, settings.host)}
    return f"http://{request.host}/" if request.host in here else ""


def server_address() -> str:
    """Return the server's address with its last slash; that of the data where none is known."""
    return known_address() or site().base
