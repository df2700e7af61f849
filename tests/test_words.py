"""Plain technical English: docstrings and messages avoid the idioms that nobody can search for."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LAYERS = ("ontology", "shapes", "graph", "server", "scripts")
MODULES = sorted(path for layer in LAYERS for path in (ROOT / layer).rglob("*.py"))
TEMPLATES = sorted((ROOT / "server" / "templates").rglob("*.html"))

RIDDLE = re.compile(r"^(What|Who|Whom|Where|How|Whatever|Whoever|So|Up to so)\b")
"""A first line that begins so describes a thing by a question in place of naming it."""
IDIOMS = re.compile(
    r"\b(so many|so much as|is told|are told|is told so|of one's own|beside|the (one )?door"
    r"|whoever|stands? (in|at|on|already|alone|below|behind|there|here)"
    r"|take[sn]? up(?! to)|leads on|is held against|broke off)\b",
    re.IGNORECASE,
)


def strings_of(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the texts of a module, docstrings and messages alike, with their lines."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value


def docstrings_of(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the name and the first line of each docstring of a module."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            text = ast.get_docstring(node)
            if text:
                yield getattr(node, "name", "module"), text.partition("\n")[0]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_first_line_of_a_docstring_names_what_is_documented(path: Path) -> None:
    assert [found for found in docstrings_of(path) if RIDDLE.match(found[1])] == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_texts_avoid_idioms(path: Path) -> None:
    assert [
        f"{line}: {match[0]}" for line, text in strings_of(path) for match in IDIOMS.finditer(text)
    ] == []
