"""Extraction of sentences of errors and of the gate, with slots, from modules and shapes.

What an error says is a string of the module that raises it. Its parts that vary become slots, named
as the expressions that fill them: `f"there is no graph {name} here"`.
"""

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, TypeGuard

import pyoxigraph as ox
from werkzeug.exceptions import default_exceptions

import server
from graph.reading.fields import EXPECTED
from ontology.namespaces import SH
from server.contribute.messages import YAML_HINT
from shapes import shape_files

__all__ = ["gate_sentences", "problem_sentences"]

ROOT: Final = Path(server.__file__).parent.parent
PACKAGES: Final = (
    *("graph/desk", "graph/engine", "graph/explorer", "graph/following", "graph/network"),
    *("graph/questions.py", "graph/reconcile", "graph/related", "graph/release/kept.py"),
    *("graph/reports", "graph/search", "ontology/questions", "server"),
)
"""Where errors of pages are worded."""
ERRORS: Final = frozenset(
    (
        *("BadQuery", "Busy", "Conflict", "Ended", "Forbidden", "Gone", "Misuse", "NotAcceptable"),
        *("NotFound", "OutOfTime", "QueryRefused", "RateExceeded", "Unavailable"),
    )
)
"""Classes of errors that visitors of pages meet."""
OPERATED: Final = (
    *("graph/engine/remote", "graph/following/letters.py", "graph/related/judgements.py"),
    *("graph/network/export.py", "graph/related/spark.py", "server/asgi/pool_manager.py"),
    *("server/asgi/runtime_folder.py", "server/languages", "server/mcp", "server/mirror"),
    *("server/web/rate_limits.py", "server/web/settings.py"),
)
"""Modules whose errors are for who operates a server, who reads English."""
RETURNING: Final = ("graph/questions.py", "server/sparql/advice.py", "server/sparql/diagnosis.py")
"""Modules whose functions return parts of what errors say."""
ALSO: Final = (
    "too many requests: ask again in {seconds} s",
    *("a year such as 2020", "a number such as 5", "a concept of the scheme {scheme}"),
    "the slug of a record of kind {kind}",
)
"""What a module of `OPERATED` says to visitors, and what a question takes."""
READER: Final = (
    "'{text}' is not {expected}",
    "'{text}' is not {expected}; {near}",
    "'{field}' needs {expected}, not fields or a list",
    "'{field}' holds a control character: remove it",
    "'{field}' is longer than {most} characters",
    "'{field}' has no value: give one, or remove the field",
    "'{field}' does not belong here: move it or remove it",
    "'{text}' is unknown. {message}",
    "'{text}' is unknown; {near} {message}",
    *("did you mean {names}?", "choose one of: {names}"),
    *EXPECTED.values(),
    *("a slug, such as those of other records and of the concept schemes", "a text"),
    "a web address that begins with https://",
)
"""What the reader of records says of values of forms (`graph/reading`)."""
SHOWN: Final = (400, 403, 404, 405, 406, 409, 410, 413, 414, 415, 429, 500, 503)
CURATORS: Final = re.compile(
    r"\bskos:|ontology/schemes|[Cc]rosswalk|derived at|[Dd]erivation|[Tt]axonomy|category"
    r"|in the scheme|\bmatch\b|relation\b|[Tt]ombstone|[Jj]udgement|[Ww]ithdraw"
)
"""Marks of rules of what only curators and the build write, which no form asks for."""
LEAST: Final = 3
"""Words that a sentence has at least, without its slots."""


def problem_sentences() -> Iterator[str]:
    """Yield what errors say that a page may show, in order of modules."""
    for path in _modules():
        name = path.relative_to(ROOT).as_posix()
        yield from filter(_is_sentence, _Module(path, returns=name in RETURNING).sentences())
    yield from ALSO
    yield from (str(default_exceptions[status].description) for status in SHOWN)


def _modules() -> Iterator[Path]:
    for package in PACKAGES:
        folder = ROOT / package
        for path in sorted(folder.rglob("*.py")) if folder.is_dir() else (folder,):
            if not path.relative_to(ROOT).as_posix().startswith(OPERATED):
                yield path


