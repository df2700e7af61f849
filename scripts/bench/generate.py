"""Synthetic graphs of any size: fields, hubs and lengths of text like ours, from a fixed seed."""

import random
from collections.abc import Iterator
from functools import cache

from graph.reading.yaml_ld import Node
from ontology import vocabulary

__all__ = ["TRIPLES_PER_ISSUE", "generate"]

TRIPLES_PER_ISSUE = 37
TEXT = (
    "workers label data screen hire deny benefit flag face voice pay hours claim moderate filter "
    "score rank police border school health care rent loan tenant court ruling appeal error"
)
WORDS = TEXT.split()


def generate(triples: int) -> Iterator[tuple[str, Node]]:
    """Yield file names and records of a graph of about this many triples.

    A few actors and concepts are named often and most seldom, as in real graphs.
    """
    chance = random.Random(triples)  # noqa: S311 - a benchmark, not a secret
    issues = max(1, triples // TRIPLES_PER_ISSUE)
    actors = max(1, issues // 6)
    yield (
        "source.yaml",
        _node(id="bench-source", type="Source", title="A source", sourceKind="report"),
    )
    for number in range(actors):
        yield f"actor-{number}.yaml", _actor(number)
    for number in range(issues):
        yield f"issue-{number}.yaml", _issue(number, actors, chance)


def _actor(number: int) -> Node:
    return _node(
        id=f"actor-{number}",
        type="Organization",
        name=f"Organisation {number}",
        kind="company",
        source="bench-source",
        modified="2026-11-22",
    )


def _issue(number: int, actors: int, chance: random.Random) -> Node:
    return _node(
        id=f"issue-{number}",
        type=chance.choice(("Incident", "Incident", "SystemicPractice")),
        title=_text(chance, 8),
        summary=_text(chance, 40),
        year=str(chance.randint(2010, 2025)),
        justiceArea=_some("justice-area", chance, 2),
        impact=_some("impact", chance, 2),
        affectedGroup=_some("affected-group", chance, 1),
        involvement={
            f"#party-{party}": {
                "actor": f"actor-{_seldom(actors, chance)}",
                "role": chance.choice(("developer", "deployer", "reporter")),
                "assertion": "reported",
                "source": "bench-source",
            }
            for party in range(2)
        },
        figure={
            "#people": {
                "value": str(chance.randint(1, 10**6)),
                "unit": "people",
                "counts": _text(chance, 6),
                "asOf": "2020",
                "source": "bench-source",
            }
        },
        source="bench-source",
        modified="2026-11-22",
    )


def _seldom(count: int, chance: random.Random) -> int:
    """Draw a number below `count`, low ones often and high ones seldom."""
    return int(count * chance.random() ** 4)


def _some(scheme: str, chance: random.Random, count: int) -> list[str]:
    slugs = _slugs(scheme)
    return sorted({slugs[_seldom(len(slugs), chance)] for _ in range(count)})


@cache
def _slugs(scheme: str) -> list[str]:
    marker = f"/concept/{scheme}/"
    subjects = {str(quad.subject)[1:-1] for quad in vocabulary()}
    return sorted(iri.rpartition("/")[2] for iri in subjects if marker in iri)


def _text(chance: random.Random, length: int) -> str:
    return " ".join(chance.choices(WORDS, k=length)).capitalize()


def _node(**fields: object) -> Node:
    return Node({name: _value(value) for name, value in fields.items()}, 1, 1)


def _value(value: object) -> Node:
    if isinstance(value, dict):
        return Node({str(name): _value(item) for name, item in value.items()}, 1, 1)
    if isinstance(value, list):
        return Node([_value(item) for item in value], 1, 1)
    return Node(str(value), 1, 1)
