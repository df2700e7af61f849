"""Key-stretched digests (scrypt) of slugs that hold a private name, for addresses without the name.

The digest follows from the slug alone, so that every build gives the same address, and a server can
lead from the address that had the name to the one that has not, while no file repeats the name.
A guess costs as much as asking the server: see docs/decisions/0008-hidden-addresses.md.
"""

import hashlib
import re
from functools import lru_cache
from typing import Final

__all__ = ["hidden_address", "hidden_slug"]

SALT: Final = b"justicegraph slug"
ROUNDS: Final = 2**14
BLOCK: Final = 8
MEMORY: Final = 2**25
BYTES: Final = 6
MARK: Final = "n-"
SOURCE: Final = re.compile(r"(?:aidb-(?:entry-)?|aiid-|aiaaic-)?")
"""What the slug of an imported record begins with; it is kept in clear."""


def hidden_slug(slug: str) -> str:
    """Return what an address has in place of a slug that may name a person.

    Complexity: 50 ms and 16 MB, on purpose.
    Source: RFC 7914, scrypt.

    >>> hidden_slug("jane-roe-dismissed")
    'n-a4df9a771a5e'
    """
    digest = hashlib.scrypt(
        slug.encode(), salt=SALT, n=ROUNDS, r=BLOCK, p=1, maxmem=MEMORY, dklen=BYTES
    )
    return MARK + digest.hex()


@lru_cache(maxsize=256)
def hidden_address(slug: str) -> str:
    """Return the slug that a record has since its former one was found to hold a name.

    >>> hidden_address("aidb-entry-jane-roe-dismissed")
    'aidb-entry-n-a4df9a771a5e'
    """
    source = SOURCE.match(slug)
    prefix = source[0] if source else ""
    return prefix + hidden_slug(slug.removeprefix(prefix))
