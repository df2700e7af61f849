"""Tables of a project's own classes of records, derived from its ontology and shapes.

A class has a table of its records, with a column for each property that has one value at most.
Each other property is a table of its own, with a row for each value.
"""

import re
from collections.abc import Iterator
from typing import Final

from graph.tables.table import Column, Table, Type
from ontology import local_name, own_kinds
from ontology.namespaces import DCTERMS, RDFS_LABEL, XSD
from shapes.model import ModelClass, ModelProperty, data_model

__all__ = ["own_tables"]

TYPES: Final[dict[str, Type]] = {
    XSD + "string": "text",
    XSD + "integer": "integer",
    XSD + "decimal": "number",
    XSD + "double": "number",
    XSD + "boolean": "boolean",
}
TEXTS: Final = {"name": RDFS_LABEL, "description": DCTERMS + "description"}
"""The columns that every such table has, in English, and their properties."""
GIVEN: Final = frozenset({*TEXTS.values(), DCTERMS + "source"})
OTHER: Final = re.compile(r"\W+")
CAPITAL: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def own_tables() -> Iterator[Table]:
    """Yield the tables of the classes of records that only the project has.

    Complexity: linear in the data model.
    """
    by_class = {one.iri: one for one in data_model()}
    for kind, class_ in own_kinds().items():
        yield from _tables(kind.replace("-", "_"), by_class[class_])


def _tables(name: str, of: ModelClass) -> Iterator[Table]:
    single = [one for one in of.properties if one.most == 1 and one.iri not in GIVEN]
    yield _records(name, of, single)
    for one in of.properties:
        if one not in single and one.iri not in GIVEN:
            yield _values(name, of, one)


def _records(name: str, of: ModelClass, single: list[ModelProperty]) -> Table:
    columns = [Column(name, "iri", f"IRI of the record: {of.label}")]
    columns += [Column(one, "text", f"{one} in English") for one in TEXTS]
    columns += [Column(_word(one), _type(one), one.field or one.iri) for one in single]
    found = [
        f'OPTIONAL {{ ?{name} <{iri}> ?{one} . FILTER(LANG(?{one}) = "en") }}'
        for one, iri in TEXTS.items()
    ]
    found += [f"OPTIONAL {{ ?{name} <{one.iri}> ?{_word(one)} }}" for one in single]
    return _table(name, of.label, columns, [f"?{name} a <{of.iri}> .", *found])


def _values(name: str, of: ModelClass, one: ModelProperty) -> Table:
    columns = [Column(name, "iri", of.label), Column(_word(one), _type(one), one.field or one.iri)]
    found = [f"?{name} a <{of.iri}> ; <{one.iri}> ?{_word(one)} ."]
    return _table(f"{name}_{_word(one)}", f"{of.label}: {one.field or one.iri}", columns, found)


def _table(name: str, title: str, columns: list[Column], patterns: list[str]) -> Table:
    chosen = " ".join(f"?{one.name}" for one in columns)
    where = "\n  ".join(patterns)
    text = f"SELECT {chosen}\nWHERE {{\n  {where}\n}}\n"
    return Table(name, title, tuple(columns), text)


def _word(of: ModelProperty) -> str:
    """Return the name of a column for a property, such as `litres_a_day`."""
    return OTHER.sub("_", CAPITAL.sub("_", local_name(of.iri))).lower()


def _type(of: ModelProperty) -> Type:
    """Return the type of a cell: by the datatype, else text; an IRI for what is no datatype."""
    known = {TYPES[one] for one in of.ranges if one in TYPES}
    if known:
        return known.pop() if len(known) == 1 else "text"
    is_text = any(one.startswith(XSD) or one.endswith("langString") for one in of.ranges)
    return "text" if is_text else "iri"
