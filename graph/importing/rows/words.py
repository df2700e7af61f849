"""Validation of the words of an imported record: its fields, and the concepts that they name.

A build would find the same faults, after minutes; an importer should say so at once, with what may
have been meant.
"""

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Any

from ontology import concepts, did_you_mean, terms
from ontology.namespaces import CONCEPT

__all__ = ["unknown_words"]

NODE_WORDS = frozenset(("id", "type"))


def unknown_words(entry: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is wrong with the fields of a record and with the concepts that they name.

    Complexity: linear in the record; each field and each value is looked up once.

    >>> list(unknown_words({"type": "Organization", "name": "A", "kind": "compny"}))
    ["kind: 'compny' is unknown: did you mean company?"]
    >>> list(unknown_words({"involvement": {"#a": {"rolle": "vendor"}}}))
    ["the field 'rolle' is unknown: did you mean role?"]
    """
    for field, value in entry.items():
        if field in NODE_WORDS:
            continue
        if field not in terms().fields:
            yield f"the field '{field}' is unknown: {did_you_mean(field, terms().fields)}"
            continue
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, Mapping):
                yield from _of_nodes(one)
            elif fault := _fault(field, str(one)):
                yield fault


def _of_nodes(value: Mapping[str, Any]) -> Iterator[str]:
    """Yield the faults of the nodes that a value holds by their ids, or of one without."""
    nodes = [one for key, one in value.items() if key.startswith("#") and isinstance(one, Mapping)]
    for node in nodes:
        yield from unknown_words(node)


@lru_cache(maxsize=65_536)
def _fault(field: str, value: str) -> str:
    """Return what is wrong with a value that should name a concept, or nothing."""
    known = _concepts(field)
    if not known or value in known or ":" in value:
        return ""
    return f"{field}: '{value}' is unknown: {did_you_mean(value, known)}".rstrip(": ")


@cache
def _concepts(field: str) -> frozenset[str]:
    """Return the words of the concepts that a field may name; none where it names none."""
    found = terms().fields[field]
    if not found.vocabulary.startswith(CONCEPT):
        return frozenset()
    scheme = found.vocabulary.removeprefix(CONCEPT).rstrip("/")
    return frozenset((*concepts(scheme), *(word for word, _ in found.concepts)))
