"""Rule-based classifier of party names: organisation, public person, group, or nobody known.

A source names companies, police forces, users, deepfake makers and victims in one column. Only what
a rule or a reviewed list says is an organisation or a public person is published as an actor; what
nothing says is withheld, and counted, until somebody has reviewed it. Both are data: the rules in
`words.tsv`, the reviewed names in `parties.tsv`, where no private person is ever listed.
"""

import csv
import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from importlib.resources import as_file, files
from typing import Final, NamedTuple

from graph.importing.cell_parsers import slug
from graph.importing.census import is_full_name

__all__ = ["Party", "Verdict", "judge", "reviewed"]


class Verdict(StrEnum):
    """What a name stands for; what is withheld is neither published nor linked."""

    ORGANIZATION = "organization"
    PERSON = "person"
    GROUP = "group"
    NOBODY = "nobody"
    WITHHELD = "withheld"


class Party(NamedTuple):
    """A name with its verdict; of an organisation its kind, of a person the public role."""

    name: str
    verdict: Verdict
    detail: str = ""


class _Rules(NamedTuple):
    nobody: re.Pattern[str]
    body: re.Pattern[str]
    group: re.Pattern[str]
    kinds: tuple[tuple[str, re.Pattern[str]], ...]


NO_NAME: Final = re.compile(r",|://|@")
"""What a single name does not hold: several names, an address, the handle of somebody."""


def judge(name: str) -> Party:
    """Return what a name stands for; what neither the list nor a rule knows is withheld.

    >>> judge("Detroit Police Department")[1:]
    (<Verdict.ORGANIZATION: 'organization'>, 'government-body')
    >>> judge("Uber drivers").verdict, judge("Unknown scammers").verdict, judge("A. Nobody").verdict
    (<Verdict.GROUP: 'group'>, <Verdict.NOBODY: 'nobody'>, <Verdict.WITHHELD: 'withheld'>)
    """
    known, rules = reviewed().get(slug(name)), _rules()
    if known:
        return Party(name, known.verdict, known.detail)
    if NO_NAME.search(name) or _is_full_name(name):
        return Party(name, Verdict.WITHHELD)
    if rules.nobody.fullmatch(name):
        return Party(name, Verdict.NOBODY)
    if rules.group.fullmatch(name) and not rules.body.fullmatch(name):
        return Party(name, Verdict.GROUP)
    for kind, pattern in rules.kinds:
        if pattern.fullmatch(name):
            return Party(name, Verdict.ORGANIZATION, kind)
    return Party(name, Verdict.WITHHELD)


def _is_full_name(name: str) -> bool:
    """Whether a name is just that of a person, even if the surname is a word of an organisation."""
    words = name.split()
    return len(words) == 2 and is_full_name(*words)


@cache
def reviewed() -> dict[str, Party]:
    """Return the reviewed names by slug.

    Complexity: the file is read once.
    """
    return {
        slug(row["name"]): Party(row["name"], Verdict(row["verdict"]), row["detail"])
        for row in _rows("parties.tsv")
    }


@cache
def _rules() -> _Rules:
    rows = list(_rows("words.tsv"))
    words = {row["verdict"]: row["pattern"] for row in rows}
    kinds = [(row["detail"], row["pattern"]) for row in rows if row["detail"]]
    return _Rules(
        nobody=_compiled(words["nobody"]),
        body=_compiled(rf".*\b(?:{words['body']})\b.*"),
        group=_compiled(rf".*\b(?:{words['group']})(?:\b.*)?"),
        kinds=tuple((kind, _within(pattern)) for kind, pattern in kinds),
    )


def _within(pattern: str) -> re.Pattern[str]:
    """Return a pattern that matches a whole name which holds one of some words."""
    return _compiled(rf"(?:.*[\s/(,.-])?(?:{pattern})(?:[\s/),.'\u2019-].*)?")


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _rows(name: str) -> Iterator[dict[str, str]]:
    table = files("graph.importing") / name
    with as_file(table) as path, path.open(encoding="utf-8") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
