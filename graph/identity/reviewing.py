"""Review list for people: uncertain pairs of records of one kind, likeliest first."""

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from typing import Final

from graph.csv_safety import escape_formula
from graph.identity.identify import Identified
from graph.identity.issues.incident_score import Weights
from graph.identity.issues.incidents import Incident, incidents
from graph.identity.issues.joined import joined
from graph.identity.issues.matching import MATCHES, matches
from graph.identity.issues.same_incident import find_same_incidents, judged_pairs, may_join
from graph.identity.judgements import Judgements
from graph.identity.merging.clusters import Merger, record_name
from graph.identity.merging.groups_and_sources import merge_groups_and_sources
from graph.identity.merging.named import merge_named, system_entities
from graph.identity.merging.source_rules import sources
from graph.identity.merging.worker_rules import has_proper_name, worker_groups
from graph.identity.naming.candidates import candidates
from graph.identity.naming.entities import CURATED, Entity, actors, origin
from graph.identity.naming.names import BRACKETS
from graph.rdf.quads import plain
from graph.rdf.terms import SOURCE, TITLE
from graph.reading.record import Record

__all__ = [
    "REVIEW_FORMATS",
    "ReviewPair",
    "joined_pairs",
    "report_waiting",
    "review_pairs",
    "write_review",
]

LOWEST: Final = 0.2
"""The lowest score of a pair of issues that is listed for review."""


@dataclass(frozen=True, slots=True)
class ReviewPair:
    """A pair to review: two records, a score and the reasons."""

    left: str
    right: str
    score: float
    left_name: str
    right_name: str
    reasons: str


def review_pairs(records: Sequence[Record], judgements: Judgements) -> list[ReviewPair]:
    """Return the pairs of records that have no judgement and may be the same, likeliest first.

    Complexity: as `candidates` and `matches`.
    """
    merged = merge_named(records, judgements)
    kinds = ([*actors(merged.records)], system_entities(merged.records, merged.developers))
    named = (pair for known in kinds for pair in _named(known, merged.mergers, judgements))
    others = _groups_and_sources(merged.records, judgements)
    pairs = [*named, *others, *_issues(merged.records, judgements)]
    return sorted(pairs, key=lambda one: (-one.score, one.left, one.right))


def report_waiting(known: Identified, judgements: Judgements) -> list[str]:
    """Return a line on the pairs of actors, and one on those of issues, that wait for a judgement.

    Complexity: as `candidates`.
    """
    counts = {
        "actors": sum(1 for _ in _named([*actors(known.records)], known.mergers, judgements)),
        "issues": len(known.waiting),
    }
    return [
        f"{count:,} {'pair' if count == 1 else 'pairs'} of {kind} may be one: "
        "justicegraph identity review, then judge them same or different; until then both stay"
        for kind, count in counts.items()
        if count
    ]


def _groups_and_sources(records: Sequence[Record], judgements: Judgements) -> Iterator[ReviewPair]:
    """Yield pairs of worker groups with proper names, and of sources that are no entries of lists.

    A name of common nouns, or the title of an entry, does not identify one. Two pages that one row
    of a table links to are not asked for.
    """
    records, mergers = merge_groups_and_sources(records, judgements, {})
    groups = [one for one in worker_groups(records, {}) if has_proper_name(one.names[0])]
    works = [_without_brackets(one) for one in sources(records) if one.marks]
    yield from _named(groups, mergers, judgements)
    issues = _rows_linking(records)
    for one in _named(works, mergers, judgements):
        if not issues.get(one.left, set()) & issues.get(one.right, set()):
            yield one


def _rows_linking(records: Sequence[Record]) -> dict[str, set[str]]:
    """Return the imported issues that name a source, by the name of the source."""
    found: dict[str, set[str]] = {}
    for record in records:
        if record.kind == "issue" and origin(record) != CURATED:
            for quad in record.quads:
                if quad[2] == SOURCE:
                    found.setdefault(record_name(plain(quad[3])), set()).add(record.iri)
    return found


def _without_brackets(source: Entity) -> Entity:
    """Return a source without notes of ours in its title, such as "(a story of Reuters)"."""
    return replace(source, names=tuple(BRACKETS.sub("", name) or name for name in source.names))


