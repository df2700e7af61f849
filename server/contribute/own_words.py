"""Free-text alternatives to choices: collected into the note for the reviewer."""

from collections.abc import Iterable, Iterator
from typing import Final

from server.contribute.filling import OTHER, Fields, plain_path
from server.contribute.form import Form
from server.contribute.inputs import Input

__all__ = ["note_of"]

LONGEST: Final = 200
"""Characters in place of one choice."""
LONGEST_NOTE: Final = 2_000


def note_of(form: Form, fields: Fields) -> str:
    """Return the note for the reviewer: what was written to them, and in place of choices.

    No record states it: a reviewer chooses, or asks for a new concept. Complexity: linear in the
    fields.
    """
    known = {path: one for section in form.sections for path, one in _lists(section.inputs)}
    texts = [_text(fields.get("remark", ""))]
    for key, value in fields.items(multi=True):
        path, _, end = key.rpartition(".")
        one = known.get(plain_path(path))
        if one and end == OTHER and value.strip():
            texts.append(f"{one.label}, in other words: {_text(value)[:LONGEST]}.")
    return " ".join(filter(None, texts))[:LONGEST_NOTE]


def _lists(inputs: Iterable[Input], above: str = "") -> Iterator[tuple[str, Input]]:
    """Yield the long lists of choices with their paths, those of parts too."""
    for one in inputs:
        if one.is_long_list:
            yield f"{above}{one.name}", one
        yield from _lists(one.inputs, f"{above}{one.name}.")


def _text(value: str) -> str:
    return " ".join(value.split())
