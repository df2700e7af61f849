"""Small SPARQL queries, each with a different text, so that no cache knows the answer."""

import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from string import Template

from ontology import BASE

__all__ = ["small_queries", "varied"]

FOLDER = Path(__file__).parent / "queries"
LIMIT = re.compile(r"^LIMIT (\d+)$", re.MULTILINE)


def small_queries(issues: int, first: int = 0) -> Iterator[str]:
    """Yield small queries without end, beginning with number `first`.

    Each template asks about each issue once; then all begin again, with the next higher limit.

    >>> next(small_queries(issues=10)).splitlines()[-4].strip()
    '<https://w3id.org/justicegraph/id/issue/issue-0> jg:involvement ?involvement .'
    """
    templates = [Template(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.rq"))]
    for number in count(first):
        issue, template = divmod(number, len(templates))
        turn, issue = divmod(issue, issues)
        yield varied(templates[template].substitute(issue=f"<{BASE}id/issue/issue-{issue}>"), turn)


def varied(query: str, turn: int) -> str:
    r"""Return the same question with a higher limit. The limits of these queries cut nothing off.

    >>> varied("ASK { ?s ?p ?o }\nLIMIT 10", 3)
    'ASK { ?s ?p ?o }\nLIMIT 13'
    """
    return LIMIT.sub(lambda match: f"LIMIT {int(match[1]) + turn}", query)
