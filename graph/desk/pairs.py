"""Pairs of records that may be the same: a list made of each release, and decisions on it."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from graph.desk.database import DESK
from graph.desk.suggestions import Desk, note_change
from graph.files import read_json, replace_text
from graph.identity.judgements import (
    Judgement,
    Verdict,
    judge,
    judgement_files,
    read_judgements,
)
from graph.identity.reviewing import ReviewPair
from ontology import Conflict, NotFound

__all__ = ["PAIRS", "judge_pair", "listed_release", "open_pairs", "write_pairs"]

PAIRS: Final = f"{DESK}/pairs.json"
TABLE: Final = "judgements.csv"


def write_pairs(data: Path, text: str, release: str) -> None:
    """Keep the list of pairs of a release, from `justicegraph identity review --format json`."""
    Desk(data).secret()  # makes the folder where it is not there
    replace_text(data / PAIRS, json.dumps(json.loads(text) | {"release": release}))


def listed_release(data: Path) -> str:
    """Return the name of the release whose pairs are listed, or nothing."""
    return str(_read(data).get("release", ""))


def open_pairs(data: Path) -> list[ReviewPair]:
    """Return the pairs that nobody has judged since the list was made."""
    judged = read_judgements(judgement_files(data))
    return [pair for pair in _listed(data) if tuple(sorted((pair.left, pair.right))) not in judged]


def judge_pair(data: Path, names: tuple[str, str], verdict: Verdict, who: str, why: str) -> None:
    """Record a decision on a listed pair; the next build goes by it.

    The write lock of the desk orders decisions: raises `Conflict` for a pair that another reviewer
    judged meanwhile, and `NotFound` for one that is not listed.
    """
    with Desk(data).writing() as connection:
        if not any((pair.left, pair.right) == names for pair in _listed(data)):
            raise NotFound("this pair is not on the list: open the page again")
        if not any((pair.left, pair.right) == names for pair in open_pairs(data)):
            raise Conflict("another reviewer has judged this pair meanwhile")
        day = datetime.now(UTC).date().isoformat()
        judge(data / TABLE, Judgement(*names, verdict, who, day, why))
        note_change(connection)


def _listed(data: Path) -> list[ReviewPair]:
    return [ReviewPair(**pair) for pair in _read(data).get("pairs", ())]


def _read(data: Path) -> dict[str, Any]:
    try:
        found: dict[str, Any] = read_json(data / PAIRS, dict)
    except FileNotFoundError:
        return {}
    return found
