"""The command `import review`: what a snapshot withholds, and what a reviewer decides on it."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import Final

import click

from graph.importing import sources
from graph.importing.review import Judgement, decide, likely_person, reference, waiting
from graph.privacy.decisions import Decided
from graph.privacy.withholding import Waiting
from ontology import Misuse
from scripts.commands.options import data_option
from scripts.commands.projects.this_project import snapshot_of

__all__ = ["marked", "review_command"]

DECISIONS: Final = [one.value for one in Decided]
PLACE: Final = re.compile(r"[\w-]+:[\w-]+(?::\d+-\d+)?|[\w-]+")
"""A place of a row, a text of a row, a row, a field of all rows, or `all`."""
COLUMN: Final = "ROW:FIELD, or ROW:FIELD:FROM-TO for these characters of a text"
MOST: Final = 10
"""Commands that are printed at most."""


@click.command(
    "review",
    epilog='Example: justicegraph import review wells address none --who Ann --why "No person."',
)
@click.argument("source", type=click.Choice(sorted(sources())))
@click.argument("words", nargs=-1, metavar="[PATH] [PLACE DECISION]")
@click.option("--words", "role", default="", help="The words of a role in place of the person.")
@click.option("--who", default="", help="Who decides.")
@click.option("--why", default="", help="Why, in a sentence that all may read, without the name.")
@data_option
def review_command(
    source: str, words: tuple[str, ...], role: str, who: str, why: str, data: Path
) -> None:
    """Show what a snapshot withholds until somebody reads it, or record the DECISION on a PLACE.

    PATH is needed where the project file names no snapshot. A PLACE is in the first column of what
    is shown: the row, the field and, of a long text, from and to which character what waits is, as
    in wells-7:title:0-44. A row, or a field such as 'title' or 'address', means all of it, and
    'all' means all.
    A decision is 'none' (no private person is named), 'withheld' (a private person, replaced by
    --words) or 'public' (a person with a public role). It is kept without the name, in
    judgements/names.tsv of the project, and counts from the next import on.
    """
    path, asked = _parted(source, words)
    found = waiting(sources()[source], path, data)
    named = f"{source} {path}" if str(path) in words else source
    if not asked:
        _show(found, named)
        return
    place, decision = asked
    if not who or not why:
        raise Misuse(f"{place}: give a decision, --who and --why")
    if decision == Decided.WITHHELD and not role:
        raise Misuse(f"{place}: give the --words that take the place of the person")
    if not found:
        _show(found, named)
        click.echo(f"Next: justicegraph import {source}", err=True)
        return
    today = datetime.now(UTC).date().isoformat()
    judgement = Judgement(Decided(decision), role, who, why, today)
    count, rest = decide(found, place, judgement, data)
    click.echo(f"{place}: {decision}" if count == 1 else f"{place}: {decision} ({count:,})")
    if rest:
        _say_how(rest, named, f'--who "{who}" --why "{why}"')
    click.echo(f"Next: justicegraph import {source}", err=True)


def _parted(source: str, words: Sequence[str]) -> tuple[Path, tuple[str, str] | None]:
    """Return the snapshot, and the place with the decision on it, if any."""
    rest = [*words]
    if rest and rest[-1] in DECISIONS:
        decision = rest.pop()
        if not rest or not PLACE.fullmatch(place := rest.pop()):
            raise Misuse("give a PLACE before the decision, such as 'all' or 'title'")
        asked = (place, decision)
    else:
        asked = None
    if len(rest) > 1:
        raise Misuse(f"'{rest[-1]}' is no decision: choose one of {', '.join(DECISIONS)}")
    if rest and not Path(rest[0]).exists():
        raise Misuse(f"{rest[0]}: there is no such file; a PLACE takes a decision after it")
    return Path(rest[0]) if rest else snapshot_of(source), asked


def _say_how(likely: Sequence[Waiting], named: str, by: str) -> None:
    """Print the command that decides on each text that looks like a person's name."""
    places = [*dict.fromkeys(f"{one.row}:{one.field}" for one in likely)]
    click.echo(
        f"still withheld, since they look like a person: {', '.join(places)}\n"
        'Where one names no private person (else: withheld --words "a resident"):',
        err=True,
    )
    for place in places[:MOST]:
        click.echo(f"  justicegraph import review {named} {place} none {by}", err=True)


def _show(found: Sequence[Waiting], named: str) -> None:
    """Print a line for each text that waits, and how to decide on all at once."""
    for row, places in groupby(found, lambda one: one.row):
        for text, together in _texts(places).items():
            fields = {one.field for one in together}
            name = row if len(fields) > 1 else f"{row}:{fields.pop()}"
            name = reference(together[0]) if len(together) == 1 else name
            click.echo(f"{name}\t{marked(text, [one for one in together if one.text == text])}")
    if not found:
        click.echo("nothing waits", err=True)
        return
    texts = Counter(field for _, field in {(one.row, one.field) for one in found})
    counted = ", ".join(f"{count:,} {field}" for field, count in sorted(texts.items()))
    click.echo(f"waiting: {counted}.", err=True, nl=False)
    likely = [one for one in found if likely_person(one)]
    if len(likely) < len(found):
        click.echo(
            " Where no [words] name a private person:\n"
            f'  justicegraph import review {named} all none --who YOU --why "I read them."\n'
            f"Instead of 'all', give a field, or what is in the first column: {COLUMN}.",
            err=True,
        )
    else:
        click.echo(err=True)
        _say_how(likely, named, '--who YOU --why "I read it."')


def _texts(places: Iterable[Waiting]) -> dict[str, list[Waiting]]:
    """Return the texts of a row with what waits in them; what is within another goes with it."""
    found: dict[str, list[Waiting]] = {}
    for one in sorted(places, key=lambda one: (-len(one.text), one)):
        text = next((whole for whole in found if one.text in whole), one.text)
        found.setdefault(text, []).append(one)
    return found


def marked(text: str, places: Sequence[Waiting]) -> str:
    """Return a text with brackets around what may name somebody."""
    for one in sorted(places, key=lambda one: -one.start):
        text = f"{text[: one.start]}[{text[one.start : one.end]}]{text[one.end :]}"
    return text
