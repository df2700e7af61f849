"""Contribution form: its sections with their inputs, and the draft that it makes of the fields."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from werkzeug.datastructures import MultiDict

from server.contribute.drafts import Draft
from server.contribute.filling import Fields
from server.contribute.inputs import Input

__all__ = ["Form", "Section"]

ASKED: Final = ("url",)
"""Inputs that are shown at once, though no rule needs them."""


@dataclass(frozen=True)
class Section:
    """Part of a form: a legend, a note, the inputs, and the prefix of their names."""

    legend: str
    note: str
    inputs: tuple[Input, ...]
    prefix: str = ""


@dataclass(frozen=True)
class Form:
    """A form: its heading and lead, its sections, and what it makes of the fields.

    `similar` says whether known records like it are shown; `start` fills in a new form.
    """

    purpose: str
    title: str
    lead: str
    sections: tuple[Section, ...]
    draft: Callable[[Fields], Draft]
    types: Sequence[tuple[str, str]] = ()
    start: Fields = field(default_factory=MultiDict)
    similar: bool = True
    asks_record: str = ""

    @property
    def asks_place(self) -> bool:
        """Whether an input of the form, or of one of its parts, names a place."""
        return any(_names_place(one) for section in self.sections for one in section.inputs)

    def is_first(self, section: Section, one: Input) -> bool:
        """Whether an input is shown at once; others open where somebody knows more."""
        is_asked = one.is_needed or one.may_be_unknown or one.name in ASKED
        return is_asked or len(section.inputs) == 1


def _names_place(one: Input) -> bool:
    return one.target == "place" or any(map(_names_place, one.inputs))
