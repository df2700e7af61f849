"""A query has before it what our own store declares: what it uses, and no more."""

import pytest

from graph.engine.query import EVERYTHING, Dataset
from graph.engine.remote.prologue import named_dataset, prologue
from ontology import PREFIXES

JG = f"PREFIX jg: <{PREFIXES['jg']}> "
WD = f"PREFIX wd: <{PREFIXES['wd']}> "
BASE = "BASE <https://a.example/> "


@pytest.mark.parametrize(
    ("text", "added"),
    [
        ("SELECT * { ?s ?p ?o }", ""),
        ("SELECT * { ?s a jg:Issue }", JG),
        ("SELECT * { ?s a/^jg:actor|!wd:P31 ?o }", JG + WD),
        ("SELECT * { ?s a <jg:Issue> . ?jg ?wd 'jg:x' } # jg:", ""),
        ('SELECT * { ?s ?p """ jg: " wd: """ }', ""),
        ("SELECT * { ?s ?p 'x'@en , 'x'^^jg:t }", JG),
        ("SELECT * { _:jg ?p my-jg:Issue }", ""),
        ("PREFIX jg: <urn:> SELECT * { ?s a jg:Issue }", ""),
        ("prefix\n# jg:\njg:<urn:> SELECT * { ?s a jg:Issue , wd:Q5 }", WD),
        ("# PREFIX jg: <urn:>\nSELECT * { ?s a jg:Issue }", JG),
        ("SELECT * { <id/x> a jg:Issue }", BASE + JG),
        ("SELECT * { <> <#p> <urn:o> }", BASE),
        ("SELECT * { ?s ?p ?o FILTER (?s<?p && ?p>?o) }", ""),
    ],
)
def test_what_a_query_uses_and_does_not_declare_is_declared(text: str, added: str) -> None:
    assert prologue(text, "https://a.example/") == added


def test_all_stands_on_the_first_line() -> None:
    text = " ".join(f"{prefix}:x" for prefix in PREFIXES)
    assert prologue(text).count("PREFIX ") == len(PREFIXES)
    assert "\n" not in prologue(text)


@pytest.mark.parametrize(
    ("text", "dataset"),
    [
        ("SELECT * { ?from ?p 'FROM <urn:a>' } # FROM <urn:a>", EVERYTHING),
        ("SELECT * FROM <urn:a> FROM <urn:b> { }", Dataset(("urn:a", "urn:b"))),
        ("select*from<urn:a>from named<urn:b>{}", Dataset(("urn:a",), ("urn:b",))),
        ("SELECT * FROM # a\n <graph/a> { }", Dataset(("https://a.example/graph/a",))),
        ("BASE <b/> SELECT * FROM <c> { }", Dataset(("https://a.example/b/c",))),
        ("PREFIX g: <graph/> ASK FROM g:a\\-b { }", Dataset(("https://a.example/graph/a-b",))),
        ("ASK FROM NAMED jg: { }", Dataset((), (PREFIXES["jg"],))),
        ("PREFIX from: <urn:> SELECT * { ?s from:named <urn:a> }", EVERYTHING),
        ("SELECT * FROM none:a FROM { ?s ?p ?o }", EVERYTHING),
        ("CONSTRUCT { ?s ?p 1 } FROM <urn:a> { ?s ?p 1 }", Dataset(("urn:a",))),
    ],
)
def test_the_graphs_that_a_query_names_are_those_of_its_dataset(
    text: str, dataset: Dataset
) -> None:
    assert named_dataset(text, "https://a.example/") == dataset
