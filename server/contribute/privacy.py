"""Protection of senders and of the desk: nothing cached, no referrer, bounded size and rate."""

import ipaddress
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final, TypeVar

from flask import request
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response

from ontology import Misuse
from server.web.rate_limits import Rates, check_rate
from server.web.site import site

__all__ = ["LARGEST", "TRAP", "guard", "private", "refuse_programs", "text_field"]

Answer = TypeVar("Answer", bound=Response)
LARGEST: Final = 256 * 1024
"""Bytes of a form."""
TRAP: Final = "website"
"""A field that people do not see: what fills it in is a program (honeypot)."""
SPARE: Final = 4_096
"""Bytes for what surrounds a file."""
FIELDS: Final = 4_000


def private(response: Answer) -> Answer:
    """Return a response that no cache keeps, no other site reads and no referrer betrays."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Access-Control-Allow-Origin"] = ""  # `add_headers` leaves it out
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def guard(largest: int = LARGEST, *, is_counted: bool = True) -> None:
    """Bound the size of a form and the rate of an address; reviewers are not counted.

    Addresses are counted in memory, by a keyed hash, and kept nowhere else. Requests from this
    machine itself, as those of an onion service are, share no limit.
    """
    request.max_content_length = largest + SPARE
    request.max_form_memory_size = largest
    request.max_form_parts = FIELDS
    if (request.content_length or 0) > largest + SPARE:
        raise RequestEntityTooLarge(f"this has at most {largest:,} bytes: shorten it")
    settings, address = site().settings, request.remote_addr or ""
    if is_counted and settings.suggestions and settings.folder and not _is_local(address):
        check_rate(_rates(settings.suggestions, settings.folder), address)


def text_field(name: str = "text") -> str:
    """Return the text of a field of the form that was sent, in one line."""
    return " ".join(request.form.get(name, "").split())


def refuse_programs(fields: Mapping[str, str]) -> None:
    """Raise `Misuse` for a form whose hidden field is filled in."""
    if fields.get(TRAP):
        raise Misuse("leave the field that is not shown empty")


def _is_local(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return True


@cache
def _rates(rate: str, folder: str) -> Rates:
    return Rates(rate, Path(folder), "suggestions")
