"""Judgements of editors on the curated graph, against what the method finds alone."""

from collections.abc import Iterator

from graph.reading.check import statements
from graph.reading.files import curated_records, read_records
from graph.related import gather
from graph.related.judgements import judgements
from graph.related.service import relations
from ontology import record_iri

__all__ = ["editors"]


def editors() -> Iterator[str]:
    """Yield how many pairs judged related are found from each side, and how many of the others."""
    known = gather(statements(read_records([curated_records()])))
    listed = {(one.issue, one.related) for one in relations(known)}
    for is_related, verdict in ((True, "related"), (False, "not related")):
        ends = [
            tuple(record_iri("issue", slug) for slug in judgement.issues)
            for judgement in judgements()
            if judgement.is_related is is_related
        ]
        sides = [pair for one, other in ends for pair in ((one, other), (other, one))]
        found = sum(pair in listed for pair in sides)
        yield f"{len(ends)} pairs judged {verdict}: {found} of {len(sides)} sides in the first ten"
