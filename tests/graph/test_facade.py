"""The interface for Python: the names of `graph`, and the docs that use them."""

import re
from pathlib import Path

import graph

ROOT = Path(__file__).parent.parent.parent
IMPORT = re.compile(r"from graph import ([\w, ]+)")


def test_the_names_are_sorted_and_each_can_be_imported() -> None:
    assert sorted(graph.__all__) == graph.__all__
    assert [name for name in graph.__all__ if not hasattr(graph, name)] == []


def test_docs_and_docstrings_import_from_graph_only_what_it_offers() -> None:
    files = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *(ROOT / "graph").rglob("*.py")]
    names = {
        name.strip()
        for path in files
        for match in IMPORT.finditer(path.read_text(encoding="utf-8"))
        for name in match[1].split(",")
    }
    assert names <= {*graph.__all__}
