"""Citations of records and releases: as text, BibTeX, RIS and CSL-JSON.

What is cited is our description of a thing, in a release, by its lasting address; the sources that
the description rests on are named in a note, and are to be cited as what they are.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from graph.build.base_layer import GRAPH, SOURCE
from graph.rdf.formats import Format
from graph.release.dois import doi_of
from graph.release.release import Release
from graph.slugs import slug
from ontology import CONCEPT, JG, ONTOLOGY, OURS, kind_of, own_names
from server.records.view import Page
from server.web.site import query_text, site

__all__ = ["CITATIONS", "Citation", "cite", "cite_release", "cited", "is_taken_from_us"]

CITATIONS: Final = (
    Format("bib", "application/x-bibtex", ("text/x-bibtex",)),
    Format("ris", "application/x-research-info-systems"),
    Format("csl.json", "application/vnd.citationstyles.csl+json"),
)
"""Citation formats, with the media types that DOI content negotiation uses."""
SOURCES: Final = 3
"""The most sources of a record that its citation names in a note."""
CONTROL: Final = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+")
UNFIT: Final = re.compile(r"[^A-Za-z0-9]+")
LATEX: Final = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{mark: f"\\{mark}" for mark in "$&#_%"},
}
"""Characters that LaTeX interprets; braces by name, since BibTeX counts all others."""


@dataclass(frozen=True)
class Citation:
    """The fields of a citation, each on one line.

    `date` is the day of the last change, `version` the name of the release, `author` the publisher
    of the graph and `whole` its title, unless a project took from us what is cited.
    """

    key: str
    title: str
    url: str
    date: str
    version: str
    author: str
    whole: str
    abstract: str = ""
    note: str = ""
    is_dataset: bool = False

    @property
    def text(self) -> str:
        """Return the citation as text: creator, year, title, version, address.

        Source: DataCite Metadata Schema 4.6, section 2.2 (citation).
        """
        if self.is_dataset:
            return f"{self.author} ({self.year}): {self.title}, release {self.version}. {self.url}"
        title = self.title if self.title[-1:] in ("?", "!", ".") else f"{self.title}."
        return (
            f"{self.author} ({self.year}): {title} {self.whole}, release {self.version}. {self.url}"
        )

    @property
    def year(self) -> str:
        """Return the year of the last change."""
        return self.date[:4]


def cite(page: Page, release: Release, *, is_taken_from_us: bool = False) -> Citation:
    """Return the citation of what a page describes.

    What a project took from us, such as a place, is cited as our work within its release.
    """
    origin = next(iter(page.origins), None)
    sources = [source.text for source in origin.sources[:SOURCES]] if origin else []
    licence = f"Licence: {origin.license}" if origin and origin.license else ""
    based = f"Based on: {'; '.join(sources)}" if sources else ""
    deposit = f"Release: {_doi_address(release)}" if doi_of(release) else ""
    project = release.project
    author = OURS.publisher if is_taken_from_us else project.publisher
    whole = f"{OURS.title}, in {project.title}" if is_taken_from_us else project.title
    return Citation(
        _key(slug(project.title), kind_of(page.iri), page.iri.rstrip("/").rpartition("/")[2]),
        _line(page.title.text) or page.iri,
        page.iri,
        (origin.modified if origin else "") or str(release.manifest["modified"]),
        release.name,
        _line(author),
        _line(whole),
        _line(page.texts[0].text) if page.texts else "",
        ". ".join(_line(part) for part in (based, licence, deposit) if part),
    )


def is_taken_from_us(iri: str) -> bool:
    """Whether a project took the description of a thing from us; needs a query once a release.

    A project publishes our vocabulary and our base layer with what is its own.
    """
    if site().project.title == OURS.title:
        return False
    if iri == ONTOLOGY or iri.startswith((JG, CONCEPT)):
        return iri not in own_names()
    return iri in _base_layer(site().version)


@lru_cache(maxsize=8)
def _base_layer(_version: str) -> frozenset[str]:
    """Return the records of the base layer, its named graph and the activity that made this."""
    base = site().base
    made_by = (base + GRAPH, f"{base}activity/import-{SOURCE}")
    text = query_text("base-layer").replace("<base-layer>", f"<{base}{GRAPH}>")
    return frozenset((*made_by, *(row["record"].text for row in site().engine.rows(text))))


def cite_release(release: Release) -> Citation:
    """Return the citation of a release."""
    manifest, project = release.manifest, release.project
    return Citation(
        _key(slug(project.title), release.name),
        _line(project.whole_title),
        _doi_address(release) if doi_of(release) else f"{project.base}release/{release.name}",
        str(manifest["modified"]),
        release.name,
        _line(project.publisher),
        _line(project.title),
        note=f"Licence: {manifest.get('licence', '')}. RDFC-1.0 hash: {manifest['rdfc10']}",
        is_dataset=True,
    )


def _doi_address(release: Release) -> str:
    """Return the DOI of a release as an address."""
    return f"https://doi.org/{doi_of(release)}"


def cited(citation: Citation, name: str) -> bytes:
    """Return a citation in one of the formats of `CITATIONS`."""
    return WRITERS[name](citation).encode()


def _key(*parts: str) -> str:
    return "-".join(UNFIT.sub("-", part).strip("-") for part in parts if part)


def _line(text: str) -> str:
    """Return a text as one line, without control characters."""
    return CONTROL.sub(" ", text).strip()


def _bibtex(citation: Citation) -> str:
    """Write BibTeX; names and titles in double braces, so that BibTeX keeps their case.

    Source: BibTeXing (Patashnik, 1988), section 3; biblatex 3.20, section 2.2.
    """
    fields = {
        "author": f"{{{_latex(citation.author)}}}",
        "title": f"{{{_latex(citation.title)}}}",
        "year": citation.year,
        "date": citation.date,
        "publisher": _latex(citation.whole),
        "version": citation.version,
        "url": citation.url,
        "abstract": _latex(citation.abstract),
        "note": _latex(f"Release {citation.version}. {citation.note}".strip()),
    }
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items() if value]
    kind = "dataset" if citation.is_dataset else "misc"
    return f"@{kind}{{{citation.key},\n{''.join(lines)}}}\n"


def _latex(text: str) -> str:
    r"""Escape a text for LaTeX.

    >>> _latex("50% {of} a_b")
    '50\\% \\textbraceleft{}of\\textbraceright{} a\\_b'
    """
    return "".join(LATEX.get(one, one) for one in text)


def _ris(citation: Citation) -> str:
    """Write RIS, with its CRLF line ends.

    Source: RIS format specification (Research Information Systems, 2011).
    """
    fields = [
        ("TY", "DATA" if citation.is_dataset else "ELEC"),
        ("ID", citation.key),
        ("AU", citation.author),
        ("TI", citation.title),
        ("T2", "" if citation.is_dataset else citation.whole),
        ("PY", citation.year),
        ("DA", citation.date.replace("-", "/")),
        ("PB", citation.whole),
        ("ET", citation.version),
        ("UR", citation.url),
        ("LA", "en"),
        ("AB", citation.abstract),
        ("N1", citation.note),
    ]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in fields if value) + "ER  - \r\n"


def _csl(citation: Citation) -> str:
    """Write CSL-JSON.

    Source: Citation Style Language 1.0.2, csl-data.json.
    """
    item: dict[str, Any] = {
        "id": citation.key,
        "type": "dataset" if citation.is_dataset else "entry",
        "title": citation.title,
        "author": [{"literal": citation.author}],
        "container-title": "" if citation.is_dataset else citation.whole,
        "publisher": citation.whole if citation.is_dataset else "",
        "issued": {"date-parts": [[int(part) for part in citation.date.split("-")]]},
        "version": citation.version,
        "URL": citation.url,
        "language": "en",
        "abstract": citation.abstract,
        "note": citation.note,
    }
    given = {name: value for name, value in item.items() if value}
    return json.dumps([given], ensure_ascii=False, indent=2) + "\n"


WRITERS: Final[dict[str, Callable[[Citation], str]]] = {
    "bib": _bibtex,
    "ris": _ris,
    "csl.json": _csl,
}
