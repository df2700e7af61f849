"""DOIs of releases: a table in the data folder, from which citations take them."""

import json
import re
from pathlib import Path
from typing import Final

from graph.files import read_json, replace_text
from graph.release.release import Release, read_release
from ontology import Misuse, Unavailable

__all__ = ["doi_of", "note_doi"]

DOIS: Final = "dois.json"
DOI: Final = re.compile(r"10\.\d{4,9}/[-._;()/:A-Za-z0-9]+")
"""Source: Crossref, "DOIs and matching regular expressions"."""


def note_doi(data: Path, name: str, doi: str) -> str:
    """Keep the DOI under which a release was deposited, and return it without an address before it.

    Raises `Misuse` for what is no DOI, and `NotFound` for an unknown release.
    """
    found = re.sub(r"(?i)^(https?://(dx\.)?doi\.org/|doi:)", "", doi.strip())
    if not DOI.fullmatch(found):
        raise Misuse(f"{doi}: this is no DOI, such as 10.5281/zenodo.1234567")
    release = read_release(data, name)
    known = _read(data) | {release.name: found}
    replace_text(data / DOIS, json.dumps(known, indent=2, sort_keys=True) + "\n")
    return found


def doi_of(release: Release) -> str:
    """Return the DOI of a release, or nothing."""
    return _read(release.folder.parent.parent).get(release.name, "")


def _read(data: Path) -> dict[str, str]:
    try:
        found: dict[str, str] = read_json(data / DOIS, dict)
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise Unavailable(f"{data / DOIS}: cannot be read: {error}") from error
    return found
