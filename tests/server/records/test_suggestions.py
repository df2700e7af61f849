"""Nearest names: those that are alike, and none where too much would have to be compared."""

import pytest

from graph.engine.oxigraph import Store
from graph.rdf.quads import iri, to_n_quads
from ontology import BASE, PREFIXES
from server.records.suggestions import MOST, nearest
from server.web.site import query_text

TOPIC = iri(PREFIXES["foaf"] + "primaryTopic")


@pytest.mark.parametrize(
    ("path", "first"),
    [
        ("id/issue/goast-work", "issue/ghost-work"),
        ("id/actr/amazon", "actor/amazon"),
        ("concept/role/deploier", "role/deployer"),
    ],
)
def test_the_most_alike_come_first(store: Store, path: str, first: str) -> None:
    assert nearest(store, path)[0] == first


@pytest.mark.parametrize("path", ["id/issue/zzzzzzzz", "graph/issue/ghost-wrk", "ontology/Isue"])
def test_what_is_like_nothing_has_none(store: Store, path: str) -> None:
    assert nearest(store, path) == []


def test_of_very_many_none_are_compared() -> None:
    def known(number: int) -> list[str]:
        quads = [
            (
                iri(f"{BASE}graph/actor/a{n}"),
                iri(f"{BASE}graph/actor/a{n}"),
                TOPIC,
                iri(f"{BASE}id/actor/a{n}"),
            )
            for n in range(number)
        ]
        return nearest(Store.in_memory(to_n_quads(quads)), "id/actor/a1")

    assert known(MOST)[0] == "actor/a1"
    assert known(MOST + 1) == []
    assert f"LIMIT {MOST + 1}\n" in query_text("known")
