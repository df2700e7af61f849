"""Reference tables as Markdown: commands, settings, questions and addresses, read from the code."""

import re
from collections.abc import Iterable
from dataclasses import fields
from inspect import getdoc
from typing import Final

import click
from flask import Flask

from ontology import questions
from scripts.command import main
from server import PARTS
from server.web.settings import Settings

__all__ = ["commands", "questions_table", "routes", "settings"]

PART: Final = re.compile(r"<(?:any\(([^)]*)\):\w+|(?:\w+:)?(\w+))>")
FOR_PROCESSES = ("folder",)
"""Settings that `serve` gives to its own processes."""


def _table(head: str, rows: Iterable[tuple[str, ...]]) -> str:
    names = head.split(", ")
    lines = [names, ["---"] * len(names), *(map(_escaped, row) for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _escaped(cell: str) -> str:
    return cell.replace("|", "\\|")


def commands() -> str:
    """Return the commands and their subcommands with the first line of their help."""
    context = click.Context(main)
    found: list[tuple[str, ...]] = []
    for name in main.list_commands(context):
        command = main.get_command(context, name)
        if command:
            found.append((f"`justicegraph {name}`", command.get_short_help_str(200)))
        if isinstance(command, click.Group):
            found += [
                (f"`justicegraph {name} {part}`", inner.get_short_help_str(200))
                for part, inner in sorted(command.commands.items())
            ]
    return _table("command, what it does", found)


def settings() -> str:
    """Return the settings of the server with their defaults."""
    known = (one for one in fields(Settings) if one.name not in FOR_PROCESSES)
    rows = (
        (f"`{one.name}`", f"`{one.default}`" if one.default != "" else "", one.metadata["help"])
        for one in known
    )
    return _table("setting, default, meaning", rows)


def questions_table() -> str:
    """Return the questions with their parameters."""
    rows = (
        (
            f"`{one.slug}`",
            one.title,
            ", ".join(f"`{parameter.name}`" for parameter in one.parameters),
        )
        for one in questions()
    )
    return _table("question, in words, parameters", rows)


def routes() -> str:
    """Return the addresses of the server with the first line of what answers them."""
    app = Flask("server", static_folder=None)
    for part in PARTS:
        app.register_blueprint(part.blueprint)
    found: dict[tuple[str, str], set[str]] = {}
    for rule in app.url_map.iter_rules():
        methods = found.setdefault((_address(rule.rule), rule.endpoint), set())
        methods |= {*(rule.methods or ())} - {"HEAD", "OPTIONS"}
    rows = (
        (f"`{address}`", ", ".join(sorted(methods)), _first_line(app, endpoint))
        for (address, endpoint), methods in sorted(found.items())
    )
    return _table("address, methods, what it gives", rows)


def _address(rule: str) -> str:
    """Return a rule of Flask as people write it: choices between bars, without converters.

    >>> _address("/<any('dataset','dataset.ttl'):name>")
    '/dataset[.ttl]'
    >>> _address("/<any(id, graph):root>/<path:name>")
    '/(id|graph)/<name>'
    """
    return PART.sub(lambda match: _choices(match[1]) if match[1] else f"<{match[2]}>", rule)


def _choices(names: str) -> str:
    first, *others = (name.strip("' ") for name in names.split(","))
    if others and all(name.startswith(f"{first}.") for name in others):
        return f"{first}[{'|'.join(name.removeprefix(first) for name in others)}]"
    return f"({'|'.join([first, *others])})"


def _first_line(app: Flask, endpoint: str) -> str:
    return (getdoc(app.view_functions[endpoint]) or "").partition("\n")[0]
