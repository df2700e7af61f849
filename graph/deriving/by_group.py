"""Rule: the head noun of a harmed party, with its modifiers, names an affected group and an area.

"Black residents in Edmonton" is about Black people, "families of students" about families. So the
words after the head noun do not count, but for a few fixed phrases such as "with disabilities".
The table is `groups.yaml`.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Final, NamedTuple

import yaml

from graph.deriving.derivation import Derivation, concept
from graph.deriving.issues import Issue
from graph.deriving.phrases import Phrases, words
from ontology import CONCEPT

__all__ = ["RULE", "by_group", "head"]

RULE: Final = "by-group"
HARMED: Final = "/id/category/aiid-harmed-"


class Table(NamedTuple):
    """The phrases of groups, what each gives, the nouns that name people, and where a head ends."""

    phrases: Phrases[Mapping[str, Any]]
    people: frozenset[str]
    ends: frozenset[str]


def by_group(issue: Issue, labels: Mapping[str, str]) -> Iterator[Derivation]:
    """Yield what the harmed parties of an issue imply.

    Complexity: linear in the words of their names.
    """
    for category in issue.categories:
        if HARMED in category:
            label = labels.get(category, "")
            for entry in _entries(label):
                for name, slug in entry["gives"].items():
                    evidence = f"harmed party “{label}”"
                    value = concept(name, slug, CONCEPT)
                    confidence = float(entry["confidence"])
                    yield Derivation(issue.iri, name, value, RULE, confidence, evidence, category)


def _entries(label: str) -> list[Mapping[str, Any]]:
    """Return the rows whose phrase is in the noun phrase of a label, which must be of people."""
    table = _table()
    tokens = head(words(label), table)
    if not tokens or tokens[-1] not in table.people:
        return []
    return [match.payload for match in table.phrases.find(tokens)]


def head(tokens: Sequence[str], table: Table | None = None) -> list[str]:
    """Return the words of a noun phrase up to its head noun, with a fixed phrase after it in front.

    >>> head(["families", "of", "black", "students"])
    ['families']
    >>> head(["voters", "with", "disabilities", "in", "ohio"])
    ['with', 'disabilities', 'voters']
    """
    table = table or _table()
    end = next((place for place, one in enumerate(tokens) if one in table.ends), len(tokens))
    fixed = tokens[end : end + 2] if tuple(tokens[end : end + 2]) in FIXED else []
    return [*fixed, *tokens[:end]]


FIXED: Final = {
    ("with", "disabilities"),
    ("of", "disabilities"),
    ("with", "autism"),
    ("of", "color"),
    ("of", "colour"),
    ("over", "40"),
}


@cache
def _table() -> Table:
    written = yaml.safe_load((files("graph.deriving") / "groups.yaml").read_text(encoding="utf-8"))
    phrases = [
        (phrase.strip(), entry) for entry in written["rows"] for phrase in entry["words"].split(",")
    ]
    people, ends = (
        frozenset(written[name].replace(",", " ").split()) for name in ("people", "ends")
    )
    return Table(Phrases(phrases, {}), people, ends)
