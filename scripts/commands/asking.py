"""Questions on a terminal, each with a default; in a pipe nobody is asked."""

import subprocess
import sys
from collections.abc import Callable
from typing import Any, NoReturn

import click

from ontology import Misuse

__all__ = ["ask", "on_terminal", "run_again"]


def on_terminal() -> bool:
    """Detect a terminal, on which somebody can read questions and answer them."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def ask(
    question: str, default: str = "", check: Callable[[str], Any] = str, *, is_needed: bool = False
) -> str:
    """Return the answer to a question, which Enter leaves at the default; empty without one.

    An answer that `check` refuses by `Misuse`, or a missing one that is needed, is asked again.
    """
    while True:
        answer = click.prompt(question, default, show_default=bool(default), err=True)
        answer = str(answer).strip()
        try:
            if answer:
                check(answer)
            if answer or not is_needed:
                return answer
        except Misuse as error:
            click.echo(error, err=True)


def run_again(*arguments: str) -> NoReturn:
    """Go on as another command, in a process that reads what this one wrote to the vocabulary."""
    command = [sys.executable, "-m", "scripts.start", *arguments]
    done = subprocess.run(command, check=False)  # noqa: S603 - our own command
    raise click.exceptions.Exit(done.returncode)
