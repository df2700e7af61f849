"""Form fields of query parameters: the values so far, and the concepts to choose from."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from graph.questions import END, LABEL
from ontology import Parameter, concepts, record_iri, record_types
from ontology.namespaces import SLUG
from server.languages.current import current, translated
from server.web.site import site

__all__ = ["parameter_field"]


def parameter_field(parameter: Parameter, values: Iterable[str]) -> dict[str, Any]:
    """Return what a form shows of a parameter; a number or a record is written, not chosen.

    >>> field = parameter_field(Parameter("year", "year", "the year"), ["2020"])
    >>> field["values"], field["choices"]
    (['2020'], {})
    """
    is_record = parameter.type in record_types().values()
    is_choice = not parameter.is_number and not is_record
    return {
        "parameter": replace(parameter, words=translated(parameter.words)),
        "label": translated(parameter.name.capitalize()),
        "values": [_label(parameter.type, one) if is_record else one for one in values],
        "default": _label(parameter.type, parameter.default) if is_record else parameter.default,
        "choices": _choices(parameter.type) if is_choice else {},
    }


def _label(kind: str, value: str) -> str:
    """Return what a record is called in the language of the request; as it is given, without one.

    Complexity: a look-up.
    """
    slug = "-".join(END.split(value)[-1].lower().split())
    if not re.fullmatch(SLUG, slug):
        return value
    name = record_iri(kind, slug, site().base)
    label = next((row["label"].text for row in site().engine.rows(LABEL, this=name)), "")
    return site().called(name, label) if label else value


def _choices(scheme: str) -> dict[str, str]:
    """Return the concepts of a scheme, slug → label in the language of the request."""
    return concepts(scheme) | concepts(scheme, current().language)
