"""Who is who: actors known by several names, and incidents told of by several databases."""

from graph.identity.actors import Actor, actors, origin
from graph.identity.candidates import Candidate, candidates
from graph.identity.identify import Identified, identify
from graph.identity.judgements import (
    Judgement,
    Judgements,
    Verdict,
    judge,
    judgement_files,
    read_judgements,
)
from graph.identity.resolving import Merger, named, resolve

__all__ = [
    "Actor",
    "Candidate",
    "Identified",
    "Judgement",
    "Judgements",
    "Merger",
    "Verdict",
    "actors",
    "candidates",
    "identify",
    "judge",
    "judgement_files",
    "named",
    "origin",
    "read_judgements",
    "resolve",
]
