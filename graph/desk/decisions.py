"""Decisions on suggestions: the gate before an acceptance, and all that a removal hides."""

from pathlib import Path

from graph.desk.acceptance import accept, proposed_entries
from graph.desk.decided_files import write_decided
from graph.desk.gate import gate
from graph.desk.states import CLOSED, Act
from graph.desk.suggestions import Desk, Suggestion
from graph.desk.withdrawal import merged_names
from graph.desk.withheld import Parts, written_parts
from graph.engine.base import Engine
from ontology import BASE, GateClosed, Misuse
from shapes import Problem, Severity

__all__ = ["decide", "problems_of", "withhold"]


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


def withhold(desk: Desk, one: Suggestion, parts: Parts, who: str, why: str) -> Suggestion:
    """Withhold parts of records after a suggestion as it was seen, and write the files that follow.

    Raises `Misuse` where nothing was chosen, and `Conflict` where another was faster.
    """
    if not parts.statements and not parts.names:
        raise Misuse("choose a statement, or give a name")
    held = desk.act(one.id, one.seen, Act.WITHHOLD, who, why, written_parts(parts))
    write_decided(desk.data)
    return held


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
    """Return the acts of one decision on a removal.

    An accepted one hides its record, unless it withholds a part; a declined one takes both back.
    """
    if act is Act.ACCEPT and not one.is_hidden and not one.is_withheld:
        return [Act.HIDE, act]
    if act is Act.DECLINE:
        undone = ((one.is_hidden, Act.SHOW), (one.is_withheld, Act.RESTORE))
        return [*(step for is_due, step in undone if is_due), act]
    return [act]
