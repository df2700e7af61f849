"""Examples on pages: records that the graph holds, so that each leads somewhere."""

import re
from collections.abc import Mapping
from typing import Any, Final

from ontology import record_iri
from server.search.issue_lists import issues_with
from server.web.site import site

__all__ = ["examples", "with_examples"]

NAMED: Final = {"issue": ("ghost-work",), "actor": ("google", "amazon")}
"""The records that texts name as examples, by kind."""
NAME: Final = re.compile(r"\b(?:" + "|".join(sum(NAMED.values(), ())) + r")\b")


def examples() -> Mapping[str, str]:
    """Return what each record that texts name as an example is called in this graph.

    In a graph without it, that is the newest issue, or an actor that most issues name; nothing
    where there is none.
    """
    newest = site().search.find(issues_with(1), ("actor",))
    others = {
        "issue": iter([hit.iri.rpartition("/")[2] for hit in newest.hits]),
        "actor": iter([choice.word for choice in newest.choices.get("actor", ())]),
    }
    return {
        name: name if _has(kind, name) else next(others[kind], "")
        for kind, names in NAMED.items()
        for name in names
    }


def _has(kind: str, slug: str) -> bool:
    return site().search.has(record_iri(kind, slug, site().base))


def with_examples(node: Any, names: Mapping[str, str]) -> Any:
    """Return a document whose values of `example` name other records; none where one lacks.

    >>> with_examples({"example": "id/actor/google"}, {"google": "odd-works"})
    {'example': 'id/actor/odd-works'}
    >>> with_examples([{"example": ["amazon"]}], {"amazon": ""})
    [{}]
    """
    if isinstance(node, list):
        return [with_examples(one, names) for one in node]
    if not isinstance(node, dict):
        return node
    return {
        key: _renamed(value, names) if key == "example" else with_examples(value, names)
        for key, value in node.items()
        if key != "example" or all(names.get(name, "") for name in NAME.findall(str(value)))
    }


def _renamed(example: Any, names: Mapping[str, str]) -> Any:
    if isinstance(example, list):
        return [_renamed(one, names) for one in example]
    return NAME.sub(lambda match: names[match[0]], example) if isinstance(example, str) else example
