"""The data model as a page: a table of properties for each class, with examples of this release."""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Final

from flask import Blueprint, render_template

from graph.engine.base import Value
from graph.metadata.value_examples import shown, value_examples
from ontology import BASE
from server.languages.current import gettext_noop as _
from server.languages.current import translated
from server.records.model_picture import model_picture
from server.web.site import site
from shapes.model import ModelClass, ModelProperty, curie, data_model

__all__ = ["blueprint", "classes"]

NOTES: Final = (_("one per language"), _("or not stated"))
"""What a cardinality adds to its numbers."""

blueprint: Final = Blueprint("data_model", __name__)


@blueprint.get("/ontology/model")
def page() -> str:
    """Show each class with its properties, their ranges, cardinalities and an example.

    Complexity: of the first page of a release one query, with a look-up for each property.
    """
    model = classes()
    examples = _examples(site().version)
    return render_template(
        "data-model.html",
        classes=[one for one in model if not one.scheme],
        concept_classes=[one for one in model if one.scheme],
        picture=model_picture(model),
        terms={one.iri for one in model} | {each.iri for one in model for each in one.properties},
        examples={pair: (value, shown(value, site().base)) for pair, value in examples.items()},
        curie=lambda iri: curie(iri).removeprefix(BASE),
        cardinality=_cardinality,
    )


def classes() -> list[ModelClass]:
    """Return the classes of the data model in the language of the request."""
    return [*map(_in_language, data_model())]


def _in_language(one: ModelClass) -> ModelClass:
    """Return a class with its label and definition in the language of the request."""
    label = site().called(one.iri, one.label)
    return replace(one, label=label, definition=site().defined(one.iri, one.definition))


def _cardinality(one: ModelProperty) -> str:
    """Return the cardinality of a property in the language of the request."""
    text = one.cardinality
    for note in NOTES:
        text = text.replace(note, translated(note))
    return text


@lru_cache(maxsize=2)
def _examples(version: str) -> Mapping[tuple[str, str], Value]:  # noqa: ARG001 - the key
    """Return an example of each property of each class in the release of a version."""
    return value_examples(site().engine, data_model())
