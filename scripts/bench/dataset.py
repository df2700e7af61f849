"""A release of generated records for measurements of the server."""

import random
from collections.abc import Iterator
from pathlib import Path

from graph.build.inputs import Plan, inputs
from graph.build.write import write_release
from graph.garbage import collector_paused
from graph.rdf.quads import Quad, from_engine, iri
from graph.reading.check import statements
from graph.reading.entailment import entail
from graph.reading.files import curated_records, read_records
from graph.reading.record import Record, read_record
from graph.reading.yaml_ld import Node
from graph.release.publication import publish, release_folder
from graph.release.release import Release
from ontology import JG, vocabulary
from scripts.bench.generate import generate

__all__ = ["write_data"]

COUNTRY = iri(str(JG) + "Country")
WITH_A_PLACE = 0.8
"""Share of the issues that have a place."""


def write_data(data: Path, triples: int) -> Release:
    """Write a release of about this many generated triples, and publish it in a data folder.

    There is no gate and no inference, since only the server is measured.
    """
    with collector_paused(), release_folder(data) as folder:
        quads = sorted({*statements(_records(triples)), *_vocabulary()})
        manifest = write_release(folder, quads)
        served = {"files": {}, "inputs": inputs(Plan(data))}
        return publish(data, folder, manifest | served)


def _records(triples: int) -> Iterator[Record]:
    places = read_records([curated_records() / "place"])
    countries = sorted(place.slug for place in places if _is_country(place))
    yield from places
    for name, node in _placed(triples, countries):
        yield read_record(node, name)


def _is_country(place: Record) -> bool:
    return any(quad[3] == COUNTRY for quad in place.quads)


def _placed(triples: int, places: list[str]) -> Iterator[tuple[str, Node]]:
    """Yield generated records; most issues have a place."""
    chance = random.Random(triples)  # noqa: S311 - a benchmark, not a secret
    for name, node in generate(triples):
        fields = node.value
        if isinstance(fields, dict) and name.startswith("issue") and chance.random() < WITH_A_PLACE:
            fields = fields | {"place": Node(chance.choice(places), 1, 1)}
        yield name, Node(fields, node.line, node.column)


def _vocabulary() -> Iterator[Quad]:
    stated = list(from_engine(vocabulary()))
    yield from stated
    yield from entail(stated)
