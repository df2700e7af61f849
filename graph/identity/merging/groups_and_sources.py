"""Merges worker groups and sources, after it is known which records tell of one issue."""

from collections.abc import Mapping, Sequence

from graph.identity.judgements import Judgements
from graph.identity.merging.clusters import Merger, resolve_duplicates
from graph.identity.merging.redirects import merge
from graph.identity.merging.source_rules import SOURCE_RULES, sources
from graph.identity.merging.worker_rules import WORKER_RULES, worker_groups
from graph.reading.record import Record

__all__ = ["merge_groups_and_sources"]


def merge_groups_and_sources(
    records: Sequence[Record], judgements: Judgements, counted: Mapping[str, str]
) -> tuple[list[Record], list[Merger]]:
    """Return the records with duplicate worker groups and sources redirected, and the merges.

    `counted` has for the IRI of a record the issue that it counts as. Raises `BadRecord` where
    judgements contradict each other. Complexity: sorting both kinds, and linear in the quads.
    """
    groups = [*worker_groups(records, counted)]
    mergers = [
        *resolve_duplicates(groups, judgements, WORKER_RULES),
        *resolve_duplicates([*sources(records)], judgements, SOURCE_RULES),
    ]
    return merge(records, mergers), mergers
