"""Addresses at which nothing is found: redirects to what is meant, else the nearest records."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from flask import Blueprint, current_app, redirect, request
from rapidfuzz import fuzz, process
from werkzeug.exceptions import HTTPException
from werkzeug.exceptions import NotFound as NoRoute
from werkzeug.wrappers import Response as Answer

from graph.questions import LABEL
from graph.search import Hit, SearchQuery
from ontology import (
    BASE,
    JG,
    JusticeGraphError,
    NotFound,
    kind_of,
    record_types,
    vocabulary,
)
from server.languages.current import gettext_noop as _
from server.languages.current import translated
from server.records.description import statements_about
from server.records.moved import moved
from server.records.near_records import near_records
from server.records.suggestions import nearest_routes
from server.web.etags import REVALIDATED
from server.web.hand_typed import tidied
from server.web.language_addresses import tidied_language
from server.web.problems import Near, answer
from server.web.site import site

__all__ = ["blueprint", "nearest_hits", "nearest_pages"]

blueprint = Blueprint("not_found", __name__)

SHOWN: Final = 5
NAMED: Final = (
    "charts",
    "contribute",
    "embed",
    "feeds",
    "ontology",
    "pictures",
    "questions",
    "search",
)
"""Folders of pages whose names are in small letters; files and secrets may have capitals."""
DESCRIBED: Final = {"id": (2, 2), "concept": (1, 2), "graph": (2, 2), "activity": (1, 1)}
"""First folder of what the graph describes → the fewest and the most folders of its name."""
DESCRIPTIONS: Final = tuple(f"/{root}/" for root in DESCRIBED)
FRAMES: Final = "/embed/"
"""What the address of a page has before it where pages of others show a part of it."""
FRONT: Final = ("/home", "/index")
USUAL: Final = ("htm", "html", "json")
"""Suffixes that people add to the address of any page."""
LISTS: Final = {
    "issue": "/search",
    "issues": "/search",
    "actor": "/actors",
    "place": "/places",
    "worker-group": "/workers",
    "concept": "/ontology",
}
"""Last folder of an address without a name → the page that lists what is in it."""
PRIVATE: Final = {"/receipt/": "receipt", "/follow/confirm/": "letter", "/follow/stop/": "letter"}
"""Where the addresses begin that have a secret, and of what they are."""
PAGES: Final = {
    "/about": _("About"),
    "/actors": _("Who helps"),
    "/api": _("For programs"),
    "/brief": _("Brief"),
    "/charts": _("Charts"),
    "/companies": _("Companies"),
    "/compare": _("Compare and count"),
    "/contribute": _("Contribute"),
    "/coverage": _("Coverage"),
    "/data": _("Data"),
    "/downloads": _("Downloads"),
    "/explore": _("Explorer"),
    "/follow": _("Follow"),
    "/help": _("Help"),
    "/ontology": _("Vocabulary"),
    "/ontology/model": _("Data model"),
    "/places": _("Places"),
    "/privacy": _("Privacy"),
    "/questions": _("Questions"),
    "/remove": _("Ask for removal"),
    "/search": _("Search"),
    "/similar": _("Is this known?"),
    "/sparql": _("Ask in SPARQL"),
    "/workers": _("Workers"),
}
"""Pages for people, by their titles."""
KINDS: Final = {
    "actors": "actor",
    "companies": "actor",
    "issues": "issue",
    "places": "place",
    "systems": "system",
    "workers": "worker-group",
}
"""Lists under which people look for a record → the kind of what they list."""
LEAST: Final = 75
"""The lowest similarity of a page's path, of 100."""
SHOWING: Final = {"around": "issue", "pay": "worker-group", "wage-line": "system"}
"""Pictures of a record → its kind."""
SECRET: Final = ("/desk", "/follow/", "/receipt", "/metrics", "/healthz", "/readyz", "/-")
"""Routes that nobody is led to by a misspelt address."""
LONGEST: Final = 80


@blueprint.app_template_global()
def private_link(path: str) -> str:
    """Return of what an address with a secret is, whole or broken; nothing of another address.

    What is like the letters of a secret is nothing that its reader may have meant.

    >>> private_link("/follow/confirm/none"), private_link("/receipt"), private_link("/follow")
    ('letter', 'receipt', '')
    """
    return next((what for start, what in PRIVATE.items() if f"{path}/".startswith(start)), "")


@blueprint.app_errorhandler(404)
@blueprint.app_errorhandler(NotFound)
def lead_on(error: NotFound | NoRoute) -> Answer:
    """Redirect to the address that was meant, or to where a record has moved; else answer 404.

    Source: RFC 9110, section 15.4.2.
    """
    try:
        target = _target() if request.method in ("GET", "HEAD") else ""
    except JusticeGraphError as failed:  # as where the engine is away for a moment
        return answer(failed)
    if not target:
        is_named = private_link(request.path) or (request.url_rule and not request.view_args)
        return answer(error, lambda: () if is_named else nearest_pages(request.path))
    query = request.query_string.decode("latin-1")
    response = redirect(f"{target}?{query}" if query else target, 301)
    response.headers["Cache-Control"] = REVALIDATED
    return response


def _target() -> str:
    """Return the address that was meant, where something is there, or nothing."""
    if meant := tidied_language(request.path):
        return meant
    path = tidied(request.path)
    path = _of_term(path) or path
    stem = "" if request.url_rule else _without_suffix(path)
    for meant in (path, stem):
        if meant and meant != request.path and _is_there(meant):
            return meant
    return moved(request.path) or moved(path)


