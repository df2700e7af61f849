"""Statements of a record that a reviewer may withhold, in words, and the order that says which."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from graph.desk.part_filter import relative
from graph.desk.withdrawal import merged_names
from graph.desk.withheld import Name, Parts, Statement
from graph.engine.base import Engine, Row
from graph.privacy.name_tokens import tokens
from graph.privacy.word_list import is_word
from graph.rdf.quads import iri, literal
from ontology import BASE, JG, Misuse, terms
from ontology.namespaces import DCTERMS, RDF, RDF_TYPE

__all__ = ["SOMEBODY", "PartChoice", "name_order", "part_choices", "statement_order"]

SOMEBODY: Final = "a person"
LONGEST: Final = 200
SHORTEST: Final = 3
UNTOUCHED: Final = (
    *(RDF_TYPE, DCTERMS + "modified", DCTERMS + "license", DCTERMS + "isReplacedBy"),
    *(JG + "derivation", JG + "formerType", JG + "withdrawalReason", RDF + "predicate"),
)
"""Properties without which a record cannot be read, or that are computed."""
STATED: Final = """
SELECT DISTINCT ?s ?p ?o (LANG(?o) AS ?language) (STR(DATATYPE(?o)) AS ?type) ?label WHERE {{
  {{ {{ SELECT ({record} AS ?s) {{}} }} UNION
    {{ {record} ?link ?s FILTER({nested}) }} UNION
    {{ {record} ?link ?part . ?part ?other ?s FILTER(CONTAINS(STR(?part), "#") && {nested}) }} }}
  GRAPH ?g {{ ?s ?p ?o }}
  FILTER(CONTAINS(STRAFTER(STR(?g), "{graphs}"), "/") && ?p NOT IN ({untouched}))
  OPTIONAL {{ ?o <http://www.w3.org/2000/01/rdf-schema#label> ?label
    FILTER(LANG(?label) IN ("", "en")) }}
}} ORDER BY ?s ?p ?o LIMIT 1000
"""


class PartChoice(NamedTuple):
    """A statement in words: its entry, field and value; `key` names it in a form or a command.

    One text that several properties of a node have, such as title and label, is one choice.
    """

    key: str
    entry: str
    field: str
    value: str
    statements: tuple[Statement, ...]


def part_choices(engine: Engine, record: str, base: str = BASE) -> list[PartChoice]:
    """Return what a record, by kind and slug, and its nested entries state, in order.

    Complexity: linear in the statements of the record.
    """
    node = iri(f"{base}id/{record}")
    text = STATED.format(
        record=node,
        nested=f'STRSTARTS(STR(?s), "{base}id/") && CONTAINS(STR(?s), "#")',
        graphs=f"{base}graph/",  # those of records and imports have a name of two parts
        untouched=", ".join(map(iri, UNTOUCHED)),
    )
    found: dict[tuple[str, str], list[tuple[Statement, Row]]] = {}
    for row in engine.rows(text):
        statement = _statement(row, base)
        is_text = statement.value[0] == '"'
        alike = (statement.subject, statement.value if is_text else f"{statement[1:]}")
        found.setdefault(alike, []).append((statement, row))
    return [_choice(each, base) for each in found.values()]


def _statement(row: Row, base: str) -> Statement:
    value = row["o"]
    if value.is_iri:
        term = relative(iri(value.text), base)
    else:
        language = row["language"].text if "language" in row else ""
        term = literal(value.text, "" if language else row["type"].text, language)
    return Statement(relative(iri(row["s"].text), base), iri(row["p"].text), term)


def _choice(alike: Sequence[tuple[Statement, Row]], base: str) -> PartChoice:
    statements = tuple(dict.fromkeys(statement for statement, _ in alike))
    row = alike[0][1]
    key = hashlib.sha256(json.dumps(statements).encode()).hexdigest()[:12]
    entry = row["s"].text.partition("#")[2]
    value = row["label"].text if "label" in row else row["o"].text.removeprefix(f"{base}id/")
    names = dict.fromkeys(terms(base).name_of(one.property[1:-1]) for one in statements)
    return PartChoice(key, entry, ", ".join(names), value, statements)


def statement_order(
    engine: Engine, chosen: Iterable[PartChoice], record: str, base: str = BASE
) -> Parts:
    """Return the order to withhold statements of a record.

    It holds also in the records that were merged into this one, and into those that it names.
    """
    statements = frozenset(one for choice in chosen for one in choice.statements)
    named = {one.value.partition("#")[0].strip("<>") for one in statements if one.value[0] == "<"}
    records = {f"id/{record}", *(name for name in named if name.startswith("id/"))}
    same = {
        (f"id/{duplicate}", name)
        for name in records
        for duplicate in json.loads(merged_names(engine, name.removeprefix("id/"), base))
    }
    return Parts(statements, same=frozenset(same))


def name_order(text: str, words: str = SOMEBODY) -> Parts:
    """Return the order to withhold a name; raises `Misuse` for what would match ordinary words.

    >>> name_order("Zed Qwrtz", "a driver").names
    frozenset({Name(text='Zed Qwrtz', words='a driver')})
    """
    name, words = (" ".join(one.split()) for one in (text, words))
    found = [token.folded for token in tokens(name)]
    if not found or max(map(len, found)) < SHORTEST or len(name) > LONGEST:
        raise Misuse(f"give a name of {SHORTEST} letters or more, as texts write it")
    if len(found) == 1 and is_word(found[0]):
        raise Misuse(f"'{name}' is an ordinary word: give the whole name, or correct the text")
    if not words or len(words) > LONGEST or {*found} <= {one.folded for one in tokens(words)}:
        raise Misuse("give the words that take the place of the name, such as 'a driver'")
    return Parts(names=frozenset({Name(name, words)}))
