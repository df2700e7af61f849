"""How the graph is read: a Flask application over one release."""

from flask import Flask

from graph import Store, current_release
from server import downloads, home, problems, questions, resources, sparql
from server.headers import add_headers
from server.settings import Settings
from server.site import EXTENSION, Site

__all__ = ["Settings", "create_app"]


def create_app(settings: Settings | None = None) -> Flask:
    """Return the application that serves a data folder's current release.

    Raises `NotFound` where none was built, and `Unavailable` where it cannot be opened.
    """
    settings = settings or Settings.from_environment()
    release = current_release(settings.data)
    app = Flask(__name__)
    app.url_map.strict_slashes = False
    app.extensions[EXTENSION] = Site(
        release, Store.open(release.store, settings.base), settings.base
    )
    for part in (home, sparql, questions, resources, downloads):
        app.register_blueprint(part.blueprint)
    problems.register(app)
    app.after_request(add_headers)
    return app
