"""Composition of the state of one import: one object for each thing that rows share."""

from dataclasses import dataclass
from typing import Self

from graph.importing.categories import Categories
from graph.importing.own_organizations import (
    named_in_texts,
    own_entries,
    own_organizations,
    own_places,
)
from graph.importing.parties import Parties
from graph.importing.records import Records
from graph.importing.sheets.sheet import FurtherSheets
from graph.importing.sheets.tally import Tally
from graph.importing.tables import Tables
from graph.privacy.decisions import Decisions
from graph.privacy.row_texts import RowTexts
from graph.privacy.withholding import Withholder

__all__ = ["Context"]


@dataclass(frozen=True)
class Context:
    """State of one import, which a mapper hands on in parts to the functions that need them."""

    counts: Tally
    records: Records
    parties: Parties
    categories: Categories
    texts: RowTexts
    sheets: FurtherSheets
    tables: Tables

    @classmethod
    def of(cls, source: str, decisions: Decisions, tables: Tables | None = None) -> Self:
        """Return the empty state of an import of a source, with what reviewers decided.

        `tables` are those that the import before kept.
        """
        entries = own_entries()
        counts = Tally(own_places(entries))
        records = Records(source)
        own = own_organizations(entries)
        return cls(
            counts,
            records,
            Parties(records, own),
            Categories(records, counts),
            RowTexts(Withholder(decisions, named_in_texts(own)), counts),
            FurtherSheets(),
            tables or Tables(),
        )
