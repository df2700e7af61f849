"""The supply chain of an actor: as far as it works for the same systems, and no further."""

from pathlib import Path

from graph.explorer import Explorer, ViewRequest, compute_view, write_explorer
from graph.rdf.quads import literal
from ontology import JG
from tests.graph.explorer.linked import LABEL, G, address, explorer, quads


def names(found: Explorer, actor: str) -> set[str]:
    return {node.name for node in compute_view(found, ViewRequest(chain=actor)).nodes}


def test_a_chain_goes_from_the_system_to_the_workers(tmp_path: Path) -> None:
    chain = {"system/filter", "actor/buyer", "actor/vendor", "worker-group/moderators"}
    assert names(explorer(tmp_path), "actor/buyer") == chain
    assert names(Explorer(tmp_path / "explore.sqlite"), "actor/vendor") == chain


def test_what_a_contractor_does_for_others_is_left_out(tmp_path: Path) -> None:
    other = ("system/other#link", "actor/vendor", "worker-group/drivers")
    named = {"system/other": "Other", "worker-group/drivers": "Drivers"}
    more = [
        (G, f"<{address(other[0])}>", f"<{JG}from>", f"<{address(other[1])}>"),
        (G, f"<{address(other[0])}>", f"<{JG}to>", f"<{address(other[2])}>"),
        *((G, f"<{address(a)}>", LABEL, literal(b, language="en")) for a, b in named.items()),
    ]
    path = tmp_path / "explore.sqlite"
    write_explorer(path, sorted([*quads(), *more]))
    assert "worker-group/drivers" not in names(Explorer(path), "actor/buyer")
    assert "worker-group/drivers" in names(Explorer(path), "actor/vendor")
