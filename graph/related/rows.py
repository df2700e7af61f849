"""Relations as rows: for JSON and CSV, of the command and of the server alike."""

import csv
import io
from collections.abc import Iterable
from typing import Any, Final

from graph.csv_safety import escape_formula
from graph.related.interlocks import Interlock
from graph.related.paths import Chain
from graph.related.reasons import Reason, Relation

__all__ = ["as_json", "chain_as_json", "interlock_as_json", "table", "text_match_as_json"]

HEAD: Final = ("rank", "issue", "title", "score", "type", "shared", "label", "weight", "reason")


def as_json(relation: Relation) -> dict[str, Any]:
    """Return a relation as JSON: its score, its reasons and the query that finds these."""
    return {
        "issue": relation.related,
        "label": relation.label,
        "rank": relation.rank,
        "score": float(relation.score),
        "summary": relation.summary,
        "nearDuplicate": relation.is_near_duplicate,
        "reasons": [_reason(reason) for reason in relation.reasons],
        "query": relation.query,
    }


def text_match_as_json(relation: Relation) -> dict[str, Any]:
    """Return an issue that is like a text as JSON, without a query, as the text is not kept."""
    found = as_json(relation)
    del found["query"]
    return found


def _reason(reason: Reason) -> dict[str, Any]:
    return {
        "type": reason.type.name,
        "shared": reason.shared,
        "label": reason.label,
        "via": reason.type.via,
        "path": reason.type.path,
        "weight": float(reason.weight),
        "sentence": reason.sentence,
    }


def chain_as_json(chain: Chain) -> dict[str, Any]:
    """Return a chain as JSON: its strength and its links."""
    links = [{"from": link.issue, **as_json(link)} for link in chain.links]
    return {"strength": chain.strength, "links": links}


def interlock_as_json(found: Interlock, actors: Iterable[str]) -> dict[str, Any]:
    """Return what actors have in common as JSON, with the issues of each."""
    return {
        "type": found.type.name,
        "shared": found.shared,
        "label": found.label,
        "rarity": found.rarity,
        "issues": {actor: list(issues) for actor, issues in zip(actors, found.issues, strict=True)},
    }


def table(relations: Iterable[Relation]) -> bytes:
    """Return one row a reason, as RFC 4180; a formula of a spreadsheet is quoted as text."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(HEAD)
    for one in relations:
        for why in one.reasons:
            front = (one.rank, one.related, escape_formula(one.label), f"{one.score:f}")
            back = (why.type.name, why.shared, escape_formula(why.label), f"{why.weight:f}")
            writer.writerow((*front, *back, why.sentence))
    return buffer.getvalue().encode()
