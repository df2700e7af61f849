"""How the graph is read: a Flask application over the current release, and a front before it."""

import gc
from typing import Final, cast

from flask import Flask
from granian.utils.proxies import wrap_asgi_with_proxy_headers

from server import (
    api,
    changing,
    charts,
    compare,
    correction,
    coverage,
    discovery,
    downloads,
    embedding,
    explore,
    feeds,
    graph_store,
    health,
    home,
    parts,
    places,
    problems,
    questions,
    related,
    resources,
    search,
    sharing,
    sitemap,
    sparql,
)
from server.exchange import Application
from server.front import Front
from server.headers import add_headers
from server.observing import Observed
from server.parts import has_parts
from server.rates import counting
from server.settings import Settings
from server.site import EXTENSION, SERVING, Sites

__all__ = ["SERVING", "Settings", "counting", "create_app", "create_front", "has_parts"]

PARTS: Final = (
    home,
    search,
    explore,
    places,
    sparql,
    questions,
    related,
    correction,
    resources,
    charts,
    compare,
    coverage,
    downloads,
    feeds,
    sitemap,
    sharing,
    embedding,
    discovery,
    graph_store,
    health,
    api,
    parts,
    changing,
)


def create_app(settings: Settings | None = None) -> Flask:
    """Return the application that serves a data folder's current release.

    Raises `NotFound` where none was built, and `Unavailable` where it cannot be opened.
    """
    app = Flask(__name__)
    app.url_map.strict_slashes = app.url_map.merge_slashes = False
    app.extensions[EXTENSION] = Sites(settings or Settings.read())
    for part in PARTS:
        app.register_blueprint(part.blueprint)
    problems.register(app)
    app.after_request(add_headers)
    return app


def create_front(settings: Settings | None = None) -> Application:
    """Return the same behind a front that speaks ASGI, for a server with a pool of workers."""
    settings = settings or Settings.read()
    front = Observed(Front(create_app(settings), settings), settings)
    gc.collect()
    gc.freeze()  # what is loaded now stays, and is not looked through again while a page waits
    if not settings.proxies:
        return front
    trusted = settings.proxies.replace(" ", "").split(",")
    return cast("Application", wrap_asgi_with_proxy_headers(front, trusted))
