"""Exports: each reads back as the network that was written, whatever its labels hold."""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import networkx as nx
import pytest
from lxml import etree

from graph.explorer import EXPLORER, Explorer, whole_network
from graph.network.analysis import annotated
from graph.network.export import EXPORTS, export, write_exports
from graph.network.network import Network, network
from graph.rdf.quads import Quad
from graph.release.release import Release
from ontology import Misuse

HOSTILE = [
    "<script>alert('x')</script>",
    "<b>bold</b>",
    'say "hi" & \\bye\\ \\n \\',
    "\u202eright to left\u200f \u05d0",
    "emoji 👩🏾‍💻",
    "two\nlines\tand a tab",
    "]]>--><!--",
    "a,b;c",
    "",
]
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"]


def named(labels: Iterable[str]) -> Network:
    graph: Network = nx.Graph()
    for number, label in enumerate(labels):
        graph.add_node(f"urn:issue:{number}", kind="issue", label=label)
        graph.add_edge(f"urn:issue:{number}", "urn:actor", via="actor")
    graph.nodes["urn:actor"].update(kind="actor", label='An actor\'s "own" <name>')
    return graph


@pytest.fixture(params=["hostile", "release", "empty"])
def graph(request: pytest.FixtureRequest, quads: list[Quad]) -> Network:
    return {"hostile": named(HOSTILE), "release": network(quads), "empty": nx.Graph()}[
        request.param
    ]


def nodes_of(graph: Network) -> dict[str, dict[str, str]]:
    return {node: dict(data) for node, data in graph.nodes(data=True)}


def links(graph: Network) -> list[tuple[str, str, str]]:
    return [(source, target, data["via"]) for source, target, data in graph.edges(data=True)]


def edges_of(graph: Network) -> set[tuple[str, str, str]]:
    """Return edges whose ends may have changed sides, as they may in an undirected graph."""
    return {(min(one, other), max(one, other), via) for one, other, via in links(graph)}


def test_graphml_reads_back_as_it_was(graph: Network) -> None:
    found = nx.read_graphml(io.BytesIO(export(graph, "graphml")))
    assert nodes_of(found) == nodes_of(graph)
    assert edges_of(found) == edges_of(graph)


def test_gexf_reads_back_as_it_was(graph: Network) -> None:
    found = nx.read_gexf(io.BytesIO(export(graph, "gexf")))
    colours = {data.pop("viz")["color"]["r"] for _, data in found.nodes(data=True)}
    assert nodes_of(found) == nodes_of(graph)
    assert len(colours) >= min(len(graph), 2)
    assert edges_of(found) == edges_of(graph)


def test_gexf_names_no_day(graph: Network) -> None:
    assert b"lastmodifieddate" not in export(graph, "gexf")


def test_cytoscape_json_reads_back_as_it_was(graph: Network) -> None:
    document = json.loads(export(graph, "cyjs"))
    edges = [edge["data"] for edge in document["elements"]["edges"]]
    assert [(end["source"], end["target"], end["via"]) for end in edges] == links(graph)
    assert len({end["id"] for end in edges}) == len(edges)
    found = nx.cytoscape_graph(document)
    assert {node: data.pop("name") for node, data in found.nodes(data=True)} == {
        node: data["label"] for node, data in graph.nodes(data=True)
    }
    for _, data in found.nodes(data=True):
        del data["id"], data["value"]
    assert nodes_of(found) == nodes_of(graph)


def rows(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode(), newline="")))


def test_tables_read_back_as_they_were(graph: Network) -> None:
    assert rows(export(graph, "nodes.csv")) == [
        ["id", "kind", "label"],
        *([node, data["kind"], data["label"]] for node, data in graph.nodes(data=True)),
    ]
    assert rows(export(graph, "edges.csv")) == [
        ["source", "target", "via"],
        *map(list, links(graph)),
    ]


@pytest.mark.parametrize("cell", FORMULAS)
def test_a_cell_that_a_spreadsheet_would_run_is_text(cell: str) -> None:
    assert rows(export(named([cell]), "nodes.csv"))[1] == ["urn:issue:0", "issue", f"'{cell}"]


QUOTED = r'"(?:[^"\\]|\\.)*"'
VALUE = rf"(?:{QUOTED}|[A-Za-z_][A-Za-z0-9_]*)"
STATEMENT = re.compile(
    rf"\t(?P<one>n\d+)(?: -- (?P<other>n\d+))? \[(?P<attributes>(?: ?\w+={VALUE})*)\]", re.DOTALL
)
ATTRIBUTE = re.compile(rf"(\w+)=({VALUE})", re.DOTALL)


def unquoted(value: str) -> str:
    """Return a DOT label as Graphviz would show it: quotes and backslashes lose their escape."""
    return re.sub(r"\\(.)", r"\1", value[1:-1], flags=re.DOTALL) if value[0] == '"' else value


