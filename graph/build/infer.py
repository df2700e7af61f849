"""Inference step of a build: related issues, with the judgements of editors."""

from collections.abc import Sequence

from graph.deriving import for_related
from graph.rdf.one_issue import one_issue
from graph.rdf.quads import Quad
from graph.related import (
    PUBLISHED,
    Features,
    fingerprint,
    gather,
    subjects_of,
    with_record_titles,
    write_relations,
    write_terms,
)
from graph.related.judgements import judgements, write_judgements
from graph.related.service import relations

__all__ = ["infer"]


def infer(stated: Sequence[Quad], base: str) -> tuple[Features, list[Quad]]:
    """Return the features of each issue; and the relations and judgements as quads.

    An issue has the features of all records that report it, their titles among them, so that no
    list of related issues holds another record of the same issue; and the topics that readers gave
    one of them.

    Complexity: that of `relations`.
    """
    quads = for_related(stated, base)
    known = gather(one_issue(with_record_titles(quads)), subjects_of(quads))
    judgements_ = judgements()
    related = relations(known, PUBLISHED, base, judgements_)
    relating = write_relations(related, fingerprint(known), base)
    judged = write_judgements(judgements_, known.issues, base)
    return known, [*judged, *relating, *write_terms(known, base)]
