"""Jinja environments that translate while they compile: one for each language.

A message with a fixed text becomes text of the compiled template, so that a page costs the same in
each language and no more than without a catalogue.
"""

import re
from collections.abc import Callable, Iterator
from types import BuiltinFunctionType, FunctionType, MethodType
from typing import Any, Final
from urllib.parse import quote

from flask.templating import Environment
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context, Macro
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

from server.languages import current as languages
from server.languages.catalogue import ENGLISH, Catalogue
from server.languages.sentences import sentence, truncated

__all__ = ["TranslatingEnvironment"]

EXTENSIONS: Final = ("jinja2.ext.i18n",)
SINGULAR: Final = ("_", "gettext")
PLURAL: Final = "ngettext"
FUNCTIONS: Final = (*SINGULAR, PLURAL, "pgettext", "npgettext")
PLAIN: Final = (FunctionType, MethodType, BuiltinFunctionType)
"""Callables which Jinja's decorators mark in their `__dict__`."""
NO_MARK: Final = Markup("")
ENGLISH_MARK: Final = Markup(' lang="en"')
"""Attribute of an element whose text is in English on a page in another language."""
SPECIAL: Final = re.compile("[&<>\"']").search
"""Finds a character that HTML escapes."""
PLACEHOLDER: Final = re.compile(r"%\((\w+)\)s|(%)%")


class DirectCalls(Context):
    """Context that calls plain functions and macros at once.

    Jinja looks at each callable twice for a decorator that asks for the context; a page has
    hundreds of calls, of functions and methods without one.
    """

    def call(__self, __callable: Any, *args: Any, **values: Any) -> Any:  # noqa: N805 - as Jinja's, so that values may have any name
        """Call a function of a template; what is decorated, as Jinja does."""
        kind = type(__callable)
        if kind is not Macro and (kind not in PLAIN or getattr(__callable, "__dict__", None)):
            return super().call(__callable, *args, **values)
        values.pop("_block_vars", None)
        values.pop("_loop_vars", None)
        if kind is Macro:
            return __callable(__self.eval_ctx, *args, **values)
        return __callable(*args, **values)


