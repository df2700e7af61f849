"""The command `new record`: writes a record of any class, with its fields and their values."""

import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, NamedTuple

import click

from graph.build.base_layer import base_layer
from graph.files import replace_text
from graph.new_records.blank_fields import BlankField, blank_fields
from graph.new_records.blank_record import lacking, listed, new_entry, record_text
from graph.new_records.choices import choices, with_ids
from graph.rdf.quads import from_engine
from graph.reading.check import check, statements
from graph.reading.files import read_records, read_text
from graph.reading.name_lookup import NameLookup
from graph.reading.record import Record
from ontology import (
    Misuse,
    ProjectFolder,
    Unavailable,
    did_you_mean,
    local_name,
    record_types,
    vocabulary,
)
from scripts.commands.output import print_problems
from scripts.commands.projects.this_project import this_project
from shapes import Severity
from shapes.model import data_model

__all__ = ["Draft", "known_records", "offered", "record_command", "write_records"]


class Draft(NamedTuple):
    """A record to be written, with the fields of its type."""

    entry: dict[str, Any]
    blank: Sequence[BlankField]


TYPE: Final = "type"
PLACE: Final = "place"
ASKS: Final = ("", "?")
"""Values that ask for those of a field; a shell may take `?` for the name of a file."""


@click.command(
    "record",
    epilog='Example: justicegraph new record actor name="Example Chips" kind=company '
    "source=example-report",
)
@click.argument("type_", metavar="TYPE")
@click.argument("fields", metavar="[FIELD=VALUE]...", nargs=-1)
def record_command(type_: str, fields: tuple[str, ...]) -> None:
    """Write a record of a TYPE, such as Incident, Organization, Source or a class of your own.

    Its file has the fields that are given, and all others as comments with the values that they
    may have. TYPE can be a kind, too, such as issue or actor. A FIELD of an entry is written with
    a dot: involvement.actor=example-cloud involvement.role=deployer. Ids and concepts can be
    several, with commas; names are taken as well: place="United Kingdom". FIELD= without a value
    lists those of the field, type= the types of a kind, and nothing is written. On a terminal, what
    is needed and not given is asked for.
    """
    project = this_project()
    pairs = [_pair(one) for one in fields]
    name = _type(
        next((value for word, value in pairs if word == TYPE and value not in ASKS), type_)
    )
    given = [(word, value) for word, value in pairs if word != TYPE]
    asked = [word for word, value in pairs if value in ASKS]
    records, layer = known_records(project)
    known = records + layer
    blank = blank_fields(name, offered(records, layer), project.project.base)
    if asked:
        lines = [_types(name) if word == TYPE else choices(word, blank) for word in asked]
        click.echo("\n".join(line for some in lines for line in some))
        raise click.exceptions.Exit(2 if any(not value for _, value in pairs) else 0)
    given = with_ids(given, blank, NameLookup([*statements(known), *from_engine(vocabulary())]))
    today = datetime.now(UTC).date().isoformat()
    entry = new_entry(name, given, blank, today)
    given += [(word, _ask(word, one, name)) for word, one in lacking(entry, blank).items()]
    (path,) = write_records(project, [Draft(new_entry(name, given, blank, today), blank)], known)
    click.echo(str(path))
    click.echo("Next: fill it in, then: justicegraph validate", err=True)


def known_records(project: ProjectFolder) -> tuple[list[Record], list[Record]]:
    """Return the records of a project, and those of the base layer."""
    records = read_records([project.records], project.project.base)
    return records, base_layer(records, project.project.base) if project.base_layer else []


def _type(word: str) -> str:
    """Return the type of records that a word names: itself, or the first of a kind."""
    types = record_types()
    for name, kind in types.items():
        if word.lower() in (name.lower(), kind):
            return name
    raise Misuse(f"there is no type '{word}'; {did_you_mean(word, [*types])}".rstrip("; "))


def _types(type_: str) -> list[str]:
    """Return what a type is in a sentence, and then each other type of its kind."""
    types, known = record_types(), {local_name(one.iri): one.definition for one in data_model()}
    others = (name for name, kind in types.items() if kind == types[type_] and name != type_)
    first = {name: known.get(name, "").partition(". ")[0].rstrip(".") for name in (type_, *others)}
    lines = [f"{name}: {text}." for name, text in first.items() if text]
    return [*lines[:1], *(f"Or else type: {line}" for line in lines[1:])]


def offered(own: Iterable[Record], layer: Iterable[Record]) -> dict[str, list[str]]:
    """Return the ids to choose from by kind: those of the project, then places of the base layer.

    Its outlets and sources are strangers to a project, and are taken only where they are named.
    """
    places = [one for one in layer if one.kind == PLACE]
    offered: dict[str, list[str]] = {}
    for one in (*sorted(own, key=_slug), *sorted(places, key=_slug)):
        if one.slug:
            offered.setdefault(one.kind, []).append(one.slug)
    return offered


def _slug(record: Record) -> str:
    return record.slug


def _pair(text: str) -> tuple[str, str]:
    name, mark, value = text.partition("=")
    if not mark:
        raise Misuse(f"{text}: write a field and its value, such as year=2025")
    return name.strip(), value.strip() and value


def _ask(name: str, field: BlankField, type_: str) -> str:
    """Ask for a field that is needed; raises `Misuse` where there is nobody to ask."""
    values = field.values or (field.expected,)
    if not sys.stdin.isatty():
        raise Misuse(listed(f"a record of {type_} needs {name}=VALUE", values))
    return str(click.prompt(listed(field.label, values))).strip()


def write_records(
    project: ProjectFolder, drafts: Sequence[Draft], known: Sequence[Record]
) -> list[Path]:
    """Write records that break no rule, all or none, and return their files.

    Raises `Misuse` where a file is there, and ends the command where a rule is broken.
    """
    texts: dict[Path, str] = {}
    for entry, blank in drafts:
        path = project.records / record_types()[entry["type"]] / f"{entry['id']}.yaml"
        if path.exists() or path in texts:
            raise Misuse(f"{path}: is there already: give another id, such as id={entry['id']}-2")
        texts[path] = record_text(entry, blank, _types(entry["type"]))
    base = project.project.base
    read = [one for path, text in texts.items() for one in read_text(text, str(path), base)]
    problems = check(read, known).problems
    if faults := [one for one in problems if one.severity is Severity.VIOLATION]:
        print_problems(faults)
        click.echo("nothing was written: change the fields, and type the command again", err=True)
        raise click.exceptions.Exit(1)
    for path, text in texts.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            replace_text(path, text)
        except OSError as error:
            raise Unavailable(f"{path}: cannot be written: {error.strerror or error}") from error
    return [*texts]
