"""Entity resolution: merges actors with several names, and matches incidents between databases."""

from graph.identity.actors import Actor, actors, origin
from graph.identity.candidates import Candidate, candidates
from graph.identity.clusters import Merger, named, resolve
from graph.identity.identify import Identified, identify
from graph.identity.incidents import Incident, incidents, spoken
from graph.identity.judgements import (
    Judgement,
    Judgements,
    Verdict,
    judge,
    judgement_files,
    read_judgements,
)
from graph.identity.matching import MATCHES, Match, matches
from graph.identity.reviewing import WORK_FORMATS, Work, work, write_work
from graph.identity.same_incident import COUNTED

__all__ = [
    "COUNTED",
    "MATCHES",
    "WORK_FORMATS",
    "Actor",
    "Candidate",
    "Identified",
    "Incident",
    "Judgement",
    "Judgements",
    "Match",
    "Merger",
    "Verdict",
    "Work",
    "actors",
    "candidates",
    "identify",
    "incidents",
    "judge",
    "judgement_files",
    "matches",
    "named",
    "origin",
    "read_judgements",
    "resolve",
    "spoken",
    "work",
    "write_work",
]
