"""Form of a question as a sentence: its words, and a field in place of each slot."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from ontology import Question
from server.languages.current import translated
from server.web.parameter_fields import parameter_field

__all__ = ["Piece", "pieces"]

SLOT: Final = re.compile(r"\{([a-z]+)\}")


@dataclass(frozen=True)
class Piece:
    """A part of the sentence: words, or the field of a parameter."""

    words: str = ""
    field: Mapping[str, Any] | None = None


def pieces(question: Question, given: Mapping[str, list[str]]) -> list[Piece]:
    """Return the sentence of a question as pieces, with what was given in its fields.

    A parameter that the sentence lacks follows it. Complexity: linear in the choices.
    """
    fields = {
        one.name: parameter_field(one, filter(None, given.get(one.name, [])))
        for one in question.parameters
    }
    found = [*_pieces(translated(question.form), fields)]
    named = {piece.field["parameter"].name for piece in found if piece.field}
    return [*found, *(Piece(field=field) for name, field in fields.items() if name not in named)]


def _pieces(sentence: str, fields: Mapping[str, Mapping[str, Any]]) -> Iterator[Piece]:
    for at, part in enumerate(SLOT.split(sentence)):
        if at % 2 and part in fields:
            yield Piece(field=fields[part])
        elif part:
            yield Piece(part)
