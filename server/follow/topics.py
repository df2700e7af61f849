"""Topics that can be followed: a list, a record or a question, each as items, the newest first."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final, NamedTuple
from urllib.parse import parse_qsl, urlsplit

from werkzeug.datastructures import MultiDict

from graph.engine.base import Row
from graph.questions import ParameterBinder
from graph.search import ISSUES, SearchQuery
from ontology import NotFound, question
from ontology.namespaces import SLUG
from server.languages.current import current as language
from server.languages.current import gettext, translated
from server.pages.revisions import RecordHistory, Revision, revisions
from server.records.meta_tags import root
from server.reports.cells import cell_text
from server.reports.wording import heading
from server.search.atom import Feed, Item
from server.search.search import asked_of
from server.web.etags import tag
from server.web.language_addresses import in_language, split_language
from server.web.site import site

__all__ = ["Topic", "feed_of", "title_of", "topic_of"]

MOST: Final = 50
READ: Final = 1_000
"""Hits of a list that are read, so that a record that is new here counts whatever its year."""
RECORD: Final = re.compile(rf"id/({SLUG})/({SLUG})")
QUESTION: Final = re.compile(rf"questions/({SLUG})")


class Topic(NamedTuple):
    """A topic: its address, its title and its items, the newest first."""

    address: str
    title: str
    items: list[Item]


def topic_of(address: str) -> Topic:
    """Read a topic, in whatever language its address is; raises `NotFound` for no topic."""
    address = split_language(f"/{address}")[1][1:]
    path = urlsplit(address).path
    if match := QUESTION.fullmatch(path):
        items = [*islice(_rows(match[1], address), MOST)]
        return Topic(address, translated(question(match[1]).title), items)
    if RECORD.fullmatch(path):
        history = revisions(f"{site().base}{path}")
        return Topic(address, history.title, [*islice(_changes(history, path), MOST)])
    wish = _wish(address)
    items = sorted(_hits(wish), key=lambda item: item.updated, reverse=True)
    return Topic(address, _title(wish), items[:MOST])


def title_of(address: str) -> str:
    """Return the title of a topic; raises `NotFound` for what cannot be followed."""
    path = urlsplit(address).path
    if match := QUESTION.fullmatch(path):
        return translated(question(match[1]).title)
    if RECORD.fullmatch(path):
        return revisions(f"{site().base}{path}").title
    return _title(_wish(address))


def feed_of(topic: Topic, self_: str) -> Feed:
    """Return the metadata of the feed of a topic, which is at the address `self_`."""
    day = str(site().release.manifest["modified"])
    project = site().project
    title = f"{project.title}: {topic.title}"
    return Feed(_spoken(topic.address), _spoken(self_), title, day, project.publisher)


def _title(wish: SearchQuery) -> str:
    """Return what a list has: its words, and the labels of what narrows it."""
    values = site().search.values
    narrowed = {name: words for name, words in wish.chosen.items() if {*words} != {*ISSUES}}
    chosen = [
        site().called(one.value, one.label)
        for name, words in narrowed.items()
        for one in values.of_words(name, words)
    ]
    return ", ".join(filter(None, (wish.words, *chosen))) or gettext("all issues")


def _wish(topic: str) -> SearchQuery:
    parts = urlsplit(topic)
    if parts.path != "search":
        raise NotFound("give the address of a list, a record or a question of this site")
    given: MultiDict[str, str] = MultiDict(parse_qsl(parts.query))
    given.pop("page", None)
    wish = asked_of(given, MOST)
    return SearchQuery(wish.words, wish.chosen, "newest", 0, READ)


def _hits(wish: SearchQuery) -> Iterator[Item]:
    day = str(site().release.manifest["modified"])
    for hit in site().search.find(wish, ()).hits:
        yield Item(hit.iri, hit.title, _address(hit.iri), hit.modified or day, hit.text or hit.kind)


def _changes(history: RecordHistory, path: str) -> Iterator[Item]:
    """Yield the releases in which a record changed, the newest first."""
    for one in history.revisions:
        if one.added or one.removed or one.is_there != one.before:
            name = f"{site().base}{path}#{one.release.name}"
            day = str(one.release.manifest["modified"])
            yield Item(name, history.title, _spoken(f"{path}/history"), day, _said(one))


def _said(one: Revision) -> str:
    if not one.is_there:
        return gettext("Withdrawn.")
    names = dict.fromkeys(change.property.text for change in (*one.added, *one.removed))
    fields = ", ".join(names)
    if one.before:
        return gettext("Changed: %(fields)s.", fields=fields)
    return gettext("New: %(fields)s.", fields=fields)


def _rows(name: str, topic: str) -> Iterator[Item]:
    """Yield the rows of the answer to a question."""
    asked = question(name)
    given: dict[str, list[str]] = {}
    for key, value in parse_qsl(urlsplit(topic).query):
        given.setdefault(key, []).append(value)
    current = site()
    query = ParameterBinder(current.engine, current.search, current.base).query(asked, given)
    day = str(current.release.manifest["modified"])
    for row in current.engine.rows(query.text):
        given_texts = [f"{column}: {term.text}" for column, term in row.items()]
        iri = f"{root()}questions/{name}#{tag(*given_texts).strip(chr(34))}"
        texts = [f"{heading(one)}: {cell_text(one, term.text)}" for one, term in row.items()]
        yield Item(iri, _label(row, asked.title), _link(row, topic), day, "; ".join(texts))


def _label(row: Row, title: str) -> str:
    texts = (cell_text(one, term.text) for one, term in row.items() if "://" not in term.text)
    return next(texts, title)


def _link(row: Row, topic: str) -> str:
    records = (term.text for term in row.values() if term.text.startswith(f"{site().base}id/"))
    return next((_address(iri) for iri in records), _spoken(topic))


def _address(iri: str) -> str:
    return _spoken(site().address(iri).lstrip("/"))


def _spoken(path: str) -> str:
    """Return the public address of a path below the root in the language of the request."""
    return root() + in_language(f"/{path}", language().code)[1:]
