"""Slugs: the part of an address that is made of a name."""

import hashlib
import re
import unicodedata
from functools import lru_cache
from typing import Final

__all__ = ["slug"]

UNWORDED: Final = re.compile(r"[^a-z0-9]+")
LONGEST_SLUG: Final = 80


@lru_cache(maxsize=65_536)
def slug(text: str) -> str:
    """Return the part of an address that a name gets, the same for ever.

    Accents and capitals are dropped; a name with no Latin letters, or a very long one, is
    identified by the beginning of its SHA-256.

    >>> slug("X (Twitter)"), slug("Türkiye"), slug("华为")
    ('x-twitter', 'turkiye', 'n-82eaaba8')
    """
    folded = unicodedata.normalize("NFKD", text.casefold())
    found = UNWORDED.sub("-", folded.encode("ascii", "ignore").decode()).strip("-")
    plain = found or unicodedata.normalize("NFC", text)
    mark = hashlib.sha256(plain.encode(errors="surrogatepass")).hexdigest()[:8]
    if not found:
        return f"n-{mark}"
    return found if len(found) <= LONGEST_SLUG else f"{found[:LONGEST_SLUG].strip('-')}-{mark}"
