"""The packages as a Markdown table: what each is for and imports, from the lowest floor up."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import networkx as nx

__all__ = ["packages"]

ROOT: Final = Path(__file__).parents[2]
LAYERS: Final = ("ontology", "shapes", "graph", "server", "scripts")
WHOLE: Final = ("ontology", "shapes")
"""Layers that are one package."""


def packages() -> str:
    """Return a table of the packages, each after those that it imports.

    "Imports" leaves out what an imported package imports itself (transitive reduction).
    """
    imports = nx.transitive_reduction(_imports())
    floors = nx.topological_generations(imports.reverse())
    names = sorted(
        (LAYERS.index(name.split("/")[0]), floor, name)
        for floor, generation in enumerate(floors)
        for name in generation
    )
    rows = ["| package | what it does | imports |", "|---|---|---|"]
    for _, _, name in names:
        below = ", ".join(f"`{other}`" for other in sorted(imports[name]))
        rows.append(f"| `{name}` | {_purpose(name)} | {below} |")
    return "\n".join(rows)


def _imports() -> "nx.DiGraph[str]":
    """Return which package imports which."""
    known: nx.DiGraph[str] = nx.DiGraph()
    for layer in LAYERS:
        for path in sorted((ROOT / layer).rglob("*.py")):
            name = _package(path.relative_to(ROOT).with_suffix("").parts)
            known.add_node(name)
            known.add_edges_from((name, other) for other in _imported(path) if other != name)
    return known


def _imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and _is_ours(node.module):
            for alias in node.names:
                yield _package((*node.module.split("."), alias.name))


def _is_ours(module: str) -> bool:
    return module.split(".")[0] in LAYERS


def _package(parts: tuple[str, ...]) -> str:
    """Return the package of a module or of a name in it; a module of a layer stands for itself."""
    layer, *rest = parts
    path = ROOT / layer / (rest[0] if rest else "")
    if layer in WHOLE or rest in ([], ["__init__"]):
        return layer
    if path.is_dir():
        return f"{layer}/{rest[0]}"
    return f"{layer}/{rest[0]}.py" if path.with_suffix(".py").exists() else layer


def _purpose(name: str) -> str:
    """Return the first sentence of the docstring of a package or a module."""
    path = ROOT / name
    file = path if path.suffix else path / "__init__.py"
    text = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""
    return text.partition("\n")[0].partition("; ")[0].rstrip(".:") + "."
