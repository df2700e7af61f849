"""Embedding of pictures: frames for other sites, with their code and a citation."""

from dataclasses import dataclass
from html import escape

from flask import Blueprint, render_template, request

from graph.reports.charts import chart as definition
from ontology import NotFound
from server.languages.current import current, day, gettext
from server.pictures.pages import picture_of
from server.records.meta_tags import page_url, root
from server.sharing.gist import page_gist
from server.web.html_addresses import html_address
from server.web.language_addresses import in_language
from server.web.site import site

__all__ = ["Use", "blueprint"]

blueprint = Blueprint("frames", __name__)

WIDTH, HEIGHT = 800, 600


@dataclass(frozen=True)
class Use:
    """Reuse of a picture: addresses of its formats and frame, code, link, citation."""

    svg: str
    png: str
    csv: str
    frame: str
    code: str
    link: str
    citation: str


@blueprint.get("/embed/charts/<slug>")
def chart(slug: str) -> str:
    """Show a chart, for an iframe; raises `NotFound` with the nearest for an unknown one."""
    return _framed(f"/charts/{definition(slug).slug}")


@blueprint.get("/embed/places")
def places() -> str:
    """Show the map of a list, for an iframe."""
    return _framed("/places")


@blueprint.get("/embed/compare")
def compare() -> str:
    """Show the numbers of a comparison by year, for an iframe; a cross table has no picture."""
    if "by" in request.args or not request.args.get("is"):
        raise NotFound("there is no picture of this: name what to compare with `is`, without `by`")
    return _framed("/compare")


@blueprint.get("/embed/explore")
def explore() -> str:
    """Show the picture of a part of the graph, for an iframe."""
    return _framed("/explore", f"/explore.svg?{_query()[1:]}&tall=1")


@blueprint.get("/embed/pictures/<kind>/<name>")
def picture(kind: str, name: str) -> str:
    """Show a picture of a page, for an iframe; raises `NotFound` as the page itself does."""
    picture_of(kind, name)
    return _framed(f"/pictures/{kind}/{name}")


def _framed(path: str, narrow: str = "") -> str:
    """Return a picture in a page of its own, with another one for narrow frames.

    Raises `NotFound` where there is no such picture.
    """
    query = _query()
    title, _ = page_gist(path, query[1:])
    page = html_address(path) + query
    picture = f"{path}.svg{query}"
    release = site().release.name
    variables = {"name": title, "page": page, "picture": picture, "release_name": release}
    variables |= {"narrow": narrow, "canonical": page_url(path, query[1:])}
    return render_template("embed-picture.html", **variables)


def _query() -> str:
    query = request.query_string.decode("latin-1")
    return f"?{query}" if query else ""


@blueprint.app_template_global()
def left_out(address: str) -> bool:  # noqa: ARG001 - a mirror has another
    """Whether pages offer an address no more: a server answers all; a mirror has some alone."""
    return False


@blueprint.app_template_global()
def use_of_picture(title: str, table: str = ".csv") -> Use:
    """Return how the picture of the current page is used elsewhere."""
    path, query = request.path.removesuffix(".html"), _query()
    frame = f"/embed{path}{query}"
    link = page_url(path, query[1:])
    size = f'width="{WIDTH}" height="{HEIGHT}"'
    source = escape(root() + in_language(frame, current().code)[1:])
    code = f'<iframe src="{source}" {size} title="{escape(title)}" loading="lazy"></iframe>'
    csv = f"{path}{table}{query}"
    return Use(
        f"{path}.svg{query}", f"{path}.png{query}", csv, frame, code, link, _cited(title, link)
    )


def _cited(title: str, link: str) -> str:
    """Return the citation of a picture, by its release."""
    release, project = site().release, site().project
    words = {"project": project.title, "title": title, "link": link, "release": release.name}
    words["day"] = day(release.manifest["modified"])
    return gettext("%(project)s: “%(title)s”. Release %(release)s of %(day)s. %(link)s", **words)
