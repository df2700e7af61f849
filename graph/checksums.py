"""SHA256SUMS files: SHA-256 by name, as `sha256sum --check` reads them."""

import re
from collections.abc import Mapping
from typing import Any, Final

__all__ = ["SIGNATURE", "SUMS", "listed_sums", "read_sums", "sums_text"]

SUMS: Final = "SHA256SUMS"
SIGNATURE: Final = "SHA256SUMS.sig"
"""The signature of that file, by OpenSSH."""
LINE: Final = re.compile(r"([0-9a-f]{64})  (.+)")


def sums_text(sums: Mapping[str, str]) -> str:
    """Return the text of a file of checksums, from SHA-256 by name, in this order.

    Source: GNU coreutils, sha2 utilities.

    >>> read_sums(sums_text({"a b.ttl": "0" * 64})) == {"a b.ttl": "0" * 64}
    True
    """
    return "".join(f"{digest}  {name}\n" for name, digest in sums.items())


def listed_sums(manifest: Mapping[str, Any]) -> dict[str, str]:
    """Return SHA-256 by name, of the files that the manifest of a release lists.

    >>> listed_sums({"files": {"a.ttl": {"bytes": 3, "sha256": "0f"}}})
    {'a.ttl': '0f'}
    """
    return {name: str(file["sha256"]) for name, file in manifest["files"].items()}


def read_sums(text: str) -> dict[str, str]:
    """Return SHA-256 by name; what is no line of checksums is left out, so its file has none."""
    return {found[2]: found[1] for line in text.splitlines() if (found := LINE.fullmatch(line))}
