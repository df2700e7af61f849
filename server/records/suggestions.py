"""Suggestions ("did you mean"): known IRIs and routes that are similar to an unknown one."""

from collections.abc import Iterable
from typing import Final

from rapidfuzz import fuzz, process
from werkzeug.routing import Map

from graph.engine.base import Engine
from server.web.site import query_text

__all__ = ["nearest", "nearest_names", "nearest_routes"]

MOST: Final = 2_000
"""Above this number of known IRIs, none are compared; one less than `known.rq` returns."""

LEAST: Final = 70
"""The lowest similarity of a suggestion, of 100."""


def nearest(engine: Engine, path: str) -> list[str]:
    """Return up to three paths below `id/` or `concept/` that are similar to one.

    Complexity: linear in what is known, and nothing where that is very much.
    """
    root, _, name = path.partition("/")
    known = [row["thing"].text for row in engine.rows(query_text("known"))]
    if len(known) > MOST:
        return []
    return nearest_names(name, {iri.partition(f"/{root}/")[2] for iri in known} - {""})


def nearest_names(name: str, known: Iterable[str]) -> list[str]:
    """Return up to three known names that are most similar to one.

    Complexity: linear in the names.
    """
    names = sorted(known)
    return [match[0] for match in process.extract(name, names, limit=3, score_cutoff=LEAST)]


def nearest_routes(routes: Map, path: str) -> list[str]:
    """Return the addresses of up to two routes that a path names with other letters.

    What a route leaves open stays as it was given; folders are compared one by one.
    Complexity: linear in the routes.

    >>> from werkzeug.routing import Rule
    >>> nearest_routes(Map([Rule("/charts/<name>"), Rule("/data")]), "/chrats/areas-by-year")
    ['/charts/areas-by-year']
    """
    given = path.split("/")
    rules = {rule.rule for rule in routes.iter_rules() if "GET" in (rule.methods or {"GET"})}
    scored = (_likened(rule.split("/"), given) for rule in rules)
    found = sorted({one for one in scored if one[0] >= LEAST and one[1] != path}, reverse=True)
    return [address for _, address in found[:2]]


def _likened(rule: list[str], given: list[str]) -> tuple[float, str]:
    """Return how similar the folders of a route and of a path are, and the address with these."""
    if len(rule) != len(given) or not any("<" not in one for one in rule[1:]):
        return 0, ""
    pairs = [*zip(rule[1:], given[1:], strict=True)]
    alike = [fuzz.ratio(one, other.lower()) for one, other in pairs if "<" not in one]
    folders = [other if "<" in one else one for one, other in pairs]
    return min(alike), "/" + "/".join(folders)
