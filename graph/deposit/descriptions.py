"""Descriptions of a deposit: DataCite JSON, Citation File Format, RO-Crate."""

import json
from collections.abc import Mapping
from typing import Any, Final

import yaml

from graph.release.release import Release

__all__ = ["citation_file", "datacite", "ro_crate"]

SCHEMA: Final = "http://datacite.org/schema/kernel-4"
CRATE: Final = "https://w3id.org/ro/crate/1.1"
KEYWORDS: Final = ("knowledge graph", "AI incidents", "AI and labour", "linked data")
ABSTRACT: Final = (
    "A release of a knowledge graph as linked data. Roles are alleged unless a source says more."
)


def datacite(release: Release, doi: str) -> str:
    """Return the metadata of a release as DataCite JSON.

    Source: DataCite Metadata Schema 4.6, JSON of its REST API.
    """
    project, day = release.project, str(release.manifest["modified"])
    text: dict[str, Any] = {
        "schemaVersion": SCHEMA,
        "creators": [{"name": project.publisher, "nameType": "Organizational"}],
        "titles": [{"title": project.whole_title}],
        "publisher": {"name": project.publisher},
        "publicationYear": int(day[:4]),
        "types": {"resourceTypeGeneral": "Dataset", "resourceType": "Knowledge graph"},
        "subjects": [{"subject": word} for word in KEYWORDS],
        "dates": [{"date": day, "dateType": "Issued"}],
        "version": release.name,
        "rightsList": [{"rightsUri": licence} for licence in _licences(release)],
        "descriptions": [{"description": ABSTRACT, "descriptionType": "Abstract"}],
        "alternateIdentifiers": [
            {"alternateIdentifier": _address(release), "alternateIdentifierType": "URL"}
        ],
    }
    return _json(text | ({"doi": doi} if doi else {}))


def citation_file(release: Release, doi: str) -> str:
    """Return how a release is to be cited, in the Citation File Format.

    Source: Citation File Format 1.2.0.
    """
    project = release.project
    text = {
        "cff-version": "1.2.0",
        "message": "If you use this release, please cite it as below.",
        "type": "dataset",
        "title": project.whole_title,
        "authors": [{"name": project.publisher}],
        "version": release.name,
        "date-released": str(release.manifest["modified"]),
        "url": _address(release),
        **({"doi": doi} if doi else {}),
        "keywords": [*KEYWORDS],
    }
    return yaml.safe_dump(text, sort_keys=False, allow_unicode=True)


def ro_crate(release: Release, files: Mapping[str, tuple[int, str]]) -> str:
    """Return the deposit as an RO-Crate; `files` are sizes and SHA-256 by name.

    Source: RO-Crate 1.1, root data entity and data entities.
    """
    root = {
        "@id": "./",
        "@type": "Dataset",
        "identifier": _address(release),
        "name": release.project.whole_title,
        "description": ABSTRACT,
        "datePublished": str(release.manifest["modified"]),
        "license": {"@id": str(release.manifest["licence"])},
        "version": release.name,
        "hasPart": [{"@id": name} for name in files],
    }
    about = {
        "@id": "ro-crate-metadata.json",
        "@type": "CreativeWork",
        "about": {"@id": "./"},
        "conformsTo": {"@id": CRATE},
    }
    parts = [
        {"@id": name, "@type": "File", "contentSize": str(size), "sha256": digest}
        for name, (size, digest) in files.items()
    ]
    return _json({"@context": f"{CRATE}/context", "@graph": [about, root, *parts]})


def _licences(release: Release) -> list[str]:
    """Return the licence of the whole, then those of its parts."""
    parts = (str(part["licence"]) for part in release.manifest["parts"])
    return [*dict.fromkeys([str(release.manifest["licence"]), *parts])]


def _address(release: Release) -> str:
    return f"{release.base}release/{release.name}"


def _json(text: Mapping[str, Any]) -> str:
    return json.dumps(text, ensure_ascii=False, indent=2) + "\n"
