"""Data files of a view: JSON for the pictures, and the formats of network tools."""

import json
from typing import Any, Final

from graph.explorer import View, as_network
from graph.network.export import EXPORTS, export
from graph.rdf.formats import Format
from server.drawing.marks import MARKS
from server.web.formats import CSV, JSON, PNG, SVG

__all__ = ["FORMATS", "written"]

FORMATS: Final = (
    JSON,
    Format("cyjs", "application/json"),
    Format("gexf", "application/xml"),
    Format("graphml", "application/xml"),
    CSV,
    Format("nodes.csv", "text/csv"),
    Format("edges.csv", "text/csv"),
    Format("dot", "text/vnd.graphviz"),
    SVG,
    PNG,
)


def written(seen: View, suffix: str) -> bytes:
    """Return a view in a format of data, other than a picture.

    Complexity: linear in nodes and links.
    """
    if suffix == "json":
        return json.dumps(_as_json(seen), ensure_ascii=False, separators=(",", ":")).encode()
    name = "edges.csv" if suffix == "csv" else suffix
    assert name in EXPORTS  # noqa: S101 - our own table says so
    return export(as_network(seen), name)


def _as_json(seen: View) -> dict[str, Any]:
    names = {node.number: node.name for node in seen.nodes}
    return {
        "nodes": [
            {
                "id": node.name,
                "iri": node.iri,
                "kind": node.kind,
                "mark": MARKS.get(node.kind, "term"),
                "label": node.label,
                "links": node.links,
                "more": seen.more.get(node.number, 0),
                "x": node.x,
                "y": node.y,
            }
            for node in seen.nodes
        ],
        "links": [
            {
                "source": names[link.source],
                "target": names[link.target],
                "via": link.via,
                "says": link.says,
            }
            for link in seen.links
        ],
        "ways": [[names[number] for number in way] for way in seen.ways],
        "isCut": seen.is_cut,
    }
