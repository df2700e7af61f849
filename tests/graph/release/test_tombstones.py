"""Withdrawn records: a tombstone keeps the address, and counts as nothing that the record was."""

import json
from pathlib import Path
from typing import Any

import pyld
import pyoxigraph as ox
import pytest
import yaml

from graph.build.assemble import assemble, stated_quads
from graph.build.build import build
from graph.build.inputs import Plan
from graph.network.network import network
from graph.rdf.jsonld_compact import compact_graphs
from graph.rdf.quads import from_engine, plain
from graph.reading.files import read_records
from graph.reading.record import Record, read_record
from graph.reading.yaml_ld import documents
from graph.related import gather
from graph.related.service import relations
from ontology import BASE, CC_BY, JG, KINDS, PREFIXES, context
from tests.records import GOOD

ACTOR = f"{BASE}id/actor/"
MERGED = """\
id: old-name
type: Tombstone
formerType: Organization
withdrawalReason: Published twice.
replacedBy: new-name
modified: 2026-11-22
"""


def read(text: str, base: str = BASE) -> Record:
    (document,) = documents(text, "old-name.yaml")
    return read_record(document, "old-name.yaml", base)


def test_a_tombstone_stands_where_its_record_stood() -> None:
    record = read(MERGED)
    graph, old = f"<{BASE}graph/actor/old-name>", f"<{ACTOR}old-name>"
    assert record.problems == []
    assert (record.kind, record.slug, record.iri) == ("actor", "old-name", old[1:-1])
    assert record.quads == [
        (graph, old, f"<{PREFIXES['rdf']}type>", f"<{JG}Tombstone>"),
        (graph, old, f"<{JG}formerType>", f"<{JG}Organization>"),
        (graph, old, f"<{JG}withdrawalReason>", '"Published twice."@en'),
        (graph, old, f"<{PREFIXES['dcterms']}isReplacedBy>", f"<{ACTOR}new-name>"),
        ("", graph, f"<{PREFIXES['dcterms']}modified>", f'"2026-11-22"^^<{PREFIXES["xsd"]}date>'),
    ]


@pytest.mark.parametrize("type_", KINDS)
def test_the_former_type_says_which_kind_of_address_it_was(type_: str) -> None:
    record = read(MERGED.replace("Organization", type_))
    assert record.iri == f"{BASE}id/{KINDS[type_]}/old-name"


def test_a_replacement_is_of_the_same_kind_unless_its_address_is_given() -> None:
    own = "https://example.org/"
    assert f"<{own}id/actor/new-name>" in read(MERGED, own).quads[3]
    address = f"{BASE}id/worker-group/riders"
    moved = read(MERGED.replace("replacedBy: new-name", f"replacedBy: {address}"))
    assert moved.quads[3][3] == f"<{address}>"


def tree(record: Record) -> dict[str, Any]:
    """Return a record as plain JSON-LD, by a reader that is not ours."""
    text = Path(record.path).read_text(encoding="utf-8")
    found = yaml.load_all(text, Loader=yaml.BaseLoader)
    (own,) = (one for one in found if one["id"] == record.slug)
    return {"@context": context()} | {name: own[name] for name in own if name != "modified"}


@pytest.mark.parametrize(
    "record", read_records([GOOD / "tombstones.yaml"]), ids=lambda record: record.slug
)
def test_the_door_expands_a_tombstone_as_json_ld_processors_do(record: Record) -> None:
    expected = {("", *quad[1:]) for quad in record.quads if quad[0]}
    document = tree(record)
    found = ox.parse(json.dumps(document), format=ox.RdfFormat.JSON_LD, base_iri=record.iri)
    assert set(from_engine(found)) == expected
    options = {"base": record.iri, "format": "application/n-quads"}
    text = pyld.jsonld.to_rdf(document, options)
    assert set(from_engine(ox.parse(text, format=ox.RdfFormat.N_QUADS))) == expected


def test_a_tombstone_is_published_in_the_words_of_its_record() -> None:
    (graph,) = compact_graphs(sorted(quad for quad in read(MERGED).quads if quad[0]))
    assert graph["@graph"] == [
        {
            "id": f"{ACTOR}old-name",
            "replacedBy": f"{ACTOR}new-name",
            "type": "Tombstone",
            "formerType": "Organization",
            "withdrawalReason": "Published twice.",
        }
    ]


WORLD = (
    MERGED
    + """---
id: new-name
type: Organization
name: New Name
kind: company
source: a-page
---
id: a-page
type: Source
title: A page
sourceKind: report
url: https://example.org/
---
id: taken-back
type: Tombstone
formerType: Incident
withdrawalReason: It did not happen.
modified: 2026-11-23
---
{first}
---
{second}
"""
)
ISSUE = """id: {}
type: Incident
title: {}
summary: Workers were paid late.
year: 2020
justiceArea: economic-justice
impact: economic-harm-and-inequity
source: a-page
involvement:
  "#company": {{actor: new-name, role: deployer, assertion: reported, source: a-page}}"""


@pytest.fixture
def world(tmp_path: Path) -> Path:
    path = tmp_path / "world.yaml"
    issues = {"first": ISSUE.format("late-pay", "Late pay"), "second": ISSUE.format("no-pay", "No")}
    path.write_text(WORLD.format(**issues), encoding="utf-8")
    return path


def test_a_tombstone_counts_as_no_issue_and_no_actor(world: Path, tmp_path: Path) -> None:
    classes = build(Plan(tmp_path / "data", (world,))).manifest["counts"]["classes"]
    counted = {name: classes.get(f"{JG}{name}", 0) for name in ("Issue", "Actor", "Tombstone")}
    assert counted == {"Issue": 2, "Actor": 1, "Tombstone": 2}


def test_a_tombstone_is_in_no_network_and_related_to_nothing(world: Path) -> None:
    quads = assemble(stated_quads(read_records([world]))).quads
    graph, found = network(quads), relations(gather(quads))
    nodes = {*graph} | {end for one in found for end in (one.issue, one.related)}
    assert f"{BASE}id/issue/late-pay" in nodes
    assert not {f"{ACTOR}old-name", f"{BASE}id/issue/taken-back"} & nodes


def test_a_tombstone_has_a_graph_with_its_day_and_licence(world: Path) -> None:
    quads = assemble(stated_quads(read_records([world]))).quads
    about = {plain(q[2]): plain(q[3]) for q in quads if q[1] == f"<{BASE}graph/actor/old-name>"}
    assert about == {
        f"{PREFIXES['rdf']}type": f"{PREFIXES['prov']}Entity",
        f"{PREFIXES['foaf']}primaryTopic": f"{ACTOR}old-name",
        f"{PREFIXES['dcterms']}license": CC_BY,
        f"{PREFIXES['dcterms']}modified": "2026-11-22",
        f"{PREFIXES['prov']}wasGeneratedBy": f"{BASE}activity/curation",
    }


def test_a_record_and_its_tombstone_share_no_address(tmp_path: Path) -> None:
    living = "---\nid: old-name\ntype: Organization\nname: Old\nkind: company\nsource: a-page\n"
    path = tmp_path / "both.yaml"
    path.write_text(MERGED + living, encoding="utf-8")
    _, second = read_records([path])
    (problem,) = second.problems
    assert problem.message == f"actor/old-name is already in {path}:1: keep one"
