"""What of a graph can be found, and by what."""

from graph.rdf.quads import Quad, iri, literal
from graph.search import Document, documents
from ontology import BASE, PREFIXES

JG, ID = PREFIXES["jg"], f"{BASE}id/"
RDF_TYPE, LABEL = PREFIXES["rdf"] + "type", PREFIXES["rdfs"] + "label"
ALIAS, ABSTRACT = PREFIXES["skos"] + "altLabel", PREFIXES["dcterms"] + "abstract"
GRAPH = f"{BASE}graph/issue/a"


def quad(subject: str, predicate: str, object_: str, graph: str = GRAPH) -> Quad:
    return iri(graph), iri(subject), iri(predicate), object_


def record(kind: str, slug: str, type_: str, name: str, graph: str = GRAPH) -> list[Quad]:
    subject = f"{ID}{kind}/{slug}"
    return [
        quad(subject, RDF_TYPE, iri(JG + type_), graph),
        quad(subject, LABEL, literal(name, language="en"), graph),
    ]


ISSUE = f"{ID}issue/a"
ROLE = f"{BASE}concept/role/"
QUADS = [
    *record("issue", "a", "Incident", "A harm"),
    quad(ISSUE, RDF_TYPE, iri(JG + "Issue")),
    quad(ISSUE, ABSTRACT, literal("What happened.", language="en")),
    quad(ISSUE, JG + "year", '"2020"^^<http://www.w3.org/2001/XMLSchema#gYear>'),
    quad(ISSUE, JG + "place", iri(f"{ID}place/kenya")),
    quad(ISSUE, JG + "workerGroup", iri(f"{ID}worker-group/w")),
    quad(f"{ISSUE}#x", JG + "actor", iri(f"{ID}actor/google")),
    quad(f"{ISSUE}#x", JG + "role", iri(f"{ROLE}developer")),
    quad(f"{ISSUE}#y", JG + "by", iri(f"{ID}actor/google")),
    quad(f"{ROLE}developer", PREFIXES["skos"] + "broader", iri(f"{ROLE}implicated")),
    quad(f"{ISSUE}#x", LABEL, literal("no record", language="en")),
    quad(GRAPH, PREFIXES["dcterms"] + "modified", '"2026-01-02"'),
    *record("actor", "google", "Organization", "Google"),
    quad(f"{ID}actor/google", ALIAS, literal("Alphabet", language="en")),
    *record("worker-group", "w", "WorkerGroup", "Workers"),
    quad(f"{ID}worker-group/w", JG + "task", iri(f"{BASE}concept/task/data-labelling")),
    *record("place", "kenya", "Country", "Kenya"),
    quad(f"{ID}place/kenya", JG + "within", iri(f"{ID}place/africa")),
    *record("place", "africa", "Region", "Africa"),
    quad(f"{ID}place/africa", JG + "within", iri(f"{ID}place/world")),
    *record("place", "world", "Region", "World"),
    *record("actor", "gone", "Tombstone", "Gone"),
    *record("source", "page", "Source", "A page"),
]


def test_an_issue_is_found_by_what_it_leads_to() -> None:
    (found,) = (one for one in documents(QUADS)[0] if one.iri == ISSUE)
    assert found == Document(
        ISSUE,
        "A harm",
        names=("Alphabet", "Google", "Kenya", "Workers", "a"),
        text="What happened.",
        year=2020,
        modified="2026-01-02",
        facets=(
            ("actor", f"{ID}actor/google"),
            ("implicated", f"{ID}actor/google"),
            ("kind", JG + "Incident"),
            ("part", f"{ID}actor/google {ROLE}developer"),
            ("part", f"{ID}actor/google {ROLE}implicated"),
            ("part", f"{ID}actor/google {JG}by"),
            ("place", f"{ID}place/africa"),
            ("place", f"{ID}place/kenya"),
            ("role", f"{ROLE}developer"),
            ("role", f"{ROLE}implicated"),
            ("source", f"{BASE}dataset"),
            ("task", f"{BASE}concept/task/data-labelling"),
            ("workers", f"{ID}worker-group/w"),
            ("year", "2020"),
        ),
        about=("Google", "Workers", "Kenya"),
        day="2020",
    )


def test_issues_come_by_their_day_then_by_their_year_and_what_came_in_last() -> None:
    days = {"b-1": "2020", "b-7": "2020-02-03", "b-9": "2019-12-31", "b-10": "2020", "b-11": "x"}
    dated = [
        one
        for slug, day in days.items()
        for one in (
            *record("issue", slug, "Incident", slug),
            quad(f"{ID}issue/{slug}", JG + "year", f'"{day[:4]}"'),
            quad(f"{ID}issue/{slug}", JG + "date", f'"{day}"'),
        )
    ]
    found = [one.title for one in documents(dated)[0]]
    assert found == ["b-7", "b-10", "b-1", "b-9", "b-11"]
    assert found == [one.title for one in documents(dated[::-1])[0]]


def test_workers_tell_in_which_issues_they_are_so_that_groups_of_one_title_differ() -> None:
    (found,) = (one for one in documents(QUADS)[0] if one.title == "Workers")
    assert found.about == ("A harm",)


def test_records_are_found_but_for_sources_and_what_was_withdrawn() -> None:
    assert [one.title for one in documents(QUADS)[0]] == [
        "A harm", "Google", "Africa", "Kenya", "World", "Workers",
    ]  # fmt: skip


def test_what_was_imported_names_its_database() -> None:
    graph = f"{BASE}graph/import/aiid"
    (found,) = documents(record("issue", "aiid-1", "Incident", "Imported", graph))[0]
    assert ("source", graph) in found.facets


def test_the_order_of_statements_changes_nothing() -> None:
    assert documents(reversed(QUADS)) == documents(QUADS)


def test_a_circle_of_places_has_an_end() -> None:
    places = [quad(f"{ID}place/{a}", JG + "within", iri(f"{ID}place/{b}")) for a, b in ("ab", "ba")]
    quads = [*record("issue", "i", "Hazard", "I"), *places]
    quads.append(quad(f"{ID}issue/i", JG + "place", iri(f"{ID}place/a")))
    (found,) = documents(quads)[0]
    assert [value for name, value in found.facets if name == "place"] == [
        f"{ID}place/a", f"{ID}place/b",
    ]  # fmt: skip
