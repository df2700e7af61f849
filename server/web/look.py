"""A project's own look: its templates, its static files, and its colours as a style sheet.

Templates of a project take the place of ours by name and find ours under `ours/`. Its static files
are at `/static/own/`; only names that the folder holds are served, so no path comes from a request.
"""

import base64
from collections.abc import Mapping
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any, Final, cast

from flask import Flask, Response, send_file, send_from_directory
from jinja2 import BaseLoader, ChoiceLoader, FileSystemLoader, PrefixLoader
from werkzeug.exceptions import NotFound as NoFile

from ontology import Project, current_folder, trusted_folder
from server.languages.catalogue import ENGLISH
from server.languages.current import current
from server.languages.templates import TranslatingEnvironment
from server.web.etags import FOR_EVER, ranged
from server.web.packing import OWN, parted, static_address, static_version
from server.web.site import site

__all__ = ["Pages", "logo_data", "own_icon", "own_sheets", "style_sheet"]

COLOURS: Final = "colours.css"
ICON: Final = "icon.svg"
STYLE: Final = "style.css"


ICON_COLOURS: Final = {"issue": "#9a2617", "actor": "#4f7fbd"}
"""The colours of `static/icon.svg`, by the kinds for which they stand."""


LOGOS: Final = {".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg"}
"""Media types of logos that are drawn into pictures."""
LARGEST_LOGO: Final = 500_000


class _Environment(TranslatingEnvironment):
    static_address = staticmethod(static_address)


class Pages(Flask):
    """The Flask application, with templates and static files of the project of this process."""

    jinja_environment = _Environment

    @property
    def jinja_env(self) -> TranslatingEnvironment:
        """Return the environment of the language of the request: each compiles its own pages."""
        code = current().code
        if code not in self._environments:
            self._environments[code] = self._environments[ENGLISH.code].of(current())
        return self._environments[code]

    @cached_property
    def _environments(self) -> dict[str, TranslatingEnvironment]:
        return {ENGLISH.code: cast("TranslatingEnvironment", self.create_jinja_environment())}

    def create_global_jinja_loader(self) -> BaseLoader:  # type: ignore[override]
        """Return a loader that prefers the project's templates to ours.

        Templates are code, so those of a release that came from elsewhere are left out.
        """
        ours = super().create_global_jinja_loader()
        folder = trusted_folder()
        if folder is None:
            return ours
        own = FileSystemLoader(folder / "templates")
        return ChoiceLoader([own, ours, PrefixLoader({"ours": ours})])

    def url_for(self, endpoint: str, **values: Any) -> str:
        """Return the address of a route; a static file has its version in it."""
        if endpoint == "static" and values.keys() == {"filename"}:
            return static_address(values["filename"])
        return super().url_for(endpoint, **values)

    def send_static_file(self, filename: str) -> Response:
        """Send a static file: of the project below `own/`, else ours.

        Under the version of today it never changes. Pages of before may ask for that of theirs.
        Source: RFC 8246 (immutable).
        """
        if not filename.startswith(OWN):
            version, name = parted(filename)
            folder, age = cast("str", self.static_folder), self.get_send_file_max_age(name)
            response = ranged(send_from_directory(folder, name, conditional=False, max_age=age))
            if version == static_version():
                response.headers["Cache-Control"] = FOR_EVER
            return response
        name = filename.removeprefix(OWN)
        if name == ICON:
            return Response(icon(site().project), mimetype="image/svg+xml")
        if name == COLOURS:
            return Response(style_sheet(site().project), mimetype="text/css")
        path = _static_files().get(name)
        if path is None:
            raise NoFile
        age = self.get_send_file_max_age(filename)
        return ranged(send_file(path, conditional=False, max_age=age))


@cache
def _static_files() -> Mapping[str, Path]:
    """Return the project's static files by name, as they were when the server began."""
    folder = current_folder()
    paths = sorted((folder / "static").rglob("*")) if folder else []
    return {
        path.relative_to(folder / "static").as_posix(): path
        for path in paths
        if folder and path.is_file() and not path.is_symlink()
    }


def style_sheet(project: Project) -> str:
    r"""Return the colours of a project as custom properties of CSS.

    >>> style_sheet(Project(colours={"issue": "#0b5d3b"}))
    ':root { --issue: #0b5d3b; }\n'
    """
    light = _rule(project.colours)
    dark = _rule(project.dark_colours)
    media = "@media screen and (prefers-color-scheme: dark)"
    return light + (f"{media} {{ {dark.strip()} }}\n" if dark else "")


def _rule(colours: Mapping[str, str]) -> str:
    properties = " ".join(f"--{name}: {colour};" for name, colour in sorted(colours.items()))
    return f":root {{ {properties} }}\n" if properties else ""


def own_icon() -> str:
    """Return the name of the icon of a site without a logo: ours, or the same in its colours."""
    project = site().project
    return f"{OWN}{ICON}" if {"issue", "actor"} & project.colours.keys() else ICON


def icon(project: Project) -> str:
    """Return our icon in the colours of a project."""
    svg = (files("server") / "static" / ICON).read_text(encoding="utf-8")
    for kind, colour in ICON_COLOURS.items():
        svg = svg.replace(colour, project.colours.get(kind, colour))
    return svg


def logo_data() -> str:
    """Return the project's logo as a data URL for a picture; nothing where it has no small one."""
    path = _static_files().get(site().project.logo)
    media = LOGOS.get(path.suffix.lower()) if path else None
    if path is None or media is None or path.stat().st_size > LARGEST_LOGO:
        return ""
    return f"data:{media};base64,{base64.b64encode(path.read_bytes()).decode()}"


def own_sheets() -> list[str]:
    """Return the names of the style sheets that a project adds to every page."""
    project = site().project
    colours = [COLOURS] if project.colours or project.dark_colours else []
    return [f"{OWN}{name}" for name in (*colours, *({STYLE} & _static_files().keys()))]
