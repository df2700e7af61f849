"""Every format of data whose labels are hostile: each is read by a parser of its own, unchanged."""

import csv
import io
import json
from typing import Any
from urllib.parse import quote

import pyoxigraph as ox
import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from lxml import etree

from graph.release.release import Release
from tests.blackbox.server import Server
from tests.browser.hostile import LABELS, SLUGS

by_label = pytest.mark.parametrize("slug", SLUGS)
GRAPHS = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "nq": ox.RdfFormat.N_QUADS,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdf": ox.RdfFormat.RDF_XML,
}
LABEL = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
FORMULAS = ("=", "+", "-", "@", "\t", "\r")


def body(server: Server, path: str) -> bytes:
    found = server.client.get(path)
    assert found.status == 200, path
    return found.body


def unquoted(cell: str) -> str:
    """Return what a cell says; a quote before it keeps a spreadsheet from running it."""
    assert not cell.startswith(FORMULAS)
    return cell.removeprefix("'")


@by_label
@pytest.mark.parametrize("name", GRAPHS)
def test_a_graph_holds_the_label_as_it_is(hostile: Server, slug: str, name: str) -> None:
    quads = ox.parse(body(hostile, f"/id/actor/{slug}-actor.{name}"), format=GRAPHS[name])
    said = {quad.object.value for quad in quads if quad.predicate == LABEL}
    assert LABELS[slug].replace("\r", "") in said


@by_label
def test_a_list_holds_the_label_in_each_format(hostile: Server, slug: str) -> None:
    asked = f"?actor={slug}-actor&kind=Incident"
    hits = json.loads(body(hostile, f"/search.json{asked}"))["hits"]
    assert LABELS[slug] in [hit["title"] for hit in hits]
    rows = csv.DictReader(io.StringIO(body(hostile, f"/search.csv{asked}").decode(), newline=""))
    assert LABELS[slug] in [unquoted(row["title"]) for row in rows]
    feed = etree.fromstring(body(hostile, f"/search.atom{asked}"))
    titles = [one.text for one in feed.iter("{http://www.w3.org/2005/Atom}title")]
    assert LABELS[slug] in titles
    assert [*ox.parse(body(hostile, f"/search.ttl{asked}"), format=ox.RdfFormat.TURTLE)]


def citations(server: Server, path: str) -> tuple[dict[str, Any], ...]:
    """Return the one entry that each format of a citation holds, by a parser of its own."""
    library = parse_string(body(server, f"{path}.bib").decode())
    assert library.failed_blocks == []
    (bib,), (ris,) = library.entries, rispy.loads(body(server, f"{path}.ris").decode())
    (csl,) = json.loads(body(server, f"{path}.csl.json"))
    return {field.key: field.value for field in bib.fields}, ris, csl


@by_label
def test_a_citation_holds_the_fields_of_any_other(hostile: Server, slug: str) -> None:
    found = citations(hostile, f"/id/issue/{slug}-issue")
    usual = citations(hostile, "/id/issue/ghost-work")
    assert [{*one} - {*other} for one, other in zip(found, usual, strict=True)] == [set()] * 3
    bib, ris, csl = found
    assert bib["url"] == ris["urls"][0] == csl["URL"]
    assert ris["title"] == csl["title"]


@pytest.mark.parametrize("name", ["json", "csv", "ttl", "jsonld"])
def test_related_issues_are_told_in_each_format(hostile: Server, name: str) -> None:
    found = body(hostile, f"/id/issue/script-issue/related.{name}")
    if name == "csv":
        for row in csv.reader(io.StringIO(found.decode(), newline="")):
            assert not [cell for cell in row if cell.startswith(("=", "+", "@"))]
    elif name == "json":
        assert json.loads(found)
    else:
        assert [*ox.parse(found, format=GRAPHS[name])]


@pytest.mark.parametrize("suffix", ["gexf", "graphml", "svg"])
@pytest.mark.parametrize("whole", [True, False])
def test_a_picture_of_the_graph_is_well_formed_and_runs_nothing(
    hostile: Server, world: Release, suffix: str, whole: bool
) -> None:
    release = f"/release/{world.name}/exports/network.{suffix}"
    path = release if whole else f"/explore.{suffix}?around=issue/script-issue"
    tree = etree.fromstring(body(hostile, path), etree.XMLParser(huge_tree=True))
    names = {etree.QName(one).localname for one in tree.iter(etree.Element)}
    assert {"script", "iframe", "foreignObject"}.isdisjoint(names)
    assert not [name for one in tree.iter(etree.Element) for name in one.attrib if name[:2] == "on"]


@pytest.mark.parametrize("suffix", ["nodes.csv", "edges.csv"])
def test_a_table_of_the_graph_holds_no_formula(hostile: Server, suffix: str) -> None:
    for slug in ("formula", "minus"):
        text = body(hostile, f"/explore.{suffix}?around=issue/{slug}-issue").decode()
        cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
        assert [cell for cell in cells if cell.startswith(("=", "+", "-1", "@"))] == []


@pytest.mark.parametrize("suffix", ["cyjs", "json"])
def test_a_graph_for_programs_is_json(hostile: Server, suffix: str) -> None:
    assert json.loads(body(hostile, f"/explore.{suffix}?around=issue/end-issue"))


@by_label
def test_a_label_can_be_searched_for(hostile: Server, slug: str) -> None:
    assert json.loads(body(hostile, f"/search.json?q={quote(LABELS[slug][:500])}"))["total"] >= 0
