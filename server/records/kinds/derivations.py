"""Derived statements of an issue: rule, evidence and certainty, for the marks on its page."""

from dataclasses import dataclass
from typing import Final

from ontology import CONCEPT, JG
from ontology.namespaces import PROV, RDF
from server.languages.current import translated
from server.records.grounds import Ground, grounds
from server.records.reader import Reader
from server.records.view import Link

__all__ = ["DERIVATION", "Derived", "derivations"]

DERIVATION: Final = JG + "derivation"
SAME: Final = f"{CONCEPT}derivation-rule/by-same-issue"


@dataclass(frozen=True)
class Derived:
    """A derived statement; `source` is the category or record it follows from.

    `grounds` is the evidence in parts, and `reason` as one text with our words translated.
    """

    fragment: str
    property: Link
    value: Link
    rule: Link
    evidence: str
    certainty: str
    source: str
    grounds: tuple[Ground, ...] = ()
    reason: str = ""


def derivations(reader: Reader, *, is_merged: bool = False) -> dict[tuple[str, str], Derived]:
    """Return the derived statements of an issue, by the IRIs of property and value.

    On a page that merges all records of an issue a value from another record is stated there, or
    derived there: its own derivation is the one to show.
    Complexity: linear in the derivations of the issue.
    """
    found = [_derived(reader, node) for node in reader.ends(reader.iri, DERIVATION)]
    found = [one for one in found if not (is_merged and one.rule.iri == SAME)]
    found.sort(key=lambda one: (one.property.text, one.value.text))
    return {(one.property.iri, one.value.iri): one for one in found}


def _derived(reader: Reader, node: str) -> Derived:
    def first(property_: str) -> Link:
        return next(iter(reader.links(node, property_)), Link(""))

    evidence = first(JG + "evidence").text
    pieces = grounds(evidence)
    return Derived(
        node.partition("#")[2],
        first(RDF + "predicate"),
        first(RDF + "object"),
        first(JG + "derivedBy"),
        evidence,
        first(JG + "certainty").text,
        first(PROV + "wasDerivedFrom").iri,
        pieces,
        "".join(f"{translated(words)} {said}{joint}" for words, said, joint in pieces).strip(),
    )
