"""Corrections of imported records are in the provenance of the graph."""

from pathlib import Path

from graph.desk.corrections import correction_quads
from graph.desk.decided_files import OVERRIDES
from ontology import BASE, PREFIXES

TEXT = """\
# Accepted by Ann on 2026-11-29, suggestion 3: The court says so.
set:
  year: 2018
remove: [place]
modified: 2026-11-29
"""
PROV, GRAPH = PREFIXES["prov"], f"{BASE}graph/import/aiid"


def corrected(data: Path) -> str:
    path = data / OVERRIDES / "issue" / "aiid-23.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(TEXT, encoding="utf-8")
    return f"{BASE}id/issue/aiid-23"


def test_a_corrected_record_was_generated_by_a_correction_that_used_the_import(
    tmp_path: Path,
) -> None:
    record = corrected(tmp_path)
    act = f"<{BASE}activity/correction/issue/aiid-23>"
    graph = f"<{BASE}graph/provenance>"
    rdfs = PREFIXES["rdfs"]
    type_ = f"<{PREFIXES['rdf']}type>"
    day = f'"2026-11-29"^^<{PREFIXES["xsd"]}date>'
    label = '"Correction of an imported record at the desk"@en'
    assert [*correction_quads(tmp_path, {record: GRAPH})] == [
        (graph, f"<{record}>", type_, f"<{PROV}Entity>"),
        (graph, f"<{record}>", f"<{PROV}wasGeneratedBy>", act),
        (graph, f"<{record}>", f"<{PROV}wasDerivedFrom>", f"<{GRAPH}>"),
        (graph, act, type_, f"<{PROV}Activity>"),
        (graph, act, f"<{rdfs}label>", label),
        (graph, act, f"<{rdfs}comment>", '"Fields: place, year"@en'),
        (graph, act, f"<{PROV}used>", f"<{GRAPH}>"),
        (graph, act, f"<{PREFIXES['dcterms']}modified>", day),
    ]


def test_a_record_that_the_release_does_not_have_is_left_out(tmp_path: Path) -> None:
    corrected(tmp_path)
    assert [*correction_quads(tmp_path, {})] == []
