"""Publishes matches as RDF: the two records, method, certainty, evidence and judge."""

from collections.abc import Iterable, Iterator
from typing import Final

from graph.identity.judgements import Judgement
from graph.identity.merging.clusters import Merger
from graph.rdf.quads import Quad, iri, literal
from graph.rdf.terms import LABEL, TYPE
from ontology import BASE, CONCEPT, record_iri
from ontology.namespaces import DCTERMS, JG, PROV, RDF_TYPE, XSD

__all__ = ["IDENTITY", "write_activity", "write_match", "write_mergers"]

IDENTITY: Final = "graph/identity"
RESOLUTION: Final = "activity/identity"
SLUG_ALONE: Final = ("actor", "issue")
"""Kinds whose slugs make the slug of a match without the kind, as they did from the beginning."""


def write_mergers(mergers: Iterable[Merger], base: str = BASE) -> Iterator[Quad]:
    """Yield each merge of two records as a match, in the identity graph."""
    for one in mergers:
        ends = (one.duplicate.iri, one.canonical.iri)
        yield from write_match(ends, one.rule, one.score, (), base, one.judgement)


def write_activity(base: str = BASE) -> Iterator[Quad]:
    """Yield the provenance of the identity graph.

    Source: PROV-O, section 3.3.
    """
    graph, activity = iri(base + IDENTITY), iri(base + RESOLUTION)
    label = literal("Finding records that describe the same thing", language="en")
    yield graph, activity, TYPE, iri(PROV + "Activity")
    yield graph, activity, LABEL, label
    yield graph, graph, iri(PROV + "wasGeneratedBy"), activity


def write_match(
    ends: tuple[str, str],
    method: str,
    certainty: float,
    evidence: Iterable[str] = (),
    base: str = BASE,
    judgement: Judgement | None = None,
) -> Iterator[Quad]:
    """Yield one match: both records, method, certainty (three decimals) and evidence."""
    subject = record_iri("match", "--".join(map(_end, ends)), base)
    graph = iri(base + IDENTITY)
    for predicate, object_ in _statements(ends, method, certainty, evidence):
        yield graph, iri(subject), iri(predicate), object_
    for predicate, object_ in _judgement(judgement) if judgement else ():
        yield graph, iri(subject), iri(predicate), object_


def _end(address: str) -> str:
    """Return the part of a match's slug for one record: its slug, with the kind where needed."""
    kind, slug = address.rsplit("/", 2)[1:]
    return slug if kind in SLUG_ALONE else f"{kind}-{slug}"


def _statements(
    ends: tuple[str, str], method: str, certainty: float, evidence: Iterable[str]
) -> Iterator[tuple[str, str]]:
    yield RDF_TYPE, iri(JG + "Match")
    yield JG + "matched", iri(ends[0])
    yield JG + "matchedWith", iri(ends[1])
    yield JG + "method", iri(f"{CONCEPT}match-method/by-{method}")
    yield JG + "certainty", literal(f"{certainty:.3f}", XSD + "decimal")
    yield from ((JG + "evidence", literal(one, language="en")) for one in evidence)


def _judgement(judgement: Judgement) -> Iterator[tuple[str, str]]:
    yield JG + "judgedBy", literal(judgement.who)
    yield JG + "judgedOn", literal(judgement.when, XSD + "date")
    if judgement.why:
        yield DCTERMS + "description", literal(judgement.why, language="en")
