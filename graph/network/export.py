"""Network exports: GraphML, GEXF, Cytoscape JSON, CSV tables, DOT and SVG.

GraphML and GEXF for Gephi, Cytoscape JSON for Cytoscape, node and edge tables, DOT for Graphviz,
and an SVG picture. Every attribute is a text or a number and named alike in all of them.
"""

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Final

import graphviz
import networkx as nx

from graph.csv_safety import escape_formulas
from graph.files import writing
from graph.network.network import Network
from graph.network.svg import SIDE, colour_of, draw
from ontology import Misuse, plugins

__all__ = ["EXPORTS", "export", "exports", "write_exports"]


NAMES: Final = ("kind", "label")
SUFFIX: Final = re.compile(r"[a-z0-9]+(?:\.[a-z0-9]+)?")
ANNOTATIONS: Final = ("community", "communityName", "issues", "x", "y")
"""Columns of the node table that analyses add."""
FACTS: Final = ("role", "side", "standing", "year", "date", "system", "weight")
"""Facts of an edge, each a column where an edge has it."""


def export(graph: Network, name: str) -> bytes:
    r"""Return the network in one of `EXPORTS`; raises `Misuse` for another name.

    >>> import networkx as nx
    >>> graph = nx.Graph([("a:hiring", "a:amazon", {"via": "actor"})])
    >>> export(graph, "edges.csv")
    b'source,target,via\r\na:hiring,a:amazon,actor\r\n'
    """
    known = exports()
    if name not in known:
        raise Misuse(f"there is no export '{name}'; there are: {', '.join(known)}")
    return known[name](graph)


def exports() -> dict[str, Callable[[Network], bytes]]:
    """Return the formats of networks: ours, then those of plug-ins, whose names are suffixes.

    Raises `Misuse` for a plug-in whose name is no suffix, or one of ours.
    """
    more = plugins("exports")
    for name in more:
        if name in EXPORTS or not SUFFIX.fullmatch(name):
            raise Misuse(f"the export '{name}': give it the name of a suffix that is free")
    return EXPORTS | more


def write_exports(graph: Network, folder: Path) -> list[Path]:
    """Write every export into a folder, each named `network.` and its format."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name in exports():
        path = folder / f"network.{name}"
        content = export(graph, name)
        with writing(path) as file:
            file.write(content)
        written.append(path)
    return written


def _graphml(graph: Network) -> bytes:
    buffer = io.BytesIO()
    nx.write_graphml_xml(graph, buffer, encoding="utf-8", prettyprint=True)
    return buffer.getvalue()


def _gexf(graph: Network) -> bytes:
    """Write GEXF without networkx's date of writing, so that the bytes repeat.

    Source: GEXF 1.2, module viz: position and colour of a node.
    """
    shown = graph.copy()
    for _, data in shown.nodes(data=True):
        data["viz"] = _appearance(data)
    writer = nx.readwrite.gexf.GEXFWriter(encoding="utf-8", prettyprint=True, version="1.2draft")
    writer.add_graph(shown)
    for meta in writer.xml.iter("meta"):
        meta.attrib.pop("lastmodifieddate", None)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def _appearance(data: Mapping[str, Any]) -> dict[str, dict[str, float]]:
    """Return the colour of a node by its kind, and its position where it has one."""
    red, green, blue = bytes.fromhex(colour_of(data.get("kind", ""))[1:])
    look: dict[str, dict[str, float]] = {"color": {"r": red, "g": green, "b": blue, "a": 1}}
    if "x" in data:
        look["position"] = {"x": data["x"] * SIDE, "y": -data["y"] * SIDE, "z": 0}
    return look


def _cytoscape(graph: Network) -> bytes:
    """Write Cytoscape JSON that `networkx.cytoscape_graph` reads, too (`value`, `name`, `key`)."""
    nodes = (_cytoscape_node(node, data) for node, data in graph.nodes(data=True))
    edges = (
        {"data": {"id": f"e{number}", "key": number, "source": source, "target": target, **data}}
        for number, (source, target, data) in enumerate(graph.edges(data=True))
    )
    kind = {"directed": graph.is_directed(), "multigraph": graph.is_multigraph()}
    head = json.dumps({"data": {"name": "issues and what they share"}, **kind})[:-1]
    body = f'"nodes": {_lines(nodes)},\n"edges": {_lines(edges)}'
    return f'{head}, "elements": {{\n{body}}}}}\n'.encode()


def _cytoscape_node(node: str, data: Mapping[str, Any]) -> dict[str, Any]:
    named = {"id": node, "value": node, "name": data.get("label", node)}
    element: dict[str, Any] = {"data": {**named, **data}}
    if "x" in data:
        element["position"] = {"x": data["x"] * SIDE, "y": data["y"] * SIDE}
    return element


def _lines(elements: Iterable[object]) -> str:
    """Write a JSON list with one line an element, which is much faster than indenting."""
    lines = ",\n".join(json.dumps(one, ensure_ascii=False) for one in elements)
    return f"[\n{lines}\n]"


def _nodes(graph: Network) -> bytes:
    is_annotated = any("community" in data for _, data in graph.nodes(data=True))
    columns = NAMES + ANNOTATIONS if is_annotated else NAMES
    rows = [
        (node, *[str(data.get(name, "")) for name in columns])
        for node, data in graph.nodes(data=True)
    ]
    return _table(("id", *columns), rows)


def _edges(graph: Network) -> bytes:
    held = {name for *_, data in graph.edges(data=True) for name in data}
    columns = ("via", *(name for name in FACTS if name in held))
    rows = [
        (source, target, *[str(data.get(name, "")) for name in columns])
        for source, target, data in graph.edges(data=True)
    ]
    return _table(("source", "target", *columns), rows)


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> bytes:
    """Write a CSV table (RFC 4180), with formulas escaped."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(head)
    writer.writerows(map(escape_formulas, rows))
    return buffer.getvalue().encode()


def _dot(graph: Network) -> bytes:
    """Write DOT with short node names, since Graphviz reads a colon in a name as a port."""
    draw_as = graphviz.Digraph if graph.is_directed() else graphviz.Graph
    picture = draw_as("network")
    names = {node: f"n{number}" for number, node in enumerate(graph)}
    for node, data in graph.nodes(data=True):
        label = graphviz.escape(data.get("label", node))
        picture.node(names[node], label=label, URL=node, kind=data.get("kind", ""))
    for source, target, data in graph.edges(data=True):
        picture.edge(names[source], names[target], label=data["via"])
    return str(picture.source).encode()


EXPORTS: Final[dict[str, Callable[[Network], bytes]]] = {
    "graphml": _graphml,
    "gexf": _gexf,
    "cyjs": _cytoscape,
    "nodes.csv": _nodes,
    "edges.csv": _edges,
    "dot": _dot,
    "svg": draw,
}
