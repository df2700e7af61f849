"""Links actors to Wikidata items by name, from a reviewed table of unambiguous names."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from graph.identity.naming.entities import SAME, Entity
from graph.identity.naming.names import form
from graph.identity.publishing import IDENTITY
from graph.identity.tables import rows
from graph.rdf.quads import Quad, iri
from ontology import BASE
from ontology.namespaces import WD

__all__ = ["write_items"]


def write_items(actors: Sequence[Entity], base: str = BASE) -> Iterator[Quad]:
    """Yield the Wikidata item of each actor whose name is in the table and who has none.

    An item that some record names itself is that actor's alone; one that two could have, none has.
    Complexity: linear in the names.
    """
    taken = {item for actor in actors for item in actor.wikidata}
    named = {actor.iri: _items(actor) - taken for actor in actors}
    claims = Counter(item for items in named.values() for item in items)
    for address, items in named.items():
        for item in sorted(name for name in items if claims[name] == 1):
            yield iri(base + IDENTITY), iri(address), SAME, iri(item)


def _items(actor: Entity) -> set[str]:
    if actor.wikidata or actor.is_person:
        return set()
    known = _known()
    return {known[bare] for name in actor.names if (bare := form(name).bare) in known}


@cache
def _known() -> dict[str, str]:
    return {form(row["name"]).bare: WD + row["item"] for row in rows("wikidata")}
