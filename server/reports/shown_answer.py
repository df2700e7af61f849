"""Answer of a question as templates show it: rows with links, headings and a summary."""

import re
from collections.abc import Sequence
from typing import Any, Final
from urllib.parse import urlencode

from flask import request

from graph.engine.base import Row
from graph.engine.query import Query
from graph.questions import ParameterBinder
from ontology import Question, subject_of, with_subject
from server.reports.answer_result import result
from server.reports.answer_summary import summary
from server.reports.cells import linked
from server.reports.kept_rows import kept_rows
from server.reports.wording import YEARS, heading, is_number, question_in_language
from server.web.site import site

__all__ = ["query_of", "shown_answer"]

VARIABLE: Final = re.compile(r"\?(\w+)")


def query_of(asked: Question) -> Query:
    """Return the query of a question with the parameters of the request.

    Raises `Misuse` for those that it does not have and for bad values.
    """
    current = site()
    given = {name: request.args.getlist(name) for name in request.args}
    return ParameterBinder(current.engine, current.search, current.base).query(asked, given)


def shown_answer(asked: Question, query: Query, most: int) -> dict[str, Any]:
    """Return the template variables of an answer: its first rows, its columns, its summary."""
    rows = kept_rows(with_subject(query.text))
    subject = subject_of(asked.text)
    columns = [one for one in _columns(with_subject(asked.text), rows) if one != subject]
    numbers = {one for one in columns if _is_numeric(rows, one)}
    given = [(name, value) for name, value in request.args.items(multi=True) if value]
    return {
        "question": question_in_language(asked),
        "rows": linked(site().engine, rows[:most], columns, subject),
        "shown": min(len(rows), most),
        "total": len(rows),
        "columns": columns,
        "numbers": numbers,
        "amounts": numbers - YEARS,
        "summary": summary(asked, rows),
        "result": result(asked, rows),
        "heading": heading,
        "given": f"?{urlencode(given)}" if given else "",
        "release": site().release,
    }


def _columns(text: str, rows: Sequence[Row]) -> list[str]:
    """Return the columns of an answer in the order in which its query selects them."""
    selected = [*VARIABLE.findall(text.partition("SELECT")[2].partition("WHERE")[0])]
    return sorted({name for row in rows for name in row}, key=[*selected].index)


def _is_numeric(rows: Sequence[Row], column: str) -> bool:
    return all(is_number(row[column].text) for row in rows if column in row)