def _without_suffix(path: str) -> str:
    """Return the address of a page that was written with a usual suffix, or nothing."""
    stem, _, suffix = path.rpartition(".") if "." in path else (path, "", "")
    if stem in FRONT and suffix in ("", *USUAL):
        return "/"
    is_format = path.startswith(DESCRIPTIONS) and "." not in stem
    return stem if suffix in USUAL and not is_format else ""


def _of_term(path: str) -> str:
    """Return the address of a term of the vocabulary that is written in other capitals."""
    name, dot, suffix = path.removeprefix("/ontology/").partition(".")
    known = _terms().get(name.lower()) if path.startswith("/ontology/") else ""
    return f"/ontology/{known}{dot}{suffix}" if known else ""


@cache
def _terms() -> dict[str, str]:
    """Return the names of our terms by their small letters; of two, the class."""
    subjects = {str(quad.subject)[1:-1] for quad in vocabulary()}
    names = (one.removeprefix(JG) for one in subjects if one.startswith(JG))
    return {name.lower(): name for name in sorted(names, reverse=True)}


def _is_there(path: str) -> bool:
    """Whether a page is at an address, or of a record or a concept whether anything is known."""
    try:
        endpoint, names = current_app.url_map.bind("").match(path)
    except HTTPException:
        return False
    if path.startswith(FRAMES):
        framed = path.removeprefix(FRAMES)
        return _is_there(f"/id/{framed}" if framed.startswith("issue/") else f"/{framed}")
    root, *parts = path.lstrip("/").split("/")
    fewest, most = DESCRIBED.get(root, (0, 0))
    is_described = root in DESCRIBED and len(parts) >= fewest
    if is_described and not _is_known(root, "/".join(parts[:most]).partition(".")[0]):
        return False
    if str(endpoint) == "resources.thing":
        return is_described and len(parts) <= most
    return is_described or root.partition(".")[0] in NAMED or not names


def _is_known(root: str, name: str) -> bool:
    base = BASE if root == "concept" else site().base
    return bool(statements_about(site().engine, f"{base}{root}/{name}"))


def nearest_pages(path: str) -> Iterator[Near]:
    """Yield up to five pages that are near to a path: pages of the site, and what a search finds.

    Complexity: one search.
    """
    *folders, name = tidied(path).strip("/").split("/")
    routes = [*_routes(path)]
    if name in LISTS:
        yield from (*routes, Near(LISTS[name], translated(PAGES[LISTS[name]])))
    elif found := [*near_records(tidied(path)), *(_above(folders) or _with_nearest_record(path))]:
        yield from (*found[:SHOWN], *routes)
    else:
        folder = folders[-1] if folders else ""
        kind = KINDS.get(folder, folder)
        hits = nearest_hits(kind, name.partition(".")[0])
        records = (Near(site().address(hit.iri), hit.title, hit.kind) for hit in hits)
        pages = dict.fromkeys([*routes, *_pages(path)])
        is_record = kind in KINDS.values() and folders[:-1] in ([], ["id"])
        yield from (*records, *pages) if is_record else (pages or records)


def nearest_hits(kind: str, name: str) -> list[Hit]:
    """Return what a search finds by the words of a record's name.

    First is what is of its kind, and of that whose name has most of the same letters.

    Complexity: one search.
    """
    words = " ".join(name.replace("-", " ").split())[:LONGEST]
    hits = site().search.find(SearchQuery(words, most=4 * SHOWN), facets=()).hits if words else ()

    def rank(hit: Hit) -> tuple[bool, float]:
        return kind_of(hit.iri) != kind, -fuzz.ratio(name, hit.iri.rpartition("/")[2])

    return sorted(hits, key=rank)[:SHOWN]


def _above(folders: Sequence[str]) -> list[Near]:
    """Return the page of the record below whose address something is asked for, if it is there."""
    path = "/" + "/".join(folders[:3])
    if len(folders) < 3 or folders[0] != "id" or not _is_there(path):
        return []
    rows = site().engine.rows(LABEL, this=f"{site().base}{path[1:]}")
    return [Near(path, next((row["label"].text for row in rows), path))]


def _with_nearest_record(path: str) -> Iterator[Near]:
    """Yield the same address of the records that are nearest to the one it names.

    Of a record itself the search says which are near.
    """
    folders = tidied(path).split("/")
    for at, folder in enumerate(folders[:-1]):
        kind = SHOWING.get(folder, folder.removesuffix("s"))
        is_itself = folders[1] == "id" and len(folders) == at + 2
        if kind in record_types().values() and not is_itself:
            slug, dot, suffix = folders[at + 1].partition(".")
            for hit in nearest_hits(kind, slug):
                if kind_of(hit.iri) == kind:
                    name = hit.iri.rpartition("/")[2] + dot + suffix
                    where = "/".join([*folders[:at], folder, name, *folders[at + 2 :]])
                    yield Near(where, hit.title, hit.kind)


def _routes(path: str) -> Iterator[Near]:
    """Yield the addresses of routes whose folders a path misspells, by the titles of pages."""
    for where in nearest_routes(current_app.url_map, path[: 4 * LONGEST]):
        if not where.startswith(SECRET):
            title = PAGES.get(where, "")
            yield Near(where, translated(title) if title else where)


def _pages(path: str) -> Iterator[Near]:
    """Yield the pages whose path is most similar to one, by their titles."""
    similar = process.extract(path[:LONGEST].lower(), [*PAGES], limit=2, score_cutoff=LEAST)
    for name, _score, _at in similar:
        yield Near(name, translated(PAGES[name]))
