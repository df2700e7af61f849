"""Binds values to the parameters of a competency question, as terms and never as query text."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Final

from rapidfuzz import process

from graph.engine.base import Engine
from graph.engine.query import Query
from graph.languages import languages
from graph.rdf.quads import iri, literal
from graph.search import Search, SearchQuery
from graph.search.words import normal_form
from ontology import (
    BASE,
    CONCEPT,
    Misuse,
    Parameter,
    Question,
    concepts,
    record_iri,
    record_types,
)
from ontology.namespaces import SLUG, XSD

__all__ = ["END", "LABEL", "MOST_VALUES", "NUMBER", "YEAR", "ParameterBinder"]

MOST_VALUES: Final = 20
"""The most values of one parameter."""
YEAR: Final = r"[0-9]{4}"
NUMBER: Final = r"[0-9]{1,9}(\.[0-9]{1,9})?"
LONGEST: Final = 200
END: Final = re.compile("[/#]")
"""What separates the slug of an IRI."""
LABEL: Final = (files("graph") / "queries" / "label.rq").read_text(encoding="utf-8")


@dataclass(frozen=True)
class ParameterBinder:
    """A release that questions are asked of; its search names what somebody may have meant."""

    engine: Engine
    search: Search
    base: str = BASE

    def query(self, question: Question, given: Mapping[str, Sequence[str]]) -> Query:
        """Return the query of a question with values by the names of its parameters.

        Raises `Misuse` as `terms` does.
        Complexity: a look-up for each record that is named.
        """
        return Query(question.asked(self.terms(question, given), self.base))

    def terms(self, question: Question, given: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
        """Return the values by the names of a question's parameters, as terms of SPARQL.

        Empty values count as not given. Raises `Misuse`, with what is expected and what is nearest,
        for a name that the question does not know and for a value that its type does not have.
        """
        known = {one.name: one for one in question.parameters}
        values = {name: [one for one in some if one.strip()] for name, some in given.items()}
        for name in values:
            if name not in known:
                raise Misuse(_unknown(name, question)).among(name, [*known])
        return {name: self._terms(known[name], some) for name, some in values.items() if some}

    def _terms(self, parameter: Parameter, values: Sequence[str]) -> list[str]:
        most = 1 if parameter.is_number else MOST_VALUES
        if len(values) > most:
            raise Misuse(f"{parameter.name}: {len(values)} values were given; {most} at most")
        return [self._term(parameter, value) for value in dict.fromkeys(values)]

    def _term(self, parameter: Parameter, value: str) -> str:
        """Return a value as a term of SPARQL."""
        text = value.strip()
        if parameter.type == "year":
            return _number(parameter, text, YEAR, "a year such as 2020", "integer")
        if parameter.type == "number":
            return _number(parameter, text, NUMBER, "a number such as 5", "decimal")
        slug = re.sub(r"\s+", "-", END.split(text)[-1].lower())
        if parameter.type in record_types().values():
            return self._record(parameter, self._slug_of(parameter, slug))
        return _concept(parameter, slug)

    def _slug_of(self, parameter: Parameter, slug: str) -> str:
        """Return the slug of a record by its name, also in another language, such as Kenia."""
        if self._is_there(parameter, slug):
            return slug
        english = (one.replace(" ", "-") for one in self.search.in_english(slug.replace("-", " ")))
        near = self._nearest(parameter, slug).items()
        called = (one for one, title in near if _slug(title) == _slug(slug))
        return next((one for one in (*english, *called) if self._is_there(parameter, one)), slug)

    def _is_there(self, parameter: Parameter, slug: str) -> bool:
        is_slug = len(slug) <= LONGEST and re.fullmatch(SLUG, slug)
        name = record_iri(parameter.type, slug, self.base)
        return bool(is_slug and self.engine.rows(LABEL, this=name))

    def _record(self, parameter: Parameter, slug: str) -> str:
        name = record_iri(parameter.type, slug, self.base)
        if not self._is_there(parameter, slug):
            what = f"the slug of a record of kind {parameter.type}"
            raise _refusal(parameter, slug, what, self._nearest(parameter, slug))
        return iri(name)

    def _nearest(self, parameter: Parameter, slug: str) -> dict[str, str]:
        """Return the records that the search finds for a slug that is not there, with titles."""
        classes = tuple(name for name, kind in record_types().items() if kind == parameter.type)
        wish = SearchQuery(slug[:LONGEST].replace("-", " "), {"kind": classes}, most=3)
        return {hit.iri.rpartition("/")[2]: hit.title for hit in self.search.find(wish).hits}


def _unknown(name: str, question: Question) -> str:
    takes = ", ".join(one.name for one in question.parameters) or "no parameters"
    return f"{name[:40]}: is no parameter of {question.slug}, which takes: {takes}"


def _number(parameter: Parameter, text: str, pattern: str, what: str, datatype: str) -> str:
    if not re.fullmatch(pattern, text):
        raise _refusal(parameter, text, what, {})
    return literal(text, XSD + datatype)


def _concept(parameter: Parameter, slug: str) -> str:
    known = concepts(parameter.type)
    by_label = {
        _slug(label): name
        for language in (*languages(), "en")
        for name, label in concepts(parameter.type, language).items()
    }
    slug = slug if slug in known else by_label.get(_slug(slug), slug)
    if slug not in known:
        near = {one: known[one] for one, *_ in process.extract(slug[:LONGEST], [*known], limit=3)}
        what = f"a concept of the scheme {parameter.type}"
        raise _refusal(parameter, slug, what, near)
    return iri(f"{CONCEPT}{parameter.type}/{slug}")


def _slug(label: str) -> str:
    """Return a label in normal form with hyphens, so that accents may be left out."""
    return re.sub(r"[\s-]+", "-", normal_form(label))


def _refusal(parameter: Parameter, value: str, what: str, near: Mapping[str, str]) -> Misuse:
    if not near:
        return Misuse(f"{parameter.name}={value[:40]}: give {what}")
    return Misuse(
        f"{parameter.name}={value[:40]}: give {what}; the nearest are: {', '.join(near)}"
    ).with_nearest(value, near)
