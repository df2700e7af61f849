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
from itertools import pairwise
from typing import Final, NamedTuple

from graph.legal_forms import ends_with_form
from graph.privacy.institutions import is_institution
from graph.privacy.legal_forms import bare_firm
from graph.privacy.name_detection import Rank, ranks
from graph.privacy.name_lists import PARTICLES, folded, given_names, surnames
from graph.privacy.name_tokens import POSSESSIVE, tokens
from graph.privacy.offices import office_of
from graph.reading.places import place
from graph.slugs import slug

__all__ = ["Party", "Verdict", "judge", "reviewed", "split_names"]


class Verdict(StrEnum):
    """Classification of a name; a withheld name is neither published nor linked."""

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
    words: frozenset[str]


NO_NAME: Final = re.compile(r"://|@")
"""What a name does not hold: an address, or the handle of somebody."""

LONGEST: Final = 4
NAMED_FIRST: Final = ("research", "ngo")
LED: Final = re.compile(r"\w+(?: (?:of|de|di|del|della|do|da|du))?", re.IGNORECASE)
"""What precedes the person after whom a university or a foundation is called."""
APART: Final = re.compile(r"\s*(?:(?:of|at|from|for|with|by|and)\b|\(|,(?! (?:Inc|Ltd|LLC|LLP)))")
"""What follows a person who is named with a body, and is not what it is called after."""
SMALL_WORDS: Final = PARTICLES | frozenset(("of", "the", "for", "and", "in", "at"))
WEAK: Final = ("company", "media")
"""Kinds whose words are surnames as well, such as "Post" or "Banks"."""

ONE_BODY: Final = re.compile(
    r"(?:ministry|department|office|commission|committee|council|bureau|agency|directorate)\b"
    r" (?:of|for)\b.*,.*\band\b.*",
    re.IGNORECASE,
)
"""An office for several matters, such as a ministry of housing, communities and local affairs."""

FIRM: Final = re.compile(
    r"[^\W\d_][\w'\u2019-]+(?:, [^\W\d_][\w'\u2019-]+)*,? & [^\W\d_][\w'\u2019-]+"
    r"(?:,? (?:LLP|LLC|PLLC|Ltd|GmbH|P\.?C\.?))?"
)
"""Surnames of partners that "&" joins, as in the name of a law firm."""

GENERATION: Final = re.compile(r"(?:jr|sr|i{2,3})\.?", re.IGNORECASE)
"""What follows the comma within a name, as legal forms do."""


def split_names(cell: str) -> list[str]:
    """Return the names that a cell lists with commas; a name that holds a comma itself is one.

    >>> split_names("Delhi Police, Uttar Pradesh Police")
    ['Delhi Police', 'Uttar Pradesh Police']
    >>> split_names("Ministry of Housing, Communities and Local Government")
    ['Ministry of Housing, Communities and Local Government']
    >>> split_names("Roe, Doe & Herzberg LLP")
    ['Roe, Doe & Herzberg LLP']
    >>> split_names("Woodbridge Police Department, New Jersey"), split_names("Example, Inc.")
    (['Woodbridge Police Department, New Jersey'], ['Example, Inc.'])
    """
    if "," not in cell or slug(cell) in reviewed() or ONE_BODY.fullmatch(cell) or _is_firm(cell):
        return [cell]
    first, *others = (part.strip() for part in cell.split(",") if part.strip())
    names = [first]
    for part in others:
        if (
            GENERATION.fullmatch(part)
            or ends_with_form(f"A {part}")
            or (place(part) and not reviewed().get(slug(part)))
        ):
            names[-1] = f"{names[-1]}, {part}"
        else:
            names.append(part.removeprefix("and "))
    return names


