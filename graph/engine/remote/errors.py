"""Translation of an engine's HTTP errors into our own."""

import re
from typing import Final

from graph.engine.oxigraph import fault
from ontology import BadQuery, Busy, Ended, JusticeGraphError, OutOfTime, Unavailable

__all__ = ["refusal"]

PLACE: Final = re.compile(
    r"""
    (?P<before> \berror\ at\  | \bline:?\ ? ) (?P<line>\d{1,9})(?!\d)
    (?P<between> : | ,\ ?col(?:umn)?:?\ ? ) (?P<column>\d{1,9})(?!\d)
    """,
    re.VERBOSE | re.IGNORECASE,
)
MOST_SHOWN: Final = 500


def refusal(status: int, said: str, retry_after: str = "", ahead: int = 0) -> JusticeGraphError:
    """Return the error for a refusal; `ahead` characters were put before the query's first line.

    >>> refusal(400, "error at 1:40: expected }", ahead=30)
    BadQuery('the query is not SPARQL at line 1, column 10: expected }')
    >>> refusal(503, "", "7").retry_after
    7
    """
    if status in (429, 503):
        is_short = retry_after.isdecimal() and len(retry_after) < len("1000000")
        after = int(retry_after) if is_short else 1
        return Busy("the engine has too much to do: try again soon", after)
    if status in (408, 504):
        return OutOfTime("the engine ended the query: ask for less")
    if status in (401, 403):
        return Unavailable("the engine does not let this server in: see its credentials")
    if 300 <= status < 400:
        return Unavailable("the engine has moved: name the address that it redirects to")
    if status == 406:
        return Unavailable("the engine has no format of results that can be used here")
    if status in (404, 405, 410, 415):
        return Unavailable(f"the engine takes no queries at this address (status {status})")
    if status >= 500:
        return Ended(f"the engine gave up on the query (status {status})")
    if status < 400:
        return Unavailable(f"the engine answers with status {status}: is it a SPARQL endpoint?")
    return _bad_query(said, ahead)


def _bad_query(said: str, ahead: int) -> BadQuery:
    said = PLACE.sub(lambda place: _moved(place, ahead), said)
    if said.startswith("error at "):
        return fault(said)
    place = PLACE.search(said)
    line, column = (int(place["line"]), int(place["column"])) if place else (0, 0)
    shown = " ".join(said.split())[:MOST_SHOWN] or "it does not say why"
    return BadQuery(f"the engine refuses the query: {shown}", line, column)


def _moved(place: re.Match[str], ahead: int) -> str:
    """Count a column of the first line from where the query itself begins."""
    column = int(place["column"])
    if int(place["line"]) == 1:
        column = max(1, column - ahead)
    return f"{place['before']}{place['line']}{place['between']}{column}"
