"""Definitions of foreign categories, as the taxonomies of the AI Incident Database give them.

`taxa.json` describes fields and lists their values; the description of a value stands within that
of its field, after a heading, a colon or its name in quotation marks. What is not found there has
no definition of its own, and the description of its field is given in its place.
"""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from graph.importing.aiid.taxonomies import TAXONOMIES, Taxonomy
from graph.importing.context import Context
from graph.importing.sheets.archive import Snapshot
from graph.importing.sheets.cell_parsers import BadCell, plain_text
from graph.importing.sheets.sheet import Refused
from graph.privacy.known_names import is_clear
from graph.slugs import slug
from ontology import BadRecord

__all__ = ["FILES", "define"]

FILES: Final = ("taxa.json", "taxa_MIT.json")
NUMBER: Final = re.compile(r"[\d.]*\s*")
HEADING: Final = re.compile(r"(?m)^#+\s*(.+?)\s*$")
SHORTEST: Final = 12
LONGEST: Final = 1_000


def define(snapshot: Snapshot, context: Context) -> None:
    """Fill the definitions of categories, and the descriptions of their taxonomies.

    Those of a snapshot without the files are those of the import before.
    Complexity: linear in the descriptions, for each value.
    """
    for file in FILES:
        if file in snapshot.files:
            found = dict(reversed(list(_of_file(snapshot, file, context))))
        else:
            found = {row.cells["id"]: row.cells["text"] for row in context.tables.kept(file)}
        for id_, text in sorted(found.items()):
            context.categories.define(id_, text)
            context.tables.keep(file, {"id": id_, "text": text}, judged=True)


def _of_file(snapshot: Snapshot, file: str, context: Context) -> Iterator[tuple[str, str]]:
    """Yield ids of taxonomies and categories with what the file says of them."""
    by_name = {taxonomy.name: taxonomy for taxonomy in TAXONOMIES}
    try:
        for taxa in json.loads(snapshot.small_file(file)):
            if taxonomy := by_name.get(taxa["namespace"]):
                yield from _of_fields(taxonomy, taxa["field_list"])
    except BadRecord as error:
        context.sheets.refuse(file, Refused(0, "", error.message))
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        context.sheets.refuse(file, Refused(0, "", "is not the list of taxonomies"))


def _of_fields(taxonomy: Taxonomy, fields: Iterable[Any]) -> Iterator[tuple[str, str]]:
    for field in fields:
        name = str(field.get("short_name"))
        part = taxonomy.columns.get(name)
        flag = dict(taxonomy.flags).get(name)
        long = str(field.get("long_description") or "")
        short = _sentence(str(field.get("short_description") or "") or long)
        if flag and short:
            yield f"{taxonomy.slug}-{flag}-{slug(name)}", short
        if not part:
            continue
        id_ = f"{taxonomy.slug}-{part}"
        if short:
            yield id_, short
        for value in map(str, field.get("permitted_values") or ()):
            if text := _of_value(value, long):
                yield f"{id_}-{slug(value[:1].upper() + value[1:])}", text


def _of_value(value: str, text: str) -> str:
    """Return what a description says of a value, or nothing.

    >>> _of_value("Minor", 'Severity. "Minor" harm means limited damage; "Severe" means more.')
    '"Minor" harm means limited damage.'
    >>> _of_value("Low", "Low: a human decides."), _of_value("Low", "How low it is.")
    ('A human decides.', '')
    """
    for heading in HEADING.finditer(text):
        if _same(heading[1], value):
            return _sentence(HEADING.split(text[heading.end() :])[0])
    name = re.escape(value)
    for pattern in (
        rf"(?m)^\W*{name}\W*:\s*(.+)$",
        rf"([\"\u201c]{name},?[\"\u201d][^\"\u201c;]*\b(?:means|i\.e\.)[^\"\u201c;]*)",
        rf"(?:^|(?<=\. ))({name} risks [^.]*\.)",
    ):
        if match := re.search(pattern, text, re.IGNORECASE):
            return _sentence(match[1])
    return ""


def _same(heading: str, value: str) -> bool:
    """Whether a heading is that of a value: by its number, where both have one, else by its words.

    >>> _same("2.1 Loss of privacy", "2.1. Loss of privacy by leaks"), _same("2 Loss", "2.1. Loss")
    (True, False)
    """
    one, other = (match[0].strip(" .") for match in map(NUMBER.match, (heading, value)) if match)
    if one and other:
        return one == other
    return NUMBER.sub("", heading).casefold() == NUMBER.sub("", value).casefold()


def _sentence(text: str) -> str:
    """Return a text as one line that ends in a full stop, or nothing where it may name somebody."""
    try:
        line = plain_text(text, "description")
    except BadCell:
        return ""
    line = line.rstrip(" ;,:").removesuffix(" and")
    if not SHORTEST <= len(line) <= LONGEST or not is_clear(line):
        return ""
    return line[:1].upper() + line[1:] + ("" if line.endswith((".", "?", "!")) else ".")
