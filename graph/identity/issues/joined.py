"""Report of issues that a rule counts as one, each with the command that parts them."""

from collections.abc import Sequence
from typing import Final

from graph.identity.issues.canonical import groups
from graph.identity.issues.same_incident import COUNTED, SameIncident, counted_ties
from graph.identity.merging.clusters import JUDGED, record_name

__all__ = ["PART", "joined", "report_joined"]

MOST: Final = 5
"""Pairs that are named at most."""
PART: Final = 'justicegraph identity judge {} {} different --who YOU --why "Two events."'
"""The command that parts two issues."""


def joined(pairs: Sequence[SameIncident]) -> list[SameIncident]:
    """Return the pairs that count as one issue by a rule, not by a judgement, the surest first.

    A practice and an incident are none: they match, and count as two.
    """
    group = {iri: ends[0] for ends in groups(counted_ties(pairs), {}) for iri in ends}
    found = [
        one
        for one in pairs
        if one.score >= COUNTED and one.method != JUDGED
        if one.left.iri in group and group[one.left.iri] == group.get(one.right.iri)
    ]
    return sorted(found, key=lambda one: (-one.score, one.left.iri, one.right.iri))


def report_joined(pairs: Sequence[SameIncident]) -> list[str]:
    """Return the lines that say which issues were joined, the least sure first; none for none."""
    if not pairs:
        return []
    counted = "pair of issues counts" if len(pairs) == 1 else "pairs of issues count"
    lines = [f"{len(pairs):,} {counted} as one, by a rule; if they are two:"]
    for one in [*reversed(pairs)][:MOST]:
        left, right = record_name(one.left.iri), record_name(one.right.iri)
        lines.append(f"  {left} = {right} ({one.score:.3f}): {PART.format(left, right)}")
    return [*lines, "  all such pairs: justicegraph identity review --joined"]
