"""Rule: what another database states of the same issue holds of this one, too.

Of derived statements these are taken over: what an annotator or a harmed party implies, and what
the title names. What a summary mentions, or two weak pieces of evidence bear out, may hold of that
record alone.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from graph.deriving.by_category import RULE as CATEGORY
from graph.deriving.by_group import RULE as GROUP
from graph.deriving.derivation import Derivation
from graph.deriving.issues import Issue

__all__ = ["RULE", "by_same_issue"]

RULE: Final = "by-same-issue"
CARRIED: Final = frozenset((CATEGORY, GROUP))
"""Rules whose statements hold of the other record, too."""

SAME: Final = 0.95
"""How sure it is that two issues which count as one are the same; measured in docs/identity.md."""


def by_same_issue(
    issues: Sequence[Issue], own: Mapping[str, Sequence[Derivation]]
) -> dict[str, list[Derivation]]:
    """Return what each issue gets from the others that count as the same issue.

    The confidence is that of the statement there (1 where its record states it) times that of the
    match. Complexity: linear in the issues; in each group, its square.
    """
    groups: dict[str, list[Issue]] = defaultdict(list)
    for issue in issues:
        groups[issue.counted_as or issue.iri].append(issue)
    found: dict[str, list[Derivation]] = {}
    for group in groups.values():
        for issue in group if len(group) > 1 else ():
            others = [other for other in group if other is not issue]
            found[issue.iri] = [
                one for other in others for one in _from(issue, other, own[other.iri])
            ]
    return found


def _is_carried(one: Derivation) -> bool:
    return one.rule in CARRIED or one.evidence.startswith("title:")


def _from(issue: Issue, other: Issue, own: Sequence[Derivation]) -> Iterator[Derivation]:
    evidence = f"the same issue as “{other.title}”"
    for property_, values in other.stated.items():
        for value in values:
            yield Derivation(issue.iri, property_, value, RULE, SAME, evidence, other.iri)
    for one in filter(_is_carried, own):
        confidence = round(one.confidence * SAME, 3)
        because = f"{evidence}, {one.evidence}"
        yield one._replace(
            issue=issue.iri, rule=RULE, confidence=confidence, evidence=because, source=other.iri
        )
