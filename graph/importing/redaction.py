"""Keeping private people out of titles and summaries.

A name that is withheld as an actor would come back by the text beside it; so it is taken out there
too, whole and, within the same row, by its last word.
"""

import re
from collections.abc import Iterable
from typing import Final

__all__ = ["WITHHELD", "Redaction"]

WITHHELD: Final = "[name withheld]"
WORDS: Final = re.compile(r"[^\W_]+(?:['\u2019.-][^\W_]+)*")
PERSON: Final = re.compile(r"[^\W\d_][\w'\u2019.-]*(?: [^\W\d_][\w'\u2019.-]*){1,3}")
KIN: Final = re.compile(
    r"['\u2019]s? .*| (?:family|estate)$"
    r"|^(?:the |(?:family|friends?|fans|colleagues|estate) of )+"
)
SHORTEST: Final = 3


class Redaction:
    """Knows names that are withheld, by their words, and takes them out of texts.

    Complexity: linear in the text; each word is looked up once.
    """

    def __init__(self) -> None:
        self.names: dict[str, set[tuple[str, ...]]] = {}

    def learn(self, name: str) -> None:
        """Withhold a name of several words wherever it stands."""
        words = tuple(word.casefold() for word in WORDS.findall(KIN.sub("", name)))
        if len(words) > 1:
            self.names.setdefault(words[0], set()).add(words)

    def apply(self, text: str, names: Iterable[str] = ()) -> str:
        """Return a text without the names that are withheld; `names` are those of its own row.

        >>> redaction = Redaction()
        >>> redaction.learn("Jane Roe")
        >>> redaction.apply("The car hit Jane Roe's bike. Roe survived.", ["Jane Roe"])
        "The car hit [name withheld]'s bike. [name withheld] survived."
        """
        alone = {last for name in names if len(last := _last(name)) >= SHORTEST}
        if not alone and not self._may_hold_a_name(text):
            return text
        parts: list[str] = []
        found = list(WORDS.finditer(text))
        end = place = 0
        while place < len(found):
            length = self._length(found, place, alone)
            if length:
                final = found[place + length - 1]
                tail = str(final[0]).removeprefix(_bare(final[0], fold=False))
                parts += [text[end : found[place].start()], WITHHELD, tail]
                end = final.end()
            place += length or 1
        return "".join([*parts, text[end:]]) if parts else text

    def _may_hold_a_name(self, text: str) -> bool:
        """Whether some word of a text begins a name that is withheld."""
        words = WORDS.findall(text.casefold())
        if "'" in text or "\u2019" in text:
            words = [_bare(word) for word in words]
        return not self.names.keys().isdisjoint(words)

    def _length(self, found: list[re.Match[str]], place: int, alone: set[str]) -> int:
        """Return how many words from here on are a name that is withheld."""
        word = found[place][0]
        best = 0
        for words in self.names.get(_bare(word), ()):
            here = tuple(_bare(match[0]) for match in found[place : place + len(words)])
            if here == words:
                best = max(best, len(words))
        return best or int(_bare(word, fold=False) in alone)


def _last(name: str) -> str:
    """Return the last word of what is written as a person's name is, or nothing."""
    name = KIN.sub("", name)
    if not PERSON.fullmatch(name) or not all(word[0].isupper() for word in name.split()):
        return ""
    return str(WORDS.findall(name)[-1])


def _bare(word: str, *, fold: bool = True) -> str:
    bare = word[:-2] if word.endswith(("'s", "\u2019s")) else word
    return bare.casefold() if fold else bare
