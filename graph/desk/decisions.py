"""Decisions on suggestions: the gate before an acceptance, and all that a removal hides."""

from pathlib import Path

from graph.desk.acceptance import accept, proposed_entries
from graph.desk.decided_files import write_decided
from graph.desk.gate import gate
from graph.desk.states import CLOSED, Act
from graph.desk.suggestions import Desk, Suggestion
from graph.desk.withdrawal import merged_names
from graph.engine.base import Engine
from ontology import BASE, GateClosed, Misuse
from shapes import Problem, Severity

__all__ = ["decide", "problems_of"]


def decide(
    desk: Desk, engine: Engine, one: Suggestion, act: Act, who: str, why: str, base: str = BASE
) -> Suggestion:
    """Act on a suggestion as it was seen, and write the files that follow.

    Raises `GateClosed` for an acceptance that would break a rule of the graph, `Conflict` where
    another was faster, and `Misuse` for hiding what is about no record.
    """
    if act is Act.ACCEPT and one.purpose != "remove":
        _refuse_invalid(desk.data, engine, one, base)
        return accept(desk.data, one.id, one.seen, who, why)
    if act in (Act.HIDE, Act.SHOW) and not one.record:
        raise Misuse("this suggestion is about no record that could be hidden")
    merged = merged_names(engine, one.record, base) if one.record else ""
    for step in _steps(one, act):
        files = merged if step in (Act.HIDE, Act.SHOW) else ""
        one = desk.act(one.id, one.seen, step, who, why, files)
    write_decided(desk.data)
    return one


def _refuse_invalid(data: Path, engine: Engine, one: Suggestion, base: str) -> None:
    for problem in problems_of(data, engine, one, base):
        if problem.severity is Severity.VIOLATION:
            raise GateClosed(f"it breaks a rule of the graph: {problem.message}")


def problems_of(data: Path, engine: Engine, one: Suggestion, base: str = BASE) -> list[Problem]:
    """Return what the gate finds now; the graph may have changed since it was sent."""
    if one.purpose == "remove" or one.state in CLOSED:
        return []
    return gate(proposed_entries(data, one), engine, base)


def _steps(one: Suggestion, act: Act) -> list[Act]:
    """Return the acts of one decision: a removal that is accepted hides its record."""
    if act is Act.ACCEPT and not one.is_hidden:
        return [Act.HIDE, act]
    if act is Act.DECLINE and one.is_hidden:
        return [Act.SHOW, act]
    return [act]
