"""What a build infers from what is stated: which issues are related, as editors judged it."""

from collections.abc import Sequence

from graph.rdf.quads import Quad
from graph.related import PUBLISHED, Features, fingerprint, gather, write_relations, write_terms
from graph.related.judgements import judgements, write_judgements
from graph.related.service import relations

__all__ = ["infer"]


def infer(stated: Sequence[Quad], base: str) -> tuple[Features, list[Quad]]:
    """Return what each issue leads to; and as quads its relations and the judgements of editors.

    Complexity: that of `relations`.
    """
    known, said = gather(stated), judgements()
    found = relations(known, PUBLISHED, base, said)
    relating = write_relations(found, fingerprint(known), base)
    judged = write_judgements(said, known.issues, base)
    return known, [*judged, *relating, *write_terms(known, base)]
