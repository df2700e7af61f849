"""Definitions of AIAAIC's taxonomies and harms, in our words: none is made up.

`aiaaic_harms.tsv` defines the harms that the published taxonomy has (arXiv:2407.01294; that of
sexualisation as AIAAIC has it since). `named` is the name there, where the sheet has another one.
A harm that the taxonomy lacks has no definition, and of other values the database defines none.
"""

import csv
from collections.abc import Iterator
from importlib.resources import files
from typing import Final

from graph.slugs import slug

__all__ = ["definitions"]

TAXONOMIES: Final = {
    "sector": "A sector is the industry, government or non-profit field that the system or the "
    "attack mainly targets.",
    "jurisdiction": "A jurisdiction is where the system or the incident comes from or mainly "
    "reaches.",
    "harm": "The database sorts harms into nine types: autonomy, physical, psychological, "
    "reputational, financial and business, human rights and civil liberties, societal and "
    "cultural, political and economic, environmental.",
}
ORIGIN: Final = "In our words, after AIAAIC's taxonomy of harms (arXiv:2407.01294)"


def definitions() -> Iterator[tuple[str, str]]:
    """Yield ids of taxonomies and of their categories, each with its definition.

    >>> dict(definitions())["aiaaic-harm-property-damage"].partition(". ")[0]
    'Things such as buildings, vehicles or possessions are damaged or destroyed'
    """
    for name, text in TAXONOMIES.items():
        yield f"aiaaic-{name}", text
    table = files("graph.importing") / "aiaaic_harms.tsv"
    with table.open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            origin = f"{ORIGIN}: {row['named']}" if row["named"] else ORIGIN
            yield f"aiaaic-harm-{slug(row['label'])}", f"{row['definition']} {origin}."
