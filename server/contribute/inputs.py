"""Inputs of a form, derived from the SHACL shapes, the ontology and the concept schemes."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

import pyoxigraph as ox

from ontology import JG, concepts, terms, vocabulary
from ontology.namespaces import RDFS, SKOS
from server.languages.current import gettext_noop as _
from shapes.model import ModelClass, ModelProperty, data_model

__all__ = ["CHOSEN", "SAID", "Input", "inputs_of"]

CHOSEN: Final[dict[str, tuple[str, ...]]] = {
    "Source": ("url", "title", "sourceKind", "publisher", "published"),
    "Issue": (
        *("title", "summary", "year", "horizon", "date", "place", "justiceArea", "impact"),
        *("affectedGroup", "system", "workerGroup", "involvement", "figure", "response"),
        *("status", "sector"),
    ),
    "Organization": ("name", "alias", "kind", "description", "place", "ownedBy", "homepage"),
    "Person": ("name", "alias", "publicRole", "description", "place", "homepage"),
    "AISystem": ("name", "alias", "description", "developedBy", "labourLink", "automationClaim"),
    "WorkerGroup": (
        *("name", "alias", "description", "task", "arrangement", "condition", "place"),
        *("pay", "figure"),
    ),
    "Involvement": ("actor", "role", "assertion"),
    "Figure": ("value", "upperValue", "precision", "unit", "counts", "asOf"),
    "Money": ("value", "upperValue", "precision", "unit", "counts", "asOf"),
    "Response": (
        *("responseKind", "by", "workerGroup", "addressee", "demands", "date", "description"),
        *("outcome", "remedyState"),
    ),
    "LabourLink": ("from", "to", "toWorkers", "linkKind", "task", "place"),
    "AutomationClaim": ("claim", "workerGroup"),
}
"""The fields that a form asks for, in their order; all else in a record stays as it is."""
OTHERS: Final = ("title", "name", "alias", "summary", "description", "date", "place")
"""The fields of other records, such as places and proceedings."""
SAID: Final[dict[str, tuple[str, str]]] = {
    "title": (_("Title"), _("One line in English, in your own words. Name nobody who is private.")),
    "summary": (
        _("Summary"),
        _("What happened to whom, where, and who did it, in your own words."),
    ),
    "url": (
        _("Web address"),
        _("Where it can be read. Leave it empty only if it is on paper alone."),
    ),
    "publisher": (_("Publisher"), _("Who published it, such as a newspaper or a court.")),
    "published": (_("Day of publication"), _("Such as 2019-05-31, or 31.5.2019.")),
    "name": (_("Name"), _("The English name.")),
    "alias": (_("Another name"), _("A name that people also use.")),
    "description": (_("Description"), _("A sentence or two in your own words.")),
    "homepage": (_("Homepage"), _("Its own web address.")),
    "sourceKind": (
        _("Kind of source"),
        _("What it is, such as a news article or a court document."),
    ),
    "involvement": (
        _("Who is involved"),
        _("An organisation or public person, and its role in this."),
    ),
    "figure": (_("A number"), _("Such as how many people it concerns, as the source states it.")),
    "response": (
        _("What was done about it"),
        _("A reply, a lawsuit, a remedy: by whom, and when."),
    ),
    "horizon": (_("Until when"), _("The year by which something forecast is to happen.")),
    "date": (_("Day or month"), _("As exact as it is known: 2019-05, 2019-05-31, or 31.5.2019.")),
    "system": (_("AI system"), _("The product or service that is involved.")),
}
"""Label and help of properties that other vocabularies define, or that strangers need in words."""
SAID_OF: Final[dict[str, dict[str, tuple[str, str]]]] = {
    "Source": {"title": (_("Title of the source"), _("As it is printed there."))},
    "Involvement": {
        "actor": (_("Name"), _("An organisation, or a person with a public role.")),
        "role": (_("Role"), _("What it has to do with this.")),
        "assertion": (_("How sure is it?"), _("It is shown as alleged unless a source says more.")),
    },
    "Issue": {
        "place": (_("Place"), _("The country where it happens. A city is read as its country.")),
        "workerGroup": (_("Worker group"), _("The workers whom it concerns.")),
    },
}
"""Label and help of properties of one class, which say nothing of its other uses."""
OFTEN: Final[dict[str, dict[str, str]]] = {
    "role": {
        "developer": _("it makes the AI system"),
        "deployer": _("it uses the system on people"),
        "employer": _("it employs or engages the people concerned"),
        "platform": _("it brings clients and workers together through software"),
        "claimant": _("it brings this before a court or an authority"),
        "mentioned": _("it is only named in the source"),
    }
}
"""Choices that are shown first, each with a line of explanation."""
LONG: Final = frozenset({"summary", "description", "outcome", "claim"})
DATATYPES: Final = {"gYear": "year", "date": "day", "decimal": "number", "EDTF": "date"}


@dataclass(frozen=True)
class Input:
    """One input: its field, label and help, its kind, and what the shapes say of its values.

    `kind` is text, long, year, day, date, number, address, choice, record or part. `target` is the
    kind of record that is named, `choices` are the concepts of a scheme, `inputs` those of a part.
    `often` are choices that are shown first, with an explanation each. `is_said` tells that label
    and help are messages of the pages, and not those of the vocabulary.
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
    often: tuple[tuple[str, str], ...] = ()
    is_said: bool = False


