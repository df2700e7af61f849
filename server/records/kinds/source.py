"""Page of a source: its details, where to read it, and the records that cite it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from graph.rdf.quads import plain
from ontology import kind_of
from ontology.namespaces import DCTERMS, SCHEMA
from server.languages.current import gettext, translated
from server.languages.current import gettext_noop as _
from server.records.description import Description
from server.records.gaps import unfilled
from server.records.kinds.sources import SOURCE, archived
from server.records.reader import Reader
from server.records.view import Link, Page
from server.web.site import query_text

__all__ = ["CitingRecords", "template_context"]

COPY: Final = _("archived copy")
READ: Final = {_("read it"): SCHEMA + "url", COPY: SCHEMA + "archivedAt"}
WEB: Final = ("http://", "https://")
CALLED: Final = {
    "issue": _("Issues"),
    "actor": _("Actors"),
    "system": _("AI systems"),
    "worker-group": _("Groups of workers"),
    "place": _("Places"),
}
OTHER: Final = _("Others")


@dataclass(frozen=True)
class CitingRecords:
    """Records of one kind that cite the source."""

    title: str
    records: tuple[Link, ...]


def template_context(description: Description, this: Page) -> Mapping[str, object]:
    """Return the template variables of a source's page; needs no query."""
    reader = Reader(description)
    resting = next((one for one in this.named_by if one.property.iri == SOURCE), None)
    asked = query_text("resting").replace("?this", f"<{description.iri}>")
    return {
        "read": [*_addresses(reader)],
        "facts": [one for one in this.statements if one.property.iri not in READ.values()],
        "resting": [*_by_kind(resting.values)] if resting else [],
        "total": resting.count if resting else 0,
        "is_part": resting is not None and resting.count > len(resting.values),
        "asked": f"/sparql?{urlencode({'query': asked})}",
        "gaps": unfilled("source", this),
        "others": [one for one in this.named_by if one.property.iri != SOURCE],
    }


def _addresses(reader: Reader) -> Iterator[Link]:
    """Yield the web addresses of the source, and of an archived copy."""
    links = [
        Link(words, value)
        for words, name in READ.items()
        for value in map(plain, reader.values(reader.iri, name))
        if value.startswith(WEB)
    ]
    yield from (link._replace(text=translated(link.text)) for link in links)
    if len(links) == 1 and links[0].text != COPY:
        day = next(map(plain, reader.values(reader.iri, DCTERMS + "issued")), "")
        if copy := archived(links[0].iri, day):
            yield Link(gettext("find an archived copy"), copy)


def _by_kind(records: tuple[Link, ...]) -> Iterator[CitingRecords]:
    kinds = {link: CALLED.get(kind_of(link.iri), OTHER) for link in records}
    for title in (*CALLED.values(), OTHER):
        if some := tuple(link for link in records if kinds[link] == title):
            yield CitingRecords(translated(title), some)
