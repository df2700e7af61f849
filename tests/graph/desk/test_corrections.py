"""Corrections of imported records are in the provenance of the graph."""

from pathlib import Path

from graph.desk.corrections import correction_quads, correction_remark
from graph.desk.decided_files import OVERRIDES, RECORDS
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
    act = f"<{BASE}activity/correction/issue/aiid-23/3>"
    graph = f"<{BASE}graph/provenance>"
    rdfs, dcterms = PREFIXES["rdfs"], PREFIXES["dcterms"]
    type_ = f"<{PREFIXES['rdf']}type>"
    day = f'"2026-11-29"^^<{PREFIXES["xsd"]}date>'
    label = '"Correction by the editors, on the suggestion of a reader"@en'
    assert [*correction_quads(tmp_path, {record: GRAPH})] == [
        (graph, act, type_, f"<{PROV}Activity>"),
        (graph, act, f"<{PROV}generated>", f"<{record}>"),
        (graph, act, f"<{PROV}used>", f"<{GRAPH}>"),
        (graph, act, f"<{rdfs}label>", label),
        (graph, act, f"<{rdfs}comment>", '"Fields: place, year"@en'),
        (graph, act, f"<{dcterms}description>", '"The court says so."@en'),
        (graph, act, f"<{dcterms}modified>", day),
    ]


def test_each_correction_of_a_curated_record_is_told_and_nobody_is_named(tmp_path: Path) -> None:
    path = tmp_path / RECORDS / "issue" / "ghost-work.yaml"
    path.parent.mkdir(parents=True)
    remarks = [
        correction_remark(["year"], "Ann on Monday", "2026-11-29", 3, "A book says so."),
        "Accepted by Ben on 2026-11-28, suggestion 2: A new record.",
        correction_remark(["title", "place"], "Ben", "2026-11-30", 4, "It was Kenya."),
    ]
    text = "".join(f"# {one}\n" for one in remarks) + "id: ghost-work\ntype: Incident\n"
    path.write_text(text, encoding="utf-8")
    record = f"{BASE}id/issue/ghost-work"
    found = [*correction_quads(tmp_path, {record: f"{BASE}graph/issue/ghost-work"})]
    said = [quad[3] for quad in found if quad[2].endswith(("comment>", "description>"))]
    assert said == [
        *('"Fields: year"@en', '"A book says so."@en'),
        *('"Fields: place, title"@en', '"It was Kenya."@en'),
    ]
    assert not any(name in quad[3] for quad in found for name in ("Ann", "Ben"))


def test_a_record_that_the_release_does_not_have_is_left_out(tmp_path: Path) -> None:
    corrected(tmp_path)
    assert [*correction_quads(tmp_path, {})] == []
