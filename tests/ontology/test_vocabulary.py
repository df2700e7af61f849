"""The vocabulary: its modules are read whole, and what entailment needs is drawn from them."""

import pyoxigraph as ox
import pytest

from ontology import JG, ONTOLOGY, modules, schema, vocabulary

MODULES = ["actors", "alignments", "evidence", "issues", "labour", "places", "relations"]


def test_modules_come_before_schemes_each_by_name() -> None:
    paths = modules()
    plain = [path.stem for path in paths if path.parent.name == "ontology"]
    schemes = [path.stem for path in paths if path.parent.name == "schemes"]
    assert [path.stem for path in paths] == sorted(plain) + sorted(schemes)
    assert set(MODULES) <= set(plain)
    assert {"role", "impact", "justice-area"} <= set(schemes)


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.stem)
def test_every_triple_of_a_module_is_in_the_vocabulary(path: object) -> None:
    graph = ox.NamedNode(ONTOLOGY)
    parsed = {
        ox.Quad(found.subject, found.predicate, found.object, graph)
        for found in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)
    }
    assert parsed
    assert parsed <= set(vocabulary())


@pytest.mark.parametrize(
    ("child", "parents"),
    [
        ("Incident", (f"{JG}Issue",)),
        ("Hazard", (f"{JG}Issue",)),
        ("Organization", (f"{JG}Actor",)),
        ("Country", (f"{JG}Place",)),
        ("Role", ("http://www.w3.org/2004/02/skos/core#Concept",)),
    ],
)
def test_superclasses_are_those_of_our_own_and_of_skos(
    child: str, parents: tuple[str, ...]
) -> None:
    assert schema().superclasses[f"{JG}{child}"] == parents


@pytest.mark.parametrize(
    ("name", "class_"),
    [("involvement", f"{JG}Involvement"), ("figure", f"{JG}Figure"), ("reason", f"{JG}Reason")],
)
def test_a_property_to_nested_nodes_has_their_class_as_range(name: str, class_: str) -> None:
    assert schema().ranges[f"{JG}{name}"] == class_
