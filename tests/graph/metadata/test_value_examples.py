"""Examples are values of the graph, and the same for the same graph."""

import pytest

from graph.engine.base import Value
from graph.engine.oxigraph import Store
from graph.metadata.value_examples import shown, value_examples
from ontology import JG
from shapes.model import data_model

ISSUE, YEAR = f"{JG}Incident", f"{JG}year"


def test_each_example_is_a_value_of_its_property(store: Store) -> None:
    found = value_examples(store, data_model())
    assert len(found) > 100
    for (name, property_), value in found.items():
        rows = store.rows(f"SELECT ?value {{ ?thing a <{name}> ; <{property_}> ?value }}")
        assert value in [row["value"] for row in rows]


def test_ordered_examples_come_from_the_first_thing(store: Store) -> None:
    found = value_examples(store, data_model(), ordered=True)
    query = f"SELECT ?year {{ ?issue a <{ISSUE}> ; <{YEAR}> ?year }} ORDER BY STR(?issue) LIMIT 1"
    assert found[ISSUE, YEAR] == store.rows(query)[0]["year"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Value(f"{JG}year", is_iri=True), "jg:year"),
        (Value("https://example.org/a", is_iri=True), "<https://example.org/a>"),
        (Value("two\nlines", is_iri=False), '"two lines"'),
    ],
)
def test_a_value_is_shown_as_turtle_writes_it(value: Value, text: str) -> None:
    assert shown(value) == text
