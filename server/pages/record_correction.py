"""Validates a corrected record in memory, and makes a file or a patch of it."""

import difflib
import re
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final
from urllib.parse import quote

from graph.reading.check import check
from graph.reading.files import curated_records, read_records, read_text, record_text
from graph.reading.record import Record
from ontology import Busy
from ontology.namespaces import SLUG
from shapes import Problem, Severity

__all__ = ["LONGEST", "Correction", "correct", "letter", "source_of"]

LONGEST: Final = 64_000
"""The most characters of a corrected record."""
IN_A_LETTER: Final = 1_500
"""The most characters of a patch in a `mailto:` address that all mail programs accept."""
AT_ONCE: Final = threading.Lock()


@dataclass(frozen=True)
class Correction:
    """A correction: the record before and after, and the problems found."""

    name: str
    before: str
    after: str
    problems: tuple[Problem, ...]

    @property
    def is_valid(self) -> bool:
        """Whether the record has no violation."""
        return not any(one.severity is Severity.VIOLATION for one in self.problems)

    @property
    def patch(self) -> str:
        """Return the change as a unified diff, or an empty string without a change."""
        path = f"graph/records/{self.name}.yaml"
        lines = difflib.unified_diff(
            self.before.splitlines(keepends=True),
            self.after.splitlines(keepends=True),
            f"a/{path}",
            f"b/{path}",
        )
        return "".join(lines)


def source_of(kind: str, slug: str) -> str:
    """Return the text of a curated record's file, or an empty string if it has none."""
    path = curated_records() / kind / f"{slug}.yaml"
    if not (re.fullmatch(SLUG, kind) and re.fullmatch(SLUG, slug) and path.is_file()):
        return ""
    return record_text(path)


def correct(kind: str, slug: str, before: str, after: str) -> Correction:
    """Validate a corrected record together with all curated records.

    Raises `Busy` while another is checked: a check takes up to a second.
    Complexity: as `check` for one record.
    """
    after = "\n".join(after.splitlines()) + "\n"
    if not AT_ONCE.acquire(timeout=5):
        raise Busy("another correction is checked just now: send it again in a moment", 5)
    try:
        path = f"{slug}.yaml"
        checked = check(read_text(after, path), _known())
    finally:
        AT_ONCE.release()
    return Correction(
        f"{kind}/{slug}", before, after, (*_renamed(kind, slug, after), *checked.problems)
    )


def _renamed(kind: str, slug: str, after: str) -> list[Problem]:
    """Return a problem if the id or type of the record was changed."""
    named = {(one.kind, one.slug) for one in read_text(after, f"{slug}.yaml")} - {("", "")}
    if named <= {(kind, slug)}:
        return []
    message = f"this file holds {kind}/{slug} alone: keep its id and its type"
    return [Problem(Severity.VIOLATION, message, f"{slug}.yaml")]


@cache
def _known() -> Sequence[Record]:
    return read_records([curated_records()])


def letter(contact: str, title: str, iri: str, change: str) -> str:
    """Return the address to send a correction to: a `mailto:` with a draft, or a web page.

    >>> letter("https://example.org/issues", "Pay", "urn:pay", "")
    'https://example.org/issues'
    >>> letter("a@example.org", "Pay", "urn:pay", "-1")
    'mailto:a@example.org?subject=Correction%3A%20Pay&body=urn%3Apay%0A%0A-1'
    """
    if not contact or contact.startswith(("http://", "https://")):
        return contact
    text = change if len(change) <= IN_A_LETTER else "(please attach the patch or the file)"
    body = quote(f"{iri}\n\n{text}", safe="")
    return f"mailto:{contact}?subject={quote(f'Correction: {title}', safe='')}&body={body}"
