"""Addresses that end in `.html`: WSGI middleware that gives a page to clients that accept anything.

Pages with data variants send data to a client without preference, such as the robots that read link
previews. Records have such addresses of their own.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

__all__ = ["HtmlAddresses", "html_address"]

SUFFIX: Final = ".html"
OWN: Final = ("activity", "concept", "graph", "id", "ontology", "parts", "static")
"""First parts of paths whose routes know the suffix themselves, or have none."""


class HtmlAddresses:
    """Middleware: `/places.html` is `/places`, asked for as HTML."""

    def __init__(self, app: "WSGIApplication") -> None:
        self._app = app

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Answer a request; its suffix becomes the header `Accept`."""
        path = environ.get("PATH_INFO", "")
        if path.endswith(SUFFIX) and path[1:].partition("/")[0] not in OWN:
            plain = path.removesuffix(SUFFIX)
            environ = environ | {"PATH_INFO": plain, "HTTP_ACCEPT": "text/html"}
        return self._app(environ, start_response)


def html_address(path: str) -> str:
    """Return the address of a page that gives HTML to any client.

    >>> html_address("/charts/areas-by-year"), html_address("/")
    ('/charts/areas-by-year.html', '/')
    """
    return path if path.endswith(("/", SUFFIX)) or not path else path + SUFFIX
