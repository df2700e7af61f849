"""Contribution form: its sections with their inputs, and the draft that it makes of the fields."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from werkzeug.datastructures import MultiDict

from server.contribute.drafts import Draft
from server.contribute.filling import Fields
from server.contribute.inputs import Input, walk

__all__ = ["Form", "Section"]

COMMON: Final = frozenset(
    {"url", "title", "sourceKind", "place", "involvement", "developedBy", "task"}
)
"""Inputs that nearly everybody can answer, shown at once though no rule needs them."""


@dataclass(frozen=True)
class Section:
    """Part of a form: a legend, a note, the inputs, and the prefix of their names.

    `types` are the classes among which it lets choose, with their labels.
    """

    legend: str
    note: str
    inputs: tuple[Input, ...]
    prefix: str = ""
    types: Sequence[tuple[str, str]] = ()

    @property
    def shown(self) -> list[Input]:
        """Return the inputs that are shown at once."""
        return [one for one in self.inputs if self._is_at_once(one)]

    @property
    def folded(self) -> list[Input]:
        """Return the inputs that open where somebody knows more."""
        return [one for one in self.inputs if not self._is_at_once(one)]

    def _is_at_once(self, one: Input) -> bool:
        is_asked = one.is_needed or one.may_be_unknown or one.name in COMMON
        return is_asked or len(self.inputs) == 1


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
    start: Fields = field(default_factory=MultiDict)
    similar: bool = True
    asks_record: str = ""

    @property
    def asks_place(self) -> bool:
        """Whether an input of the form, or of one of its parts, names a place."""
        every = (one for section in self.sections for _, one in walk(section.inputs))
        return any(one.target == "place" for one in every)
