"""Identifiers of records as people type them: numbers and addresses of sources, our own IRIs."""

import re
from typing import Final

__all__ = ["typed_record"]

PATTERNS: Final = (
    (r"(?:https?://)?(?:www\.)?incidentdatabase\.ai/(?:[a-z]{2}/)?cite/(\d+)(?:[/#?].*)?", "aiid"),
    (r"(?:aiid|incident|ai incident|incident id|aiid incident)[\s:#-]*(\d+)", "aiid"),
    (r"aiaaic[\s:#-]*(\d+)", "aiaaic"),
)
ZEROS: Final = "aiaaic"
"""The source whose numbers have leading zeros."""
SLUGS: Final = tuple((re.compile(text, re.IGNORECASE), source) for text, source in PATTERNS)
OURS: Final = re.compile(r"\S*/id/([a-z-]+/[a-z0-9-]+)/?(?:[#?]\S*)?", re.IGNORECASE)
ADDRESS: Final = re.compile(r"(?:https?://|www\.|incidentdatabase\.ai/|/id/)\S+", re.IGNORECASE)


def typed_record(typed: str) -> tuple[str, bool]:
    """Return the path of the record that an identifier names, and if it can be nothing but that.

    >>> typed_record("Incident 123"), typed_record("https://incidentdatabase.ai/cite/123/")
    (('issue/aiid-123', False), ('issue/aiid-123', True))
    >>> typed_record("AIAAIC1267"), typed_record("uber")
    (('issue/aiaaic-1267', False), ('', False))
    """
    text = " ".join(typed.split())
    is_address = bool(ADDRESS.fullmatch(text))
    if ours := OURS.fullmatch(text):
        return ours[1].lower(), is_address
    for pattern, source in SLUGS:
        if found := pattern.fullmatch(text):
            number = found[1] if source == ZEROS else found[1].lstrip("0")
            return f"issue/{source}-{number}", is_address
    return "", False
