"""Numbers of issues on every surface of a server, beside the same number by SPARQL."""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

from flask.testing import FlaskClient
from lxml import html

__all__ = ["FACETS", "ONCE", "Numbers", "by_sparql", "sparql_rows"]

ONCE: Final = "OPTIONAL { ?record jg:countedAs ?other } BIND(COALESCE(?other, ?record) AS ?case) }"
"""The end of a query that counts each issue once, whatever number of records report it."""
ROLE: Final = "https://w3id.org/justicegraph/concept/role/"
AREA: Final = "https://w3id.org/justicegraph/concept/justice-area/"
FACETS: Final = {
    "area": "?record jg:justiceArea ?value",
    "impact": "?record jg:impact/skos:broader* ?value",
    "place": "?record jg:place/(jg:within|jg:inBloc)* ?value . ?value jg:within|jg:rule ?any",
    "year": "?record jg:year ?gYear . BIND(STR(?gYear) AS ?value)",
    "implicated": f"?record jg:involvement ?node . ?node jg:actor ?value ; "
    f"jg:role/skos:broader* <{ROLE}implicated>",
    "responding": f"?record jg:involvement ?node . ?node jg:actor ?value ; "
    f"jg:role/skos:broader* <{ROLE}responding>",
    "actor": "?record jg:involvement/jg:actor|jg:response/(jg:by|jg:addressee) ?value",
    "task": "?record jg:workerGroup/jg:task/skos:broader* ?value",
    "sector": "?record jg:sector/skos:broader* ?value",
}
"""For each facet, the pattern from a record to its values, written apart from the server's own."""
COVERAGE: Final = {"by-area": "area", "by-bloc": "place", "by-region": "place", "by-year": "year"}
KINDS: Final = "kind=Hazard&kind=Incident&kind=SystemicPractice"
HTML: Final = {"Accept": "text/html"}


def sparql_rows(client: FlaskClient, pattern: str) -> list[dict[str, str]]:
    """Return the rows of a query; the endpoint knows our prefixes."""
    answer = client.get("/sparql", query_string={"query": pattern}, headers={"Accept": "text/csv"})
    assert answer.status_code == 200, answer.text
    return [*csv.DictReader(io.StringIO(answer.text))]


def by_sparql(client: FlaskClient, facet: str) -> dict[str, int]:
    """Return the number of issues of each value of a facet."""
    rows = sparql_rows(
        client,
        "SELECT ?value (COUNT(DISTINCT ?case) AS ?issues) WHERE { ?record a jg:Issue . "
        f"{FACETS[facet]} . {ONCE} GROUP BY ?value",
    )
    return {row["value"]: int(row["issues"]) for row in rows}


@dataclass(frozen=True)
class Numbers:
    """Reads the numbers of a server's pages and formats."""

    client: FlaskClient

    def json(self, path: str) -> Any:
        answer = self.client.get(path)
        assert answer.status_code == 200, (path, answer.text)
        return answer.json

    def page(self, path: str) -> html.HtmlElement:
        answer = self.client.get(path, headers=HTML, follow_redirects=True)
        assert answer.status_code == 200, (path, answer.text)
        return html.fromstring(answer.text)

    def all_issues(self) -> Iterator[tuple[str, int]]:
        """Yield the number of all issues on each surface that has it."""
        home = self.page("/")
        yield "home", _number(home.xpath("string(//ul[@class='holdings']/li[1]/b)"))
        yield "home, lead", _number(home.xpath("string(//p[@class='lead'])"))
        found = self.json("/search.json")
        yield "search", found["total"]
        yield "search, issues", found["issues"]
        yield (
            "search, kinds",
            sum(
                choice["documents"]
                for choice in found["facets"]["kind"]
                if choice["word"] in ("Hazard", "Incident", "SystemicPractice")
            ),
        )
        yield "search page", _number(self.page("/search").xpath("string(//h2[@id='found'])"))
        rows = csv.DictReader(io.StringIO(self.client.get("/search.csv").text))
        yield "search, rows", len({row["id"] for row in rows})
        yield "places", _number(self.page("/places").xpath("string(//p[@class='lead']/a)"))
        yield "coverage", next(one for slug, _, one in self.coverage() if slug == "all")
        yield (
            "vocabulary",
            _number(self.page("/ontology/Issue").xpath("string(//a[@class='number'])")),
        )
        once = self.json("/questions/issues-counted-once.json")
        yield "question", sum(int(row["issues"]["value"]) for row in once["results"]["bindings"])

    def coverage(self) -> Iterator[tuple[str, str, int]]:
        """Yield measure, IRI or label, and number."""
        for row in csv.DictReader(io.StringIO(self.client.get("/coverage.csv").text)):
            yield row["measure"], row["id"] or row["label"], int(row["issues"])

    def of_value(self, facet: str, value: str) -> Iterator[tuple[str, int]]:
        """Yield the number of issues of one value on each surface that shows it."""
        word = re.split("[/#]", value)[-1]
        found = self.json(f"/search.json?{facet}={word}")
        yield "search", found["total"]
        yield "search, issues", found["issues"]
        yield "search by kind", self.json(f"/search.json?{KINDS}&{facet}={word}")["total"]
        yield (
            "map",
            _number(self.page(f"/places?{facet}={word}").xpath("string(//p[@class='lead']/a)")),
        )

    def of_facet(self, facet: str) -> Iterator[tuple[str, str, int]]:
        """Yield surface, value and number of the lists that count the values of a facet."""
        for choice in self.json("/search.json")["facets"][facet]:
            yield "facet", choice["value"], choice["documents"]
        if facet == "place":
            for row in self.json("/places.json"):
                yield "places", row["id"], row["issues"]
        for slug, value, issues in self.coverage():
            if COVERAGE.get(slug) == facet:
                yield f"coverage {slug}", value, issues
        if facet == "area":
            yield from self.derived_areas()

    def derived_areas(self) -> Iterator[tuple[str, str, int]]:
        """Yield the issues of each area as the question on what is derived counts them."""
        for row in csv.DictReader(
            io.StringIO(self.client.get("/questions/areas-derived.csv").text)
        ):
            word = row["area"].lower().replace(" ", "-")
            if word != "no-justice-area":
                yield "question", f"{AREA}{word}", int(row["issues"])

    def listed_by_query(self, path: str) -> int:
        """Return how many records the query finds that a list leads to."""
        (address,) = self.page(path).xpath("//a[text()='in SPARQL']/@href")
        (query,) = parse_qs(urlsplit(address).query)["query"]
        return len({row["record"] for row in sparql_rows(self.client, query)})

    def by_two(self, facet: str, name: str) -> Mapping[tuple[str, str], int]:
        """Return the rows of a comparison of one value: by what, which value, how many issues."""
        rows = self.client.get("/compare.json", query_string={"of": facet, "is": name}).json
        assert rows is not None
        return {(row["by"], row["valueId"] or row["value"]): row["issues"] for row in rows["rows"]}


def _number(text: str) -> int:
    (number, *_) = re.findall(r"\d[\d,]*", text)
    return int(number.replace(",", ""))
