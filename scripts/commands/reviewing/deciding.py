"""Options and acts that the commands of the desk share."""

from pathlib import Path

import click

from graph.desk.decisions import decide
from graph.desk.states import Act
from graph.desk.suggestions import Desk, Suggestion
from graph.engine.oxigraph import Store
from graph.release.release import current_release

__all__ = ["act_on", "opened", "who_option", "why_option"]

who_option = click.option("--who", required=True, help="Who decides.")
why_option = click.option("--why", required=True, help="Why, in a sentence that the sender reads.")


def opened(data: Path) -> tuple[Store, str]:
    """Return the engine and the base of the current release."""
    release = current_release(data)
    return Store.open(release.store, release.base), release.base


def act_on(
    data: Path, number: int, act: Act, who: str, why: str, config: Path | None = None
) -> Suggestion:
    """Act on a suggestion as its page does; a running server then builds.

    A sender who gave a mail address gets the same letter, by the settings of the server.
    """
    desk, (engine, base) = Desk(data), opened(data)
    found, address = desk.get(number), desk.address_of(number)
    acted = decide(desk, engine, found, act, who, why, base)
    if address:
        from server import Settings
        from server.follow.notices import notify

        settings = Settings.read({"data": data}, file=config)
        notify(desk, settings, address, found, act, why)
    return acted