class DirectOutput(CodeGenerator):
    """Code generator whose output is escaped by `escaped`."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        """Write what comes before an expression that is put out.

        Source: Jinja, `CodeGenerator._output_child_pre`.
        """
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.escaped(")


def escaped(value: Any) -> str:
    """Return a value as HTML, for joining: most texts need no escape, and no object to say so.

    >>> escaped("A & b"), escaped(Markup("<b>")), escaped(2), escaped("b")
    (Markup('A &amp; b'), Markup('<b>'), Markup('2'), 'b')
    """
    kind = type(value)
    if kind is Markup or (kind is str and not SPECIAL(value)):
        return value  # type: ignore[no-any-return]
    return escape(value)


class TranslatingEnvironment(Environment):
    """Environment of one language; `of` gives that of another.

    Source: Jinja, "i18n Extension"; `_generate` is its hook for changing what is compiled.
    """

    context_class = DirectCalls
    code_generator_class = DirectOutput
    escaped = staticmethod(escaped)
    static_address = staticmethod(lambda name: f"/static/{quote(name)}")
    """Returns the address of a static file by its name."""
    catalogue: Catalogue = ENGLISH

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, extensions=EXTENSIONS, **options)
        self.policies["ext.i18n.trimmed"] = True
        self.newstyle_gettext = True
        self.globals |= {name: getattr(languages, name) for name in ("ngettext", "pgettext")}
        self.globals |= {"_": languages.gettext, "gettext": languages.gettext}
        self.globals |= {"_filled": _filled}
        self.filters |= {"number": languages.number, "day": languages.day, "sentence": sentence}
        self.filters |= {"truncate": truncated, "language_name": languages.language_name}
        self._speak(ENGLISH)

    def of(self, catalogue: Catalogue) -> "TranslatingEnvironment":
        """Return an environment with the same loader and functions that translates."""
        other = self.overlay()
        other.globals = {**self.globals}
        other._speak(catalogue)
        return other

    def _speak(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.globals["language"] = catalogue
        self.globals["_plural"] = catalogue.plural_form
        self.globals["english"] = NO_MARK if catalogue.is_source else ENGLISH_MARK

    def _generate(self, source: nodes.Template, *arguments: Any, **options: Any) -> str:
        _Translator(self.catalogue, self.static_address).visit(source)
        source.set_environment(self)
        return super()._generate(source, *arguments, **options)


def _filled(text: str, **values: object) -> str:
    """Return a text with its values; it is HTML where a value is, and then all else is escaped."""
    if any(isinstance(value, Markup) for value in values.values()):
        return escape(text) % values
    return text % values


class _Translator(NodeTransformer):
    """Replaces calls of gettext with a fixed message by its translation, and of static files."""

    def __init__(self, catalogue: Catalogue, static_address: Callable[[str], str]) -> None:
        self.catalogue, self.static_address = catalogue, static_address

    def visit_Output(self, node: nodes.Output) -> nodes.Node | list[nodes.Node]:  # noqa: N802 - Jinja's name
        """Translate a `trans` block to text and expressions."""
        call = node.nodes[0]
        if len(node.nodes) != 1 or not isinstance(call, nodes.Call) or not _is_block(call):
            return self.generic_visit(node)
        forms, values = self._message(call), self._values(call)
        texts = [nodes.Output([*_parts(text, values)]) for text in forms]
        found = texts[0] if len(texts) == 1 else _by_form(call.args[-1], texts)
        return found.set_lineno(node.lineno)

    def _values(self, call: nodes.Call) -> dict[str, nodes.Expr]:
        """Return the values of the placeholders of a block; the number that counts is written."""
        count = call.args[-1]
        values = {
            one.key: _number(count) if one.value is count else self.visit(one.value)
            for one in call.kwargs
        }
        return {"num": _number(count), "n": _number(count), **values}

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 - Jinja's name
        """Translate a call within an expression."""
        node = self.generic_visit(node)  # type: ignore[assignment]
        if name := _static_name(node):
            return nodes.Const(self.static_address(name)).set_lineno(node.lineno)
        if not _is_message(node):
            return node
        forms: list[nodes.Expr] = [nodes.Const(text) for text in self._message(node)]
        chosen, values = forms[0], [*node.kwargs]
        if len(forms) > 1:
            chosen = nodes.Getitem(nodes.Tuple(forms, "load"), _form(node.args[-1]), "load")
            if all(one.key != "n" for one in values):
                values.append(nodes.Keyword("n", _number(node.args[-1])))
        if not values:
            return chosen
        call = nodes.Call(nodes.Name("_filled", "load"), [chosen], values, None, None)
        return call.set_lineno(node.lineno)

    def _message(self, call: nodes.Call) -> tuple[str, ...]:
        """Return the translation of the message of a call, by plural form."""
        consts = [one.value for one in call.args if isinstance(one, nodes.Const)]
        texts = [value for value in consts if isinstance(value, str)]
        name = call.node.name if isinstance(call.node, nodes.Name) else ""
        context = texts.pop(0) if name in ("pgettext", "npgettext") else ""
        return self.catalogue.forms(*texts, context=context)


def _is_message(call: nodes.Call) -> bool:
    """Whether a call is one of gettext with a fixed message."""
    is_known = isinstance(call.node, nodes.Name) and call.node.name in FUNCTIONS
    return is_known and bool(call.args) and isinstance(call.args[0], nodes.Const)


def _static_name(call: nodes.Call) -> str:
    """Return the name of a static file of which a call asks the address; nothing of another call.

    Finding the address of a route takes longer than much of a page, which names ten such files.
    """
    if not isinstance(call.node, nodes.Name) or call.node.name != "url_for" or not call.kwargs:
        return ""
    values = [*call.args, call.kwargs[0].value]
    known = [one.value for one in values if isinstance(one, nodes.Const)]
    is_static = len(known) == 2 and len(call.kwargs) == 1 and known[0] == "static"
    return str(known[1]) if is_static else ""


def _is_block(call: nodes.Call) -> bool:
    """Whether a call comes from a `trans` block, whose message is HTML."""
    return _is_message(call) and isinstance(call.node, nodes.Name) and call.node.name != "_"


def _parts(text: str, values: dict[str, nodes.Expr]) -> Iterator[nodes.Expr]:
    """Yield a message as text and the expressions of its placeholders."""
    place = 0
    for match in PLACEHOLDER.finditer(text):
        yield nodes.TemplateData(text[place : match.start()])
        yield nodes.TemplateData("%") if match[2] else values[match[1]]
        place = match.end()
    yield nodes.TemplateData(text[place:])


def _form(count: nodes.Expr) -> nodes.Expr:
    return nodes.Call(nodes.Name("_plural", "load"), [count], [], None, None)


def _number(count: nodes.Expr) -> nodes.Expr:
    return nodes.Filter(count, "number", [], [], None, None)


def _by_form(count: nodes.Expr, texts: list[nodes.Output]) -> nodes.Node:
    """Return a choice among texts by the plural form of a number."""
    tests = [
        nodes.Compare(_form(count), [nodes.Operand("eq", nodes.Const(index))])
        for index in range(len(texts) - 1)
    ]
    branches = [
        nodes.If(test, [text], [], []) for test, text in zip(tests, texts[:-1], strict=True)
    ]
    return nodes.If(tests[0], [texts[0]], branches[1:], [texts[-1]])
