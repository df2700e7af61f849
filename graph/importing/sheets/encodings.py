"""Encoding detection: byte order marks, UTF-8, UTF-16 by its zeros, then Windows or Mac Roman.

Old sheets say nothing of their encoding. In both one-byte encodings any bytes are some text, so the
one is taken under which more of them are letters within words, or marks where marks stand.
"""

import codecs
import re
from pathlib import Path
from typing import Final

__all__ = ["encoding"]

BLOCK: Final = 1 << 20
MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
STRANGE: Final = re.compile(rb"[\x00-\x7f]?[\x80-\xff]{1,20}[\x00-\x7f]?")
"""Up to 20 bytes beyond ASCII, with their neighbours; a longer run is several samples."""
MOST_SAMPLES: Final = 5_000
USUAL: Final = set("àáâãäåæçèéêëìíîïñòóôõöøùúûüßœğış")
QUOTES: Final = set("\u201c\u201d\u2018\u2019\u201e\u00ab\u00bb\u2039\u203a")
OTHERS: Final = set(
    "\u2013\u2014\u2026\u20ac\u00a3\u00b0\u00a9\u00ae\u2122\u2022\u00b7\u00b4\u00bf\u00a1\u00bd\u00bc\u00ba\u00aa\u00a7\u00b1\u00d7"
)
AFTER_APOSTROPHE: Final = set("strlvdm")


def encoding(path: Path) -> str:
    """Return the encoding of a file.

    Its mark decides; else UTF-8 where all of it is that; else UTF-16 where every second byte of the
    beginning is zero; else Windows-1252 or Mac Roman, whichever gives more likely words.
    Complexity: linear in the file; memory for one block.
    Source: Unicode 15, section 23.8 (byte order mark).
    """
    with path.open("rb") as file:
        block = file.read(BLOCK)
        for mark, name in MARKS:
            if block.startswith(mark):
                return name
        if name := _wide(block):
            return name
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            while block:
                decoder.decode(block)
                block = file.read(BLOCK)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return _one_byte(path)
    return "utf-8"


def _wide(block: bytes) -> str:
    """Return UTF-16 where one of two bytes is mostly zero, as in Latin text without a mark."""
    sample = block[:1000]
    half = len(sample) // 2
    if half and sample[1::2].count(0) > 0.7 * half and not sample[0::2].count(0):
        return "utf-16-le"
    if half and sample[0::2].count(0) > 0.7 * half and not sample[1::2].count(0):
        return "utf-16-be"
    return ""


def _one_byte(path: Path) -> str:
    samples: list[bytes] = []
    with path.open("rb") as file:
        while len(samples) < MOST_SAMPLES and (block := file.read(BLOCK)):
            samples += STRANGE.findall(block)[:MOST_SAMPLES]
    mac = sum(_likeness(sample.decode("mac_roman")) for sample in samples)
    windows = sum(_likeness(sample.decode("cp1252", "replace")) for sample in samples)
    return "mac_roman" if mac > windows else "cp1252"


def _likeness(text: str) -> float:
    """Return how likely the strange characters of a text are, between the two that surround them.

    >>> _likeness("fé "), _likeness("fŽ ")
    (1.0, 0.0)
    """
    inner = [place for place, char in enumerate(text) if not char.isascii()]
    return sum(_weight(text, place) for place in inner)


def _weight(text: str, place: int) -> float:
    char = text[place]
    before = text[place - 1] if place else " "
    after = text[place + 1] if place + 1 < len(text) else " "
    if char.isalpha():
        is_in_word = before.isalpha() or after.isalpha()
        is_odd = char.isupper() and (before.islower() or (after.islower() and before.isalpha()))
        return (1.0 if char.lower() in USUAL else 0.4) if is_in_word and not is_odd else 0.0
    if char in QUOTES:
        is_inside = before.isalpha() and after.isalpha()
        return (1.0 if after in AFTER_APOSTROPHE else 0.5) if is_inside else 1.0
    if char in OTHERS:
        return 0.3 if before.isalpha() and after.isalpha() else 0.9
    return 0.0
