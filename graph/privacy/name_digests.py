"""Keyed digests (HMAC) of withheld names: rows of one name are matched without the name.

The key is a secret of the data folder. Neither the file of digests nor the secret is read by a
release, a server or an export; only the step that ties the same issues reads the digests.
"""

import hashlib
import hmac
import os
import secrets
from pathlib import Path
from typing import Final

from graph.privacy.name_tokens import tokens

__all__ = ["OWNER_ONLY", "hidden_names", "keyed", "read_secret"]

KEY_FILE: Final = ".key"
NAMES: Final = "names.tsv"
OWNER_ONLY: Final = 0o600
BYTES: Final = 32
LENGTH: Final = 32


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


def hidden_names(data: Path) -> dict[str, list[str]]:
    """Return the digests of withheld names by the rows of all imports into a data folder.

    Complexity: linear in the lines.
    """
    found: dict[str, list[str]] = {}
    for path in sorted((data / "imports").glob(f"*/{NAMES}")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row, _, digest = line.partition("\t")
            found.setdefault(row, []).append(digest)
    return found
