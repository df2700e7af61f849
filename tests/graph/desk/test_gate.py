"""Gate for suggestions: what proposed records may name."""

import pytest

from graph.desk.gate import gate
from graph.engine.oxigraph import Store
from ontology import BASE, JG
from ontology.namespaces import DCTERMS
from tests.graph.desk.conftest import SOURCE

ISSUE = {
    "id": "locked-out",
    "type": "Incident",
    "title": "An app locks riders out",
    "summary": "An app locks riders out.",
    "year": "2021",
    "justiceArea": "economic-justice",
    "impact": "economic-harm-and-inequity",
    "source": "court-report",
}
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


@pytest.fixture
def merged() -> Store:
    """Two actors, of which one was merged into the other."""
    old, new = f"<{BASE}id/actor/app-ltd>", f"<{BASE}id/actor/app-inc>"
    return Store.in_memory(
        f"{old} <{TYPE}> <{JG}Tombstone> .\n"
        f"{old} <{DCTERMS}isReplacedBy> {new} .\n"
        f"{new} <{TYPE}> <{JG}Actor> .\n{new} <{TYPE}> <{JG}Organization> .\n"
    )


@pytest.mark.parametrize("actor", ["app-inc", "app-ltd"])
def test_an_issue_may_name_an_actor_that_was_merged(merged: Store, actor: str) -> None:
    part = {"actor": actor, "role": "deployer", "assertion": "alleged", "source": "court-report"}
    assert gate([SOURCE, {**ISSUE, "involvement": {"#app": part}}], merged) == []


def test_an_issue_that_names_nobody_who_is_known_is_refused(merged: Store) -> None:
    part = {"actor": "app-gmbh", "role": "deployer", "source": "court-report"}
    problems = gate([SOURCE, {**ISSUE, "involvement": {"#app": part}}], merged)
    assert any("actor" in problem.message for problem in problems)
