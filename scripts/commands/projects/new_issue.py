"""The command `new issue`: writes an issue, with its source and actors where they are not there."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, Final
from urllib.parse import urlsplit

import click

from graph.importing.issues import dated, kind_of
from graph.importing.sheets.cell_parsers import BadCell
from graph.new_records.blank_fields import BlankField, blank_fields
from graph.new_records.blank_record import field_of, new_entry, slug_of
from graph.new_records.choices import with_ids
from graph.rdf.quads import from_engine, iri, plain
from graph.reading.check import statements
from graph.reading.name_lookup import NameLookup
from graph.reading.record import Record
from ontology import Misuse, ProjectFolder, did_you_mean, record_types, vocabulary
from ontology.namespaces import SCHEMA
from scripts.commands.asking import on_terminal, run_again
from scripts.commands.projects.issue_questions import check_organisation, issue_answers
from scripts.commands.projects.new_record import Draft, known_records, offered, write_records
from scripts.commands.projects.this_project import this_project

__all__ = ["issue_command"]

URL: Final = iri(SCHEMA + "url")
ACTOR, ROLE, SOURCE = "involvement.actor", "involvement.role", "source"
NEW_CONCEPT: Final = 'a new one: justicegraph new concept impact "Its name" "What it means."'
ALL_ROLES: Final = "all of them: justicegraph new record issue involvement.role="
NEXT: Final = "justicegraph import TABLE.csv, or justicegraph serve (where it runs: build)"
Given = list[tuple[str, str]]


@click.command(
    "issue",
    epilog='Example: justicegraph new issue "A well fell dry" --actor "Lake Data Centres" '
    "--role deployer --place ES --source https://example.org/wells",
)
@click.argument("title", default="")
@click.option("--source", default="", help="The address of a source, or the title of one here.")
@click.option("--source-title", default="", help="The title of a new source; else of its address.")
@click.option("--source-kind", default="web-page", show_default=True, help="Its kind.")
@click.option("--actor", "actors", multiple=True, help="Who is involved; a new one is written.")
@click.option("--actor-kind", default="company", show_default=True, help="The kind of new ones.")
@click.option("--role", "roles", multiple=True, help="The role of the actor before it.")
@click.option("--place", default="", help="Countries by name or code, with commas.")
@click.option("--impact", default="", help="Impacts by name, with commas.")
@click.option("--system", default="", help="The AI system, by name; a new one is written.")
@click.option("--year", default="", help="The year or the day on which it began.")
@click.option("--summary", default="", help="What happened, in a few sentences.")
@click.option(
    "--type",
    "type_",
    default="",
    help="A class of issues; with a day Incident, else a practice.",
)
def issue_command(
    title: str,
    source: str,
    source_title: str,
    source_kind: str,
    actors: tuple[str, ...],
    actor_kind: str,
    roles: tuple[str, ...],
    place: str,
    impact: str,
    system: str,
    year: str,
    summary: str,
    type_: str,
) -> None:
    """Write an issue of this TITLE in one line, with the source and the actors that are not there.

    The role deployer is that of who puts a system to use, developer of who makes it, vendor of who
    sells it. --actor and --role can be repeated, each role with the actor before it. All other
    fields are in the file as comments. Without a TITLE, it asks for all of it on a terminal.
    """
    if not title and on_terminal():
        run_again("new", "issue", *issue_answers(this_project()))
    if not title or not source:
        raise Misuse(
            'give a title and its --source: justicegraph new issue "A well fell dry" '
            "--source https://example.org/wells"
        )
    when = _when(year)
    type_ = type_ or kind_of(when.get("date", ""))
    if record_types().get(type_) != "issue":
        raise Misuse(f"--type {type_}: {did_you_mean(type_, _issue_types())}".rstrip("; "))
    if len(roles) < len(actors):
        raise Misuse(f"give a --role for each --actor, such as --role deployer; {ALL_ROLES}")
    writing = _Writing(this_project())
    source = writing.source(source, source_title, source_kind)
    parties = [
        (writing.actor(name, actor_kind, source), role)
        for name, role in zip(actors, roles, strict=False)
    ]
    named = writing.system(system, source) if system else ""
    said = [("place", place), ("impact", impact), ("system", named)]
    said += [*when.items(), ("summary", summary)]
    given = [("title", title), (SOURCE, source), *((name, value) for name, value in said if value)]
    writing.issue(type_, given, parties)
    for path in write_records(writing.project, writing.drafts, writing.known):
        click.echo(str(path))
    click.echo(f"Next: {NEXT}", err=True)


def _when(text: str) -> dict[str, str]:
    """Return the fields of a year, or of a day as a table has it; other words stay for the check.

    >>> _when("2025"), _when("2025-03-04"), _when("soon")
    ({'year': '2025'}, {'date': '2025-03-04', 'year': '2025'}, {'year': 'soon'})
    """
    try:
        found = dated(text)
    except BadCell:
        found = {}
    if found.get("date") == found.get("year"):
        found.pop("date", None)
    return found or ({"year": text} if text else {})


def _issue_types() -> list[str]:
    return [name for name, kind in record_types().items() if kind == "issue"]


class _Writing:
    """An issue and what it needs: records that are there are named, others drafted."""

    def __init__(self, project: ProjectFolder) -> None:
        self.project = project
        self._own, self._layer = known_records(project)
        self.known: list[Record] = self._own + self._layer
        self.drafts: list[Draft] = []
        self._named: dict[tuple[str, str], str] = {}
        self._lookup = NameLookup([*statements(self.known), *from_engine(vocabulary())])
        self._today = datetime.now(UTC).date().isoformat()

    def source(self, asked: str, title: str, kind: str) -> str:
        """Return the id of a source by address, title or id; one of a new address is drafted."""
        if "://" not in asked:
            if known := self._there("source", asked):
                return known
            raise Misuse(f"--source '{asked}': no source has this title: give its address")
        for record in self._own:
            if record.kind == "source" and any(
                quad[2] == URL and plain(quad[3]) == asked for quad in record.quads
            ):
                return record.slug
        title = title or _title_of(asked)
        return self._draft("Source", [("title", title), ("sourceKind", kind), ("url", asked)])

    def actor(self, name: str, kind: str, source: str) -> str:
        """Return the id of an actor by its name or id; one that is not there is drafted.

        Raises `Misuse` for what looks like a person.
        """
        if known := self._there("actor", name):
            return known
        try:
            check_organisation(name)
        except Misuse as error:
            raise Misuse(f"--actor {error}") from None
        given = [("name", name), ("kind", kind), (SOURCE, source)]
        return self._draft_once("Organization", name, given)

    def system(self, name: str, source: str) -> str:
        """Return the id of an AI system by its name or id; one that is not there is drafted."""
        if known := self._there("system", name):
            return known
        return self._draft_once("AISystem", name, [("name", name), (SOURCE, source)])

    def issue(self, type_: str, given: Given, parties: Sequence[tuple[str, str]]) -> None:
        """Draft an issue in which parties have roles."""
        blank = self._blank(type_)
        given = [*self._checked(given, blank)]
        entry = new_entry(type_, given, blank, self._today)
        for actor, role in parties:
            pair = [*self._checked([(ACTOR, actor), (ROLE, role)], blank)]
            more = new_entry(type_, [*given, *pair], blank, self._today)["involvement"]
            entry["involvement"] = entry.get("involvement", {}) | more
        self.drafts.append(Draft(_in_order(entry), blank))

    def _draft_once(self, type_: str, name: str, given: Given) -> str:
        """Draft a record of a name, or return the id of the one that was drafted for it."""
        word = type_, slug_of(name)
        if word not in self._named:
            self._named[word] = self._draft(type_, given)
        return self._named[word]

    def _draft(self, type_: str, given: Given) -> str:
        blank = self._blank(type_)
        entry = new_entry(type_, with_ids(given, blank, self._lookup), blank, self._today)
        self.drafts.append(Draft(entry, blank))
        return str(entry["id"])

    def _blank(self, type_: str) -> Sequence[BlankField]:
        return blank_fields(type_, offered(self._own, self._layer), self.project.project.base)

    def _there(self, kind: str, name: str) -> str:
        """Return the id of a record that has a name, or is named by its id."""
        if any(one.kind == kind and one.slug == name for one in self.known):
            return name
        start = f"{self.project.project.base}id/{kind}/"
        meant = self._lookup.meant([start], name)
        return meant[0] if len(meant) == 1 else ""

    def _checked(self, given: Given, blank: Sequence[BlankField]) -> Iterator[tuple[str, str]]:
        """Yield fields with ids for names; raises `Misuse` for a value that no field has."""
        for name, value in with_ids(given, blank, self._lookup):
            field = field_of(name, blank)
            values = field.values if field and not field.kind else ()
            for one in value.split(",") if values else ():
                if one.strip() not in values:
                    how = {"impact": NEW_CONCEPT, ROLE: ALL_ROLES}.get(name, "")
                    near = did_you_mean(one, values).rstrip("; ")
                    raise Misuse(" ".join(f"{name}: there is no '{one}'; {near} {how}".split()))
            yield name, value


def _in_order(entry: dict[str, Any]) -> dict[str, Any]:
    """Return a record with what is not stated, and the day of its change, at its end."""
    last = {name: entry[name] for name in ("notStated", "modified") if name in entry}
    return {name: value for name, value in entry.items() if name not in last} | last


def _title_of(address: str) -> str:
    """Return a title made of an address.

    >>> _title_of("https://www.example.org/news/a-well-fell-dry.html")
    'A well fell dry (example.org)'
    """
    parts = urlsplit(address)
    last = parts.path.rstrip("/").rpartition("/")[2].partition(".")[0]
    words = " ".join(last.replace("_", "-").split("-")).strip()
    host = (parts.hostname or address).removeprefix("www.")
    return f"{words[:1].upper()}{words[1:]} ({host})" if words else host
