"""Legal forms of companies at the end of a name, in many countries: "GmbH", "S.r.l.", "Sp. z o.o.".

A registered firm is no private person, also where it is called after one. A form of a sole trader,
such as "e.K.", is left out: such a firm is the person. So are forms that end persons' names as
well, such as "AG", "AB" and "Co", which are initials, degrees and surnames.
"""

import re
from typing import Final

from graph.privacy.institutions import PERSONS
from graph.privacy.name_lists import TITLES
from graph.privacy.name_tokens import tokens

__all__ = ["bare_firm"]

FORMS: Final = re.compile(
    r"(?P<name>.*?[^\s,])(?:, ?| )(?:"
    r"(?:g?gmbh|ug|kg|ohg) ?& ?co\.? ?(?:kg|ohg|kgaa)|g?gmbh|kg|kgaa|ohg"
    r"|inc|incorporated|corp|corporation|(?:(?:pty|pte|pvt|co)\.?,? )?(?:ltd|limited)"
    r"|llc|l\.l\.c|llp|plc|pty|pte|pvt"
    r"|s\.?r\.?l\.?s?|s\.p\.a|s\.?a\.?r\.?l|s\.a\.s(?:\.?u)?|eurl|s\.?n\.?c"
    r"|s\.l(?:\.?u)?|slu|s\.a|s\.a\.?\s?de\s?c\.?v|s\.\s?de\s?r\.\s?l|ltda|lda|eirl|e\.i\.r\.l"
    r"|b\.v|n\.v|bvba|v\.o\.f|oyj|aps|a/s|a\.\u015f|\u015fti"
    r"|sp\.\s?z\s?o\.?\s?o|s\.?r\.o|spol\.\s?s\s?r\.\s?o|d\.o\.o|d\.d|kft|zrt|nyrt|o\.?o\.d|e\.?o\.?o\.d"
    r"|k\.k|kabushiki kaisha|sdn\.?\s*bhd|bhd|tbk"
    r")\.?",
    re.IGNORECASE,
)
CAPITALS: Final = re.compile(
    r"(?P<name>.*[^\s,]) (?:SA|SPA|SpA|SAS|SASU|SL|BV|NV|VOF|OY|Oy|KK|UG|ASA|SIA|UAB|DOO|SRO)"
)
"""Forms that count in capitals alone: in small letters they are words or names."""


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
