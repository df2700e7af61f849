"""Free text that no field keeps (alternatives to choices, cities): the note for the reviewer."""

from typing import Final

from graph.deriving.by_place_name import country_of_city
from server.contribute.filling import OTHER, Fields, plain_path
from server.contribute.form import Form
from server.contribute.inputs import walk

__all__ = ["note_of"]

LONGEST: Final = 200
"""Characters in place of one choice."""
LONGEST_NOTE: Final = 2_000


def note_of(form: Form, fields: Fields) -> str:
    """Return the note for the reviewer: what was written to them, in place of choices, and cities.

    No record states it: a reviewer chooses, or asks for a new concept. A place of a record is a
    country, so the words for a city are kept here. Complexity: linear in the fields.
    """
    known = {path: one for section in form.sections for path, one in walk(section.inputs)}
    texts = [_text(fields.get("remark", ""))]
    for key, value in fields.items(multi=True):
        path, _, end = key.rpartition(".")
        of_list, of_place = known.get(plain_path(path)), known.get(plain_path(key))
        if of_list and of_list.is_long_list and end == OTHER and value.strip():
            texts.append(f"{of_list.label}, in other words: {_text(value)[:LONGEST]}.")
        if of_place and of_place.target == "place" and _is_within_a_country(value):
            texts.append(f"{of_place.label}, as written: {_text(value)[:LONGEST]}.")
    return " ".join(filter(None, texts))[:LONGEST_NOTE]


def _is_within_a_country(place: str) -> bool:
    return bool("," in place or country_of_city(place.strip()))


def _text(value: str) -> str:
    return " ".join(value.split())
