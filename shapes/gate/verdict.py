"""Three-valued (Kleene) verdicts: a node surely passes, surely fails, or neither is known.

The logic is Kleene's: a constraint that no query can judge is neither surely passed nor surely
failed, and what is built of such constraints may still be sure.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

__all__ = [
    "FAILS",
    "PASSES",
    "UNKNOWN",
    "Underivable",
    "Verdict",
    "all_of",
    "any_of",
    "both",
    "either",
    "exact",
    "exactly_one_of",
    "no",
]


class Underivable(Exception):
    """Raised when no query can decide a constraint; pySHACL then checks every focus node."""


@dataclass(frozen=True)
class Verdict:
    """Two SPARQL expressions that never err: where a node surely passes, and where surely fails."""

    passes: str
    fails: str

    def __invert__(self) -> "Verdict":
        """Return the verdict on `sh:not`."""
        return Verdict(self.fails, self.passes)


PASSES: Final = Verdict("true", "false")
FAILS: Final = Verdict("false", "true")
UNKNOWN: Final = Verdict("false", "false")


def exact(expression: str) -> Verdict:
    """Return the verdict of an expression that errs only where a node fails.

    >>> exact("?v > 1").fails
    '!COALESCE(?v > 1, false)'
    """
    total = f"COALESCE({expression}, false)"
    return Verdict(total, no(total))


def all_of(verdicts: Sequence[Verdict]) -> Verdict:
    """Return the verdict of `sh:and`."""
    return Verdict(
        both(*(one.passes for one in verdicts)), either(*(one.fails for one in verdicts))
    )


def any_of(verdicts: Sequence[Verdict]) -> Verdict:
    """Return the verdict of `sh:or`."""
    return ~all_of([~one for one in verdicts])


def exactly_one_of(verdicts: Sequence[Verdict]) -> Verdict:
    """Return the verdict of `sh:xone`.

    >>> exactly_one_of([PASSES, FAILS]) == PASSES, exactly_one_of([PASSES, PASSES]) == FAILS
    (True, True)
    """
    pairs = [
        both(one.passes, other.passes)
        for number, one in enumerate(verdicts)
        for other in verdicts[:number]
    ]
    alone = [
        both(one.passes, *(other.fails for at, other in enumerate(verdicts) if at != number))
        for number, one in enumerate(verdicts)
    ]
    return Verdict(either(*alone), either(both(*(one.fails for one in verdicts)), *pairs))


def both(*expressions: str) -> str:
    """Return the conjunction of expressions.

    >>> both("true", "?a", "?b"), both("?a", "false"), both()
    ('(?a && ?b)', 'false', 'true')
    """
    left = [one for one in dict.fromkeys(expressions) if one != "true"]
    if "false" in left:
        return "false"
    return f"({' && '.join(left)})" if len(left) > 1 else "".join(left) or "true"


def either(*expressions: str) -> str:
    """Return the disjunction of expressions.

    >>> either("false", "?a", "?b"), either("?a", "true"), either()
    ('(?a || ?b)', 'true', 'false')
    """
    left = [one for one in dict.fromkeys(expressions) if one != "false"]
    if "true" in left:
        return "true"
    return f"({' || '.join(left)})" if len(left) > 1 else "".join(left) or "false"


def no(expression: str) -> str:
    """Return the negation of an expression.

    >>> no("true"), no("?a"), no(no("?a"))
    ('false', '!?a', '?a')
    """
    if expression in ("true", "false"):
        return "false" if expression == "true" else "true"
    return expression[1:] if expression.startswith("!") else f"!{expression}"