def _named(
    known: Sequence[Entity], mergers: Sequence[Merger], judgements: Judgements
) -> Iterator[ReviewPair]:
    """Yield pairs of canonical records, each with all names of its duplicates."""
    stands = {record_name(one.duplicate.iri): record_name(one.canonical.iri) for one in mergers}
    decided = {frozenset(stands.get(end, end) for end in pair) for pair in judgements}
    for one in candidates(_with_names(known, mergers)):
        pair = frozenset({record_name(one.left.iri), record_name(one.right.iri)})
        owned = one.left.iri in one.right.owners or one.right.iri in one.left.owners
        if pair not in decided and not owned:
            left, right = sorted((one.left, one.right), key=lambda entity: entity.iri)
            reasons = "; ".join(one.reasons)
            ends = record_name(left.iri), record_name(right.iri)
            yield ReviewPair(*ends, one.score, left.names[0], right.names[0], reasons)


def _with_names(known: Sequence[Entity], mergers: Sequence[Merger]) -> list[Entity]:
    more: dict[str, tuple[str, ...]] = {}
    for one in mergers:
        more[one.canonical.iri] = more.get(one.canonical.iri, ()) + one.duplicate.names
    return [
        replace(one, names=tuple(dict.fromkeys(one.names + more.get(one.iri, ()))))
        for one in sorted(known, key=lambda one: one.iri)
    ]


def _issues(records: Sequence[Record], judgements: Judgements) -> Iterator[ReviewPair]:
    titles = _titles(records)
    issues = [*incidents(records)]
    judged = judged_pairs({record_name(one.iri): one for one in issues}, judgements)
    weights = Weights(issues)
    for one in matches(issues, LOWEST, judged):
        ends = _ends(one.left, one.right)
        if one.score < MATCHES or not may_join(one, weights):
            names = titles[one.left.iri], titles[one.right.iri]
            yield ReviewPair(*ends, one.score, *names, "; ".join(one.evidence))


def joined_pairs(
    records: Sequence[Record],
    judgements: Judgements,
    hidden: Mapping[str, Sequence[str]] | None = None,
) -> list[ReviewPair]:
    """Return the pairs of issues that the build counts as one by a rule, the surest first.

    `hidden` are the keyed digests of withheld names, by the slug of their issue.
    Complexity: as `matches`.
    """
    titles, named = _titles(records), merge_named(records, judgements).records
    pairs = joined(find_same_incidents([*incidents(named, hidden)], judgements))
    return [
        ReviewPair(
            *_ends(one.left, one.right),
            one.score,
            titles.get(one.left.iri, ""),
            titles.get(one.right.iri, ""),
            "; ".join(one.evidence),
        )
        for one in pairs
    ]


def _titles(records: Sequence[Record]) -> dict[str, str]:
    return {
        record.iri: plain(quad[3])
        for record in records
        if record.kind == "issue"
        for quad in record.quads
        if quad[2] == TITLE
    }


def _ends(left: Incident, right: Incident) -> tuple[str, str]:
    return record_name(left.iri), record_name(right.iri)


def write_review(format_: str, pairs: Sequence[ReviewPair], end: str = "to be judged") -> str:
    """Write the review list in one of `REVIEW_FORMATS`; a table ends with the number of pairs.

    >>> one = ReviewPair("actor/a", "actor/b", 0.9, "@ A", "A", "shared words 1.00: a")
    >>> write_review("csv", [one]).splitlines()[1]
    "actor/a,actor/b,0.900,'@ A,A,shared words 1.00: a"
    """
    return REVIEW_FORMATS[format_](pairs, end)


def _as_table(pairs: Sequence[ReviewPair], end: str) -> str:
    lines = [
        f"{pair.score:.3f}  {pair.left} {pair.right}\n"
        f"       {pair.left_name} | {pair.right_name}\n"
        f"       {pair.reasons}"
        for pair in pairs
    ]
    count = f"{len(pairs):,} {'pair' if len(pairs) == 1 else 'pairs'} {end}"
    return "".join(f"{line}\n" for line in [*lines, count])


def _as_csv(pairs: Sequence[ReviewPair], _: str) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(field.name for field in fields(ReviewPair))
    for pair in pairs:
        cells = (
            pair.left,
            pair.right,
            f"{pair.score:.3f}",
            pair.left_name,
            pair.right_name,
            pair.reasons,
        )
        writer.writerow(map(escape_formula, cells))
    return text.getvalue()


def _as_json(pairs: Sequence[ReviewPair], _: str) -> str:
    return json.dumps({"pairs": [*map(asdict, pairs)]}, indent=2, ensure_ascii=False) + "\n"


REVIEW_FORMATS: Final[dict[str, Callable[[Sequence[ReviewPair], str], str]]] = {
    "table": _as_table,
    "csv": _as_csv,
    "json": _as_json,
}
