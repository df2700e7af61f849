"""Terms that a table needs: fields of its numbers and words, and impacts of its categories."""

from collections.abc import Iterator, Mapping
from typing import Final

import pyoxigraph as ox

from graph.new_records.blank_record import slug_of
from graph.new_records.new_concept import new_concept
from graph.reading.class_fields import properties_of
from graph.slugs import slug
from ontology import JG, concepts, near_names, own_names, terms
from ontology.own_terms import domains
from scripts.commands.projects.column_choices import FIELD, IMPACT, LEAVE
from scripts.commands.projects.importer_columns import Columns

__all__ = [
    "field_of",
    "impacts_by",
    "impacts_of",
    "meaning_of",
    "new_impacts",
    "own_fields",
    "plain_fields",
]

MOST: Final = 0.5
"""The share of values that name impacts above which a category is read as one of impacts."""
OF_ISSUE: Final = "OfIssue"
RESERVED: Final = ("id", "type", "formerType")
"""Words of records that are no fields."""
ISSUES: Final = {f"{JG}Issue", f"{JG}Incident", f"{JG}SystemicPractice"}
PREFIXES: Final = """\
@prefix own: <{base}ontology#> .
@prefix jg: <https://w3id.org/justicegraph/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
TERM: Final = """
own:{name} a owl:DatatypeProperty ; rdfs:label {label} ;
    skos:definition {definition} ;
    schema:domainIncludes jg:Issue ; rdfs:range {range} .
"""


def field_of(word: str) -> str:
    """Return the name that a field of a column would have, with two words more if ours has it.

    >>> field_of("farmers_hit"), field_of("language"), field_of("place"), field_of("type")
    ('farmersHit', 'languageOfIssue', 'placeOfIssue', 'typeOfIssue')
    """
    first, *rest = word.split("_")
    name = first + "".join(map(str.capitalize, rest))
    return f"{name}{OF_ISSUE}" if _is_taken(name) else name


def _is_taken(name: str) -> bool:
    """Find a clash: a word of records that means something other than an own field of issues."""
    known = terms().fields.get(name)
    if known is None:
        return name in RESERVED
    classes = domains(known.iri)
    return known.iri not in own_names() or bool(classes and not classes & ISSUES)


def meaning_of(columns: Columns, word: str) -> str:
    """Return what a further column becomes: impact, field, a field of records, or nothing."""
    asked = columns.asked.get(word, "")
    if asked:
        return "" if asked == LEAVE else asked
    if near := near_names(word, plain_fields(), 1):
        return str(near[0])
    if word == _category_of_impacts(columns):
        return IMPACT
    return FIELD if word in columns.numbers else ""


def own_fields(columns: Columns, table: str, base: str) -> str:
    """Return the Turtle of the fields that a table needs and the project lacks; or nothing."""
    found = [
        TERM.format(
            name=field_of(word),
            label=ox.Literal(columns.names[word], language="en"),
            definition=ox.Literal(f"{columns.names[word]}, in {table}.", language="en"),
            range=columns.numbers.get(word, "xsd:string"),
        )
        for word in columns.further
        if meaning_of(columns, word) == FIELD and field_of(word) not in terms().fields
    ]
    return PREFIXES.format(base=base) + "".join(found) if found else ""


def new_impacts(columns: Columns, table: str, base: str) -> Iterator[tuple[str, str]]:
    """Yield word and Turtle of the impacts that a column asked to be one needs."""
    for word, asked in columns.asked.items():
        if asked == IMPACT:
            for value, impact in impacts_of(dict(columns.values)[word]).items():
                if not impact:
                    text = f"What {table} calls '{value}' in its column {columns.names[word]}."
                    yield new_concept(IMPACT, value[:1].upper() + value[1:], text, base)[1:]


def impacts_by(columns: Columns, word: str) -> Mapping[str, str]:
    """Return the impact of each value of a column; one asked to be of impacts makes new ones."""
    found = impacts_of(dict(columns.values)[word])
    is_asked = columns.asked.get(word) == IMPACT
    return {value: one or (slug_of(value) if is_asked else "") for value, one in found.items()}


def _category_of_impacts(columns: Columns) -> str:
    """Return the word of the category of which most values name impacts, the best; or nothing."""
    if IMPACT in columns.asked.values():
        return ""
    shares = {
        word: sum(map(bool, impacts_of(values).values())) / len(values)
        for word, values in columns.values
    }
    best = max(shares, key=lambda word: shares[word], default="")
    return best if best and shares[best] > MOST else ""


def impacts_of(values: tuple[str, ...]) -> dict[str, str]:
    """Return the first impact that has all words of each value, those of the project first."""
    own = [one for one, _ in terms().fields["impact"].concepts]
    known = {one: {*one.split("-")} for one in (*own, *concepts("impact"))}
    asked = {value: {*slug(value).split("-")} for value in values}
    return {
        value: next((one for one, words in known.items() if found <= words), "")
        for value, found in asked.items()
    }


def plain_fields() -> set[str]:
    """Return the fields of issues whose values are numbers, dates or texts."""
    names = {each.field for each in properties_of([f"{JG}SystemicPractice"])}
    fields = (terms().fields[name] for name in names if name in terms().fields)
    plain = {one.name for one in fields if not one.is_reference}
    return plain - {"title", "titleMade", "name", "summary", "year"}
