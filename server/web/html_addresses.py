"""Addresses that end in `.html`: WSGI middleware that gives a page to clients that accept anything.

Pages with data variants send data to a client without preference, such as the robots that read link
previews. Records have such addresses of their own.
"""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

__all__ = ["HtmlAddresses", "html_address", "is_release_file"]

SUFFIX: Final = ".html"
OWN: Final = ("activity", "concept", "graph", "id", "ontology", "parts", "static")
"""First parts of paths whose routes know the suffix themselves, or have none."""
FILE: Final = re.compile(r"/release/[^/]+/.")
"""The beginning of the address of a file of a release."""


class HtmlAddresses:
    """Middleware: `/places.html` is `/places`, asked for as HTML."""

    def __init__(self, app: "WSGIApplication") -> None:
        self._app = app

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Answer a request; its suffix becomes the header `Accept`."""
        path = environ.get("PATH_INFO", "")
        is_own = path[1:].partition("/")[0] in OWN or is_release_file(path)
        if path.endswith(SUFFIX) and not is_own:
            plain = path.removesuffix(SUFFIX)
            environ = environ | {"PATH_INFO": plain, "HTTP_ACCEPT": "text/html"}
        return self._app(environ, start_response)


def html_address(path: str) -> str:
    """Return the address of a page that gives HTML to any client.

    >>> html_address("/charts/areas-by-year"), html_address("/")
    ('/charts/areas-by-year.html', '/')
    """
    return path if path.endswith(("/", SUFFIX)) or not path else path + SUFFIX


def is_release_file(path: str) -> bool:
    """Whether a path leads to a file of a release, whatever its suffix.

    >>> is_release_file("/release/latest/project/templates/base.html")
    True
    >>> is_release_file("/release/24bd.html")
    False
    """
    return FILE.match(path) is not None
