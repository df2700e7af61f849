"""Related issues: list of an issue, explanation of a pair, interlocks of actors."""

import json
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

from flask import Response, redirect, render_template, request
from werkzeug.wrappers import Response as Answer

from graph.rdf.formats import GRAPH_FORMATS, Format
from graph.rdf.grouped import grouped
from graph.related import (
    LIMIT,
    RELATED,
    VIEWS,
    Chain,
    Features,
    Index,
    Relation,
    chains,
    diverse,
    interlocks,
    read_features,
    relation_between,
    write_relations,
)
from graph.related.judgements import Judgement, judgements
from graph.related.lists_apart import lists_apart
from graph.related.rows import as_json, chain_as_json, interlock_as_json, table
from graph.related.service import View, relations_of, row_of, viewed
from ontology import BadQuery, Misuse, NotFound, record_iri
from server.pages.related_limits import MOST_RELATED as MOST
from server.records.description import Description
from server.records.serialization import Addresses, write
from server.reports.reason_words import IN_LANGUAGE
from server.search.examples import examples
from server.search.filters import resolved
from server.web.etags import REVALIDATED
from server.web.formats import CSV, HTML, JSON, respond
from server.web.negotiation import choose
from server.web.site import site

__all__ = ["common", "related"]

OFFERS: Final = (JSON, HTML, CSV, *GRAPH_FORMATS)
PAGES: Final = (JSON, HTML)
ACTIVITY: Final = "/activity/"

FEWEST: Final = 2
"""The fewest actors that have something in common."""


@lru_cache(maxsize=2)
def _features(folder: Path) -> Features:
    return read_features(folder)


@cache
def _judgements() -> tuple[Judgement, ...]:
    return judgements()


@lru_cache(maxsize=8)
def _index(folder: Path, view: View, base: str) -> Index:
    return viewed(_features(folder), view, base)


def related(asked: str, suffix: str) -> Answer:
    """List the related issues, or with `?to=` explain the relation to another issue.

    `limit`, `only`, `without` and `diverse` give another view. Raises `NotFound` with the nearest
    names, and `Misuse` for a parameter out of its range. Of a record that reports an issue with
    others, these are the related issues of that issue.
    """
    slug, other = _canonical(asked), request.args.get("to", "")
    other = _canonical(other) if other else ""
    if slug != asked:
        return _see_other(slug, suffix)
    chosen = choose(request.headers.get("Accept", ""), PAGES if other else OFFERS, suffix)
    index = _index(site().release.folder, _view(), site().base)
    if other:
        return _between(index, slug, other, chosen)
    found = _listed(index, slug)
    if chosen.name == "html":
        title, named = _title(index, slug), examples()
        body: str | bytes = render_template(
            "related.html",
            title=title,
            slug=slug,
            related=found,
            apart=list(lists_apart(index, row_of(index.features, slug, site().base))),
            views=VIEWS,
            view=_view(),
            **IN_LANGUAGE,
            example=named["ghost-work"],
            without_example=f"actor/{named['amazon']}",
        )
    elif chosen.name in ("json", "csv"):
        body = table(found) if chosen is CSV else _json([as_json(one) for one in found])
    else:
        body = _graph(slug, found, chosen)
    return _response(body, chosen)


def _canonical(slug: str) -> str:
    """Return the slug of the issue that a record is counted as, or that of the record."""
    issue = site().search.issue_of(record_iri("issue", slug, site().base))
    return issue.rpartition("/")[2]


def _see_other(slug: str, suffix: str) -> Answer:
    """Redirect to the list of an issue, with the same parameters (RFC 9110, section 15.4.4)."""
    query = f"?{request.query_string.decode('latin-1')}" if request.query_string else ""
    response = redirect(f"/id/issue/{slug}/related{f'.{suffix}' if suffix else ''}{query}", 303)
    response.headers["Cache-Control"] = REVALIDATED
    return response