@cache
def inputs_of(class_: str) -> tuple[Input, ...]:
    """Return the inputs of a class of records or parts, by its local name.

    >>> [one.name for one in inputs_of("Involvement")]
    ['actor', 'role', 'assertion']
    """
    properties = {name: each for each in _properties(class_) for name in each.field.split(" or ")}
    parents = [parent.removeprefix(JG) for parent in _model()[class_].parents]
    wanted = CHOSEN.get(class_) or next((CHOSEN[one] for one in parents if one in CHOSEN), OTHERS)
    own = {**SAID, **next((SAID_OF[one] for one in (class_, *parents) if one in SAID_OF), {})}
    return tuple(_input(name, properties[name], own) for name in wanted if name in properties)


def _properties(class_: str) -> list[ModelProperty]:
    """Return the properties of a class, those of its superclasses first."""
    model = _model()[class_]
    above = [one for parent in model.parents for one in _properties(parent.removeprefix(JG))]
    return [*above, *model.properties]


@cache
def _model() -> dict[str, ModelClass]:
    return {one.iri.removeprefix(JG): one for one in data_model()}


def _input(name: str, property_: ModelProperty, own: Mapping[str, tuple[str, str]]) -> Input:
    field, range_ = terms().fields[name], property_.ranges[0].removeprefix(JG)
    label, help_ = own.get(name) or _texts(property_.iri)
    base = Input(
        name,
        label[:1].upper() + label[1:],
        help_,
        _kind(name, field.datatype, field.is_reference),
        is_needed=property_.least > 0 and " or " not in property_.field,
        is_many=property_.most is None and (not field.language or name == "alias"),
        may_be_unknown=property_.or_not_stated,
        is_said=name in own,
    )
    if field.is_nested:
        return replace(base, kind="part", inputs=inputs_of(range_))
    if scheme := (_model()[range_].scheme if range_ in _model() else ""):
        choices = tuple(concepts(scheme.rpartition("/")[2]).items())
        often = tuple(OFTEN.get(name, {}).items())
        return replace(base, kind="choice", choices=choices, often=often)
    if field.vocabulary:
        target = field.vocabulary.rstrip("/").rpartition("/")[2]
        return replace(base, kind="record", target=target)
    return base


def _kind(name: str, datatype: str, is_reference: bool) -> str:
    if is_reference:
        return "address"
    kind = DATATYPES.get(datatype.replace("#", "/").rpartition("/")[2], "text")
    return "long" if name in LONG else kind


def _texts(iri: str) -> tuple[str, str]:
    """Return the English label and the help of a field."""
    found = _all_texts()
    return found.get((iri, RDFS + "label"), ""), found.get((iri, SKOS + "definition"), "")


@cache
def _all_texts() -> dict[tuple[str, str], str]:
    return {
        (quad.subject.value, quad.predicate.value): quad.object.value
        for quad in vocabulary()
        if isinstance(quad.subject, ox.NamedNode)
        and isinstance(quad.object, ox.Literal)
        and quad.object.language == "en"
    }
