"""Responses to an issue, and the figures in its sources."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ontology import JG
from ontology.namespaces import DCTERMS
from server.records.kinds.sources import SOURCE, Notes
from server.records.reader import Reader
from server.records.view import Link

__all__ = ["Figure", "Response", "figures", "responses"]

DESCRIPTION: Final = DCTERMS + "description"
BEFORE: Final = {"Estimate": "estimated"}
"""Text before an inexact number, where it differs from the name of its precision."""


@dataclass(frozen=True)
class Response:
    """A response: demand, action or finding, by whom, to whom, and the outcome."""

    fragment: str
    kind: Link
    by: tuple[Link, ...]
    addressees: tuple[Link, ...]
    groups: tuple[Link, ...]
    demands: tuple[Link, ...]
    texts: tuple[Link, ...]
    outcomes: tuple[Link, ...]
    year: str
    notes: tuple[int, ...]


@dataclass(frozen=True)
class Figure:
    """A number with unit, subject and year; `before` gives its precision."""

    fragment: str
    before: str
    number: str
    unit: str
    counts: tuple[Link, ...]
    as_of: str
    notes: tuple[int, ...]


def responses(reader: Reader, notes: Notes) -> Iterator[Response]:
    """Yield the responses to an issue by year, those without a year last."""
    dated = [_response(reader, node, notes) for node in reader.ends(reader.iri, JG + "response")]
    yield from sorted(dated, key=lambda one: (one.year or "9", one.fragment))


def _response(reader: Reader, node: str, notes: Notes) -> Response:
    def links(name: str) -> tuple[Link, ...]:
        return tuple(reader.links(node, JG + name))

    return Response(
        node.partition("#")[2],
        next(iter(links("responseKind")), Link("Response")),
        links("by"),
        links("addressee"),
        links("workerGroup"),
        links("demands"),
        tuple(reader.links(node, DESCRIPTION)),
        links("outcome"),
        _first(links("year")),
        notes.numbers_of(reader.ends(node, SOURCE)),
    )


def figures(reader: Reader, notes: Notes) -> Iterator[Figure]:
    """Yield the figures of an issue, with thousands separators."""
    for node in reader.ends(reader.iri, JG + "figure"):
        value, upper, precision, unit, as_of = (
            _first(reader.links(node, JG + name))
            for name in ("value", "upperValue", "precision", "unit", "asOf")
        )
        before = BEFORE.get(precision, precision.lower())
        counts = tuple(reader.links(node, JG + "counts"))
        number = f"{value} to {upper}" if upper else value
        cited = notes.numbers_of(reader.ends(node, SOURCE))
        yield Figure(node.partition("#")[2], before, number, unit, counts, as_of, cited)


def _first(links: tuple[Link, ...] | list[Link]) -> str:
    return links[0].text if links else ""
