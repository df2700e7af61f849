"""Search of former releases for names that are withheld now: by today's rule, and by digests.

A former release is judged by what it holds and the current one does not. A text that today's rule
would not publish names somebody, however the name is spelt: with other accents, hyphens, initials,
or within an address. Names that no rule finds are compared by their keyed digests. Persons to whom
its own records give a public role are known, and bodies, as the gate knew them at its build.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from graph.privacy.addresses import is_clear_address, is_clear_slug
from graph.privacy.curated import is_full_name, names_person
from graph.privacy.decisions import Decisions, decision_files
from graph.privacy.known_names import is_clear, is_clear_group, is_product, may_be_person
from graph.privacy.name_digests import digests_by_row, keyed, read_secret, spellings_in
from graph.privacy.name_tokens import NOBODY, Phrases
from graph.privacy.party_classifier import Verdict, judge
from graph.privacy.withholding import SUMMARY, TITLE, Withholder
from graph.rdf.quads import plain
from ontology import JG, PREFIXES
from ontology.namespaces import RDF_TYPE

__all__ = ["FormerNames", "known_names", "names_of_public_actors"]

QUAD: Final = re.compile(r"<([^>]*)> <([^>]*)> (.*) <([^>]*)> \.$")
THING: Final = re.compile(r"/id/(?P<kind>[a-z-]+)/(?P<slug>[^/#]+)$")
IMPORTS: Final = "aiid aiaaic aidb"
IMPORTED: Final = "/graph/import/"
TRANSLATIONS: Final = "/graph/languages"
ACTOR: Final = "/id/actor/"
ROLE: Final = JG + "publicRole"
PERSON: Final = re.compile(rf"/id/actor/(?P<slug>[^/#>]+)> <{RDF_TYPE}> <{JG}Person> ")
LABEL: Final = PREFIXES["rdfs"] + "label"
ADDRESS: Final = PREFIXES["schema"] + "url"
ABSTRACT: Final = PREFIXES["dcterms"] + "abstract"
LABELS: Final = (LABEL, PREFIXES["skos"] + "prefLabel", PREFIXES["dcterms"] + "title", JG + "title")
ALIAS: Final = PREFIXES["skos"] + "altLabel"
PAGE: Final = r"Page (?:\d+ )?at \S+: "
"""What the title of a page that a row links to begins with (`graph/importing/rows/links.py`)."""
NAMING: Final = ("actor", "system", "worker-group", "place")
ROWS: Final = ("issue", "source")
HARMED: Final = "aiid-harmed-"
"""Categories of harmed parties: groups in the words of a source, often in small letters."""


class _Statement(NamedTuple):
    """A statement about a record: its kind and slug, the property, and the value as text.

    `source` is the name of the import that states it, if one does. A translation is one of places
    and topics that we add, such as the Spanish name of a country.
    """

    kind: str
    slug: str
    predicate: str
    text: str
    source: str = ""
    is_translation: bool = False

    @property
    def row(self) -> str:
        """Return the row of an import that the statement is of."""
        slug = self.slug
        return (
            f"aidb-{slug.removeprefix('aidb-entry-')}" if slug.startswith("aidb-entry-") else slug
        )


def known_names(now: Iterable[str], former: Iterable[str]) -> Phrases:
    """Return the names that N-Quads of the current and of a former release make known.

    Of the current one, those of its actors, systems, worker groups and places; of the former one,
    those of its public actors, whom a later release need not know.
    """
    found = Phrases(names_of_public_actors(former))
    for one in _statements(line for line in now if LABEL in line):
        if one.kind in NAMING and one.predicate in LABELS:
            found.add(one.text)
    return found


def names_of_public_actors(lines: Iterable[str]) -> Iterator[str]:
    """Yield the names of actors of curated records that the gate takes as known.

    Those are persons with a public role, and bodies with more in their names than a full name. An
    import makes nobody known: what it says of persons is judged by the importers' rule.
    """
    names: list[tuple[str, str]] = []
    public: set[str] = set()
    persons: set[str] = set()
    for line in (line for line in lines if ACTOR in line and IMPORTED not in line):
        persons.update(match["slug"] for match in PERSON.finditer(line))
        for one in _statements([line]):
            if one.kind == "actor" and one.predicate == ROLE:
                public.add(one.slug)
            elif one.kind == "actor" and one.predicate in (*LABELS, ALIAS):
                names.append((one.slug, one.text))
    for slug, name in names:
        if slug in public or (slug not in persons and not is_full_name(name)):
            yield name


class FormerNames:
    """The rule, the decisions and the digests by which former releases of a data folder are judged.

    Complexity: linear in the statements that only the former release has.
    """

    def __init__(self, data: Path) -> None:
        self.by_row = digests_by_row(data)
        self.all = {digest for digests in self.by_row.values() for digest in digests.whole}
        self.secret = read_secret(data / "imports") if self.by_row else b""
        self.withholder = Withholder(Decisions.read(*decision_files(data)))

    def are_in(self, lines: Iterable[str], known: Callable[[], Phrases] = Phrases) -> bool:
        """Whether lines of N-Quads hold a name that may not be shown now.

        `known` are the names of `known_names`.
        """
        return any(self._names(one, known) for one in _statements(lines))

    def _names(self, one: _Statement, known: Callable[[], Phrases]) -> bool:
        if self._has_digest(one):
            return True
        if one.is_translation:
            return False
        if one.source:
            return not self._is_published(one)
        is_slug = one.predicate == ADDRESS
        return names_person(one.text, NOBODY, is_slug=is_slug) and names_person(
            one.text, known(), is_slug=is_slug
        )

    def _has_digest(self, one: _Statement) -> bool:
        digests = self.by_row.get(one.row)
        if digests and one.kind in ROWS:
            found = digests.whole | digests.parts
            return any(keyed(text, self.secret) in found for text in spellings_in(one.text))
        is_name = self.all and one.predicate in LABELS
        return bool(is_name) and keyed(one.text, self.secret) in self.all

    def _is_published(self, one: _Statement) -> bool:
        """Whether an importer would publish a text of a record today."""
        if one.predicate == ADDRESS:
            return is_clear_address(one.text, (), ()) or self.withholder.is_decided_clear(
                one.row, one.text
            )
        if one.kind in ROWS:
            if one.predicate not in (*LABELS, ABSTRACT):
                return True
            field, text = SUMMARY if one.predicate == ABSTRACT else TITLE, _without_source(one)
            return self.withholder.row(one.row, {field: text}).texts[field] == text
        return one.predicate not in LABELS or _is_clear_name(one)


def _without_source(one: _Statement) -> str:
    """Return a text without what an importer puts before it: which page it is, and of which table.

    Tables are called as files are, also after what is a surname, too: "Page at a.org: Wells: …".
    """
    table = ".".join(map(re.escape, one.source.split("-")))
    return re.sub(rf"^(?:{PAGE})?(?:{table}: )?", "", one.text, flags=re.IGNORECASE)


def _is_clear_name(one: _Statement) -> bool:
    """Whether an importer would publish the name of an actor, a system or a category today."""
    if one.kind == "actor":
        return judge(one.text).verdict is not Verdict.WITHHELD or not may_be_person(one.text)
    if one.kind == "system":
        return is_product(one.text)
    return is_clear_group(one.text) if HARMED in one.slug else is_clear(one.text)


def _statements(lines: Iterable[str]) -> Iterator[_Statement]:
    """Yield the texts of records, their addresses on the web, and their slugs."""
    for line in lines:
        match = QUAD.match(line)
        thing = THING.search(match[1]) if match else None
        if not match or not thing:
            continue
        kind, slug, source = thing["kind"], thing["slug"], match[4].partition(IMPORTED)[2]
        if match[3].startswith('"') or match[2] == ADDRESS:
            text = match[3][1:-1] if match[2] == ADDRESS else plain(match[3])
            is_translation = match[4].endswith(TRANSLATIONS)
            yield _Statement(kind, slug, match[2], text, source, is_translation)
        elif match[2] == RDF_TYPE and source and not _is_clear_id(kind, slug, source):
            yield _Statement(kind, slug, LABEL, slug.replace("-", " ").title(), source)


def _is_clear_id(kind: str, slug: str, source: str) -> bool:
    return kind not in ROWS or is_clear_slug(slug, f"{IMPORTS} {source.replace('-', ' ')}")
