"""The W3C suite for SHACL: both phases report what pySHACL alone reports of each case."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import RDF

from tests.shapes.gate import agree, n_triples

SUITE = Path(__file__).parents[4] / "shared" / "w3c" / "shacl" / "tests"
MF = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
SHT = rdflib.Namespace("http://www.w3.org/ns/shacl-test#")

pytestmark = pytest.mark.skipif(not SUITE.is_dir(), reason="the W3C suites are not at ../shared")


def cases() -> Iterator[tuple[str, Path, Path]]:
    """Yield name, data and shapes of each case."""
    for path in sorted(SUITE.rglob("*.ttl")):
        manifest = rdflib.Graph().parse(path)
        for case in sorted(manifest.subjects(RDF.type, SHT.Validate), key=str):
            action = manifest.value(case, MF.action)
            data, shapes = (
                Path(str(manifest.value(action, name)).removeprefix("file://"))
                for name in (SHT.dataGraph, SHT.shapesGraph)
            )
            yield f"{path.parent.name}/{path.stem}", data, shapes


CASES = list(cases()) if SUITE.is_dir() else []


def test_every_case_of_the_suite_is_read() -> None:
    assert len(CASES) == 98 + 23


@pytest.mark.parametrize(
    ("data", "shapes"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_both_phases_report_of_a_case_what_pyshacl_reports(data: Path, shapes: Path) -> None:
    graph = rdflib.Graph().parse(data)
    assert agree(n_triples(graph), rdflib.Graph().parse(shapes).serialize(format="turtle"))
