"""Questions of `new issue` on a terminal: what happened, who says so, where, when and to whom."""

from datetime import UTC, date, datetime
from typing import Final

import click

from graph.importing.review import names_person
from graph.new_records.blank_record import slug_of
from graph.reading.fields import is_address
from graph.reading.places import place
from ontology import Misuse, ProjectFolder, concepts, near_names
from scripts.commands.asking import ask
from scripts.commands.projects.new_concept import write_concept

__all__ = ["check_organisation", "issue_answers"]

FIRST_YEAR: Final = 1950
ACTORS: Final = {
    "deployer": "Which organisation used the system",
    "developer": "Which organisation made it",
}
"""The question for the organisation of each role."""


def issue_answers(project: ProjectFolder) -> list[str]:
    """Ask for an issue; return the arguments by which `new issue` writes it.

    An impact that is not there is written at once, with its meaning.
    """
    click.echo("Enter leaves out what is not known.", err=True)
    title = ask("What happened, in a sentence", is_needed=True)
    given = {
        "source": ask("Its source (the address of a page)", check=_check_address, is_needed=True),
        "year": ask("Year, or day (2025-03-04)", check=_check_year),
        "place": ask("Country", check=_check_place),
        "impact": _impact(project),
        "system": ask("AI system, by name", check=_check_system),
    }
    found = [f"--{name}={value}" for name, value in given.items() if value]
    for role, question in ACTORS.items():
        if name := ask(question, check=check_organisation):
            found += [f"--actor={name}", f"--role={role}"]
    return [*found, "--", title]


def check_organisation(name: str) -> None:
    """Raise `Misuse` for a name that looks like that of a person."""
    if names_person(name):
        raise Misuse(
            f"'{name}' looks like a person: private persons are not named; for an organisation: "
            f'justicegraph new record actor name="{name}" kind=company'
        )


def _impact(project: ProjectFolder) -> str:
    """Ask for an impact until it is there or written, and return its word; nothing for none."""
    known = concepts("impact")
    while answer := ask("Impact on people, by name (? lists ours; another name is a new one)"):
        if answer == "?":
            click.echo(", ".join(sorted(known.values())), err=True)
            continue
        word = slug_of(answer)
        if word in known:
            return word
        near = "".join(f"; there is {known[one]}" for one in near_names(word, known, 1))
        click.echo(f"'{answer}' is a new impact{near}.", err=True)
        if meaning := ask("What it means, in a sentence (Enter: another name)"):
            return write_concept(project, "impact", answer, meaning)
    return ""


def _check_address(text: str) -> None:
    if not is_address(text):
        raise Misuse("give an address that begins with https://")


def _check_year(text: str) -> None:
    this = datetime.now(UTC).year
    year = text if text.isdecimal() else _year_of(text)
    if not (year and FIRST_YEAR <= int(year) <= this):
        raise Misuse(f"give a year from {FIRST_YEAR} to {this}, or a day, such as {this}-03-04")


def _year_of(day: str) -> str:
    try:
        return str(date.fromisoformat(day).year)
    except ValueError:
        return ""


def _check_system(name: str) -> None:
    if names_person(name):
        raise Misuse(f"'{name}' looks like a person: give the name of a product, or leave it out")


def _check_place(text: str) -> None:
    if unknown := [one for one in text.split(",") if not place(one)]:
        raise Misuse(f"'{unknown[0].strip()}' is no country or region: give its country")
