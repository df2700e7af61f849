"""Entity resolution: merges actors with several names, and matches incidents between databases."""

from graph.identity.candidates import Candidate, candidates
from graph.identity.canonical import (
    CANONICAL,
    append_canonical,
    canonical_files,
    read_canonical,
)
from graph.identity.clusters import Merger, record_name, resolve_duplicates
from graph.identity.entities import Entity, actors, origin
from graph.identity.identify import Identified, identify
from graph.identity.incidents import Incident, incidents, term_spellings
from graph.identity.judgements import (
    Judgement,
    Judgements,
    Verdict,
    judge,
    judgement_files,
    read_judgements,
)
from graph.identity.matching import MATCHES, Match, matches
from graph.identity.reviewing import REVIEW_FORMATS, ReviewPair, review_pairs, write_review
from graph.identity.same_incident import COUNTED

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
    "Merger",
    "ReviewPair",
    "Verdict",
    "actors",
    "append_canonical",
    "candidates",
    "canonical_files",
    "identify",
    "incidents",
    "judge",
    "judgement_files",
    "matches",
    "origin",
    "read_canonical",
    "read_judgements",
    "record_name",
    "resolve_duplicates",
    "review_pairs",
    "term_spellings",
    "write_review",
]
