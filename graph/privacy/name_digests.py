"""Keyed digests (HMAC) of withheld names: rows of one name are matched without the name.

The key is a secret of the data folder. Neither the file of digests nor the secret is read by a
release, a server or an export; the step that ties the same issues reads the digests of whole names,
and the search of former releases those of parts and other spellings as well.
"""

import hashlib
import hmac
import os
import re
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import unquote

from graph.privacy.name_tokens import tokens
from graph.privacy.word_list import is_word

__all__ = [
    "OWNER_ONLY",
    "PART",
    "RowDigests",
    "digests_by_row",
    "hidden_names",
    "keyed",
    "other_spellings",
    "read_secret",
    "spellings_in",
]

KEY_FILE: Final = ".key"
NAMES: Final = "names.tsv"
PART: Final = "part"
"""Mark of a digest of a part of a name, or of the name in another spelling."""
OWNER_ONLY: Final = 0o600
BYTES: Final = 32
LENGTH: Final = 32
SHORTEST: Final = 4
LONGEST: Final = 6
"""Words of a text that are compared with one name."""
DECODINGS: Final = 3
MARKS: Final = re.compile(r"[\W_]+")


class RowDigests(NamedTuple):
    """Digests of the names that a row withholds: of whole names, and of parts and spellings."""

    whole: set[str]
    parts: set[str]


def read_secret(folder: Path) -> bytes:
    """Return the secret of a data folder, which is made at first use and only its owner may read.

    Complexity: constant.
    """
    path = folder / KEY_FILE
    if not path.is_file():
        unfinished = path.with_name(f"{KEY_FILE}.{secrets.token_hex(4)}")
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_bytes(BYTES))
        unfinished.replace(path)
    return path.read_bytes()


def keyed(name: str, secret: bytes) -> str:
    """Return the digest of a name, whatever its capitals, accents and order of words.

    Source: RFC 2104, HMAC, with SHA-256.

    >>> keyed("José Roe", b"k") == keyed("ROE, Jose", b"k"), keyed("A", b"k") == keyed("A", b"l")
    (True, False)
    """
    words = " ".join(sorted(token.folded for token in tokens(name)))
    return hmac.new(secret, words.encode(), hashlib.sha256).hexdigest()[:LENGTH]


def other_spellings(name: str) -> set[str]:
    """Return how a text may also write a name: in one word, or by a part that is no English word.

    >>> sorted(other_spellings("Jane Herzberg"))
    ['herzberg', 'herzbergjane', 'jane', 'janeherzberg']
    """
    words = _words(name)
    parts = {word for word in words if len(word) >= SHORTEST and not is_word(word)}
    joined = {"".join(words), "".join(reversed(words))} if len(words) > 1 else set[str]()
    return parts | joined


def spellings_in(text: str) -> Iterator[str]:
    """Yield what may be a name in a text or an address: its words, run by run.

    >>> list(spellings_in("/the-herzbergs"))
    ['the', 'the herzbergs', 'the herzberg', 'herzbergs', 'herzbergs', 'herzberg']
    """
    words = _words(text)
    for start in range(len(words)):
        for end in range(start + 1, min(start + LONGEST, len(words)) + 1):
            yield (run := " ".join(words[start:end]))
            if run.endswith("s"):
                yield run[:-1]
            if any(map(is_word, words[start:end])):
                rest = " ".join(word for word in words[start:end] if not is_word(word))
                yield from [rest] if rest else []


def _words(text: str) -> list[str]:
    """Return the folded words of a text, whose percent-encoding and hyphens are undone."""
    for _ in range(DECODINGS):
        text = unquote(text)
    plain = " ".join(token.folded for token in tokens(text)).replace("'", "")
    return MARKS.sub(" ", plain).split()


def digests_by_row(data: Path) -> dict[str, RowDigests]:
    """Return all digests of withheld names by the rows of all imports into a data folder.

    Complexity: linear in the lines.
    """
    found: dict[str, RowDigests] = {}
    for path in sorted((data / "imports").glob(f"*/{NAMES}")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row, digest, *marks = line.split("\t")
            digests = found.setdefault(row, RowDigests(set(), set()))
            (digests.parts if marks else digests.whole).add(digest)
    return found


def hidden_names(data: Path) -> dict[str, list[str]]:
    """Return the digests of withheld names, whole ones alone, by row.

    Complexity: linear in the lines.
    """
    return {row: sorted(found.whole) for row, found in digests_by_row(data).items()}
