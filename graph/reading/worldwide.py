"""Places of an issue that is worldwide: a record that names more than ten places counts for none.

One report that names sixty countries would colour sixty countries of a map. Such a record takes
place in the world; the places that it names stay as `jg:namesPlace`.
"""

from collections.abc import Sequence
from typing import Final

from graph.rdf.quads import Quad, iri
from ontology import BASE, record_iri
from ontology.namespaces import JG

__all__ = ["MOST_PLACES", "worldwide"]

MOST_PLACES: Final = 10
"""The most places that a record has; one with more is worldwide."""
PLACE: Final = iri(JG + "place")
NAMES_PLACE: Final = iri(JG + "namesPlace")


def worldwide(quads: Sequence[Quad], issue: str, base: str = BASE) -> list[Quad]:
    """Return the quads of an issue's record; of more than ten places, the world is its place.

    Complexity: linear in the quads.

    >>> quads = [("<a:g>", "<a:i>", PLACE, f"<a:{place}>") for place in range(11)]
    >>> result = worldwide(quads, "a:i", "https://example.org/")
    >>> result[0][3], {quad[2] for quad in result[1:]} == {NAMES_PLACE}
    ('<https://example.org/id/place/world>', True)
    >>> worldwide(quads[:10], "a:i") == quads[:10]
    True
    """
    subject, world = iri(issue), iri(record_iri("place", "world", base))
    named = {quad[3]: quad for quad in quads if quad[1:3] == (subject, PLACE)}
    named.pop(world, None)
    if len(named) <= MOST_PLACES:
        return [*quads]
    graph = next(iter(named.values()))[0]
    others = [quad for quad in quads if quad[1:3] != (subject, PLACE)]
    names = [(graph, subject, NAMES_PLACE, place) for place in named]
    return [(graph, subject, PLACE, world), *names, *others]
