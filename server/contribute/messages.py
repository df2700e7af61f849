"""Messages of a form: what the gate finds, in words, in the order of the inputs.

The gate tells of records and fields; a message leads to the input of the form, with its label.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from server.contribute.filling import Fields, is_used
from server.contribute.form import Section
from server.contribute.form_language import label_in_language
from server.contribute.inputs import Input, walk
from server.contribute.message_language import message_in_language
from server.languages.current import gettext
from shapes import Mark, Problem, Severity

__all__ = ["MAIL_FIELD", "Message", "Messages"]

NEEDS: Final = re.compile(r"\bneeds an? (?:English )?([\w ]+?)(?:[.:;,]|$)")
YAML_HINT: Final = re.compile(
    r"\s*\((?:\w+: [^)]*)\)|, or else notStated: \w+; never both"
    r"|: (?:use )?a slug of ontology/[\w/-]+\.ttl(?:, such as [\w-]+)?"
    r"|: name the record of the work that says it"
)
MAIL_FIELD: Final = "mail"
SOURCE: Final = "source."
"""Prefix of the inputs of the source that a form asks for."""


class Message(NamedTuple):
    """A message: the path of the input that it is about, its label, the text, and its weight."""

    field: str
    label: str
    text: str
    is_warning: bool


class Messages:
    """Puts the problems of a draft into words for people who see a form and no record."""

    def __init__(self, sections: Sequence[Section]) -> None:
        self.inputs = [
            (f"{section.prefix}{one.name}", one) for section in sections for one in section.inputs
        ]
        self._places = {name: place for place, (name, _) in enumerate(self.inputs)}

    def told(self, problems: Sequence[Problem]) -> list[Message]:
        """Return the messages, each once: by weight, then in the order of the form."""
        found = dict.fromkeys(self._said(problem) for problem in problems)
        last = len(self.inputs)
        return sorted(found, key=lambda one: (one.is_warning, self._places.get(one.field, last)))

    def missing(self, fields: Fields, problems: Sequence[Problem]) -> list[Problem]:
        """Return the needed inputs that are empty, but for those of which the gate tells already.

        The gate looks for what is missing only after all that was given can be read.
        """
        told = {self._said(problem).field for problem in problems}
        return [
            Problem(Severity.VIOLATION, "it is needed", "", Mark(name))
            for name, one in self.inputs
            if one.is_needed and not name.startswith(SOURCE) and name not in told
            if f"{name}.asked" in fields and not is_used(fields, name)
        ]

    def _said(self, problem: Problem) -> Message:
        if problem.mark.field == MAIL_FIELD:
            return Message(MAIL_FIELD, gettext("Mail address"), problem.message, False)
        text = YAML_HINT.sub("", problem.message)
        name, one = self._input(problem, text)
        is_warning = problem.severity is not Severity.VIOLATION
        label = label_in_language(one) if one else ""
        return Message(name, label, message_in_language(text, one), is_warning)

    def _input(self, problem: Problem, text: str) -> tuple[str, Input | None]:
        """Return the input that a problem is about: by its field, else by what its text misses."""
        word, needed = problem.mark.field.partition(" ")[0], NEEDS.search(text)
        label = needed[1].casefold() if needed else ""
        for name, one in self._candidates(problem):
            said = {one.label.casefold(), one.name.casefold()}
            if name == word or one.name == word or (not word and label in said):
                return name, one
        for name, one in self.inputs:
            if label == "source" and name.startswith(SOURCE):
                return name, one
        return self._inner(problem, word)

    def _inner(self, problem: Problem, word: str) -> tuple[str, Input | None]:
        """Return the input of a part that has a field, with the path of the part where one has."""
        inner = [
            (name, each)
            for name, one in self._candidates(problem)
            for _, each in walk(one.inputs)
            if word and each.name == word
        ]
        path = inner[0][0] if len({name for name, _ in inner}) == 1 else ""
        return path, inner[0][1] if inner else None

    def _candidates(self, problem: Problem) -> Iterator[tuple[str, Input]]:
        """Yield the inputs of the record that a problem is about: the source, or the record."""
        of_source = problem.record.startswith("source/") or problem.mark.field.startswith(SOURCE)
        only = all(name.startswith(SOURCE) for name, _ in self.inputs)
        for name, one in self.inputs:
            if name.startswith(SOURCE) == (of_source or only):
                yield name, one
