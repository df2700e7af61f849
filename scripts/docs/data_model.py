"""The data model as Markdown: a Mermaid class diagram, and a table for each class."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Final

from graph.build.assemble import stated_quads
from graph.engine.base import Value
from graph.engine.oxigraph import Store
from graph.metadata.value_examples import shown, value_examples
from graph.rdf.quads import line
from graph.reading.files import curated_records, read_records
from ontology import BASE, JG
from shapes.model import ModelClass, ModelProperty, curie, data_model

__all__ = ["classes", "concept_classes", "diagram"]

SOURCE: Final = f"{JG}Source"
RESOURCE: Final = "http://www.w3.org/2000/01/rdf-schema#Resource"
HEAD: Final = "| property | field | range | cardinality | example |\n|---|---|---|---|---|"


def diagram() -> str:
    """Return a Mermaid class diagram of all classes but those of concepts.

    Source: Mermaid, class diagrams.
    """
    drawn = {one.iri: one for one in _things()}
    lines = ["```mermaid", "classDiagram", "  direction LR"]
    for one in drawn.values():
        lines += [f"  {_word(up)} <|-- {_word(one.iri)}" for up in one.parents if up in drawn]
        for each in one.properties:
            lines += [
                f'  {_word(one.iri)} --> "{_bounds(each)}" {_word(end)} : {_word(each.iri)}'
                for end in each.ranges
                if end in drawn and end != SOURCE and _word(one.iri) != "Tombstone"
            ]
    return "\n".join([*lines, "```"])


def classes() -> str:
    """Return a section with a table for each class but those of concepts."""
    examples = _examples()
    return "\n\n".join(_section(one, examples) for one in _things())


def concept_classes() -> str:
    """Return a table of the classes whose instances are concepts of a scheme."""
    rows = ["| class | its instances | scheme |", "|---|---|---|"]
    for one in data_model():
        if one.scheme:
            scheme = one.scheme.removeprefix(BASE)
            rows.append(f"| `{curie(one.iri)}` | {one.definition} | `<{scheme}>` |")
    return "\n".join(rows)


def _things() -> list[ModelClass]:
    """Return the classes but those whose instances are concepts of our own schemes."""
    return [one for one in data_model() if not one.scheme]


@cache
def _examples() -> Mapping[tuple[str, str], Value]:
    """Return an example of each property from the curated records."""
    quads = stated_quads(read_records([curated_records()]))
    store = Store.in_memory("".join(f"{line(quad)}\n" for quad in quads))
    return value_examples(store, data_model(), ordered=True)


def _section(one: ModelClass, examples: Mapping[tuple[str, str], Value]) -> str:
    above = "".join(
        f" A subclass of `{curie(up)}`, with all of its properties." for up in one.parents
    )
    rows = [_row(each, examples.get((one.iri, each.iri))) for each in one.properties]
    table = [HEAD, *rows] if rows else ["The shapes give it no property of its own."]
    return "\n".join([f"### `{curie(one.iri)}`", "", f"{one.definition}{above}", "", *table])


def _row(each: ModelProperty, example: Value | None) -> str:
    cells = [
        f"`{curie(each.iri)}`",
        " or ".join(f"`{name}`" for name in each.field.split(" or ") if name),
        ", ".join(_ends(each.ranges)),
        each.cardinality,
        f"`{shown(example)}`".replace("|", "\\|") if example else "",
    ]
    return f"| {' | '.join(cells)} |"


def _ends(ranges: Iterable[str]) -> Iterator[str]:
    for end in ranges:
        yield "any IRI" if end == RESOURCE else f"`{curie(end)}`"


def _bounds(each: ModelProperty) -> str:
    return each.cardinality.partition(" ")[0]


def _word(iri: str) -> str:
    return curie(iri).partition(":")[2]
