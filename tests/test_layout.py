"""The layout: layers and packages import one way, without circles, and no folder is crowded."""

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import pytest

ROOT = Path(__file__).parent.parent
LAYERS = ("ontology", "shapes", "graph", "server", "scripts")
MOST_MODULES = 24
"""About twenty modules a folder; the largest has this many."""


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


SOURCES = {module_of(path): path for layer in LAYERS for path in (ROOT / layer).rglob("*.py")}


def imported(path: Path) -> Iterator[str]:
    """Yield the modules of ours that a module imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from (name if name in SOURCES else node.module for name in names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


IMPORTS = nx.DiGraph(
    (module, other)
    for module, path in SOURCES.items()
    for other in imported(path)
    if other in SOURCES and other != module
)


def package_of(module: str) -> str:
    return ".".join(module.split(".")[:2])


PACKAGES = nx.DiGraph(
    (package_of(one), package_of(other))
    for one, other in IMPORTS.edges
    if package_of(one) != package_of(other)
)


@pytest.mark.parametrize("number", range(len(LAYERS)))
def test_layers_import_one_way(number: int) -> None:
    above = {*LAYERS[number + 1 :]}
    layer = [(one, other) for one, other in IMPORTS.edges if one.split(".")[0] == LAYERS[number]]
    assert [(one, other) for one, other in layer if other.split(".")[0] in above] == []


@pytest.mark.parametrize("imports", [IMPORTS, PACKAGES], ids=["modules", "packages"])
def test_imports_have_no_circle(imports: "nx.DiGraph[str]") -> None:
    circles = [sorted(part) for part in nx.strongly_connected_components(imports) if len(part) > 1]
    assert circles == []


def test_nothing_imports_the_interface_for_python_users() -> None:
    assert [one for one, other in IMPORTS.edges if other == "graph"] == []


def test_no_folder_is_crowded() -> None:
    modules = Counter(path.parent.relative_to(ROOT).as_posix() for path in SOURCES.values())
    assert {folder: n for folder, n in modules.items() if n > MOST_MODULES} == {}
