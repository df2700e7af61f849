"""Subject indexing: topics that readers gave to issues, after titles, summaries and categories.

Phrases find a topic where a text names it in known words. Two thirds of the issues have a title and
no summary, and a fifth of all no harm that a phrase finds. Two readers, neither of whom saw what
the other wrote, said of each issue what it is about, in the terms of the vocabulary: its harms, the
techniques and uses, the people harmed. `subjects.csv` has identifiers and topics alone: those that
both gave, and those that one gave.

Source: ISO 5963:1985, Methods for examining documents, determining their subjects, and selecting
indexing terms.
"""

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Final

from graph.rdf.one_issue import COUNTED_AS
from graph.rdf.quads import Quad
from graph.rdf.terms import TYPE
from ontology import JG

__all__ = ["Given", "subjects", "subjects_of"]

ISSUE: Final = f"<{JG}Issue>"
BOTH, ONE = 1.0, 0.5

Given = Mapping[str, float]
"""Topics that readers gave an issue, and what part of them gave each."""


@cache
def subjects() -> Mapping[str, Given]:
    """Return the topics that readers gave, by the slug of an issue.

    >>> subjects()["aiaaic-0420"]["wrongful-arrest"], subjects()["aiaaic-0420"]["black-people"]
    (1.0, 1.0)
    """
    text = (files("graph.related.topics") / "subjects.csv").read_text(encoding="utf-8")
    return {
        row["issue"]: dict.fromkeys(row["both"].split(), BOTH)
        | dict.fromkeys(row["one"].split(), ONE)
        for row in csv.DictReader(text.splitlines())
    }


def subjects_of(quads: Iterable[Quad]) -> dict[str, Given]:
    """Return the topics that readers gave each issue of a graph, by its IRI.

    What was given a record is given the issue that it is counted as.
    Complexity: linear in the quads.

    >>> [*subjects_of([("", "<a:id/issue/aiaaic-0420>", TYPE, ISSUE)])]
    ['a:id/issue/aiaaic-0420']
    """
    found: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for _, record, predicate, object_ in quads:
        if predicate == COUNTED_AS or (predicate == TYPE and object_ == ISSUE):
            given = subjects().get(record[1:-1].rpartition("/issue/")[2], {})
            issue = object_ if predicate == COUNTED_AS else record
            for topic, part in given.items():
                found[issue[1:-1]][topic] = max(part, found[issue[1:-1]].get(topic, 0))
    return dict(found)
