"""Fields that the shapes and the ontology allow in records or nested entries of some classes."""

from collections.abc import Iterable
from functools import cache

from ontology import general_own_properties, schema, terms
from shapes.model import ModelClass, ModelProperty, data_model

__all__ = ["class_fields", "narrower_types", "properties_of"]


def class_fields(classes: Iterable[str]) -> set[str]:
    """Return the fields of some classes, given by their IRIs; all fields where none is known.

    Complexity: linear in the properties of the classes and their superclasses; the model is made
    once a process.

    >>> fields = class_fields(["https://w3id.org/justicegraph/ontology#Figure"])
    >>> "unit" in fields, "summary" in fields
    (True, False)
    """
    known = properties_of(classes)
    found = {field for each in known for field in each.field.split(" or ") if field}
    if not found:
        return {*terms().fields}
    everywhere = general_own_properties()
    return found | {field.name for name in everywhere for field in terms().by_property(name)}


def properties_of(classes: Iterable[str]) -> list[ModelProperty]:
    """Return the properties of some classes and of all above them, those of the classes last.

    >>> names = properties_of(["https://w3id.org/justicegraph/ontology#Hazard"])
    >>> [one.least for one in names if one.field == "horizon"]
    [0, 1]
    """
    order = [name for one in classes for name in (one, *schema().superclasses.get(one, ()))]
    known = [_model()[name] for name in reversed(order) if name in _model()]
    return [each for one in known for each in one.properties]


def narrower_types(class_: str) -> set[str]:
    """Return the words for a class and those below it.

    >>> sorted(narrower_types("https://w3id.org/justicegraph/ontology#Issue"))
    ['Hazard', 'Incident', 'Issue', 'SystemicPractice']
    """
    above = schema().superclasses
    return {word for word, iri in terms().classes.items() if class_ in (iri, *above.get(iri, ()))}


@cache
def _model() -> dict[str, ModelClass]:
    return {one.iri: one for one in data_model()}
