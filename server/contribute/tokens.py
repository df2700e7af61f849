"""Signed tokens of forms: each form has a random number, which is accepted once, and a time.

Source: OWASP, Cross-Site Request Forgery Prevention (signed tokens).
"""

import hashlib
import hmac
import secrets
import time
from typing import Final

from ontology import Forbidden

__all__ = ["check_token", "form_token", "session_token"]

LASTS: Final = 7 * 86_400
"""Seconds for which a form may be filled in."""
FAULT: Final = "this form is too old, or is not from here: open it again"


def form_token(secret: bytes, moment: float | None = None) -> str:
    """Return a new token: a random number, its time and their signature."""
    number = secrets.token_hex(12)
    stamp = f"{int(time.time() if moment is None else moment):x}"
    return f"{number}-{stamp}-{_signature(secret, number, stamp)}"


def check_token(secret: bytes, token: str) -> str:
    """Return the number of a token; raises `Forbidden` for one that is forged or too old.

    >>> check_token(b"key", form_token(b"key")) != ""
    True
    """
    number, _, rest = token.partition("-")
    stamp, _, signature = rest.partition("-")
    if not hmac.compare_digest(signature.encode(), _signature(secret, number, stamp).encode()):
        raise Forbidden(FAULT)
    if abs(time.time() - int(stamp, 16)) > LASTS:  # a clock may be set back meanwhile
        raise Forbidden(FAULT)
    return number


def session_token(secret: bytes, session: str) -> str:
    """Return the token that the forms of one session carry."""
    return _signature(secret, "session", session)


def _signature(secret: bytes, *parts: str) -> str:
    return hmac.new(secret, "\0".join(parts).encode(), hashlib.sha256).hexdigest()
