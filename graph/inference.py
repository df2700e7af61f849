"""What a build infers from what is stated: which issues are related, as editors judged it."""

from collections.abc import Sequence

from graph.quads import Quad
from graph.related import relations
from graph.relating import (
    PUBLISHED,
    fingerprint,
    gather,
    write_features,
    write_relations,
    write_terms,
)
from graph.relating.judgements import judgements, write_judgements

__all__ = ["gather", "inferred", "write_features"]


def inferred(stated: Sequence[Quad], base: str) -> list[Quad]:
    """Return the relations of all issues, and the judgements of editors, as quads.

    Complexity: that of `relations`.
    """
    known, said = gather(stated), judgements()
    found = relations(known, PUBLISHED, base, said)
    relating = write_relations(found, fingerprint(known), base)
    return [*write_judgements(said, known.issues, base), *relating, *write_terms(known, base)]
