"""The questions that servers are asked: twelve of researchers, and small ones, each another."""

import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from string import Template

from ontology import BASE

__all__ = ["mix", "small", "varied"]

FOLDER = Path(__file__).parent / "queries"
LIMIT = re.compile(r"^LIMIT (\d+)$", re.MULTILINE)


def mix() -> dict[str, str]:
    """Return the twelve queries by their names."""
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.rq"))}


def small(issues: int, first: int = 0) -> Iterator[str]:
    """Yield small queries without end, each another, beginning with the one of a number.

    Each shape asks about each issue once; then all begin again, with the next higher limit.

    >>> next(small(issues=10)).splitlines()[-4].strip()
    '<https://w3id.org/justicegraph/id/issue/issue-0> jg:involvement ?involvement .'
    """
    shapes = [Template(path.read_text("utf-8")) for path in sorted(FOLDER.glob("small/*.rq"))]
    for number in count(first):
        issue, shape = divmod(number, len(shapes))
        turn, issue = divmod(issue, issues)
        yield varied(shapes[shape].substitute(issue=f"<{BASE}id/issue/issue-{issue}>"), turn)


def varied(query: str, turn: int) -> str:
    r"""Return the same question in another text, so that no cache knows its answer.

    Every query here ends with a limit that cuts nothing off, or that a few more rows do not hurt.

    >>> varied("ASK { ?s ?p ?o }\nLIMIT 10", 3)
    'ASK { ?s ?p ?o }\nLIMIT 13'
    """
    return LIMIT.sub(lambda found: f"LIMIT {int(found[1]) + turn}", query)
