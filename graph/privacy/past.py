"""Search for withheld names in a former release, by keyed digests, without the names themselves."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from graph.privacy.name_digests import hidden_names, keyed, read_secret
from graph.privacy.name_tokens import tokens
from graph.privacy.word_list import is_word
from graph.rdf.quads import plain
from ontology import JG, PREFIXES

__all__ = ["WithheldNames"]

QUAD: Final = re.compile(r"<([^>]*)> <([^>]*)> (.*) <[^>]*> \.")
SLUG: Final = re.compile(r"/id/(?:issue|source)/([^/#]+)")
NAMED: Final = re.compile(r"/id/(?:actor|category|system)/")
TEXTS: Final = {
    *(PREFIXES["dcterms"] + name for name in ("title", "abstract")),
    PREFIXES["rdfs"] + "label",
    PREFIXES["skos"] + "prefLabel",
    PREFIXES["schema"] + "url",
    JG + "title",
}
LONGEST: Final = 6
"""Words of a text that are compared with one name."""


class WithheldNames:
    """The names that the imports of a data folder withhold, as digests by row.

    Complexity: linear in the quads; a few digests a word of the texts of rows that withhold a name.
    """

    def __init__(self, data: Path) -> None:
        self.by_row = hidden_names(data)
        self.all = {digest for digests in self.by_row.values() for digest in digests}
        self.secret = read_secret(data / "imports") if self.by_row else b""

    def are_in(self, quads: Path) -> bool:
        """Whether the N-Quads of a release hold a name that is withheld now."""
        if not self.all or not quads.is_file():
            return False
        with quads.open(encoding="utf-8") as file:
            return any(map(self._holds, file))

    def _holds(self, line: str) -> bool:
        match = QUAD.match(line)
        if not match or match[2] not in TEXTS:
            return False
        slug = SLUG.search(match[1])
        known = self.by_row.get(slug[1], ()) if slug else self.all if NAMED.search(match[1]) else ()
        return bool(known) and any(
            keyed(name, self.secret) in known for name in _names(unquote(plain(match[3])))
        )


def _names(text: str) -> Iterator[str]:
    """Yield what may be a name in a text: its words that are no English words, run by run."""
    words = [token.folded for token in tokens(text.replace("-", " ").replace("_", " "))]
    for start in range(len(words)):
        for end in range(start + 1, min(start + LONGEST, len(words)) + 1):
            parts = [word for word in words[start:end] if not is_word(word)]
            if parts and not is_word(words[start]) and not is_word(words[end - 1]):
                yield " ".join(parts)
