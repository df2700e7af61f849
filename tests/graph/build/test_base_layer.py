"""The base layer: places, and what a project's records use and do not state, under our name."""

from pathlib import Path

from graph.build.base_layer import base_layer
from graph.metadata.licences import licensed_parts
from graph.metadata.provenance import provenance
from graph.reading.check import statements
from graph.reading.files import read_records
from graph.reading.record import Record
from ontology import CC_BY, Project

BASE = "https://wells.example/"
ISSUE = """\
id: a-well
type: Source
title: A well
sourceKind: report
publisher: el-pais
"""


def own(folder: Path, text: str) -> list[Record]:
    (folder / "a-well.yaml").write_text(text, encoding="utf-8")
    return read_records([folder], BASE)


def test_it_holds_all_places_and_the_outlets_that_are_used(tmp_path: Path) -> None:
    taken = {record.iri for record in base_layer(own(tmp_path, ISSUE), BASE)}
    assert {f"{BASE}id/place/kenya", f"{BASE}id/actor/el-pais"} <= taken
    assert f"{BASE}id/actor/amazon" not in taken
    assert [name for name in taken if "/id/issue/" in name or "/id/system/" in name] == []


def test_what_the_project_states_is_not_taken_from_us(tmp_path: Path) -> None:
    text = ISSUE + "---\nid: el-pais\ntype: Organization\nname: Theirs\n"
    taken = {record.iri for record in base_layer(own(tmp_path, text), BASE)}
    assert f"{BASE}id/actor/el-pais" not in taken


def test_it_is_a_part_of_its_own_under_our_licence(tmp_path: Path) -> None:
    records = own(tmp_path, ISSUE)
    records += base_layer(records, BASE)
    project = Project(
        "Wells", publisher="Those at the wells", licence="https://licences.example/odd", base=BASE
    )
    quads = [*statements(records), *provenance(records, project)]
    parts = {part.name: (part.licence, part.attribution) for part in licensed_parts(quads, project)}
    assert parts["curated"] == ("https://licences.example/odd", "Those at the wells")
    assert parts["base-layer"] == (CC_BY, "The JusticeGraph contributors")
