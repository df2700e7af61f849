"""Portable file names: files of a mirror that every file system takes and tells apart.

macOS and Windows ignore capitals; Windows reserves names of devices and forbids some characters.
Source: Microsoft, "Naming Files, Paths, and Namespaces"; Unicode Standard Annex 15 (NFC).
"""

import re
import unicodedata
from collections.abc import Collection, Set
from hashlib import sha256
from typing import Final

__all__ = ["clashing", "folded", "portable", "stem_of"]

RESERVED: Final = re.compile(r"(?:con|prn|aux|nul|(?:com|lpt)[0-9¹²³])", re.IGNORECASE)
FORBIDDEN: Final = re.compile(r'[\x00-\x1f"*:<>?|\\]')
LONGEST: Final = 100
"""The most bytes of a name before its suffix; a path may have 260 characters on Windows."""
DIGITS: Final = 8


def portable(file: str, clashes: Set[str] = frozenset()) -> str:
    """Return the path of a file, below its folder, by which every file system takes it.

    A name that Windows refuses, that is too long, or whose path without suffix is in `clashes`, is
    marked: before its suffix, it has `~` and 8 digits of the SHA-256 of that path.

    >>> portable("id/actor/google.ttl"), portable("id/place/con.html")
    ('id/actor/google.ttl', 'id/place/con~7661033e.html')
    >>> portable("ontology/Actor.html", {"ontology/Actor"})
    'ontology/Actor~5af3b678.html'
    """
    parts, done = file.split("/"), []
    for number, part in enumerate(parts, 1):
        is_marked = _is_refused(part) or (number == len(parts) and stem_of(file) in clashes)
        done.append(_marked("/".join(parts[:number])) if is_marked else part)
    return "/".join(done)


def clashing(stems: Collection[str]) -> frozenset[str]:
    """Return the paths that another one equals but for capitals or the composition of letters.

    Of such paths, the last in order keeps its name: capitals come before small letters.
    Complexity: sorting them.

    >>> sorted(clashing({"ontology/Actor", "ontology/actor", "ontology/place"}))
    ['ontology/Actor']
    """
    last = {folded(stem): stem for stem in sorted(stems)}
    return frozenset(stem for stem in stems if last[folded(stem)] != stem)


def folded(path: str) -> str:
    """Return what is equal for paths which a file system may take for the same."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def stem_of(file: str) -> str:
    """Return the path of a file without suffixes, which all formats of a resource share.

    >>> stem_of("id/issue/ghost-work.csl.json")
    'id/issue/ghost-work'
    """
    folder, slash, name = file.rpartition("/")
    return folder + slash + name.partition(".")[0]


def _is_refused(name: str) -> bool:
    stem = name.partition(".")[0]
    return bool(
        RESERVED.fullmatch(stem)
        or FORBIDDEN.search(name)
        or name.endswith((".", " "))
        or len(stem.encode()) > LONGEST
    )


def _marked(path: str) -> str:
    """Return the last name of a path with its mark."""
    name = FORBIDDEN.sub("_", path.rpartition("/")[2]).rstrip(". ")
    stem, dot, suffix = name.partition(".")
    short = stem.encode()[: LONGEST - DIGITS - 1].decode(errors="ignore").rstrip()
    return f"{short}~{sha256(stem_of(path).encode()).hexdigest()[:DIGITS]}{dot}{suffix}"
