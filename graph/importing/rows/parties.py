"""Parties of a row by column: each column gives a role and what kind of organisation it names.

The header of a column says that its cells name organisations. A name that may be a person's is
withheld all the same, and waits for a reviewer, whose decision on a row counts for that row alone.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final, TypeAlias

from graph.importing.context import Context
from graph.importing.sheets.cell_parsers import plain_text, split
from graph.importing.sheets.tally import NO_BODIES, leave_out
from graph.privacy.decisions import Decided
from graph.privacy.known_names import is_product
from graph.privacy.party_classifier import Party, Verdict, split_names
from graph.slugs import slug

__all__ = ["PartyColumns", "involved", "parties_of"]

UNSPECIFIED: Final = "unspecified"
OF_NO_PART: Final = ("mentioned", "affected")
"""Roles of those who had no part in a harm."""
PartyColumns: TypeAlias = Mapping[str, tuple[str, str]]
"""The role and the kind of organisation that each column of parties stands for."""


def parties_of(
    context: Context, id_: str, cells: Mapping[str, str], columns: PartyColumns
) -> Iterator[tuple[str, Party]]:
    """Yield the parties that a row names, each with its column."""
    for column, (_, kind) in columns.items():
        for value in split(plain_text(cells[column], column)):
            for name in split_names(value):
                yield column, _party(context, id_, column, Party(name, Verdict.ORGANIZATION, kind))


def involved(
    context: Context, id_: str, cells: Mapping[str, str], columns: PartyColumns
) -> dict[str, Any]:
    """Return the entries of the parties of a row, each no more than alleged.

    Nothing is alleged of those who are merely mentioned or affected. A name that is withheld waits
    for a reviewer.
    """
    found = {}
    for column, party in parties_of(context, id_, cells, columns):
        role = columns[column][0]
        if party.verdict is Verdict.WITHHELD:
            context.texts.withholder.wait(id_, column, party.name)
        if actor := context.parties.actor_of(party, column):
            entry = {"actor": actor, "role": role, "source": context.records.dataset}
            standing = "reported" if role in OF_NO_PART else "alleged"
            found[f"#{role}-{slug(party.name)}"] = entry | {"assertion": standing}
        elif party.verdict is not Verdict.WITHHELD:
            leave_out(context.counts, NO_BODIES, [party.name])
    return found


def _party(context: Context, id_: str, column: str, stated: Party) -> Party:
    """Judge a name: as a reviewer did, else by list and rule, else as the column says."""
    for decision in context.texts.withholder.decisions.of(id_, column, stated.name):
        if decision.decision is Decided.NONE:
            return stated
        if decision.decision is Decided.PUBLIC:
            return Party(stated.name, Verdict.PERSON, decision.words)
        return Party(stated.name, Verdict.WITHHELD)
    judged = context.parties.judged(stated.name)
    if judged.verdict is Verdict.ORGANIZATION:
        is_said = judged.detail not in ("", UNSPECIFIED)
        return Party(stated.name, judged.verdict, judged.detail if is_said else stated.detail)
    if judged.verdict is Verdict.WITHHELD and is_product(stated.name):
        return stated
    return judged
