"""Translation of messages of the gate: what to write into an input, in the language of the page.

The gate says in English what it finds in a record. In another language a form says by the kind of
the input what belongs there, else what the rule says, from the catalogue.
"""

import re
from typing import Final

from server.contribute.inputs import Input
from server.languages.current import current, gettext, translated
from server.languages.current import gettext_noop as _
from server.languages.sentences import GATE, sentence

__all__ = ["message_in_language"]

MISSING: Final = re.compile(r"\bneeds? an? |^it is needed$")
WRITE: Final = {
    "year": _("write a year of four digits, such as 2019"),
    "address": _("write a web address that begins with https://"),
    "day": _("write the day as year-month-day, such as 2019-05-31"),
    "date": _("write a date such as 2019, 2019-05 or 2019-05-31"),
    "number": _("write a number, such as 1.5"),
    "choice": _("choose one of the list"),
}
FALSE: Final = re.compile(r"^'|^The date |exactly one|\bis not an? |is unknown")
PERSON: Final = re.compile(r"^(\w+: )?it may name a private person ")


def message_in_language(text: str, one: Input | None) -> str:
    """Return a message in the language of the request; in English as the gate says it.

    Complexity: linear in the text.
    """
    if current().is_source:
        return text
    if MISSING.search(text):
        return gettext("it is needed")
    if PERSON.search(text):
        return gettext("it may name a private person: say the role in words instead")
    if one and one.kind in WRITE and FALSE.search(text):
        return translated(WRITE[one.kind])
    return sentence(text, GATE)
