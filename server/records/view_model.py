"""View model of a resource page: its statements, and its related issues with their reasons.

Related issues are read where a template shows them: from the index of the release, or from its
graph. Sentences of reasons are in English as the release says, else made from what is shared.
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import Final

from graph.rdf.quads import plain
from graph.related_index import RELATED_INDEX, Label, RelatedRow, read_related
from ontology import JG
from ontology.namespaces import DCTERMS, RDF_TYPE, SKOS
from server.languages.current import current, translated
from server.languages.current import gettext_noop as _
from server.records.description import Description, describe
from server.records.reader import TEXTS, TITLES, WEB, Reader
from server.records.view import Link, Page, Reason, Related, Statement, translated_label
from server.web.site import site

__all__ = ["SENTENCES", "page", "sentence_in_language", "sentences_in_one"]

SCORE, SHARED, WEIGHT = (JG + name for name in ("score", "shared", "weight"))
SUMMED: Final = 3
"""The most reasons of a summary."""
MOST: Final = 10
"""The most related issues that are shown."""
SENTENCES: Final = {
    JG + "actor": _("Both name {name}"),
    JG + "affectedGroup": _("Both harm {name}"),
    JG + "arrangement": _("Workers of both are engaged alike: {name}"),
    JG + "by": _("Responses to both involve {name}"),
    JG + "category": _("Both are classed as {name}"),
    JG + "condition": _("Workers of both meet this condition: {name}"),
    JG + "demands": _("The same is demanded in both: {name}"),
    JG + "developedBy": _("Both are about systems of {name}"),
    JG + "from": _("Labour supply chains of both lead to {name}"),
    JG + "impact": _("Both have this impact: {name}"),
    JG + "judges": _("An editor judged them related"),
    JG + "justiceArea": _("Both touch {name}"),
    JG + "mentionedIn": _("Both speak of {name}"),
    JG + "place": _("Both take place in {name}"),
    JG + "sector": _("Both are in this sector: {name}"),
    JG + "system": _("Both are about {name}"),
    JG + "task": _("Workers of both do this task: {name}"),
    JG + "topicOf": _("Both are about {name}"),
    JG + "within": _("Both take place within {name}"),
    JG + "workerGroup": _("Both concern the work of {name}"),
    JG + "year": _("Both date to {name}"),
    DCTERMS + "publisher": _("Both are known from {name}"),
    SKOS + "broader": _("Both have a kind of this impact: {name}"),
}
"""Property by which two issues lead to what they share → the sentence that says so."""
OTHER: Final = _("Both share {name}")


def page(description: Description) -> Page:
    """Return the view model of a description.

    Complexity: linear in its statements.
    """
    reader = Reader(description)
    return Page(
        description.iri,
        title=reader.title(),
        types=tuple(reader.types()),
        texts=tuple(link for name in TEXTS for link in reader.links(description.iri, name)),
        statements=tuple(reader.statements(description.iri, {RDF_TYPE, *TITLES, *TEXTS})),
        nested=tuple(reader.nested()),
        origins=tuple(reader.origins()),
        read_named_by=partial(_named_by, reader),
        read_related=partial(_related, reader),
    )


def _named_by(reader: Reader) -> Iterable[Statement]:
    return _whole(reader).named_by()


def _related(reader: Reader) -> Iterable[Related]:
    """Return the related issues: of a part of a description, as the release keeps them."""
    kept = _kept_related(reader) if reader.is_part else None
    return _related_issues(_whole(reader)) if kept is None else kept


def _whole(reader: Reader) -> Reader:
    """Return a reader of all statements near the resource; this one where it has them."""
    return Reader(describe(site().engine, reader.iri)) if reader.is_part else reader


def _kept_related(reader: Reader) -> list[Related] | None:
    """Return the related issues that the release keeps; nothing of one that has no index."""
    rows = read_related(site().release.folder / RELATED_INDEX, reader.iri)
    return None if rows is None else [_kept(row, reader) for row in rows]


def _kept(row: RelatedRow, reader: Reader) -> Related:
    reasons = [
        _reason(_link(shared, reader), via, sentence, Decimal(weight))
        for shared, via, sentence, weight in row.reasons
    ]
    return _sorted(_link(row.issue, reader), Decimal(row.score), row.summary, reasons)


def _link(label: Label, reader: Reader) -> Link:
    iri, text, language = label
    if not text or translated_label(iri):
        return reader.name(iri)
    return Link(text, iri if iri.startswith(WEB) else "", language)


def _related_issues(reader: Reader) -> list[Related]:
    """Return the related issues of a description, the most related first."""
    return sorted(_stated(reader), key=lambda one: -one.score)[:MOST]


def _stated(reader: Reader) -> Iterator[Related]:
    for node in reader.namers(JG + "issue"):
        reasons = [_of_node(reader, plain(one)) for one in reader.values(node, JG + "reason")]
        for issue in reader.links(node, JG + "issue"):
            if issue.iri != reader.iri:
                score, summary = _number(reader, node, SCORE), reader.name(node).text
                yield _sorted(issue, score, summary, reasons)


def _of_node(reader: Reader, node: str) -> Reason:
    shared = next((reader.link(SHARED, value) for value in reader.values(node, SHARED)), Link(""))
    via = next(map(plain, reader.values(node, JG + "via")), "")
    return _reason(shared, via, reader.name(node).text, _number(reader, node, WEIGHT))


def _sorted(issue: Link, score: Decimal, summary: str, reasons: Sequence[Reason]) -> Related:
    """Return a related issue, the reasons of the largest weights first.

    The summary is in English as the release says, else made of reasons.
    """
    found = sorted(reasons, key=lambda one: (-one.weight, one.shared.text))
    if not current().is_source:
        summary = sentences_in_one([one.sentence for one in found])
    return Related(issue, score, summary, tuple(found))


def _reason(shared: Link, via: str, sentence: str, weight: Decimal) -> Reason:
    """Return a reason in the language of the page; its English sentence is that of the release."""
    if current().is_source:
        return Reason(shared, sentence, weight)
    shared = shared._replace(text=site().translated(shared.text))
    return Reason(shared, sentence_in_language(via, shared.text), weight)


def _number(reader: Reader, node: str, property_: str) -> Decimal:
    return next((_decimal(value) for value in reader.values(node, property_)), Decimal(0))


def _decimal(value: str) -> Decimal:
    try:
        return Decimal(plain(value))
    except InvalidOperation:
        return Decimal(0)


def sentence_in_language(via: str, name: str) -> str:
    """Return the sentence of a reason in the language of the request.

    >>> sentence_in_language(JG + "place", "Kenya")
    'Both take place in Kenya'
    """
    return translated(SENTENCES.get(via, OTHER)).format(name=name)


def sentences_in_one(sentences: Sequence[str]) -> str:
    """Return the first sentences of reasons as one.

    >>> sentences_in_one(["Both name Google", "Both date to 2019"])
    'Both name Google; Both date to 2019.'
    """
    return "; ".join(sentences[:SUMMED]) + "."