def gate_sentences() -> Iterator[str]:
    """Yield what the rules of the gate say, as forms show it."""
    messages = {
        quad.object.value
        for path in shape_files()
        for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE)
        if quad.predicate.value == f"{SH}message" and isinstance(quad.object, ox.Literal)
    }
    yield from sorted({YAML_HINT.sub("", text) for text in messages if not CURATORS.search(text)})
    yield from READER


def _is_sentence(text: str) -> bool:
    fixed = "".join(part for part in text.split("{")).split()
    return len(fixed) >= LEAST and not text.startswith(
        ("{path}", "{folder}", "{data}", "{filename}")
    )


class _Module:
    """The sentences of one module: of its errors, and of functions that return parts of them."""

    def __init__(self, path: Path, *, returns: bool) -> None:
        self._tree = ast.parse(path.read_text(encoding="utf-8"))
        self._returns = returns
        self._constants = dict(_assigned(self._tree.body))

    def sentences(self) -> Iterator[str]:
        for function in (
            node for node in ast.walk(self._tree) if isinstance(node, ast.FunctionDef)
        ):
            known = self._constants | dict(_assigned(ast.walk(function)))
            for node in ast.walk(function):
                if _is_error(node):
                    yield from self._texts(node.args[0], known)
                elif self._returns and isinstance(node, (ast.Return, ast.Yield)) and node.value:
                    yield from self._texts(node.value, known)

    def _texts(self, node: ast.expr, known: Mapping[str, ast.expr]) -> Iterator[str]:
        """Yield the texts that an expression may be, with slots for what varies."""
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        elif isinstance(node, ast.JoinedStr):
            yield _with_slots(node.values, self._constants)
        elif isinstance(node, ast.IfExp):
            yield from (*self._texts(node.body, known), *self._texts(node.orelse, known))
        elif isinstance(node, ast.Name) and node.id in known:
            yield from self._texts(known[node.id], {})
        elif isinstance(node, ast.BinOp):
            for text in self._texts(node.left, known):
                yield text + _slot(_name(node.right), text)
        elif isinstance(node, ast.Call) and _is_filled(node.func):
            texts = self._texts(node.func.value, known)
            yield from (text.replace("{}", "{value}") for text in texts)


def _is_error(node: ast.AST) -> TypeGuard[ast.Call]:
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
        return False
    return node.func.id in ERRORS and bool(node.args)


def _is_filled(node: ast.expr) -> TypeGuard[ast.Attribute]:
    """Whether an expression is the method that fills a text with values."""
    return isinstance(node, ast.Attribute) and node.attr == "format"


def _assigned(nodes: Iterator[ast.AST] | list[ast.stmt]) -> Iterator[tuple[str, ast.expr]]:
    """Yield the names of nodes that are assigned a value, each with it."""
    for node in nodes:
        target = node.targets[0] if isinstance(node, ast.Assign) else getattr(node, "target", None)
        value = getattr(node, "value", None)
        if isinstance(target, ast.Name) and isinstance(value, ast.expr):
            yield target.id, value


def _with_slots(parts: list[ast.expr], constants: Mapping[str, ast.expr]) -> str:
    """Return the text of an f-string with a slot for each expression, or the constant it names."""
    text = ""
    for part in parts:
        if isinstance(part, ast.Constant):
            text += str(part.value)
        elif isinstance(part, ast.FormattedValue):
            value = constants.get(part.value.id) if isinstance(part.value, ast.Name) else None
            if isinstance(value, ast.Constant) and isinstance(value.value, str):
                text += value.value
            else:
                text += _slot(_name(part.value), text)
    return text


def _slot(name: str, before: str) -> str:
    """Return a slot of a name that no slot before it has.

    >>> _slot("near", "no {facet}"), _slot("near", "{near} and ")
    ('{near}', '{near2}')
    """
    taken = before.count(f"{{{name}")
    return f"{{{name}{taken + 1 if taken else ''}}}"


def _name(node: ast.expr) -> str:
    """Return the name of a slot: that of the value which fills it."""
    if isinstance(node, ast.Attribute):
        return node.attr
    if isinstance(node, ast.Subscript):
        return _name(node.value)
    if isinstance(node, ast.BoolOp):
        return _name(node.values[0])
    if isinstance(node, ast.Call):
        return _name(node.args[0] if node.args else node.func)
    return node.id.lower() if isinstance(node, ast.Name) else "value"
