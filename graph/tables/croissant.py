"""Croissant metadata: `croissant.json`, which machine learning libraries load tables by."""

from typing import Any, Final

from graph.tables.definition import Column, Table, tables
from graph.tables.facts import Facts, File

__all__ = ["croissant"]

Node = dict[str, Any]

VERSION: Final = "http://mlcommons.org/croissant/1.1"
TYPES: Final = {
    "iri": "sc:URL",
    "text": "sc:Text",
    "integer": "sc:Integer",
    "number": "sc:Float",
    "boolean": "sc:Boolean",
}
CONTEXT: Final[Node] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "description": {"@container": "@language"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "name": {"@container": "@language"},
    "parentField": "cr:parentField",
    "path": "cr:path",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}


def croissant(facts: Facts) -> Node:
    """Return the Croissant description of the Parquet tables, each as one record set.

    Source: Croissant 1.1 (MLCommons).
    """
    return {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "@id": facts.iri,
        "conformsTo": VERSION,
        "name": facts.title,
        "description": facts.description,
        "license": facts.licence,
        "creator": {"@type": "sc:Organization", "name": facts.publisher},
        "url": facts.iri,
        "version": facts.version,
        "datePublished": facts.modified,
        "citeAs": f"{facts.title}, release {facts.name}. {facts.iri}",
        "distribution": [_file(one) for one in facts.files if one.name.endswith(".parquet")],
        "recordSet": [_record_set(table) for table in tables()],
    }


def _file(file: File) -> Node:
    return {
        "@type": "cr:FileObject",
        "@id": file.name,
        "name": file.name,
        "contentUrl": file.name,
        "contentSize": f"{file.bytes} B",
        "encodingFormat": "application/x-parquet",
        "sha256": file.sha256,
    }


def _record_set(table: Table) -> Node:
    return {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": table.title,
        "field": [_field(table, column) for column in table.columns],
    }


def _field(table: Table, column: Column) -> Node:
    return {
        "@type": "cr:Field",
        "@id": f"{table.name}/{column.name}",
        "name": column.name,
        "description": column.description,
        "dataType": TYPES[column.type],
        "source": {
            "fileObject": {"@id": f"{table.name}.parquet"},
            "extract": {"column": column.name},
        },
    }
