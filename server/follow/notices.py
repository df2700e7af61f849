"""Notices to senders who gave a mail address: a question, or the decision, in their language."""

from typing import Final

from graph.desk.states import Act, State
from graph.desk.suggestions import Desk, Suggestion
from graph.following.letters import Letters, letter
from server.contribute.receipt import state_heading
from server.languages.catalogue import ENGLISH, catalogues
from server.languages.current import current, gettext, speaking
from server.web.settings import Settings

__all__ = ["notify"]

STATES: Final = {
    Act.ASK: State.ASKED,
    Act.ACCEPT: State.ACCEPTED,
    Act.DECLINE: State.DECLINED,
}
"""The acts that a sender hears of, each with the state that follows."""


def notify(
    desk: Desk, settings: Settings, address: str, found: Suggestion, act: Act, text: str
) -> None:
    """Queue a letter to the sender of a suggestion, where an address and a mail server are known.

    It is in the language in which the suggestion was sent, or in English where that is served no
    more. It does not repeat the address of the receipt, of which only a hash is kept.
    """
    if not (address and settings.smtp and act in STATES):
        return
    with speaking(catalogues().get(found.language, ENGLISH)):
        heading = state_heading(STATES[act], found.purpose)
        subject = f"{heading}: {found.title}"
        body = "\n\n".join((subject, text, _receipt(act))) + "\n"
        language = {"Content-Language": current().code}
        message = letter(address, settings.sender, subject, body, language)
    Letters(desk.data).add(message)


def _receipt(act: Act) -> str:
    """Return what the receipt is for, since its address cannot be repeated."""
    if act is Act.ASK:
        return gettext("To answer, open the address of the receipt that you were shown on sending.")
    return gettext("The address of the receipt that you were shown on sending tells all of it.")
