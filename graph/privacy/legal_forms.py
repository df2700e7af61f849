"""Recognition of companies by their legal form: "GmbH", "S.r.l.", "Sp. z o.o.".

A registered firm is no private person, also where it is called after one. A form of a sole trader,
such as "e.K.", is in no list: such a firm is the person. Weak forms do not count here, which end
persons' names as well: "AG", "AB" and "Co" are initials, degrees and surnames.
"""

import re
from typing import Final

from graph.legal_forms import Sign, written
from graph.privacy.institutions import PERSONS
from graph.privacy.name_lists import TITLES
from graph.privacy.name_tokens import tokens

__all__ = ["bare_firm"]

NAME: Final = r"(?P<name>.*?[^\s,])(?:, ?| )"
FORMS: Final = re.compile(rf"{NAME}(?:{written(Sign.FIRM)})\.?", re.IGNORECASE)
CAPITALS: Final = re.compile(rf"{NAME}(?:{written(Sign.CAPITALS)})")


def bare_firm(name: str) -> str:
    """Return the name of a company without its legal form; nothing for one without such a form.

    A name with a form of address is none: "Dr. Roe GmbH" is the practice of a person.

    >>> [bare_firm(name) for name in ("Casa Roe Srl", "Roe GmbH & Co. KG", "Roe Sp. z o.o.")]
    ['Casa Roe', 'Roe', 'Roe']
    >>> [bare_firm(name) for name in ("Dr. Roe GmbH", "Mary Roe e.K.", "Mary Roe", "GmbH")]
    ['', '', '', '']
    """
    found = FORMS.fullmatch(name.strip()) or CAPITALS.fullmatch(name.strip())
    if not found:
        return ""
    words = {token.folded for token in tokens(found["name"])}
    return found["name"] if words and not words & (TITLES | PERSONS) else ""