def _listed(index: Index, slug: str) -> list[Relation]:
    limit, base = _number("limit", LIMIT), site().base
    if request.args.get("diverse", "") in ("", "0", "false"):
        judged = () if index is not _index(site().release.folder, View(), base) else _judgements()
        return relations_of(index, slug, limit, base, judged)
    return diverse(index, row_of(index.features, slug, base), limit, base=base)


def _number(name: str, default: int) -> int:
    text = request.args.get(name, str(default))
    if not text.isascii() or not text.isdecimal() or not 1 <= int(text[:9]) <= MOST:
        raise Misuse(f"{name}={text[:20]}: give a whole number from 1 to {MOST}")
    return int(text)


def _view() -> View:
    without = request.args.getlist("without")
    if len(without) > MOST:
        raise Misuse(f"without: name {MOST} nodes at most")
    return View(request.args.get("only", ""), tuple(sorted({name for name in without if name})))


def _between(index: Index, slug: str, other: str, chosen: Format) -> Response:
    base = site().base
    one, two = (row_of(index.features, name, base) for name in (slug, other))
    direct = relation_between(index, one, two, base)
    paths = list(chains(index, one, two, base=base))
    if chosen.name == "json":
        return _response(_why(direct, paths), chosen)
    titles = (_title(index, slug), _title(index, other))
    shown = {"titles": titles, "slug": slug, "direct": direct, "chains": paths}
    body = render_template("why.html", **shown, **IN_LANGUAGE)
    return _response(body, chosen)


def _why(direct: Relation | None, paths: Sequence[Chain]) -> str:
    return _json(
        {
            "direct": as_json(direct) if direct else None,
            "chains": [chain_as_json(chain) for chain in paths],
        }
    )


def _title(index: Index, slug: str) -> str:
    return index.features.label(record_iri("issue", slug, site().base))


def _graph(slug: str, relations: Sequence[Relation], chosen: Format) -> bytes:
    """Write relations as they are in the named graph of all of them, without its activity."""
    base = site().base
    written = (quad for quad in write_relations(relations, base=base) if ACTIVITY not in quad[1])
    nodes = grouped(quad for quad in written if RELATED not in quad[1])
    issue = record_iri("issue", slug, base)
    addresses = Addresses(base, site().settings.rewrite_to)
    return write(Description(issue, nodes, {}), chosen, "expanded", addresses)


def _json(value: object) -> str:
    return json.dumps(value, indent=1, ensure_ascii=False) + "\n"


def _response(body: str | bytes, chosen: Format) -> Response:
    response = respond(body, chosen)
    response.headers["Cache-Control"] = REVALIDATED
    return response


def _actor(name: str) -> tuple[str, ...]:
    """Return the slugs that a name of an actor means; raises `NotFound` with the nearest."""
    try:
        return resolved(site().search, site().base, {"actor": (name,)})["actor"]
    except BadQuery as error:
        slug = name[:80]
        message = f"no issue names the actor '{slug}'"
        raise NotFound(message).with_nearest(error.mistaken, error.nearest) from error


def common() -> Answer:
    """List what actors have in common: `?actor=amazon&actor=google`."""
    given = list(dict.fromkeys(request.args.getlist("actor")))[:MOST]
    chosen = choose(request.headers.get("Accept", ""), PAGES, request.args.get("format", ""))
    if len(given) < FEWEST and chosen.name == "html":
        return redirect(f"/compare?{urlencode([('of', 'actor'), *(('is', one) for one in given)])}")
    actors = list(dict.fromkeys(word for one in given for word in _actor(one)))
    known = _features(site().release.folder)
    limit = _number("limit", 20)
    together, found = interlocks(known, actors, limit, site().base)
    if chosen.name == "json":
        shared = [interlock_as_json(one, actors) for one in found]
        return _response(_json({"together": together, "shared": shared}), chosen)
    named = [(known.label(issue), issue) for issue in together]
    names = [known.label(record_iri("actor", actor, site().base)) for actor in actors]
    called = site().called
    body = render_template(
        "interlocks.html", actors=names, together=named, found=found, called=called
    )
    return _response(body, chosen)
