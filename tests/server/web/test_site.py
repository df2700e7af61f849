"""Where an IRI is read: on the server itself, or elsewhere."""

from pathlib import Path
from typing import Any

import pytest

from graph.release.release import Release
from ontology import BASE, CONCEPT, JG, Project
from server.web.settings import Settings
from server.web.site import Site

WELLS = "https://wells.example/"


@pytest.mark.parametrize(
    ("base", "iri", "address"),
    [
        (BASE, f"{BASE}id/issue/a", "/id/issue/a"),
        (BASE, f"{BASE}graph/related", "/graph/related"),
        (WELLS, f"{WELLS}id/issue/a", "/id/issue/a"),
        (WELLS, f"{WELLS}ontology#well", "/ontology#well"),
        (WELLS, f"{JG}Issue", "/ontology#Issue"),
        (WELLS, f"{BASE}ontology", "/ontology"),
        (WELLS, f"{CONCEPT}role/developer", "/concept/role/developer"),
        (WELLS, f"{BASE}id/source/a", f"{BASE}id/source/a"),
        (WELLS, "https://other.example/id/issue/a", "https://other.example/id/issue/a"),
    ],
)
def test_records_are_read_here_at_the_base_alone_and_terms_in_any_case(
    base: str, iri: str, address: str
) -> None:
    manifest: dict[str, Any] = {"name": "0", "project": Project(base=base).to_json()}
    engine: Any = None
    assert Site(Release(Path(), manifest), engine, Settings()).address(iri) == address
