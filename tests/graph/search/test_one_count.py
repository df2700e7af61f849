"""On random graphs, sets of documents, queries, charts, coverage and the network count alike."""

import csv
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from graph.engine.oxigraph import Store
from graph.network.network import network
from graph.rdf.quads import Quad, iri, literal, to_n_quads
from graph.reports.charts import write_counts
from graph.reports.coverage import measures
from graph.search import ISSUES, SEARCH, Comparison, Search, SearchQuery, write_search
from ontology import BASE, CONCEPT, JG, PREFIXES

RDF_TYPE, LABEL = PREFIXES["rdf"] + "type", PREFIXES["rdfs"] + "label"
AREAS = [f"{CONCEPT}justice-area/{one}" for one in "ab"]
PLACES = [f"{BASE}id/place/{one}" for one in ("kenya", "norway", "africa", "south", "world")]
ACTORS = [f"{BASE}id/actor/{one}" for one in ("maker", "union")]
ROLES = [f"{CONCEPT}role/{one}" for one in ("developer", "organiser")]
FIXED = [
    *((place, RDF_TYPE, iri(JG + "Place")) for place in PLACES),
    (PLACES[3], RDF_TYPE, iri(JG + "Bloc")),
    (PLACES[0], JG + "within", iri(PLACES[2])),
    (PLACES[1], JG + "within", iri(PLACES[4])),
    (PLACES[2], JG + "within", iri(PLACES[4])),
    (PLACES[4], RDF_TYPE, iri(JG + "Region")),
    (PLACES[0], JG + "inBloc", iri(PLACES[3])),
    (ROLES[0], PREFIXES["skos"] + "broader", iri(f"{CONCEPT}role/implicated")),
    (ROLES[1], PREFIXES["skos"] + "broader", iri(f"{CONCEPT}role/responding")),
]
Facts = dict[str, Any]
"""What a record states, by field."""
RECORDS = some.lists(
    some.fixed_dictionaries(
        {
            "kind": some.sampled_from(ISSUES),
            "source": some.sampled_from(["issue/x", "import/aiid", "import/aiaaic"]),
            "years": some.lists(some.sampled_from(["2019", "2020"]), max_size=1),
            "areas": some.lists(some.sampled_from(AREAS), unique=True),
            "places": some.lists(some.sampled_from(PLACES), unique=True, max_size=3),
            "parties": some.lists(
                some.tuples(some.sampled_from(ACTORS), some.sampled_from(ROLES)), max_size=2
            ),
        }
    ),
    max_size=7,
)


def statements(records: list[Facts], groups: list[int]) -> Iterator[Quad]:
    """Yield a graph of records; those of one group report the same issue as its first."""
    named = {one: literal(one.rpartition("/")[2], language="en") for one in (*AREAS, *PLACES)}
    named |= {one: literal(one.rpartition("/")[2], language="en") for one in (*ACTORS, *ROLES)}
    named |= {JG + kind: literal(kind, language="en") for kind in ISSUES}
    graph = iri(f"{BASE}graph/fixed")
    yield from ((graph, iri(one), iri(LABEL), name) for one, name in named.items())
    yield from ((graph, iri(s), iri(p), o) for s, p, o in FIXED)
    firsts: dict[int, str] = {}
    for number, (record, group) in enumerate(zip(records, groups, strict=False)):
        issue = f"{BASE}id/issue/i{number}"
        for predicate, object_ in facts(issue, record):
            subject = predicate[0]
            yield iri(f"{BASE}graph/{record['source']}"), iri(subject), iri(predicate[1]), object_
        first = firsts.setdefault(group, issue)
        if first != issue:
            yield graph, iri(issue), iri(JG + "countedAs"), iri(first)


def facts(issue: str, record: Facts) -> Iterator[tuple[tuple[str, str], str]]:
    yield (issue, RDF_TYPE), iri(JG + "Issue")
    yield (issue, RDF_TYPE), iri(f"{JG}{record['kind']}")
    yield (issue, LABEL), literal(issue.rpartition("/")[2], language="en")
    for year in record["years"]:
        yield (issue, JG + "year"), literal(year, PREFIXES["xsd"] + "gYear")
    for name, values in (("justiceArea", record["areas"]), ("place", record["places"])):
        yield from (((issue, JG + name), iri(value)) for value in values)
    for number, (actor, role) in enumerate(record["parties"]):
        node = f"{issue}#party-{number}"
        yield (issue, JG + "involvement"), iri(node)
        yield (node, JG + "actor"), iri(actor)
        yield (node, JG + "role"), iri(role)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(RECORDS, some.lists(some.integers(0, 4), min_size=7, max_size=7))
def test_every_count_is_one_count(records: list[Facts], groups: list[int]) -> None:
    quads = sorted({*statements(records, groups)})
    store = Store.in_memory(to_n_quads(quads))
    with tempfile.TemporaryDirectory() as folder:
        write_search(Path(folder) / SEARCH, quads)
        search = Search(Path(folder) / SEARCH)
        issues = SearchQuery(chosen={"kind": ISSUES})
        total = len({*groups[: len(records)]})
        assert search.find(issues).total == search.find(issues).issues == total
        covered = {
            one.slug: {
                row["id"].text if "id" in row else row.get("label", row["issues"]).text: int(
                    row["issues"].text
                )
                for row in store.rows(one.text)
            }
            for one in measures()
        }
        assert [*covered["all"].values()] == [total]
        counts = {
            facet: {one.value: one.documents for one in search.counts(facet, issues)}
            for facet in ("area", "place", "year", "implicated", "responding", "kind")
        }
        assert covered["by-area"] == counts["area"]
        assert covered["by-year"] == counts["year"]
        assert covered["by-kind"] == counts["kind"]
        assert covered["by-bloc"].get(PLACES[3], 0) == counts["place"].get(PLACES[3], 0)
        assert covered["by-region"].get(PLACES[2], 0) == counts["place"].get(PLACES[2], 0)
        nodes = network(quads)
        degrees = {one: nodes.degree(one) for one in AREAS if one in nodes}
        assert degrees == counts["area"]
        assert sum(data["kind"] == "issue" for _, data in nodes.nodes(data=True)) == total
        write_counts(Path(folder), store)
        with (Path(folder) / "charts" / "areas-by-year.csv").open(encoding="utf-8") as file:
            chart = {
                (row["areaId"], row["year"]): int(row["issues"]) for row in csv.DictReader(file)
            }
        for area in counts["area"]:
            values = search.values.of_words("area", (area.rpartition("/")[2],))
            compared = Comparison(search, "area", values).by("year")
            by_year = {by.label: number for (_, by), number in compared.numbers.items() if number}
            assert by_year == {year: n for (one, year), n in chart.items() if one == area}
