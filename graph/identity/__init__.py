"""Entity resolution: merges what has several names, and matches issues that tell of the same."""

from graph.identity.identify import Identified, identify
from graph.identity.issues.canonical import (
    CANONICAL,
    append_canonical,
    canonical_files,
    read_canonical,
)
from graph.identity.issues.incidents import Incident, incidents, term_spellings
from graph.identity.issues.joined import report_joined
from graph.identity.issues.matching import MATCHES, Match, matches
from graph.identity.issues.same_incident import COUNTED, find_same_incidents
from graph.identity.judgements import (
    Judgement,
    Judgements,
    Verdict,
    curated_judgements,
    judge,
    judgement_files,
    read_judgements,
)
from graph.identity.merging.clusters import Merger, record_name, resolve_duplicates
from graph.identity.merging.named import Merged, merge_named
from graph.identity.naming.candidates import Candidate, candidates
from graph.identity.naming.entities import Entity, actors, origin
from graph.identity.reviewing import (
    REVIEW_FORMATS,
    ReviewPair,
    joined_pairs,
    report_waiting,
    review_pairs,
    write_review,
)

__all__ = [
    "CANONICAL",
    "COUNTED",
    "MATCHES",
    "REVIEW_FORMATS",
    "Candidate",
    "Entity",
    "Identified",
    "Incident",
    "Judgement",
    "Judgements",
    "Match",
    "Merged",
    "Merger",
    "ReviewPair",
    "Verdict",
    "actors",
    "append_canonical",
    "candidates",
    "canonical_files",
    "curated_judgements",
    "find_same_incidents",
    "identify",
    "incidents",
    "joined_pairs",
    "judge",
    "judgement_files",
    "matches",
    "merge_named",
    "origin",
    "read_canonical",
    "read_judgements",
    "record_name",
    "report_joined",
    "report_waiting",
    "resolve_duplicates",
    "review_pairs",
    "term_spellings",
    "write_review",
]
