"""Answers about texts: the issues that a text may report. The text is read, answered, forgotten."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from flask import Response, render_template, request

from graph.related import read_features
from graph.related.reasons import Relation
from graph.related.rows import text_match_as_json
from graph.related.similar import LONGEST, SimilarIssues
from ontology import Misuse
from server.pages.related_limits import MOST_SIMILAR as MOST
from server.reports.reason_words import IN_LANGUAGE
from server.web.formats import HTML, JSON, respond
from server.web.negotiation import choose
from server.web.site import site

__all__ = ["likely_issues", "similar", "similar_to"]

PAGES: Final = (JSON, HTML)
MAX_BODY: Final = 128 * 1024
"""Bytes of a request: the longest text, each letter escaped."""
LIMIT: Final = 5


@lru_cache(maxsize=1)
def _issues(folder: Path) -> SimilarIssues:
    return SimilarIssues(read_features(folder))


def similar() -> Response:
    """List the issues nearest to the text of a request, with their reasons.

    The text comes as the field `text` of a form or of a JSON object, or as the body itself in
    text/plain. Raises `Misuse` for a text that is empty or too long.
    """
    if request.method != "POST":
        return respond(_page(None, ""), HTML)
    request.max_content_length = MAX_BODY
    chosen = choose(request.headers.get("Accept", ""), PAGES, "")
    text, limit = _asked()
    found = similar_to(text, limit)
    if chosen is HTML:
        body = _page(found, text)
    else:
        rows = [text_match_as_json(one) for one in found]
        body = json.dumps(rows, indent=1, ensure_ascii=False) + "\n"
    response = respond(body, chosen)
    response.cache_control.no_store = True
    return response


def _page(found: list[Relation] | None, text: str) -> str:
    shown = {"found": found, "text": text, "longest": LONGEST}
    return render_template("similar.html", **shown, **IN_LANGUAGE)


def similar_to(text: str, limit: int) -> list[Relation]:
    """Return the issues of the served release nearest to a text."""
    return [*_issues(site().release.folder).of(text, limit, site().base)]


def likely_issues(text: str) -> list[Relation]:
    """Return the issues of the served release that a text likely reports."""
    return _issues(site().release.folder).likely(text[:LONGEST], site().base)


def _asked() -> tuple[str, int]:
    fields = _fields()
    text, limit = fields.get("text"), str(fields.get("limit", LIMIT))
    if not isinstance(text, str):
        raise Misuse("send the text as the field 'text' of a form or of JSON, or as text/plain")
    if not limit.isascii() or not limit.isdecimal() or not 1 <= int(limit[:9]) <= MOST:
        raise Misuse(f"limit={limit[:20]}: give a whole number from 1 to {MOST}")
    return text.encode(errors="replace").decode(), int(limit)


def _fields() -> dict[str, Any]:
    if request.is_json:
        return _object()
    if request.mimetype == "text/plain":
        return {**request.args, "text": request.get_data().decode("utf-8", errors="replace")}
    return dict(request.form)


def _object() -> dict[str, Any]:
    try:
        found = request.get_json(silent=True)
    except RecursionError:  # brackets in brackets, some thousand deep
        return {}
    return found if isinstance(found, dict) else {}
