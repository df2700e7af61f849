"""RO-Crate metadata: `ro-crate-metadata.json`, which describes the tables as a research object."""

from typing import Any, Final

from graph.tables.facts import Facts, File

__all__ = ["ro_crate"]

Node = dict[str, Any]

PROFILE: Final = "https://w3id.org/ro/crate/1.1"


def ro_crate(facts: Facts) -> Node:
    """Return the RO-Crate of the tables: a flat JSON-LD graph of the folder and its files.

    Source: RO-Crate 1.1, sections on the root data entity and on data entities.
    """
    return {
        "@context": f"{PROFILE}/context",
        "@graph": [
            {
                "@id": "ro-crate-metadata.json",
                "@type": "CreativeWork",
                "about": {"@id": "./"},
                "conformsTo": {"@id": PROFILE},
            },
            _root(facts),
            {"@id": facts.licence, "@type": "CreativeWork", "name": facts.licence},
            *map(_file, facts.files),
        ],
    }


def _root(facts: Facts) -> Node:
    return {
        "@id": "./",
        "@type": "Dataset",
        "identifier": facts.iri,
        "name": f"{facts.title}, tables of the release {facts.name}",
        "description": facts.description,
        "datePublished": facts.modified,
        "license": {"@id": facts.licence},
        "version": facts.name,
        "hasPart": [{"@id": file.name} for file in facts.files],
    }


def _file(file: File) -> Node:
    return {
        "@id": file.name,
        "@type": "File",
        "name": file.name,
        "contentSize": str(file.bytes),
        "encodingFormat": file.media_type,
        "sha256": file.sha256,
    }