def test_dot_reads_back_as_it_was(graph: Network) -> None:
    text = export(graph, "dot").decode()
    head, body, tail = "graph network {\n", text, "}\n"
    assert body.startswith(head)
    assert body.endswith(tail)
    statements = body.removeprefix(head).removesuffix(tail)
    found = list(STATEMENT.finditer(statements))
    assert STATEMENT.sub("", statements).strip() == ""
    nodes, edges = {}, []
    for match in found:
        attributes = {name: unquoted(value) for name, value in ATTRIBUTE.findall(match[0])}
        if match["other"]:
            edges.append((match["one"], match["other"], attributes["label"]))
        else:
            nodes[match["one"]] = attributes
    assert {
        node["URL"]: {"kind": node["kind"], "label": node["label"]} for node in nodes.values()
    } == (nodes_of(graph))
    assert [(nodes[a]["URL"], nodes[b]["URL"], via) for a, b, via in edges] == links(graph)


def test_an_svg_is_well_formed_and_runs_nothing(graph: Network) -> None:
    root = etree.fromstring(export(graph, "svg"))
    names = {etree.QName(element).localname for element in root.iter()}
    assert names <= {"svg", "title", "rect", "g", "line", "circle", "text"}
    assert not {name for element in root.iter() for name in element.attrib if name.startswith("on")}


@pytest.mark.parametrize("name", EXPORTS)
def test_an_export_has_the_same_bytes_twice(name: str, graph: Network) -> None:
    again = graph.copy()
    assert export(graph, name) == export(again, name)


def test_every_export_is_written_into_the_folder(tmp_path: Path) -> None:
    graph = named(["a label"])
    written = write_exports(graph, tmp_path / "exports")
    assert [path.name for path in written] == [f"network.{name}" for name in EXPORTS]
    assert [path.read_bytes() for path in written] == [export(graph, name) for name in EXPORTS]
    assert sorted(written) == sorted((tmp_path / "exports").iterdir())


def test_an_unknown_export_is_refused_with_those_there_are() -> None:
    message = (
        "there is no export 'pdf'; there are: graphml, gexf, cyjs, nodes.csv, edges.csv, dot, svg"
    )
    with pytest.raises(Misuse, match=f"^{re.escape(message)}$"):
        export(nx.Graph(), "pdf")


@pytest.fixture(scope="module")
def whole(release: Release) -> Network:
    return annotated(whole_network(Explorer(release.folder / EXPLORER)))


def test_exports_keep_roles_sides_standing_and_direction(whole: Network) -> None:
    told = [
        data for *_, data in whole.edges(data=True) if data["via"] == "actor" and "role" in data
    ]
    assert {data["side"] for data in told if "side" in data} == {"implicated", "responding"}
    assert all({"role", "standing"} <= data.keys() for data in told)
    for name, read in (("graphml", nx.read_graphml), ("gexf", nx.read_gexf)):
        found = read(io.BytesIO(export(whole, name)))
        assert found.is_directed()
        assert facts_of(found) == facts_of(whole)
    assert facts_of(nx.cytoscape_graph(json.loads(export(whole, "cyjs")))) == facts_of(whole)


FACTS = ("via", "role", "side", "standing", "year", "system", "date", "weight")


def facts_of(graph: Network) -> Counter[tuple[str, str, tuple[object, ...]]]:
    """Return how often each edge is there with its facts; networkx gives each a weight of 1."""
    return Counter(
        (source, target, tuple(data.get(name, 1 if name == "weight" else None) for name in FACTS))
        for source, target, data in graph.edges(data=True)
    )


def test_exports_hold_labour_links_ownership_and_related_issues_with_score(whole: Network) -> None:
    edges = [data for *_, data in whole.edges(data=True)]
    vias = {data["via"] for data in edges}
    assert {"labourLink", "ownedBy", "relatedIssue", "actor", "developedBy"} <= vias
    scores = [
        data["weight"] for *_, data in whole.edges(data=True) if data["via"] == "relatedIssue"
    ]
    assert scores
    assert all(score > 0 for score in scores)
    head = rows(export(whole, "edges.csv"))[0]
    assert head == [
        *("source", "target", "via", "role", "side", "standing", "year", "date", "system"),
        "weight",
    ]


def test_gexf_and_cytoscape_place_and_colour_each_node(whole: Network) -> None:
    shown = nx.read_gexf(io.BytesIO(export(whole, "gexf")))
    assert all({"position", "color"} <= data["viz"].keys() for _, data in shown.nodes(data=True))
    nodes = json.loads(export(whole, "cyjs"))["elements"]["nodes"]
    assert all({"x", "y"} == node["position"].keys() for node in nodes)
