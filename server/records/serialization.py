"""Serialises a description in each RDF format, and rewrites IRIs to the server's address."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final, cast

import pyoxigraph as ox
from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header, parse_options_header

from graph.rdf.formats import GRAPH_CODECS, Format
from graph.rdf.jsonld_compact import compacted, framed
from graph.rdf.jsonld_expanded import expanded
from graph.rdf.quads import Quad, to_n_quads
from graph.rdf.terms import TYPE
from ontology import BASE, PREFIXES
from server.records.description import Description

__all__ = ["FORMS", "PROFILES", "Addresses", "form_of", "write", "write_each"]

PROFILES: Final = "http://www.w3.org/ns/json-ld#"
FORMS: Final = ("framed", "compacted", "expanded", "flattened")
"""JSON-LD document forms; the first is the default."""


VOCABULARY: Final = ("ontology", "concept/")
"""Where the IRIs of terms and concepts begin, below a base."""


@dataclass(frozen=True)
class Addresses:
    """Rewriting of IRIs: the base of the data, and the address under which they are shown.

    >>> local = Addresses(BASE, "http://localhost:8000/")
    >>> local.shown(BASE + "id/actor/amazon"), local.shown("https://example.org/")
    ('http://localhost:8000/id/actor/amazon', 'https://example.org/')
    """

    base: str = BASE
    address: str = ""

    def shown(self, iri: str) -> str:
        """Return the rewritten IRI: those of the data; terms and concepts keep theirs."""
        path = iri.removeprefix(self.base)
        is_kept = not self.address or path == iri or path.startswith(VOCABULARY)
        return iri if is_kept else self.address + path

    def rewritten(self, quads: Iterable[Quad]) -> set[Quad]:
        """Return statements with rewritten IRIs; literals stay unchanged."""
        if not self.address:
            return set(quads)
        return {cast(Quad, tuple(self._term(term) for term in quad)) for quad in quads}

    def _term(self, term: str) -> str:
        return f"<{self.shown(term[1:-1])}>" if term.startswith("<") else term

    @property
    def shown_base(self) -> str:
        """Return the base under which the data are shown, as the JSON-LD context names it."""
        return self.shown(self.base)


AS_MADE: Final = Addresses()


def write(
    description: Description, format_: Format, form: str = FORMS[0], addresses: Addresses = AS_MADE
) -> bytes:
    """Serialise a description in a graph format; JSON-LD in one of `FORMS`.

    The thing comes first, then its nested nodes, then the others in the order of their IRIs.
    Complexity: linear in the statements, and sorting them.
    """
    if format_.name == "jsonld":
        about, quads = _shown(description, addresses)
        document = _json_ld(quads, about, form, addresses)
        return (json.dumps(document, ensure_ascii=False) + "\n").encode()
    return _serialized(_ordered(description, addresses), format_)


def write_each(
    description: Description, formats: Iterable[Format], addresses: Addresses
) -> Iterator[bytes]:
    """Yield a description in each of some formats, as `write` does, sorted once for all."""
    ordered = _ordered(description, addresses)
    for one in formats:
        is_json_ld = one.name == "jsonld"
        yield (
            write(description, one, FORMS[0], addresses)
            if is_json_ld
            else _serialized(ordered, one)
        )


def _shown(description: Description, addresses: Addresses) -> tuple[str, set[Quad]]:
    return addresses.shown(description.iri), addresses.rewritten(description.quads)


def _ordered(description: Description, addresses: Addresses) -> list[ox.Quad]:
    about, quads = _shown(description, addresses)
    n_triples = to_n_quads(sorted(quads, key=lambda quad: _place(quad, about)))
    return [*ox.parse(n_triples, format=ox.RdfFormat.N_TRIPLES)]


def _serialized(quads: list[ox.Quad], format_: Format) -> bytes:
    return cast(bytes, ox.serialize(quads, format=GRAPH_CODECS[format_.name], prefixes=PREFIXES))


def _place(quad: Quad, about: str) -> tuple[int, str, bool, Quad]:
    """Return the sort key of a statement: the resource first, and types before other properties."""
    _, subject, predicate, _ = quad
    distance = 2 if not subject.startswith(f"<{about}#") else 1
    return distance if subject != f"<{about}>" else 0, subject, predicate != TYPE, quad


def _json_ld(quads: set[Quad], about: str, form: str, addresses: Addresses) -> Any:
    if form in ("expanded", "flattened"):
        return expanded(quads)
    if form == "compacted":
        return compacted(quads, addresses.shown_base)
    return framed(quads, about, addresses.shown_base)


def form_of(accept: str) -> str:
    """Return the JSON-LD form that an `Accept` header requests by profile, or an empty string.

    A profile that is not known asks for nothing.
    Source: JSON-LD 1.1, section C (IANA considerations); RFC 6906, section 3.

    >>> form_of('application/ld+json;profile="http://www.w3.org/ns/json-ld#expanded"')
    'expanded'
    >>> form_of("application/ld+json")
    ''
    """
    for range_, quality in parse_accept_header(accept, Accept):
        kind, options = parse_options_header(range_)
        if kind.lower() == "application/ld+json" and quality > 0:
            wanted = (one.removeprefix(PROFILES) for one in options.get("profile", "").split())
            return next((form for form in wanted if form in FORMS), "")
    return ""
