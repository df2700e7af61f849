"""The index of related issues: what the page of each shows, from the quads of a release."""

from pathlib import Path

import pytest

from graph.rdf.quads import Quad, iri, literal
from graph.related_index import RELATED, read_related, write_related
from ontology import BASE, JG, PREFIXES, Unavailable

GRAPH = iri(BASE + RELATED)
LABEL = iri(PREFIXES["rdfs"] + "label")
DECIMAL = PREFIXES["xsd"] + "decimal"
ONE = f"{BASE}id/issue/one"
PLACE = f"{BASE}id/place/kenya"


def relation(number: int, score: str) -> list[Quad]:
    """Return a relation of the first issue to another, with one reason."""
    node = f"{BASE}id/relation/{number}"
    said = [
        (node, JG + "issue", iri(ONE)),
        (node, JG + "issue", iri(f"{BASE}id/issue/{number}")),
        (node, JG + "score", literal(score, DECIMAL)),
        (node, PREFIXES["rdfs"] + "label", literal(f"Summary {number}.", language="en")),
        (node, JG + "reason", iri(f"{node}#reason-1")),
        (f"{node}#reason-1", JG + "shared", iri(PLACE)),
        (f"{node}#reason-1", JG + "via", iri(JG + "place")),
        (f"{node}#reason-1", JG + "weight", literal(score, DECIMAL)),
        (f"{node}#reason-1", PREFIXES["rdfs"] + "label", literal("Both “here”", language="en")),
    ]
    return [(GRAPH, iri(start), iri(name), end) for start, name, end in said]


def labelled(node: str, *labels: str) -> list[Quad]:
    return [(iri(f"{BASE}graph/a"), iri(node), LABEL, label) for label in labels]


def written(path: Path, *quads: Quad) -> Path:
    write_related(path, quads)
    return path


def listed(path: Path, issue: str) -> list[tuple[object, ...]]:
    return [tuple(one) for one in read_related(path, issue) or ()]


def test_an_issue_has_its_weightiest_relations_with_labels_and_reasons(tmp_path: Path) -> None:
    labels = labelled(PLACE, '"Kenia"@es', '"Kenya"@en')
    names = labelled(f"{BASE}id/issue/1", '"Issue 1"@en')
    path = written(tmp_path / "related", *relation(1, "2.5"), *labels, *names)
    reason = [[PLACE, "Kenya", "en"], JG + "place", "Both “here”", "2.5"]
    other = [f"{BASE}id/issue/1", "Issue 1", "en"]
    assert listed(path, ONE) == [(other, "2.5", "Summary 1.", [reason])]
    assert listed(path, other[0]) == [([ONE, "", ""], "2.5", "Summary 1.", [reason])]
    assert listed(path, f"{BASE}id/issue/none") == []


def test_of_many_relations_five_are_kept_those_of_one_score_by_name(tmp_path: Path) -> None:
    scores = ("1", "10", "9.5", "2", "3", "2", "0.1")
    several = [quad for number, score in enumerate(scores) for quad in relation(number, score)]
    found = read_related(written(tmp_path / "related", *several), ONE) or []
    assert [one.issue[0][-1] for one in found] == ["1", "2", "4", "3", "5"]


def test_an_index_that_is_missing_is_none_and_one_that_is_damaged_says_so(tmp_path: Path) -> None:
    path = tmp_path / "related.sqlite"
    assert read_related(path, ONE) is None
    path.write_bytes(b"no index" * 1_000)
    with pytest.raises(Unavailable, match=r"related\.sqlite: cannot be read"):
        read_related(path, ONE)


def test_an_index_that_was_written_anew_is_read_anew(tmp_path: Path) -> None:
    path = written(tmp_path / "related", *relation(1, "2.5"))
    assert len(read_related(path, ONE) or []) == 1
    written(tmp_path / "other", *relation(1, "2.5"), *relation(2, "2.5")).replace(path)
    assert len(read_related(path, ONE) or []) == 2
