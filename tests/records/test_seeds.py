"""The two pages that the graph began with: each of their facts, and the pattern that finds it."""

import csv
from pathlib import Path

import pytest

from graph.engine.oxigraph import Store

TABLE = Path(__file__).parent / "seeds.tsv"
CONCEPTS = {
    "affected": "affected-group",
    "area": "justice-area",
    "arrangement": "arrangement",
    "condition": "condition",
    "demand": "demand",
    "impact": "impact",
    "precision": "precision",
    "response": "response-kind",
    "role": "role",
    "task": "task",
}
RECORDS = {
    "actor": "actor",
    "group": "worker-group",
    "issue": "issue",
    "place": "place",
    "source": "source",
    "system": "system",
}
BASE = "https://w3id.org/justicegraph"
PROLOGUE = "\n".join(
    [f"PREFIX {name}: <{BASE}/concept/{scheme}/>" for name, scheme in CONCEPTS.items()]
    + [f"PREFIX {name}: <{BASE}/id/{kind}/>" for name, kind in RECORDS.items()]
    + [
        f"PREFIX jg: <{BASE}/ontology#>",
        "PREFIX dcterms: <http://purl.org/dc/terms/>",
        "PREFIX schema: <https://schema.org/>",
        "PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>",
    ]
)


def facts() -> list[tuple[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [(f"{row['page']}: {row['fact']}", row["pattern"]) for row in rows]


FACTS = facts()


@pytest.mark.parametrize(("fact", "pattern"), FACTS, ids=[fact for fact, _ in FACTS])
def test_a_fact_of_the_seed_pages_is_in_the_graph(fact: str, pattern: str, store: Store) -> None:
    assert store.rows(f"{PROLOGUE}\nSELECT * WHERE {{ {pattern} }} LIMIT 1")


def test_each_fact_is_written_once() -> None:
    assert len({fact for fact, _ in FACTS}) == len(FACTS)
