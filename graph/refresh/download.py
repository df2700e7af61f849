"""Conditional download over HTTP: with `ETag`, limits of size and time, and checked redirects.

A redirect may lead to public addresses only, unless the caller allows others: else a database that
is taken over could have this machine ask services that only it can reach. Each connection goes to
the address that was checked, so that a name which resolves otherwise a moment later is no way in.
"""

import ipaddress
import socket
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

import urllib3
from urllib3.exceptions import HTTPError

from graph.files import writing
from ontology import Misuse, Unavailable

__all__ = ["Fetched", "Limits", "download"]

HOPS: Final = 5
MOVED: Final = (301, 302, 303, 307, 308)
CHUNK: Final = 1 << 16
LONGEST_WAIT: Final = 30.0
"""Most seconds for a connection, and between two parts of an answer."""
PORTS: Final = {"http": 80, "https": 443}


@dataclass(frozen=True)
class Limits:
    """Most bytes and seconds of one download, and whether redirects may lead to private hosts."""

    megabytes: float = 1024
    seconds: float = 600
    private: bool = False


@dataclass(frozen=True)
class Fetched:
    """Result of a download: its validators, and whether there was anything new."""

    is_new: bool
    validators: Mapping[str, str]


def download(address: str, path: Path, known: Mapping[str, str], limits: Limits) -> Fetched:
    """Write what an address answers into a file, unless `known` validators say that it is the same.

    The file is replaced at the end, or not at all. Raises `Misuse` for an address that is not http
    or https, and `Unavailable` for any answer but 200 and 304, a cut one, a redirect to a private
    address, and beyond a limit.
    Source: RFC 9110, sections 13.1.2, 13.1.3 and 15.4; RFC 9112, section 8.
    """
    end, here = time.monotonic() + limits.seconds, address
    for hop in range(HOPS + 1):
        try:
            with _answer(here, known, end, is_checked=hop > 0 and not limits.private) as answer:
                if answer.status not in MOVED or not answer.headers.get("Location"):
                    return _taken(answer, path, known, limits, end, address)
                here = urljoin(here, answer.headers["Location"])
        except (HTTPError, OSError) as error:
            raise Unavailable(f"{address}: cannot be fetched: {_reason(error)}") from error
    raise Unavailable(f"{address}: more than {HOPS} redirects")


@contextmanager
def _answer(
    address: str, known: Mapping[str, str], end: float, *, is_checked: bool
) -> Iterator[urllib3.BaseHTTPResponse]:
    """Context manager: the answer to a GET, from a network address that is checked before."""
    parts = urlsplit(address)
    if parts.scheme not in PORTS or not parts.hostname or parts.username:
        raise Misuse(f"{address}: give an address that begins with https:// or http://")
    port = parts.port or PORTS[parts.scheme]
    network = _resolved(parts.hostname, port, is_checked=is_checked)
    names = {"ETag": "If-None-Match", "Last-Modified": "If-Modified-Since"}
    headers = {names[name]: value for name, value in known.items() if name in names}
    host = parts.netloc.rpartition("@")[2]
    headers |= {"Host": host, "User-Agent": "justicegraph", "Accept-Encoding": "identity"}
    wait = max(0.001, min(LONGEST_WAIT, end - time.monotonic()))
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    with _pool(parts.scheme, network, port, parts.hostname) as pool:
        answer = pool.request(
            "GET",
            target,
            headers=headers,
            timeout=urllib3.Timeout(connect=wait, read=wait),
            retries=False,
            redirect=False,
            preload_content=False,
        )
        try:
            yield answer
        finally:
            answer.close()


def _resolved(host: str, port: int, *, is_checked: bool) -> str:
    """Return a network address of a host; raises `Unavailable` for one that may not be asked."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise Unavailable(f"{host}: no such host is known here") from None
    addresses = [str(one[4][0]).partition("%")[0] for one in found]
    if is_checked and not all(map(_is_public, addresses)):
        raise Unavailable(
            f"a redirect leads to {host}, which is private: see 'private' in the docs"
        )
    return addresses[0]


def _is_public(address: str) -> bool:
    """Whether anybody can reach a network address.

    Source: IANA, IPv4 and IPv6 Special-Purpose Address Registries.

    >>> _is_public("93.184.215.14"), _is_public("169.254.169.254"), _is_public("::ffff:10.0.0.1")
    (True, False, False)
    """
    found = ipaddress.ip_address(address)
    mapped = getattr(found, "ipv4_mapped", None)
    return (mapped or found).is_global and not found.is_multicast


def _pool(scheme: str, network: str, port: int, host: str) -> urllib3.HTTPConnectionPool:
    if scheme == "http":
        return urllib3.HTTPConnectionPool(network, port)
    options: dict[str, Any] = {"server_hostname": host, "assert_hostname": host}
    return urllib3.HTTPSConnectionPool(network, port, **options)


def _taken(
    answer: urllib3.BaseHTTPResponse,
    path: Path,
    known: Mapping[str, str],
    limits: Limits,
    end: float,
    address: str,
) -> Fetched:
    if answer.status == 304 and known:
        return Fetched(is_new=False, validators=known)
    if answer.status != 200:
        raise Unavailable(f"{address}: answers {answer.status} {answer.reason or ''}".rstrip())
    most, size = int(limits.megabytes * (1 << 20)), 0
    with writing(path) as file:
        while part := answer.read1(CHUNK, decode_content=True):
            size += len(part)
            if size > most:
                raise Unavailable(f"{address}: is larger than {limits.megabytes:g} MB")
            if time.monotonic() > end:
                raise Unavailable(f"{address}: takes longer than {limits.seconds:g} seconds")
            file.write(part)
    validators = {n: answer.headers[n] for n in ("ETag", "Last-Modified") if n in answer.headers}
    return Fetched(is_new=True, validators=validators)


def _reason(error: BaseException) -> str:
    return str(error).rpartition("): ")[2] or type(error).__name__
