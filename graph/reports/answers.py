"""Precomputed query results: the answer to each question without parameters, kept in a release.

Some questions count over the whole graph, which takes an engine a second; the first visitor of
each process of a server would wait for it.
"""

from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from graph.engine.base import Engine, Row, rows_of
from graph.rdf.formats import RESULT_CODECS, RESULT_FORMATS, Format
from ontology import JusticeGraphError, Question, questions, with_subject

__all__ = ["ANSWERS", "is_kept", "kept_result", "read_answer", "unanswered", "write_answers"]

ANSWERS: Final = "answers"
"""Folder of the answers in a release."""
LARGEST: Final = 5_000_000
"""The most triples of a graph that is asked; over a larger one a question may take minutes."""
SMALL: Final = 10_000
"""The most bytes of an answer that may say nothing: of some rows, each with nought."""
JSON: Final = RESULT_FORMATS[0]


def write_answers(folder: Path, engine: Engine, base: str, triples: int = 0) -> None:
    """Write the result of each question into a release, as SPARQL 1.1 Query Results JSON.

    It is asked as data give it, and as pages do, with what each row is about. A question that the
    engine refuses is left out; its page says why. Nothing is asked of a graph with more than
    `LARGEST` triples. Complexity: each query once.
    """
    (folder / ANSWERS).mkdir()
    asked = [one.asked({}, base) for one in questions() if triples <= LARGEST]
    for query in dict.fromkeys(form for text in asked for form in (text, with_subject(text))):
        try:
            result = engine.query(query, JSON).read()
        except JusticeGraphError:
            continue
        _path(folder, query).write_bytes(result)


def read_answer(folder: Path, query: str) -> list[Row] | None:
    """Return the rows of a query that a release keeps; nothing for another one.

    Complexity: linear in the rows.
    """
    try:
        return rows_of(_path(folder, query).read_bytes())
    except FileNotFoundError:
        return None


def is_kept(folder: Path, query: str) -> bool:
    """Look up, by the hash of a query, whether a release keeps its answer."""
    return _path(folder, query).is_file()


def kept_result(folder: Path, query: str, format_: Format) -> bytes:
    """Return an answer that a release keeps in a format, as the engine would write it.

    Raises `FileNotFoundError` for a query that it does not keep. Complexity: linear in the rows, at
    3 to 7 microseconds each.
    """
    kept = _path(folder, query).read_bytes()
    if format_ == JSON:
        return kept
    found = ox.parse_query_results(kept, RESULT_CODECS[JSON.name])
    return found.serialize(format=RESULT_CODECS[format_.name]) or b""


@lru_cache(maxsize=8)
def unanswered(folder: Path, base: str) -> frozenset[str]:
    """Return the questions whose kept answers say nothing: no row, or nought in each.

    Complexity: reading the small answers, once for each release, which never changes.
    """
    return frozenset(one.slug for one in questions() if _is_empty(folder, one, base))


def _is_empty(folder: Path, asked: Question, base: str) -> bool:
    query = with_subject(asked.asked({}, base))
    path = _path(folder, query)
    if not path.is_file() or path.stat().st_size > SMALL:
        return False
    _, number = asked.bars
    return not any(
        number not in row or row[number].text != "0" for row in read_answer(folder, query) or ()
    )


def _path(folder: Path, query: str) -> Path:
    """Return the file of a query: by its text, since a newer question may ask something else."""
    return folder / ANSWERS / f"{sha256(query.encode()).hexdigest()[:16]}.json"
