"""The file /llms.txt: what language models and their tools can read here, as Markdown.

Source: the llms.txt proposal (a heading, a summary, lists of links).
"""

from typing import Final

from flask import Blueprint, Response

from ontology import questions
from server.search.examples import examples
from server.web.addresses import server_address
from server.web.site import site

__all__ = ["blueprint"]

blueprint = Blueprint("llms", __name__)

TEXT: Final = """\
# {title}

> {description}
> Release {release}.

Roles of the implicated side are alleged unless a source says more. What is derived says so. Numbers
count what was reported: "most reported", never "worst". Each statement has a source: cite the
address of the record and the release.

## Data

- [SPARQL endpoint]({root}sparql): POST `query`; `?record jg:search "words"` finds words
- [Search as JSON]({root}search.json?q=wage+theft): `q` and filters such as `place=kenya`
- [Records]({root}id/issue/{issue}.jsonld): each IRI as `.jsonld`, `.ttl`, `.html`
- [Reconciliation]({root}reconcile): names to records
- [OpenAPI description]({root}openapi.json): the whole interface
- [Tables]({root}release/{release}/tables/datapackage.json): this release in Parquet, CSV and DuckDB
- [Downloads]({root}downloads): every release, with licences and checksums

## Vocabulary

- [Terms]({root}ontology.ttl): classes and properties
- [Data model]({root}ontology/model): class, property, range, cardinality, examples

## Questions with their answers as JSON or CSV

{questions}
"""


@blueprint.get("/llms.txt")
def llms() -> Response:
    """Say what programs that read text can find here."""
    start = server_address()
    asked = "\n".join(
        f"- [{question.title}]({start}questions/{question.slug}.json)" for question in questions()
    )
    project = site().project
    text = TEXT.format(
        title=project.title,
        description=project.description,
        root=start,
        release=site().release.name,
        questions=asked,
        issue=examples()["ghost-work"] or "SLUG",
    )
    return Response(text, content_type="text/markdown; charset=utf-8")
