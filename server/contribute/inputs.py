"""Inputs of a form, derived from the SHACL shapes, the ontology and the concept schemes."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from ontology import (
    CONCEPT,
    JG,
    Field,
    concepts,
    general_own_properties,
    local_name,
    own_concepts,
    own_kinds,
    own_names,
    own_texts,
    record_types,
    schema,
    terms,
    vocabulary_texts,
)
from ontology.namespaces import RDFS, SKOS
from server.contribute.asked import (
    CHOSEN,
    EXPLAINED,
    FILLED_IN,
    LONG,
    OFTEN,
    OTHERS,
    SAID,
    SAID_OF,
)
from shapes.model import ModelClass, ModelProperty, data_model

__all__ = ["Input", "first_sentence", "inputs_of", "walk"]

DATATYPES: Final = {"gYear": "year", "date": "day", "decimal": "number", "EDTF": "date"}
CONCEPTS: Final = "/concept/"
PREFERRED: Final = SKOS + "prefLabel"
OF_OWN_RECORDS: Final = ("alias", "description", "place", "homepage")
"""Fields of records of a project's own classes, whose shapes need not name them."""


@dataclass(frozen=True)
class Input:
    """One input: its field, label and help, its kind, and what the shapes say of its values.

    `kind` is text, long, year, day, date, number, address, choice, record or part. `target` is the
    kind of record that is named, `choices` are the concepts of a scheme, `inputs` those of a part.
    `often` are choices that are shown first; `lines` explain choices, each in a sentence. `is_said`
    tells that label and help are messages of the pages, and not those of the vocabulary.
    """

    name: str
    label: str
    help: str
    kind: str
    is_needed: bool = False
    is_many: bool = False
    may_be_unknown: bool = False
    target: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    inputs: tuple["Input", ...] = ()
    often: tuple[str, ...] = ()
    lines: tuple[tuple[str, str], ...] = ()
    is_said: bool = False

    @property
    def is_long_list(self) -> bool:
        """Whether some of its choices are folded, and whether another may be written."""
        return self.is_many and bool(self.often)


@cache
def inputs_of(class_: str) -> tuple[Input, ...]:
    """Return the inputs of a class of records or parts, by its local name.

    >>> [one.name for one in inputs_of("Involvement")]
    ['actor', 'role', 'assertion']
    """
    properties = {name: each for each in _properties(class_) for name in each.field.split(" or ")}
    names = _with_superclasses(class_)
    wanted = next((CHOSEN[one] for one in names if one in CHOSEN), OTHERS)
    own = {**SAID, **next((SAID_OF[one] for one in names if one in SAID_OF), {})}
    more = (name for name in properties if terms().fields[name].iri in own_names())
    named = [*wanted, *more] if class_ in record_types() else wanted
    return tuple(_input(name, properties[name], own) for name in named if name in properties)


def walk(inputs: Iterable[Input], above: str = "") -> Iterator[tuple[str, Input]]:
    """Yield inputs depth first, each with its path without numbers of rows (`paid.amount`)."""
    for one in inputs:
        yield f"{above}{one.name}", one
        yield from walk(one.inputs, f"{above}{one.name}.")


def _properties(class_: str) -> list[ModelProperty]:
    """Return the properties of a class, those of its superclasses first, a project's among them."""
    found = [one for name in _with_superclasses(class_)[::-1] for one in _model()[name].properties]
    everywhere = [_plain(local_name(name)) for name in general_own_properties()]
    is_own = record_types().get(class_) in own_kinds()
    return [*(map(_plain, OF_OWN_RECORDS) if is_own else ()), *found, *everywhere]


def _plain(name: str) -> ModelProperty:
    """Return a property of which no shape says more than how its field is read."""
    return ModelProperty(terms().fields[name].iri, name, (RDFS + "Resource",))


def _with_superclasses(class_: str) -> list[str]:
    """Return a class and those above it, the nearest first, by their local names."""
    above = schema().superclasses.get(terms().classes.get(class_, JG + class_), ())
    return [name for name in (class_, *map(local_name, above)) if name in _model()]


@cache
def _model() -> dict[str, ModelClass]:
    return {local_name(one.iri): one for one in data_model()}


def _input(name: str, property_: ModelProperty, own: Mapping[str, tuple[str, str]]) -> Input:
    field, range_ = terms().fields[name], local_name(property_.ranges[0])
    label, help_ = own.get(name) or _texts(property_.iri)
    base = Input(
        name,
        label[:1].upper() + label[1:],
        help_,
        _kind(name, field.datatype, field.is_reference),
        is_needed=property_.least > 0 and " or " not in property_.field and name not in FILLED_IN,
        is_many=property_.most is None and (not field.language or name == "alias"),
        may_be_unknown=property_.or_not_stated,
        is_said=name in own,
    )
    if field.is_nested:
        return replace(base, kind="part", inputs=inputs_of(range_))
    if scheme := (_model()[range_].scheme if range_ in _model() else ""):
        return _choice(base, concepts(local_name(scheme)), field.vocabulary)
    if CONCEPTS in field.vocabulary and field.iri in own_names():
        return _choice(base, _concepts(field), field.vocabulary)
    if field.vocabulary:
        target = field.vocabulary.rstrip("/").rpartition("/")[2]
        return replace(base, kind="record", target=target)
    return base


def _concepts(field: Field) -> dict[str, str]:
    """Return the concepts of a project's field, of our scheme or of its own: word → label."""
    start = field.vocabulary
    if start.startswith(CONCEPT):
        return concepts(local_name(start.rstrip("/")))
    own = (name for name in own_concepts() if name.startswith(start))
    texts = own_texts()
    return {local_name(one): texts.get((one, PREFERRED), local_name(one)) for one in own}


def _choice(base: Input, concepts_: Mapping[str, str], vocabulary_: str) -> Input:
    """Return an input whose choices are concepts: those that are used most, and what each means."""
    often = tuple(slug for slug in OFTEN.get(base.name, ()) if slug in concepts_)
    asked = concepts_ if base.name in EXPLAINED else {}
    lines = tuple((slug, first_sentence(_texts(f"{vocabulary_}{slug}")[1])) for slug in asked)
    return replace(base, kind="choice", choices=(*concepts_.items(),), often=often, lines=lines)


def first_sentence(text: str) -> str:
    """Return the first sentence of a definition, as it follows a colon.

    >>> first_sentence("Makes the AI system. Alleged unless a source says more.")
    'makes the AI system'
    """
    sentence = text.partition(". ")[0].removesuffix(".")
    return sentence[:1].lower() + sentence[1:]


def _kind(name: str, datatype: str, is_reference: bool) -> str:
    if is_reference:
        return "address"
    kind = DATATYPES.get(datatype.replace("#", "/").rpartition("/")[2], "text")
    return "long" if name in LONG else kind


def _texts(iri: str) -> tuple[str, str]:
    """Return the English label and the help of a field."""
    found = vocabulary_texts()
    return found.get((iri, RDFS + "label"), ""), found.get((iri, SKOS + "definition"), "")
