"""Parsers of single cells of a sheet: plain text and lists."""

import html
import json
import re
import unicodedata
from collections.abc import Callable
from typing import Final

from graph.privacy.known_names import quoted
from graph.reading.fields import LONGEST_TEXT

__all__ = [
    "FORMULA",
    "BadCell",
    "json_list",
    "listed",
    "names_of",
    "plain_text",
    "split",
    "writable",
]

CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff\u200b\ufeff]+")
LISTED: Final = re.compile(r"\s*(?:[\n\r]|\uff1b)\s*")
MARKS_IN_VALUES: Final = tuple(
    map(re.compile, (",", r",|\band\b|&", r",|/|\s[-\u2013]\s|\||\band\b"))
)
SURROGATES: Final = re.compile(r"[\ud800-\udfff]+")
SPACE: Final = re.compile(r"\s+")
PLAIN: Final = re.compile(r"(?!.*  )[A-Za-z0-9(\"'](?:[ !-%'-;=?-~]*[!-%'-;=?-~])?")
MARKUP: Final = re.compile(r"<[a-zA-Z/!]|&#?\w+;")
TAG: Final = re.compile(r"<!--|<(/?)([a-zA-Z][\w-]*)[^<>]*>|<[!?/][^<>]*>")
COMMENT: Final = "<!--"
UNSEEN: Final = ("script", "style")
FORMULA: Final = re.compile(r"=|[+@-]\s*\w*\s*[(|!]")


class BadCell(ValueError):
    """Raised for a cell that cannot be what its column says; the text tells why."""


def plain_text(cell: str, name: str = "cell") -> str:
    r"""Return a cell as one line of plain text: no markup, no control characters, no runs of space.

    Raises `BadCell` for a text that is too long for the graph, and for a formula, which is neither
    computed nor published.

    >>> plain_text(" A <b>bold</b>\nclaim<script>alert(1)</script> ")
    'A bold claim'
    >>> plain_text("5 < 6 & 7"), plain_text("-40 degrees")
    ('5 < 6 & 7', '-40 degrees')
    """
    if len(cell) > LONGEST_TEXT:
        raise BadCell(f"the {name} is {len(cell):,} characters long; at most {LONGEST_TEXT:,} fit")
    if cell.isascii() and PLAIN.fullmatch(cell):
        return cell
    text = CONTROL.sub(" ", cell)
    if MARKUP.search(text):
        text = _unmarked(text)
    text = SPACE.sub(" ", text).strip()
    if FORMULA.match(text):
        raise BadCell(f"the {name} is a formula, which is not computed: give its text")
    return unicodedata.normalize("NFC", text)


def _unmarked(text: str) -> str:
    """Return what a reader of a page would see: no tags, comments, scripts or styles.

    One pass over the tags; a parser of HTML takes quadratic time on tags that nothing closes.
    """
    text, shown, place, hidden = html.unescape(text), list[str](), 0, ""
    for tag in TAG.finditer(text):
        if tag.start() < place:
            continue
        if not hidden:
            shown.append(text[place : tag.start()] + " ")
        place = tag.end()
        if tag[0] == COMMENT:
            end = text.find("-->", place)
            place = end + len("-->") if end >= 0 else len(text)
        elif name := (tag[2] or "").lower():
            is_end = bool(tag[1])
            hidden = name if not hidden and not is_end and name in UNSEEN else hidden
            hidden = "" if is_end and name == hidden else hidden
    shown.append("" if hidden else text[place:])
    return CONTROL.sub(" ", html.unescape("".join(shown)))


def writable(text: str) -> str:
    r"""Return a text without halves of surrogate pairs and control characters, to be written.

    >>> writable("a\ud83d b\x00")
    'a  b '
    """
    return CONTROL.sub(" ", text)


def split(cell: str, mark: str = ";") -> list[str]:
    """Return the values of a cell that holds several, in their order, once each.

    A line break or a full-width semicolon parts values as a semicolon does.

    >>> split("Privacy; Safety;; privacy ;Safety")
    ['Privacy', 'Safety', 'privacy']
    """
    if mark == ";":
        cell = LISTED.sub(";", cell)
    return list(dict.fromkeys(value for part in cell.split(mark) if (value := part.strip())))


def listed(value: str, is_known: Callable[[str], object]) -> list[str]:
    """Return the parts of a value that commas, slashes or hyphens part, where all parts are known.

    A value that is known as a whole is one, and so is one of which any part is not known.

    >>> listed("Kenya, Ghana", {"Kenya", "Ghana"}.__contains__)
    ['Kenya', 'Ghana']
    >>> listed("Safety, at work", {"Safety"}.__contains__)
    ['Safety, at work']
    """
    if is_known(value):
        return [value]
    for marks in MARKS_IN_VALUES:
        parts = [part for one in marks.split(value) if (part := one.strip())]
        if len(parts) > 1 and all(map(is_known, parts)):
            return parts
    return [value]


def json_list(cell: str, name: str = "cell") -> list[str]:
    """Return the texts of a JSON list that a cell holds; an empty cell is an empty list.

    Raises `BadCell` where it is no list of texts or numbers.

    >>> json_list('["uber", 7]'), json_list("")
    (['uber', '7'], [])
    """
    if not cell.strip():
        return []
    try:
        found = json.loads(cell)
    except (ValueError, RecursionError):
        raise BadCell(f"the {name} holds a broken JSON list: {quoted(cell)}") from None
    if not isinstance(found, list) or not all(type(item) in (str, int) for item in found):
        raise BadCell(f"the {name} is not a JSON list of texts: {quoted(cell)}")
    texts = (SURROGATES.sub(" ", str(item)).strip() for item in found)
    return list(dict.fromkeys(text for text in texts if text))


def names_of(cell: str, name: str = "cell") -> list[str]:
    """Return the texts that a cell lists, as JSON, in brackets, or parted by semicolons or commas.

    Raises `BadCell` for what begins as a JSON list and is broken.

    >>> names_of('["uber", "lyft"]'), names_of("uber; lyft"), names_of("[7, 8]")
    (['uber', 'lyft'], ['uber', 'lyft'], ['7', '8'])
    """
    if cell.lstrip().startswith(("[", "{")):
        return json_list(cell, name)
    return [text for part in split(cell) for text in split(part, ",")]
