"""Search routes: a list of records by words and facets, as a page and as data."""

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Final
from urllib.parse import quote_plus, urlencode

from flask import Blueprint, render_template, request
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as Answer

from graph.search import FACETS, ISSUES, ORDERS, Choice, SearchQuery, SearchResult
from ontology import BadQuery
from server.languages.current import gettext_noop
from server.search.filters import check_names, facet_names, resolved
from server.search.formats import LISTS, Listed, list_query
from server.web.formats import format_name, respond_kept
from server.web.negotiation import choose, prefers_html
from server.web.site import site

__all__ = ["ISSUE_KINDS", "address_of", "asked_of", "blueprint", "wish_of"]

blueprint = Blueprint("search", __name__)
blueprint.add_app_template_filter(format_name)

SHOWN: Final = 20
ISSUE_KINDS: Final[dict[str, tuple[str, ...]]] = {"kind": ISSUES}
"""The facet values that restrict a list to issues."""
WORDS: Final = (
    *(gettext_noop("relevance"), gettext_noop("newest"), gettext_noop("oldest")),
    gettext_noop("Curated records"),
)
"""Orders of a list, and the name of our own records among those of databases."""
OF_FACETS: Final = {
    "kind": "issue",
    "area": "area",
    "impact": "impact",
    "place": "place",
    "implicated": "actor",
    "responding": "actor",
    "actor": "actor",
    "system": "system",
    "task": "workers",
    "condition": "workers",
    "source": "source",
}
"""The icon of the values of each facet that has one."""
FURTHEST: Final = 10_000
"""The longest list; use a download or SPARQL for more."""


@blueprint.get("/search")
@blueprint.get("/search.<suffix>")
def search(suffix: str = "") -> Answer | str:
    """Answer a search, as a page or in a format of data."""
    accept = request.headers.get("Accept", "")
    if not suffix and prefers_html(accept, LISTS):
        return _page(asked_of(request.args))
    chosen = choose(accept, LISTS, suffix)
    return respond_kept(lambda: _written(chosen.name), chosen)


def _written(name: str) -> bytes:
    wish = asked_of(request.args, FURTHEST)
    return Listed(site(), wish, address_of(wish), name).written()


def asked_of(arguments: "MultiDict[str, str]", most: int = SHOWN) -> SearchQuery:
    """Parse the query string of a search and resolve its filters in the release that is served.

    A list without words and without kinds is one of issues, as the counts of all pages are.
    Raises `BadQuery` for unknown parameters and values, with the nearest.
    """
    check_names(arguments)
    wish = wish_of(arguments, most)
    chosen = resolved(site().search, site().base, wish.chosen)
    is_of_issues = not wish.words and "kind" not in chosen
    return replace(wish, chosen=ISSUE_KINDS | chosen if is_of_issues else chosen)


def wish_of(arguments: "MultiDict[str, str]", most: int = SHOWN) -> SearchQuery:
    """Parse the query string of a search.

    Raises `BadQuery` for an unknown order or page.

    >>> wish_of(MultiDict([("q", "ghost work"), ("area", "economic-justice"), ("page", "2")])).first
    20
    """
    order, page = arguments.get("order", "relevance"), arguments.get("page", "1")
    if order not in ORDERS:
        message = f"order={order[:40]}: choose one of {', '.join(ORDERS)}"
        raise BadQuery(message).among(order, ORDERS)
    last = FURTHEST // SHOWN
    if not (page.isascii() and page.isdecimal() and 1 <= int(page[:9]) <= last):
        raise BadQuery(f"page={page[:40]}: give a number from 1 to {last}")
    chosen = {name: tuple(sorted({*arguments.getlist(name)} - {""})) for name in FACETS}
    return SearchQuery(
        " ".join(arguments.get("q", "").strip("\x00").split()),
        {name: values for name, values in chosen.items() if any(values)},
        order,
        SHOWN * (int(page) - 1) if most == SHOWN else 0,
        most,
    )


def address_of(wish: SearchQuery, page: int = 1, suffix: str = "", at: str = "/search") -> str:
    """Return the address of a list, of a page or format of it, or of another view of it.

    >>> address_of(SearchQuery("ghost", {"year": ("2020", "2021")}), page=2)
    '/search?q=ghost&year=2020&year=2021&page=2'
    """
    pairs = [("q", wish.words)] if wish.words else []
    pairs += [(name, value) for name, values in wish.chosen.items() for value in values]
    pairs += [("order", wish.order)] if wish.order != ORDERS[0] else []
    pairs += [("page", str(page))] if page > 1 else []
    return f"{at}{suffix}" + (f"?{urlencode(pairs, quote_via=_quoted)}" if pairs else "")


_quoted = lru_cache(maxsize=1 << 12)(quote_plus)
"""Percent-encoding with an LRU cache: a page has many lists by the same values."""


def _page(wish: SearchQuery) -> str:
    index = site().search
    found = index.find(wish)
    sparql = list_query(wish.words, index.meant(wish), site().base)
    page = wish.first // SHOWN + 1
    last = min(-(-found.total // SHOWN), FURTHEST // SHOWN)
    return render_template(
        "search.html",
        wish=wish,
        found=found,
        facets=facet_names(),
        marks=OF_FACETS,
        chips=[*_chips(wish, found)],
        orders=ORDERS,
        page=page,
        last=last,
        addresses=dict(_addresses(wish, page, last)),
        formats=[(offer, address_of(wish, suffix=f".{offer.name}")) for offer in LISTS],
        sparql=f"/sparql?{urlencode({'query': sparql})}",
        on_map=address_of(wish, at="/places"),
        as_brief=address_of(wish, at="/brief"),
        here=address_of(replace(wish, order=ORDERS[0])),
        follow=f"/follow?{urlencode({'topic': address_of(wish)})}",
    )


def _chips(wish: SearchQuery, found: SearchResult) -> Iterator[tuple[str, Choice, str]]:
    """Yield each chosen value, with its facet and the address of the list without it."""
    for name, choices in found.choices.items():
        for choice in choices:
            if choice.is_chosen:
                others = tuple(one for one in wish.chosen[name] if one != choice.word)
                chosen = {**wish.chosen, name: others}
                yield name, choice, address_of(replace(wish, chosen=chosen))


def _addresses(wish: SearchQuery, page: int, last: int) -> Iterator[tuple[str, str]]:
    if page > 1:
        yield "prev", address_of(wish, page - 1)
    if page < last:
        yield "next", address_of(wish, page + 1)
