"""Names of entities: the table of slugs and names, and what a slug without a name says."""

import json
from typing import Any, Final

from graph.importing.context import Context
from graph.importing.parties import Parties
from graph.importing.sheets.archive import Snapshot
from graph.importing.sheets.cell_parsers import BadCell, plain_text
from graph.importing.sheets.sheet import Refused
from graph.privacy.known_names import is_clear_group
from graph.privacy.name_lists import given_names, surnames
from graph.privacy.party_classifier import Verdict, judge, split_names
from ontology import BadRecord

__all__ = ["entities", "unnamed_person"]

FILE: Final = "entities.json"
LONGEST_NAME: Final = 4
PUBLIC: Final = (Verdict.ORGANIZATION, Verdict.PERSON)


def entities(snapshot: Snapshot, context: Context) -> dict[str, str]:
    """Return the names of entities by slug; what is no entity is put aside.

    Those of organisations, public persons and groups are kept for a snapshot without the table.
    Raises `BadRecord` for a file that is no list.
    """
    tables = context.tables
    if FILE not in snapshot.files:
        kept = [row.cells for row in tables.kept(FILE)]
        names = {cells["slug"]: cells["name"] for cells in kept}
    else:
        names = dict(_named(snapshot, context))
    for slug, name in names.items():
        if _is_public(name, context.parties):
            tables.keep(FILE, {"slug": slug, "name": name}, judged=True)
    return names


def _named(snapshot: Snapshot, context: Context) -> list[tuple[str, str]]:
    found = []
    for number, entity in enumerate(_listed(snapshot), start=1):
        try:
            found.append((str(entity["entity_id"]), plain_text(str(entity["name"]), "name")))
        except (TypeError, LookupError):
            reason = f"entity {number} of the list has no entity_id or no name"
            context.sheets.refuse(FILE, Refused(0, "", reason))
        except BadCell as error:
            context.sheets.refuse(FILE, Refused(0, "", f"entity {number} of the list: {error}"))
    return found


def _listed(snapshot: Snapshot) -> list[Any]:
    try:
        found = json.loads(snapshot.small_file(FILE))
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, list):
        raise BadRecord("is not the list of entities: leave it out, or mend it", FILE)
    return found


def _is_public(name: str, parties: Parties) -> bool:
    """Whether all that a name lists are organisations, public persons or groups without names."""
    verdicts = [(part, parties.judged(part).verdict) for part in split_names(name)]
    return all(
        verdict in PUBLIC or (verdict is Verdict.GROUP and is_clear_group(part))
        for part, verdict in verdicts
    )


def unnamed_person(name: str) -> str:
    """Return the words of a slug with capitals, where it may be a person's without a name.

    >>> unnamed_person("mary miller"), unnamed_person("uber drivers"), unnamed_person("Mary Miller")
    ('Mary Miller', '', '')
    """
    words = name.split()
    if not name.islower() or not 1 < len(words) <= LONGEST_NAME:
        return ""
    if words[0] not in given_names() or words[-1] not in surnames():
        return ""
    return name.title() if judge(name).verdict is Verdict.WITHHELD else ""
