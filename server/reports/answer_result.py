"""Sentences of result of an answer: templates of the question, filled from the answer's rows.

A question has `# Result:` lines, each a sentence with fields in braces:

    # Result: {count ?group: group works|groups work} in {most ?place by ?group}.

| field | what it becomes |
|---|---|
| `rows` | the number of rows |
| `count ?a` | the number of different values of a column |
| `most ?b`, `most ?b by ?a` | the value of a column in most rows, or with most values of another |
| `rows of most ?b`, `count ?a of most ?b` | the number of these rows, or values |
| `largest ?n`, `smallest ?n`, `sum ?n` | the number, or for the smallest also a date |
| `?a at largest ?n` | the value of a column in the row of the largest number |

A number may name what it counts, as in the example: one, then several.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Final

from graph.engine.base import Row
from ontology import Question
from server.languages.current import number, translated
from server.reports.wage_result import wages
from server.reports.wording import YEARS, is_number
from server.web.site import site

__all__ = ["FIELD", "result"]

FIELD: Final = re.compile(
    r"\{(?:(?P<count>rows|count \?(?P<counted>\w+))(?: of most \?(?P<group>\w+))?"
    r"|most \?(?P<most>\w+)(?: by \?(?P<by>\w+))?"
    r"|(?P<fold>largest|smallest|sum) \?(?P<folded>\w+)"
    r"|\?(?P<shown>\w+) at largest \?(?P<top>\w+)"
    r")(?:: (?P<one>[^|{}]+)\|(?P<several>[^|{}]+))?\}"
)
FOLDS: Final[dict[str, Callable[[list[Decimal]], Decimal | int]]] = {"largest": max, "sum": sum}


class _Unclear(Exception):
    """Raised where a field has no value, or more than one, as between two that are as frequent."""


def result(asked: Question, rows: Sequence[Row]) -> str:
    """Return what the rows say; a sentence with a field that has no one value is left out.

    Complexity: linear in the rows, for each field.
    """
    if asked.slug == "pay":
        return wages(rows)
    return " ".join(filter(None, (_sentence(translated(one), rows) for one in asked.results)))


def _sentence(template: str, rows: Sequence[Row]) -> str:
    try:
        text = FIELD.sub(lambda field: _value(field, rows), template)
    except _Unclear:
        return ""
    return text[:1].upper() + text[1:]


def _value(field: re.Match[str], rows: Sequence[Row]) -> str:
    if field["most"]:
        return site().translated(_most(rows, field["most"], field["by"])[0])
    if field["shown"]:
        return _shown(field["shown"], _at_largest(rows, field["top"])[field["shown"]].text)
    if field["fold"] == "smallest":
        return min(_texts(rows, field["folded"]))
    if field["fold"]:
        found = [Decimal(one) for one in _texts(rows, field["folded"])]
        return _counted(int(FOLDS[field["fold"]](found)), field)
    if field["group"]:
        return _counted(_most(rows, field["group"], field["counted"])[1], field)
    return _counted(_number(rows, field["counted"]), field)


def _most(rows: Sequence[Row], column: str, by: str | None) -> tuple[str, int]:
    """Return the value with most rows, or with most values of another column, and their number."""
    groups = defaultdict(list)
    for row in rows:
        if column in row:
            groups[row[column].text].append(row)
    counts = Counter({name: _number(of, by) for name, of in groups.items()})
    (name, count), *next_ones = counts.most_common(2) or [("", 0)]
    if count < 2 or any(of_next == count for _, of_next in next_ones):
        raise _Unclear
    return name, count


def _number(rows: Sequence[Row], column: str | None) -> int:
    return len({row[column].text for row in rows if column in row}) if column else len(rows)


def _texts(rows: Sequence[Row], column: str) -> list[str]:
    found = [row[column].text for row in rows if column in row]
    if not found:
        raise _Unclear
    return found


def _at_largest(rows: Sequence[Row], column: str) -> Row:
    largest = max(Decimal(text) for text in _texts(rows, column))
    found = [row for row in rows if column in row and Decimal(row[column].text) == largest]
    if len(found) > 1:
        raise _Unclear
    return found[0]


def _shown(column: str, text: str) -> str:
    return number(int(text)) if is_number(text) and column not in YEARS else site().translated(text)


def _counted(count: int, field: re.Match[str]) -> str:
    noun = field["one"] if count == 1 else field["several"]
    return f"{number(count)} {noun}" if noun else number(count)
