"""Unknown-term lint of a project's files: names that well-known vocabularies do not define.

A misspelt datatype, class or property (`xsd:intger`, `jg:Isue`, `skos:prefLable`) is sound RDF that
nothing reads as it is meant.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SDO, SH, SKOS, XSD

from ontology import CONCEPT, JG, current_project, near_names, own_files, own_names, vocabulary
from shapes.problem import Mark, Problem, Severity
from shapes.undefined_terms import used_terms

__all__ = ["unknown_terms"]

PARTS: Final = {"ontology": "**/*.ttl", "shapes": "*.ttl", "questions": "*.rq", "tables": "*.rq"}
KNOWN: Final = (DCTERMS, OWL, RDF, RDFS, SDO, SH, SKOS, XSD)
OURS: Final = (JG, CONCEPT)
MEMBER: Final = re.compile(r"_[1-9][0-9]*")
"""The properties of members of RDF containers, of which there is no end."""


def unknown_terms() -> Iterator[Problem]:
    """Yield a violation for each use of a term that its vocabulary does not define.

    Of Schema.org, which grows each month, it is a warning.
    Complexity: linear in the project's files, and in a vocabulary for each term that is unknown.
    Source: RDF 1.1, RDF Schema, OWL 2, XML Schema 1.1, SKOS, SHACL, DCMI Terms, Schema.org, as
    rdflib lists them.
    """
    if not current_project():
        return
    for part, pattern in PARTS.items():
        for path in own_files(part, pattern):
            for term, line in used_terms(path.read_text(encoding="utf-8", errors="replace")):
                if message := _fault(term):
                    is_new = term.startswith(str(SDO))
                    severity = Severity.WARNING if is_new else Severity.VIOLATION
                    yield Problem(severity, message, str(path), Mark(line=line))


def _fault(term: str) -> str:
    """Return what is wrong with a term, or nothing."""
    start = next((one for one in _terms() if term.startswith(one) and term != one), "")
    name = term.removeprefix(start)
    if not start or name in _terms()[start] or term in own_names():
        return ""
    if start == str(RDF) and MEMBER.fullmatch(name):
        return ""
    near = near_names(name, _terms()[start])
    return f"{term} is unknown" + (f"; did you mean {', '.join(near)}?" if near else "")


@cache
def _terms() -> dict[str, frozenset[str]]:
    """Return the names of each vocabulary by the beginning of its IRIs."""
    subjects = {str(quad.subject).strip("<>") for quad in vocabulary()}
    ours = {start: {one.removeprefix(start) for one in subjects} for start in OURS}
    others = {str(one): {*one.__annotations__} for one in KNOWN}
    return {start: frozenset(names) for start, names in (others | ours).items()}
