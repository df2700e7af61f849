"""Tools of the MCP server: each is one request to the site, with evidence added to the answer.

Every answer names the release that it was taken from, and says how firm it is.
"""

import json
from collections.abc import Callable
from typing import Any, Final
from urllib.parse import quote

from flask import Flask
from werkzeug.datastructures import MultiDict

from ontology import Misuse, NotFound, questions
from server.mcp.evidence import evidence
from server.web.site import EXTENSION, Site, Sites

__all__ = ["Tools"]

Answer = dict[str, Any]

STATED: Final = (
    "Stated by the sources that are listed. A role on the implicated side is alleged unless its "
    "standing says more."
)
DERIVED: Final = (
    "Derived by the graph from what two issues share; no source states it. The score is the sum of "
    "the weights of the reasons."
)
COUNTED: Final = (
    "As the graph holds it. Counts say what was most reported, never what is worst; an empty cell "
    "says that no source states a value."
)
LONGEST: Final = 100_000
"""Characters of an answer; a longer one is refused with a hint, since it would be cut unseen."""
MOST: Final = 50


class Tools:
    """The tools over one site; `app` is the Flask application."""

    def __init__(self, app: Flask) -> None:
        self._client = app.test_client()
        self._sites: Sites = app.extensions[EXTENSION]

    def search(self, words: str, filters: dict[str, str] | None = None, limit: int = 10) -> Answer:
        """Search issues, actors, AI systems, worker groups, places, sources and concepts by words.

        `filters` narrow the list by name or slug, such as {"place": "kenya", "area": "economic
        justice"}; an unknown filter is refused with the nearest. Each hit has its sources. At most
        one page of the site's list is given.
        """
        found = self._json("/search.json", {"q": words, **(filters or {})})
        hits = found["hits"][: max(1, limit)]
        known = evidence(self._site.engine, [hit["id"] for hit in hits])
        found["hits"] = [hit | known.get(hit["id"], {}) for hit in hits]
        return self._answer(found, STATED)

    def get(self, record: str) -> Answer:
        """Return a record as Turtle, with its sources and the standing of each role.

        `record` is an IRI, or what follows /id/ in it, such as issue/ghost-work.
        """
        path = record.removeprefix(self._site.base).removeprefix("/").removeprefix("id/")
        turtle = self._text(f"/id/{quote(path)}.ttl")
        address = f"{self._site.base}id/{path}"
        known = evidence(self._site.engine, [address]).get(address, {})
        return self._answer({"id": address, "turtle": turtle, **known}, STATED)

    def why_related(self, issue: str, other: str = "", limit: int = 5) -> Answer:
        """List the issues related to an issue with the reasons, or say why two are related.

        `issue` and `other` are slugs, such as ghost-work.
        """
        path = f"/id/issue/{quote(issue, safe='')}/related.json"
        parameters = {"to": other} if other else {"limit": str(max(1, min(limit, MOST)))}
        return self._answer({"related": self._json(path, parameters)}, DERIVED)

    def similar(self, text: str, limit: int = 5) -> Answer:
        """Say which known issues a text may report, with the reasons. The text is not kept."""
        body = {"text": text, "limit": str(max(1, min(limit, 20)))}
        found = json.loads(
            self._sent("/similar", json=body, headers={"Accept": "application/json"})
        )
        return self._answer({"issues": found}, DERIVED)

    def question(self, slug: str = "", parameters: dict[str, str] | None = None) -> Answer:
        """Answer one of the questions that come with the graph; without a slug, list them all.

        `parameters` narrow the answer, such as {"place": "kenya"}; the list names them.
        """
        if not slug:
            return self._answer({"questions": _questions()}, COUNTED)
        path = f"/questions/{quote(slug, safe='')}.json"
        return self._answer(_table(self._json(path, parameters or {})), COUNTED)

    def sparql(self, query: str) -> Answer:
        """Run a SPARQL 1.1 query (SELECT or ASK), bounded in time and memory; add a LIMIT.

        Read the schema and the examples first. `?record jg:search "words"` finds words.
        """
        form = {"query": query, "format": "json"}
        return self._answer(_table(json.loads(self._sent("/sparql", data=form))), COUNTED)

    def schema(self) -> str:
        """Return the data model as text: the vocabulary in Turtle."""
        return self._text("/ontology.ttl")

    @property
    def functions(self) -> tuple[Callable[..., Answer], ...]:
        """Return the tools, in the order in which they are listed."""
        return (
            self.search,
            self.get,
            self.why_related,
            self.similar,
            self.question,
            self.sparql,
        )

    @property
    def _site(self) -> Site:
        return self._sites.now()

    def _answer(self, found: Answer, standing: str) -> Answer:
        site = self._site
        answer = {
            **found,
            "standing": standing,
            "release": f"{site.base}release/{site.release.name}",
        }
        if len(json.dumps(answer)) > LONGEST:
            raise Misuse(f"the answer has over {LONGEST:,} characters: ask for less, with a limit")
        return answer

    def _json(self, path: str, parameters: dict[str, str]) -> Any:
        return json.loads(self._sent(path, "GET", query_string=MultiDict(parameters)))

    def _text(self, path: str) -> str:
        return self._sent(path, "GET")

    def _sent(self, path: str, method: str = "POST", **parts: Any) -> str:
        """Send a request to the site; raises `NotFound` or `Misuse` with what the site says."""
        with self._client.open(path, method=method, **parts) as response:
            text = response.get_data(as_text=True)
        if response.status_code >= 400:
            problem = json.loads(text) if response.is_json else {"detail": text}
            error = NotFound if response.status_code == 404 else Misuse
            raise error(str(problem.get("detail", response.status)))
        return text


def _table(document: Answer) -> Answer:
    """Return a result of SPARQL as rows of texts, which takes a fraction of the characters."""
    if "boolean" in document:
        return {"boolean": document["boolean"]}
    rows = document["results"]["bindings"]
    return {
        "columns": document["head"]["vars"],
        "rows": [{name: term["value"] for name, term in row.items()} for row in rows],
    }


def _questions() -> list[Answer]:
    return [
        {"slug": one.slug, "title": one.title, "parameters": [part.name for part in one.parameters]}
        for one in questions()
    ]
