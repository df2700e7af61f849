"""Titles of the other records of an issue, as alternative titles of it.

Where several records are merged to one issue, it keeps its own title alone. What the other records
are called says what happened in other words, which a record without a summary says nowhere else.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from graph.rdf.one_issue import COUNTED_AS
from graph.rdf.quads import Quad, iri
from graph.rdf.terms import TITLE
from ontology import PREFIXES

__all__ = ["with_record_titles"]

ALTERNATIVE: Final = iri(PREFIXES["dcterms"] + "alternative")


def with_record_titles(quads: Iterable[Quad]) -> Iterator[Quad]:
    """Yield quads in which a record that is counted as another has an alternative title.

    Complexity: linear in the quads, which are read twice.
    Source: DCMI Metadata Terms, `alternative`.

    >>> counted, title = ("", "<a:r>", COUNTED_AS, "<a:i>"), ("", "<a:r>", TITLE, '"One"@en')
    >>> [*with_record_titles([counted, title])][1]
    ('', '<a:r>', '<http://purl.org/dc/terms/alternative>', '"One"@en')
    """
    quads = quads if isinstance(quads, list) else [*quads]
    counted = {one[1] for one in quads if one[2] == COUNTED_AS and one[1] != one[3]}
    for quad in quads:
        is_other = quad[2] == TITLE and quad[1] in counted
        yield (quad[0], quad[1], ALTERNATIVE, quad[3]) if is_other else quad
