"""Page of an issue: parties, systems, workers, responses, figures, sources."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from ontology import JG, PREFIXES
from ontology.namespaces import SKOS
from server.languages.current import current
from server.records.description import Description, around
from server.records.gaps import gaps, is_thin
from server.records.kinds.answers import Response, figures, responses
from server.records.kinds.derivations import DERIVATION, derivations
from server.records.kinds.history import stated
from server.records.kinds.labour import systems, workers
from server.records.kinds.neighbourhood import neighbourhood
from server.records.kinds.parties import Party, parties
from server.records.kinds.reports import reports
from server.records.kinds.sources import SOURCE, Notes
from server.records.merged import MergedDescription
from server.records.reader import Reader
from server.records.view import Link, Nested, Page, Statement
from server.records.wage_lines import CLAIM, LABOUR, WageLine, kept_lines, lines_through
from server.web.site import site

__all__ = ["heading", "own_titles", "template_context"]

ENGLISH: Final = "en"
TITLE: Final = PREFIXES["dcterms"] + "title"
JUDGED: Final = JG + "ownJudgement"
ELSEWHERE: Final = {
    *(JG + name for name in ("system", "workerGroup", "countedAs", "titleMade", "notStated")),
    SOURCE,
    SKOS + "closeMatch",
    JUDGED,
    DERIVATION,
}
"""Properties that other parts of the page show."""
ANNOTATOR: Final = JG + "annotator"
CITING: Final = ("involvement", "figure", "response")
WIDELY: Final = 60
"""The most systems, groups and sources whose descriptions are loaded."""


def template_context(description: Description, this: Page) -> Mapping[str, object]:
    """Return the template variables of an issue's page.

    Complexity: two look-ups of bounded size; and those of a wage line, where there is any.
    """
    near = Reader(description)
    cited = [source for node in _nested(near) for source in near.links(node, SOURCE)]
    notes = Notes(near.links(near.iri, SOURCE), cited)
    named = [*near.links(near.iri, JG + "system"), *_groups(near)][:WIDELY]
    roots = [*(link.iri for link in named), *[*notes.numbers][:WIDELY]]
    reader = Reader(description, Description(description.iri, around(site().engine, roots), {}))
    sides = parties(reader, notes)
    answers, graphs = [*responses(reader, notes)], stated(site().engine, description.iri)
    return {
        "SYSTEM": JG + "system",
        "title_made": any(one.property.iri == JG + "titleMade" for one in this.statements),
        "own_titles": own_titles(near),
        "facts": _facts(this),
        "derived": derivations(near, is_merged=isinstance(description, MergedDescription)),
        "judged": {*near.ends(near.iri, JUDGED)},
        "sides": sides,
        "systems": [*systems(reader, reader.links(near.iri, JG + "system"), notes)],
        "lines": _lines(reader),
        "workers": [*workers(reader, _groups(reader), _demands(answers), notes)],
        "responses": answers,
        "figures": [*figures(reader, notes)],
        "sources": [*notes.sources(reader)],
        "reports": reports(site().engine, description, graphs),
        "others": [(heading(one), one) for one in this.nested if one.property.iri not in _parts()],
        "neighbourhood": None if is_thin(this) else neighbourhood(reader, this, sides),
        "stated": graphs,
        "is_thin": is_thin(this),
        "gaps": gaps(this, {*_named_sides(sides, answers)}),
        "known": {one.property.iri.removeprefix(JG): one.values for one in this.statements},
    }


def own_titles(reader: Reader) -> list[Link]:
    """Return the titles that sources have in other languages than English."""
    titles = [reader.link(TITLE, value) for value in reader.values(reader.iri, TITLE)]
    return [title for title in titles if title.language not in ("", ENGLISH)]


def _lines(reader: Reader) -> Sequence[WageLine]:
    """Return the wage lines to the workers of an issue; without any, those behind its systems."""
    groups = reader.ends(reader.iri, JG + "workerGroup")[:WIDELY]
    if groups:
        return lines_through(site().engine, groups)
    named = reader.ends(reader.iri, JG + "system")
    linked = [one for one in named if reader.ends(one, LABOUR) or reader.ends(one, CLAIM)]
    return kept_lines(site().version, current().code, *linked) if linked else ()


def _named_sides(
    sides: Mapping[str, tuple[Party, ...]], answers: Sequence[Response]
) -> Iterator[str]:
    """Yield the sides of which somebody is named; a response is one of those who respond."""
    yield from (side for side, parties in sides.items() if parties)
    if answers:
        yield "responding"


def _facts(this: Page) -> list[Statement]:
    """Return the facts of an issue: its day in place of its year."""
    facts = [fact for fact in this.statements if fact.property.iri not in ELSEWHERE]
    dates = [day.text for fact in facts if fact.property.iri == JG + "date" for day in fact.values]
    if dates:
        facts = [one for fact in facts if (one := _without_years_of(dates, fact))]
    return facts


def _without_years_of(dates: list[str], fact: Statement) -> Statement | None:
    """Return a fact; of years, those that no date begins with, which another record states."""
    if fact.property.iri != JG + "year":
        return fact
    years = tuple(one for one in fact.values if not any(day.startswith(one.text) for day in dates))
    return replace(fact, values=years, count=len(years)) if years else None


def heading(node: Nested) -> str:
    """Return the heading of a nested node: the classifier, or else the property."""
    by = [
        link.text for one in node.statements if one.property.iri == ANNOTATOR for link in one.values
    ]
    return ", ".join(by) or node.property.text.capitalize()


def _nested(reader: Reader) -> Iterator[str]:
    for name in CITING:
        yield from reader.ends(reader.iri, JG + name)


def _groups(reader: Reader) -> list[Link]:
    return reader.links(reader.iri, JG + "workerGroup")


def _demands(answers: list[Response]) -> dict[str, list[Link]]:
    """Return the demands of each group of workers in the responses."""
    by_group: dict[str, list[Link]] = {}
    for answer in answers:
        for group in answer.groups:
            by_group.setdefault(group.iri, []).extend(answer.demands)
    return by_group


def _parts() -> set[str]:
    return {DERIVATION, *(JG + name for name in CITING)}
