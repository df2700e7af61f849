"""An example value of each property in the data model, sampled from a store by one query."""

from collections.abc import Iterable
from typing import Final

from graph.engine.base import Engine, Value
from ontology import BASE
from shapes.model import ModelClass, curie

__all__ = ["shown", "value_examples"]

LONGEST: Final = 48
ORDERED: Final = "ORDER BY STR(?thing) STR(?value)"


def value_examples(
    engine: Engine, model: Iterable[ModelClass], *, ordered: bool = False
) -> dict[tuple[str, str], Value]:
    """Return one value for each class and property, both by their IRIs, where there is any.

    `ordered` takes the first by the alphabet, so that the same graph gives the same examples.
    Complexity: a look-up for each property; where ordered, a sort of all values.
    """
    pairs = [(one.iri, each.iri) for one in model for each in one.properties]
    parts = [
        f"{{ SELECT ({number} AS ?pair) ?value {{ ?thing a <{name}> ; <{property_}> ?value }}"
        f" {ORDERED if ordered else ''} LIMIT 1 }}"
        for number, (name, property_) in enumerate(pairs)
    ]
    rows = engine.rows(f"SELECT ?pair ?value {{ {' UNION '.join(parts)} }}")
    return {pairs[int(row["pair"].text)]: row["value"] for row in rows}


def shown(value: Value, base: str = BASE) -> str:
    """Return a value as Turtle writes it, with IRIs relative to the base, and texts shortened.

    >>> shown(Value("https://w3id.org/justicegraph/id/place/kenya", is_iri=True))
    '<id/place/kenya>'
    >>> shown(Value("Workers label images for less than two dollars an hour", is_iri=False))
    '"Workers label images for less than two dollars…"'
    """
    if not value.is_iri:
        text = " ".join(value.text.split())
        return f'"{text if len(text) <= LONGEST else _shortened(text)}"'
    if value.text.startswith(base) and "ontology#" not in value.text:
        return f"<{value.text.removeprefix(base)}>"
    compact = curie(value.text)
    return f"<{compact}>" if compact == value.text else compact


def _shortened(text: str) -> str:
    """Return the first words of a text, with an ellipsis."""
    return text[:LONGEST].rpartition(" ")[0] + "…"
