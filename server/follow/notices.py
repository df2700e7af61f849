"""Notices to senders who gave a mail address: a question, or the decision."""

from typing import Final

from graph.desk.states import Act
from graph.desk.suggestions import Desk
from graph.following.letters import Letters, letter
from server.web.settings import Settings

__all__ = ["notify"]

SAID: Final = {
    Act.ASK: "A reviewer asks about it",
    Act.ACCEPT: "It was accepted",
    Act.DECLINE: "It was declined",
}


def notify(desk: Desk, settings: Settings, address: str, title: str, act: Act, text: str) -> None:
    """Queue a letter to the sender of a suggestion, where an address and a mail server are known.

    It does not repeat the address of the receipt, of which only a hash is kept.
    """
    if not (address and settings.smtp and act in SAID):
        return
    body = (
        f"{SAID[act]}: {title}\n\n{text}\n\n"
        "To answer, open the address of the receipt that you were shown when you sent it.\n"
    )
    Letters(desk.data).add(letter(address, settings.sender, f"Your suggestion: {title}", body))
