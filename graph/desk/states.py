"""Finite state machine of a suggestion: its states, the acts that change them, and who may act."""

from enum import StrEnum
from typing import Final

from ontology import Conflict

__all__ = ["CLOSED", "Act", "State", "next_state"]


class State(StrEnum):
    """State of a suggestion; the last event says which."""

    OPEN = "open"
    TAKEN = "taken"
    ASKED = "asked back"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Act(StrEnum):
    """Act on a suggestion, kept as an event; those from `hide` on leave its state."""

    SEND = "send"
    TAKE = "take"
    ASK = "ask"
    ANSWER = "answer"
    ACCEPT = "accept"
    DECLINE = "decline"
    WITHDRAW = "withdraw"
    HIDE = "hide"
    SHOW = "show"
    WITHHOLD = "withhold"
    RESTORE = "restore"
    EXPORT = "export"


CLOSED: Final = frozenset({State.ACCEPTED, State.DECLINED, State.WITHDRAWN})
"""States in which a suggestion has ended; the sender's mail address is then deleted."""
WAITING: Final = frozenset({State.OPEN, State.TAKEN, State.ASKED})
STEPS: Final[dict[Act, tuple[frozenset[State], State | None]]] = {
    Act.TAKE: (WAITING, State.TAKEN),
    Act.ASK: (frozenset({State.TAKEN}), State.ASKED),
    Act.ANSWER: (frozenset({State.ASKED}), State.TAKEN),
    Act.ACCEPT: (frozenset({State.TAKEN}), State.ACCEPTED),
    Act.DECLINE: (frozenset({State.TAKEN}), State.DECLINED),
    Act.WITHDRAW: (WAITING, State.WITHDRAWN),
    Act.HIDE: (frozenset(State), None),
    Act.SHOW: (frozenset(State), None),
    Act.WITHHOLD: (frozenset(State), None),
    Act.RESTORE: (frozenset(State), None),
    Act.EXPORT: (frozenset({State.ACCEPTED}), None),
}


def next_state(state: State, act: Act) -> State:
    """Return the state after an act; raises `Conflict` where the state does not allow it.

    >>> next_state(State.TAKEN, Act.ASK), next_state(State.ASKED, Act.ANSWER)
    (<State.ASKED: 'asked back'>, <State.TAKEN: 'taken'>)
    """
    before, after = STEPS.get(act, (frozenset[State](), None))
    if state not in before:
        raise Conflict(f"it is {state}, so '{act}' is not possible now: look at it again")
    return after or state
