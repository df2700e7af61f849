"""Questions of `import` on a terminal: which of the texts that wait name a private person."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import click

from graph.importing.review import Judgement, likely_person, record_judgement
from graph.privacy.decisions import Decided
from graph.privacy.withholding import Waiting
from ontology import Misuse, current_project
from scripts.commands.asking import ask
from scripts.commands.reviewing.names_review import marked

__all__ = ["MOST", "ask_names"]

MOST: Final = 40
"""Texts that somebody is asked about at once; more are reviewed by commands."""
NONE, LATER = "none", "later"
NUMBER: Final = re.compile(r"[0-9]+")
SOMEBODY: Final = "a person"
WHY: Final = "Decided from a list at the import."


def ask_names(found: Sequence[Waiting], data: Path) -> bool:
    """Ask which texts name a private person, and record it; whether somebody decided.

    Who presses Enter leaves withheld what looks like a person.
    """
    texts: dict[str, list[Waiting]] = {}
    for one in found:
        texts.setdefault(one.text, []).append(one)
    likely = [any(map(likely_person, places)) for places in texts.values()]
    click.echo("[Names] that may be those of private persons are withheld until you read them:")
    for number, (text, places) in enumerate(texts.items(), 1):
        sign = "  <- looks like a person" if likely[number - 1] else ""
        click.echo(f"{number:3}  {_marked(text, places)}  ({places[0].field}){sign}")
    usual = " ".join(str(number) for number, is_one in enumerate(likely, 1) if is_one) or NONE
    question = f"Numbers that name a private person, '{NONE}', or '{LATER}'; others are published"
    answer = ask(question, usual, lambda said: _numbers(said, len(texts)))
    if answer == LATER:
        return False
    project = current_project()
    who = ask("Who decides", project.project.publisher if project else "", is_needed=True)
    private = _numbers(answer, len(texts))
    for number, places in enumerate(texts.values(), 1):
        record_judgement([*dict.fromkeys(places)], _judgement(who, number in private), data)
    return True


def _marked(text: str, places: Sequence[Waiting]) -> str:
    """Return a text with brackets around what waits in it, in whichever row."""
    return marked(text, [*{(one.start, one.end): one for one in places}.values()])


def _numbers(answer: str, most: int) -> set[int]:
    """Return the numbers of an answer; raises `Misuse` for other words and other numbers."""
    found = {int(one) for one in NUMBER.findall(answer)}
    rest = NUMBER.sub("", answer).replace(",", " ").split()
    if (rest and answer not in (NONE, LATER)) or any(not 0 < one <= most for one in found):
        raise Misuse(f"{answer}: give numbers from 1 to {most}, '{NONE}' or '{LATER}'")
    return found


def _judgement(who: str, is_private: bool) -> Judgement:
    today = datetime.now(UTC).date().isoformat()
    if is_private:
        return Judgement(Decided.WITHHELD, SOMEBODY, who, WHY, today)
    return Judgement(Decided.NONE, "", who, WHY, today)
