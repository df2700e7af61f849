"""Questions of `import` on a terminal: which of the texts that wait name a private person."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from itertools import compress
from pathlib import Path
from typing import Final

import click

from graph.importing.review import Judgement, likely_person, record_judgement
from graph.privacy.addresses import readable
from graph.privacy.decisions import Decided
from graph.privacy.name_tokens import tokens
from graph.privacy.withholding import ADDRESS, SUMMARY, TITLE, Waiting
from ontology import Misuse, current_project
from scripts.commands.asking import ask
from scripts.commands.reviewing.names_review import marked

__all__ = ["MOST", "ask_names"]

MOST: Final = 40
"""Texts that somebody is asked about at once; more are reviewed by commands."""
NONE, LATER = "none", "later"
NUMBER: Final = re.compile(r"[0-9]+")
SOMEBODY: Final = "a person"
PROPOSED: Final = "Taken as proposed with a list at the import."
CHOSEN: Final = "Chosen from a list at the import."
SPOKEN: Final = (TITLE, SUMMARY, ADDRESS)
"""Fields that speak of persons and of organisations alike."""
SHORTEST: Final = 4
"""Letters of the shortest word of a name by which an address goes with it."""


def ask_names(found: Sequence[Waiting], data: Path) -> bool:
    """Ask which texts name a private person, and record it; whether somebody decided.

    Who presses Enter leaves withheld what looks like a person.
    """
    texts = _together(found)
    likely = _likely(texts)
    click.echo("[Names] that may be those of private persons wait for you:")
    for number, (text, places) in enumerate(texts.items(), 1):
        sign = "  <- looks like a person" if likely[number - 1] else ""
        click.echo(f"{number:3}  {_marked(text, places)}  ({places[0].field}){sign}")
    usual = " ".join(str(number) for number, is_one in enumerate(likely, 1) if is_one) or NONE
    question = f"Numbers of private persons, who stay withheld ('{NONE}': publish all; '{LATER}')"
    answer = ask(question, usual, lambda said: _numbers(said, len(texts)))
    if answer == LATER:
        return False
    project = current_project()
    who = ask("Who decides", project.project.publisher if project else "", is_needed=True)
    private, why = _numbers(answer, len(texts)), PROPOSED if answer == usual else CHOSEN
    for number, places in enumerate(texts.values(), 1):
        record_judgement([*dict.fromkeys(places)], _judgement(who, why, number in private), data)
    return True


def _likely(texts: Mapping[str, Sequence[Waiting]]) -> list[bool]:
    """Return which texts look like persons: by their words, or by the column that they are from.

    Where half or more of what waits in a column are persons by a list, the others may be persons of
    whom no list knows. Titles, summaries and addresses speak of anybody.
    """
    found = [any(map(likely_person, places)) for places in texts.values()]
    columns = [places[0].field for places in texts.values()]
    total, likely = Counter(columns), Counter(compress(columns, found))
    of_persons = {one for one in total if one not in SPOKEN and 2 * likely[one] >= total[one]}
    return [is_one or column in of_persons for is_one, column in zip(found, columns, strict=True)]


def _together(found: Sequence[Waiting]) -> dict[str, list[Waiting]]:
    """Return what waits by its text; an address that repeats a name of its row goes with that."""
    texts: dict[str, list[Waiting]] = {}
    for one in sorted(found, key=lambda one: one.field == ADDRESS):
        names = (name for name, places in texts.items() if _repeats(one, name, places))
        texts.setdefault(next(names, one.text), []).append(one)
    return texts


def _repeats(one: Waiting, name: str, places: Sequence[Waiting]) -> bool:
    """Whether an address has a word of what waits in another text of its row."""
    if one.field != ADDRESS or not any(place.row == one.row for place in places):
        return False
    words = {token.folded for token in tokens(readable(one.text))}
    hidden = {token.folded for place in places for token in tokens(name[place.start : place.end])}
    return any(word in words for word in hidden if len(word) >= SHORTEST)


def _marked(text: str, places: Sequence[Waiting]) -> str:
    """Return a text with brackets around what waits in it, in whichever row."""
    inside = {(one.start, one.end): one for one in places if one.text == text}
    return marked(text, [*inside.values()])


def _numbers(answer: str, most: int) -> set[int]:
    """Return the numbers of an answer; raises `Misuse` for other words and other numbers."""
    found = {int(one) for one in NUMBER.findall(answer)}
    rest = NUMBER.sub("", answer).replace(",", " ").split()
    if (rest and answer not in (NONE, LATER)) or any(not 0 < one <= most for one in found):
        raise Misuse(f"{answer}: give numbers from 1 to {most}, '{NONE}' or '{LATER}'")
    return found


def _judgement(who: str, why: str, is_private: bool) -> Judgement:
    today = datetime.now(UTC).date().isoformat()
    if is_private:
        return Judgement(Decided.WITHHELD, SOMEBODY, who, why, today)
    return Judgement(Decided.NONE, "", who, why, today)
