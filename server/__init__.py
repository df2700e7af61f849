"""Web server: a Flask application over the current release, behind an ASGI front."""

import gc
import multiprocessing
from pathlib import Path
from typing import Final, cast

from flask import Flask
from granian.utils.proxies import wrap_asgi_with_proxy_headers

from graph.engine.pool.parent import end_with_parent
from server import parts
from server.asgi import health
from server.asgi.access_log import RequestObserver
from server.asgi.connection_limits import ConnectionLimits, share
from server.asgi.exchange import Application
from server.asgi.front import SparqlFastPath
from server.asgi.web_processes import note_ready
from server.brief import page as brief
from server.contribute import pages as contribute
from server.contribute import receipt, removal, tables
from server.dataset import (
    api,
    discovery,
    downloads,
    feeds,
    graph_store,
    llms,
    patches,
    releases,
    shapes,
    sitemap,
)
from server.desk import hiding, identity, names, withholding
from server.desk import pages as desk
from server.directory import actors
from server.drawing.dark_colours import let_style
from server.explorer import explorer
from server.follow import feeds as topic_feeds
from server.follow import pages as follow
from server.pages import (
    about,
    companies,
    data,
    embed,
    evidence,
    history,
    home,
    navigation,
    related_routes,
    workers,
)
from server.parts import has_parts
from server.pictures import pages as pictures
from server.reconcile import preview as reconcile_preview
from server.reconcile import service as reconcile
from server.records import data_model, meta_tags, not_found, resource
from server.reports import charts, compare, coverage, embedded_answer, places, questions
from server.search import search, suggest
from server.sharing import cards, frames, share_links
from server.sparql import endpoint
from server.web import problems, versions
from server.web.headers import add_headers
from server.web.html_addresses import HtmlAddresses
from server.web.language_addresses import LanguageAddresses, keep_language, refuse_clashes
from server.web.look import Pages
from server.web.settings import Settings
from server.web.site import EXTENSION, SERVING, Sites

__all__ = ["SERVING", "Settings", "create_app", "create_front", "has_parts"]

FIRST_RENDERED: Final = ("/", "/explore?most=150")
"""Pages whose templates take the longest to compile."""
THRESHOLDS: Final = (10_000, 20, 100)
"""When cyclic garbage is looked for: a page makes thousands of objects that end without it.

Rarer looks cost more in all: at 50,000 each twentieth takes 90 ms, and the mean page 4 % more."""
PARTS: Final = (
    home,
    navigation,
    companies,
    workers,
    data,
    search,
    suggest,
    actors,
    brief,
    explorer,
    places,
    reconcile,
    reconcile_preview,
    endpoint,
    questions,
    embedded_answer,
    related_routes,
    about,
    contribute,
    receipt,
    tables,
    removal,
    versions,
    hiding,
    desk,
    identity,
    names,
    withholding,
    follow,
    topic_feeds,
    data_model,
    resource,
    not_found,
    charts,
    compare,
    coverage,
    pictures,
    downloads,
    patches,
    releases,
    feeds,
    sitemap,
    shapes,
    meta_tags,
    cards,
    frames,
    share_links,
    embed,
    discovery,
    graph_store,
    llms,
    health,
    api,
    parts,
    history,
    evidence,
)


def create_app(settings: Settings | None = None, release: str = "") -> Flask:
    """Return the application that serves a data folder's current release, or a kept one by name.

    Raises `NotFound` where none was built, `Gone` for one that was withdrawn, `Unavailable` where
    it cannot be opened, and `Misuse` for a language whose address is taken.
    """
    app = Pages(__name__)
    app.url_map.strict_slashes = app.url_map.merge_slashes = False
    app.extensions[EXTENSION] = Sites(settings or Settings.read(), release)
    for part in PARTS:
        app.register_blueprint(part.blueprint)
    problems.register(app)
    refuse_clashes(rule.rule.split("/")[1] for rule in app.url_map.iter_rules())
    app.after_request(add_headers)
    app.after_request(let_style)  # before the headers, which leave it
    app.after_request(keep_language)  # runs first: tags are those of the page in its language
    app.wsgi_app = LanguageAddresses(HtmlAddresses(app.wsgi_app))  # type: ignore[method-assign]
    return app


def create_front(settings: Settings | None = None) -> Application:
    """Return the same behind a front that speaks ASGI, for a server with a pool of workers."""
    settings = settings or Settings.read()
    if parent := multiprocessing.parent_process():
        end_with_parent(parent.pid or 0)
    app = create_app(settings)
    front = RequestObserver(SparqlFastPath(app, settings), settings)
    if settings.folder:
        _render_front(app)
        _limit_connections(settings)
        note_ready(Path(settings.folder))
    gc.collect()
    gc.freeze()  # what is loaded now stays, and is not looked through again while a page waits
    gc.set_threshold(*THRESHOLDS)
    if not settings.proxies:
        return front
    trusted = list(settings.trusted)
    return cast("Application", wrap_asgi_with_proxy_headers(front, trusted))


def _render_front(app: Flask) -> None:
    """Render a page of each large kind: templates and indexes are then read before anybody asks."""
    for path in FIRST_RENDERED:
        app.test_client().get(path, headers={"Accept": "text/html"})


def _limit_connections(settings: Settings) -> None:
    """Limit the connections of this web process."""
    most = share(settings.connections, settings.processes)
    of_one = min(settings.client_connections, most)
    ConnectionLimits(settings.port, most, of_one, settings.trusted).start()
