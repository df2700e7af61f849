"""Form fields of query parameters: the values so far, and the concepts to choose from."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from ontology import Parameter, concepts, record_types
from server.languages.current import current, translated

__all__ = ["parameter_field"]


def parameter_field(parameter: Parameter, values: Iterable[str]) -> dict[str, Any]:
    """Return what a form shows of a parameter; a number or a record is written, not chosen.

    >>> field = parameter_field(Parameter("year", "year", "the year"), ["2020"])
    >>> field["values"], field["choices"]
    (['2020'], {})
    """
    is_choice = not parameter.is_number and parameter.type not in record_types().values()
    return {
        "parameter": replace(parameter, words=translated(parameter.words)),
        "label": translated(parameter.name.capitalize()),
        "values": [*values],
        "choices": _choices(parameter.type) if is_choice else {},
    }


def _choices(scheme: str) -> dict[str, str]:
    """Return the concepts of a scheme, slug → label in the language of the request."""
    return concepts(scheme) | concepts(scheme, current().language)