def judge(name: str) -> Party:
    """Return what a name stands for; what neither the list nor a rule knows is withheld.

    >>> judge("Detroit Police Department")[1:]
    (<Verdict.ORGANIZATION: 'organization'>, 'government-body')
    >>> judge("Uber drivers").verdict, judge("Unknown scammers").verdict, judge("A. Nobody").verdict
    (<Verdict.GROUP: 'group'>, <Verdict.NOBODY: 'nobody'>, <Verdict.WITHHELD: 'withheld'>)
    """
    known = reviewed().get(slug(name))
    if known:
        return Party(name, known.verdict, known.detail)
    if NO_NAME.search(name) or len(split_names(name)) > 1:
        return Party(name, Verdict.WITHHELD)
    if _is_firm(name):
        return Party(name, Verdict.ORGANIZATION, "company")
    if office := office_of(name):
        return Party(name, Verdict.PERSON, office)
    if firm := bare_firm(name):
        return _by_rule(f"{firm} Ltd")._replace(name=name)
    if _is_full_name(name):
        return Party(name, Verdict.WITHHELD)
    party = _by_rule(name)
    if party.verdict is Verdict.WITHHELD and is_institution(name):
        return Party(name, Verdict.ORGANIZATION, "unspecified")
    return party


def _by_rule(name: str) -> Party:
    rules = _rules()
    if rules.nobody.fullmatch(name):
        return Party(name, Verdict.NOBODY)
    if rules.group.fullmatch(name) and not rules.body.fullmatch(name):
        return Party(name, Verdict.GROUP)
    for kind, pattern in rules.kinds:
        if pattern.fullmatch(name):
            is_person = kind in WEAK and _is_led_by_given_name(name) and not bare_firm(name)
            if is_person or not _is_called_after(name, kind):
                return Party(name, Verdict.WITHHELD)
            return Party(name, Verdict.ORGANIZATION, kind)
    return Party(name, Verdict.WITHHELD)


def _is_firm(name: str) -> bool:
    """Whether a name is that of a firm of partners: "Roe, Doe & Herzberg", "Roe & Doe LLP".

    Companies of a list, and given names, are several parties.
    """
    if not FIRM.fullmatch(name):
        return False
    parts = re.split(r", | & ", name)
    are_known = any(slug(part) in reviewed() for part in parts)
    return not are_known and not all(folded(part) in given_names() for part in parts)


def _is_full_name(name: str) -> bool:
    """Whether a name is just that of a person, even if the surname is a word of an organisation."""
    words = [folded(word) for word in name.split()]
    if not 2 <= len(words) <= LONGEST or words[0] in _rules().words:
        return False
    return words[0] in given_names() and words[-1].removesuffix("'s") in surnames()


def _is_called_after(name: str, kind: str) -> bool:
    """Whether a person's name within that of a body is part of what the body is called.

    "Mary Roe Foundation" and "Fondation Mary Roe" are; "Robots hurt Mary Roe" is not.
    """
    words = tokens(name)
    ranked = ranks(words, ())
    for i, (one, other) in enumerate(pairwise(words)):
        is_given = ranked[i] is Rank.NAME and one.folded in given_names()
        is_given = is_given and one.folded not in _rules().words
        if is_given and one.is_capital and other.is_capital and ranked[i + 1] >= Rank.UNKNOWN:
            rest, before = name[other.end :], name[: one.start].strip()
            pattern = dict(_rules().kinds)[kind]
            is_last = bool(pattern.fullmatch(f"-{rest}")) and not APART.match(rest)
            is_last = is_last and (
                POSSESSIVE.search(other.text) is not None or _is_plain(rest, pattern)
            )
            is_first = kind in NAMED_FIRST and bool(LED.fullmatch(before))
            if not is_last and not is_first:
                return False
    return True


def _is_plain(rest: str, pattern: re.Pattern[str]) -> bool:
    """Whether words after a person's name are no sentence: in small letters they are the body's."""
    return all(
        word in SMALL_WORDS or pattern.fullmatch(word) for word in rest.split() if word.islower()
    )


def _is_led_by_given_name(name: str) -> bool:
    """Whether a name is two words, a given name first, such as "Mary Metro"."""
    first, *others = (folded(word) for word in name.split())
    return len(others) == 1 and first in given_names() and first not in _rules().words


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
        words=frozenset(words["word"].casefold().split("|")),
    )


def _within(pattern: str) -> re.Pattern[str]:
    """Return a pattern that matches a whole name which holds one of some words."""
    return _compiled(rf"(?:.*[\s/(,.-])?(?:{pattern})(?:[\s/),.'\u2019-].*)?")


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _rows(name: str) -> Iterator[dict[str, str]]:
    table = files("graph.privacy") / name
    with as_file(table) as path, path.open(encoding="utf-8") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
