"""Issues about the same incident: by judgement or by match, linked and counted once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from graph.identity.issues.canonical import groups
from graph.identity.issues.incident_score import Weights
from graph.identity.issues.incidents import Incident
from graph.identity.issues.matching import Match, matches
from graph.identity.issues.within_source import duplicates, has_same_title
from graph.identity.judgements import Judgement, Judgements, Verdict
from graph.identity.merging.clusters import JUDGED, record_name
from graph.identity.naming.entities import CURATED
from graph.identity.publishing import IDENTITY, write_match
from graph.rdf.quads import Quad, iri
from ontology import BASE
from ontology.namespaces import JG, SKOS

__all__ = [
    "COUNTED",
    "SameIncident",
    "counted_ties",
    "find_same_incidents",
    "judged_pairs",
    "match_incidents",
    "may_join",
    "write_same",
]

MEASURED: Final = frozenset({"aiid", "aiaaic", "aidb"})
"""Sources, with our curated records, whose matches readers checked (docs/identity.md)."""
COUNTED: Final = 0.8
"""Threshold: pairs of at least this score count as one issue; below, each counts."""


@dataclass(frozen=True, slots=True)
class SameIncident:
    """Two issues about the same incident: method, score and evidence."""

    left: Incident
    right: Incident
    method: str
    score: float
    evidence: tuple[str, ...] = ()
    judgement: Judgement | None = None


def find_same_incidents(
    incidents: Sequence[Incident], judgements: Judgements
) -> list[SameIncident]:
    """Return the issues about the same incident, by judgements and by matching."""
    return match_incidents(incidents, judgements)[0]


def match_incidents(
    incidents: Sequence[Incident], judgements: Judgements
) -> tuple[list[SameIncident], list[Match]]:
    """Return the issues about the same incident, and the matches that wait for a judgement.

    Complexity: as `matches`.
    """
    known = {record_name(incident.iri): incident for incident in incidents}
    judged = [
        SameIncident(known[judgement.left], known[judgement.right], JUDGED, 1.0, (), judgement)
        for _, judgement in sorted(judgements.items())
        if judgement.verdict is Verdict.SAME
        and judgement.left in known
        and judgement.right in known
    ]
    pairs = judged_pairs(known, judgements)
    weights = Weights(incidents)
    found = [(one, may_join(one, weights)) for one in matches(incidents, judged=pairs)]
    matched = [*(one for one, joins in found if joins), *duplicates(incidents, pairs)]
    same = judged + [
        SameIncident(match.left, match.right, "evidence", match.score, match.evidence)
        for match in matched
    ]
    return same, [one for one, joins in found if not joins]


def may_join(match: Match, weights: Weights) -> bool:
    """Whether a match may tie its issues: of measured sources, or with nearly one title.

    Elsewhere, words, actors and years in common are of a subject as often as of an incident, so
    that the pair is left to a reader.
    """
    return (_is_measured(match.left) and _is_measured(match.right)) or has_same_title(
        match.left, match.right, weights
    )


def _is_measured(one: Incident) -> bool:
    return one.origin in MEASURED or (one.origin == CURATED and one.iri.startswith(BASE))


def judged_pairs(
    known: Mapping[str, Incident], judgements: Judgements
) -> dict[tuple[str, str], bool]:
    """Return the pairs of issues with a judgement, and whether they are the same."""
    return {
        (known[left].iri, known[right].iri): one.verdict is Verdict.SAME
        for (left, right), one in judgements.items()
        if left in known and right in known
    }


def write_same(
    pairs: Sequence[SameIncident], base: str = BASE, known: Mapping[str, int] | None = None
) -> Iterator[Quad]:
    """Yield each match of issues, as skos:closeMatch both ways, and the issue that counts.

    `known` are the canonical issues of earlier builds, with their order.
    Source: SKOS Reference, section 10.6.5: closeMatch is symmetric and not transitive.
    """
    graph, close = iri(base + IDENTITY), iri(SKOS + "closeMatch")
    for pair in pairs:
        left, right = pair.left.iri, pair.right.iri
        yield from write_match(
            (left, right), pair.method, pair.score, pair.evidence, base, pair.judgement
        )
        yield graph, iri(left), close, iri(right)
        yield graph, iri(right), close, iri(left)
    for first, *others in groups(counted_ties(pairs), known or {}):
        yield from ((graph, iri(other), iri(JG + "countedAs"), iri(first)) for other in others)


def counted_ties(pairs: Iterable[SameIncident]) -> list[tuple[Incident, Incident]]:
    """Return the pairs that count as one issue."""
    return [(one.left, one.right) for one in pairs if one.score >= COUNTED]
