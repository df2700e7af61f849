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


def act_on(data: Path, number: int, act: Act, who: str, why: str) -> Suggestion:
    """Act on a suggestion as its page does; a running server then builds."""
    desk, (engine, base) = Desk(data), opened(data)
    return decide(desk, engine, desk.get(number), act, who, why, base)
