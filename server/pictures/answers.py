"""Bar chart of the answer to a question that counts."""

from dataclasses import replace

from flask import request

from ontology import NotFound, question, questions
from server.drawing.bars import Measured
from server.languages.current import gettext, translated
from server.languages.current import number as spelt
from server.pictures.bars import bars_of_numbers
from server.pictures.picture import Picture
from server.reports.answer_summary import summary
from server.reports.finding import leading
from server.reports.kept_rows import kept_rows
from server.reports.shown_answer import query_of
from server.reports.wording import heading

__all__ = ["answer_picture"]


def answer_picture(name: str) -> Picture:
    """Return the chart of an answer, with the parameters of the request.

    Raises `NotFound` for a question whose answer is no count, and `Misuse` for bad parameters.
    Complexity: that of the question's query.
    """
    counting = {one.slug: translated(one.title) for one in questions() if any(one.bars)}
    if name not in counting:
        message = f"the answer to '{name[:40]}' has no chart: its rows are not counted"
        raise NotFound(message).among(name, counting)
    asked = question(name)
    query = query_of(asked)
    found = summary(asked, kept_rows(query.text))
    several = [Measured(one.name, one.number) for one in found.measures]
    title, counted = translated(asked.title), heading(found.column).lower()
    chart = bars_of_numbers(several, title, counted)
    finding = title
    if first := leading(several, lambda one: one.number):
        finding = gettext(
            "%(name)s comes first, with %(count)s (%(column)s)",
            name=first.name[:1].upper() + first.name[1:],
            count=spelt(first.number),
            column=counted,
        )
    given = request.query_string.decode("latin-1")
    shown_at = f"/questions/{name}" + (f"?{given}" if given else "")
    return replace(chart, finding=finding, query=query.text, shown_at=shown_at)
