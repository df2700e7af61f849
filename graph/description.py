"""The description of a release: VoID statistics and partitions, DCAT distributions, checksums."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, cast

import pyoxigraph as ox

from graph.downloads import DOWNLOADS
from graph.provenance import LICENSE
from graph.quads import Quad, iri, line, literal
from graph.release import checksum
from ontology import BASE, ONTOLOGY, PREFIXES

__all__ = ["Statistics", "describe", "statistics"]

DESCRIPTION_PREFIXES: Final = {
    name: PREFIXES[name]
    for name in ("dcat", "dcterms", "foaf", "jg", "prov", "rdf", "rdfs", "skos", "void", "xsd")
} | {"spdx": "http://spdx.org/rdf/terms#"}
DCAT, DCTERMS, VOID = (PREFIXES[name] for name in ("dcat", "dcterms", "void"))
SPDX: Final = DESCRIPTION_PREFIXES["spdx"]
TYPE: Final = PREFIXES["rdf"] + "type"
IS_A: Final = iri(TYPE)
MODIFIED: Final = iri(DCTERMS + "modified")
IANA: Final = "https://www.iana.org/assignments/media-types/"
XSD: Final = PREFIXES["xsd"]


@dataclass(frozen=True)
class Statistics:
    """What a graph holds: triples of the union, nodes of each class, uses of each property."""

    triples: int
    subjects: int
    objects: int
    graphs: int
    classes: dict[str, int]
    properties: dict[str, int]
    modified: str


def statistics(quads: Sequence[Quad]) -> Statistics:
    """Count what a graph holds. Complexity: linear in the quads, one set of triples in memory."""
    triples = {quad[1:] for quad in quads}
    days = (object_[1:11] for _, predicate, object_ in triples if predicate == MODIFIED)
    members: dict[str, set[str]] = defaultdict(set)
    for subject, predicate, object_ in triples:
        if predicate == IS_A:
            members[object_].add(subject)
    return Statistics(
        triples=len(triples),
        subjects=len({triple[0] for triple in triples}),
        objects=len({triple[2] for triple in triples}),
        graphs=len({quad[0] for quad in quads} - {""}),
        classes={class_: len(found) for class_, found in sorted(members.items())},
        properties=dict(sorted(Counter(triple[1] for triple in triples).items())),
        modified=max(days, default=""),
    )


def describe(folder: Path, name: str, counts: Statistics, base: str = BASE) -> bytes:
    """Return `void.ttl`: the release as a VoID dataset and a DCAT 3 dataset with its downloads.

    Source: VoID, sections 2 and 4.5; DCAT 3, sections 6.6 and 6.8.
    """
    dataset = f"{base}release/{name}"
    triples = sorted(
        line(("", iri(subject), iri(predicate), object_))
        for subject, predicate, object_ in (
            *_dataset(dataset, name, counts, base),
            *_partitions(dataset, "class", counts.classes),
            *_partitions(dataset, "property", counts.properties),
            *_distributions(folder, dataset),
        )
    )
    parsed = ox.parse("\n".join(triples), format=ox.RdfFormat.N_TRIPLES)
    return cast(
        bytes, ox.serialize(parsed, format=ox.RdfFormat.TURTLE, prefixes=DESCRIPTION_PREFIXES)
    )


Statement = tuple[str, str, str]


def _dataset(dataset: str, name: str, counts: Statistics, base: str) -> Iterator[Statement]:
    yield dataset, TYPE, iri(DCAT + "Dataset")
    yield dataset, TYPE, iri(VOID + "Dataset")
    yield dataset, DCTERMS + "title", literal("JusticeGraph", language="en")
    yield dataset, DCTERMS + "description", literal(ABOUT, language="en")
    yield dataset, DCTERMS + "license", iri(LICENSE)
    yield dataset, DCTERMS + "conformsTo", iri(ONTOLOGY)
    yield dataset, DCAT + "version", literal(name)
    yield dataset, DCAT + "isVersionOf", iri(f"{base}dataset")
    if counts.modified:
        yield dataset, DCTERMS + "modified", literal(counts.modified, XSD + "date")
    yield dataset, VOID + "sparqlEndpoint", iri(f"{base}sparql")
    yield dataset, VOID + "uriSpace", literal(f"{base}id/")
    yield dataset, VOID + "vocabulary", iri(PREFIXES["jg"])
    for term, count in _totals(counts):
        yield dataset, VOID + term, literal(str(count), XSD + "integer")


ENTITIES: Final = ("Issue", "Actor", "AISystem", "WorkerGroup", "Source", "Place")
ABOUT: Final = (
    "Issues of AI and justice, those implicated in them and those who answer them, AI systems, the "
    "workers behind these, places and sources, each statement with its source."
)


def _totals(counts: Statistics) -> Sequence[tuple[str, int]]:
    return (
        ("triples", counts.triples),
        ("entities", sum(counts.classes.get(iri(PREFIXES["jg"] + name), 0) for name in ENTITIES)),
        ("distinctSubjects", counts.subjects),
        ("distinctObjects", counts.objects),
        ("classes", len(counts.classes)),
        ("properties", len(counts.properties)),
    )


def _partitions(dataset: str, kind: str, counts: dict[str, int]) -> Iterator[Statement]:
    counted = "entities" if kind == "class" else "triples"
    for term, count in counts.items():
        part = f"{dataset}#{kind}-{_local(term)}"
        yield dataset, f"{VOID}{kind}Partition", iri(part)
        yield part, VOID + kind, term
        yield part, VOID + counted, literal(str(count), XSD + "integer")


def _local(term: str) -> str:
    """Return a short name that keeps apart what two vocabularies call by one word."""
    value = term[1:-1]
    for prefix, namespace in DESCRIPTION_PREFIXES.items():
        if value.startswith(namespace):
            return f"{prefix}-{value.removeprefix(namespace)}"
    return "".join(letter if letter.isalnum() else "-" for letter in value.partition("//")[2])


def _distributions(folder: Path, dataset: str) -> Iterator[Statement]:
    for download in DOWNLOADS:
        for suffix in ("", ".gz"):
            path = folder / f"{download.filename}{suffix}"
            part = f"{dataset}/{path.name}"
            yield dataset, DCAT + "distribution", iri(part)
            yield dataset, VOID + "dataDump", iri(part)
            yield part, TYPE, iri(DCAT + "Distribution")
            yield (
                part,
                DCTERMS + "title",
                literal(f"{download.name}{' (gzip)' if suffix else ''}", language="en"),
            )
            yield part, DCTERMS + "license", iri(LICENSE)
            yield part, DCAT + "downloadURL", iri(part)
            yield part, DCAT + "mediaType", iri(IANA + download.media_type)
            if suffix:
                yield part, DCAT + "compressFormat", iri(IANA + "application/gzip")
            yield (
                part,
                DCAT + "byteSize",
                literal(str(path.stat().st_size), XSD + "nonNegativeInteger"),
            )
            yield from _checksum(part, path)


def _checksum(part: str, path: Path) -> Iterator[Statement]:
    node = f"{part}#checksum"
    yield part, SPDX + "checksum", iri(node)
    yield node, TYPE, iri(SPDX + "Checksum")
    yield node, SPDX + "algorithm", iri(SPDX + "checksumAlgorithm_sha256")
    yield node, SPDX + "checksumValue", literal(checksum(path), XSD + "hexBinary")
