"""Permanent redirects from addresses whose slug held a private name, which no file repeats.

Where nothing is found at an address, the digest of its slug is looked up (`hidden_slugs`).
"""

import re
from functools import cache

from graph.privacy.hidden_slugs import hidden_address
from ontology import record_types
from server.records.description import statements_about
from server.web.site import site

__all__ = ["moved"]


def moved(path: str) -> str:
    """Return the path at which a record is since its former one was found to hold a name.

    Complexity: one scrypt digest, of which the last ones are kept in memory, and one look-up.
    """
    match = _addresses().fullmatch(path)
    if not match:
        return ""
    slug = hidden_address(match["slug"])
    if not statements_about(site().engine, f"{site().base}id/{match['kind']}/{slug}"):
        return ""
    return f"/{match['root']}/{match['kind']}/{slug}{match['rest'] or ''}"


@cache
def _addresses() -> re.Pattern[str]:
    """Return the pattern of addresses of records, of their graphs and of their further pages."""
    return re.compile(
        rf"/(?P<root>id|graph|embed)/(?P<kind>{'|'.join(record_types().values())})"
        r"/(?P<slug>[a-z0-9-]{1,200})(?P<rest>[./][a-z./]{0,40})?"
    )
