"""What a graph holds, counted: equal to what is counted by hand, by SPARQL and by rdflib."""

from collections import Counter
from itertools import product
from pathlib import Path

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from rdflib.namespace import VOID
from rdflib.void import generateVoID

from graph.build.assemble import assemble, stated_quads
from graph.metadata.licences import licensed_parts
from graph.metadata.statistics import Statistics, Usage, statistics
from graph.rdf.quads import Quad, iri, line, literal
from graph.reading.files import read_records
from ontology import BASE, CONCEPT, JG, PREFIXES, Project

TYPE, MODIFIED = iri(PREFIXES["rdf"] + "type"), iri(PREFIXES["dcterms"] + "modified")
SAME, MATCH = iri(PREFIXES["owl"] + "sameAs"), iri(PREFIXES["skos"] + "closeMatch")
DATE, STRING = iri(PREFIXES["xsd"] + "date"), iri(PREFIXES["xsd"] + "string")
LANG_STRING = iri(PREFIXES["rdf"] + "langString")


def test_a_graph_is_counted_by_class_by_property_and_by_what_objects_are() -> None:
    day, new_year = (literal(f"2026-01-0{n}", PREFIXES["xsd"] + "date") for n in (2, 1))
    quads: list[Quad] = [
        ("<a:g>", "<a:s>", TYPE, "<a:Both>"),
        ("<a:g>", "<a:s>", TYPE, "<a:One>"),
        ("<a:g>", "<a:s>", "<a:p>", '"plain"'),
        ("<a:g>", "<a:s>", "<a:p>", '"in English"@en'),
        ("<a:g>", "<a:s>", "<a:p>", '"auf Deutsch"@de'),
        ("<a:g>", "<a:s>", "<a:q>", "<a:t>"),
        ("<a:h>", "<a:s>", TYPE, "<a:One>"),  # said of it in another graph already
        ("<a:h>", "<a:t>", TYPE, "<a:One>"),
        ("<a:h>", "<a:t>", "<a:q>", "<a:nobody>"),
        ("<a:h>", "<a:t>", MODIFIED, new_year),
        ("", "<a:untyped>", MODIFIED, day),
    ]
    assert statistics(quads) == Statistics(
        triples=10,
        subjects=3,
        objects=9,
        graphs={"<a:g>": 6, "<a:h>": 4},
        classes={"<a:Both>": 1, "<a:One>": 2},
        properties={
            TYPE: Usage(3, 2, 2),
            "<a:p>": Usage(3, 1, 3),
            "<a:q>": Usage(2, 2, 2),
            MODIFIED: Usage(2, 2, 2),
        },
        domains={
            ("<a:Both>", TYPE): 2,
            ("<a:Both>", "<a:p>"): 3,
            ("<a:Both>", "<a:q>"): 1,
            ("<a:One>", TYPE): 3,
            ("<a:One>", "<a:p>"): 3,
            ("<a:One>", "<a:q>"): 2,
            ("<a:One>", MODIFIED): 1,
        },
        ranges={("<a:Both>", "<a:q>", "<a:One>"): 1, ("<a:One>", "<a:q>", "<a:One>"): 1},
        datatypes={
            ("<a:Both>", "<a:p>", STRING): 1,
            ("<a:Both>", "<a:p>", LANG_STRING): 2,
            ("<a:One>", "<a:p>", STRING): 1,
            ("<a:One>", "<a:p>", LANG_STRING): 2,
            ("<a:One>", MODIFIED, DATE): 1,
        },
        links={},
        modified="2026-01-02",
        parts=licensed_parts(quads),
        degrees={
            "": (11, 7, 3),
            TYPE: (4, 3, 3),
            "<a:p>": (3, 3, 1),
            "<a:q>": (2, 1, 1),
            MODIFIED: (2, 1, 1),
        },
    )


def test_an_empty_graph_counts_nothing() -> None:
    parts = licensed_parts([])
    degrees = {"": (0, 0, 0)}
    assert statistics([]) == Statistics(0, 0, 0, {}, {}, {}, {}, {}, {}, {}, "", parts, degrees)


def test_links_are_counted_by_property_and_by_the_namespace_of_others() -> None:
    own = "https://example.org/"
    links: list[Quad] = [
        ("<a:g>", "<a:s>", SAME, iri(f"{PREFIXES['wd']}Q95")),
        ("<a:g>", "<a:t>", SAME, iri(f"{PREFIXES['wd']}Q380")),
        ("<a:g>", "<a:t>", SAME, "<https://w3id.org/dpv#Human>"),
        ("<a:g>", "<a:t>", MATCH, "<https://w3id.org/dpv#Human>"),
        ("<a:g>", "<a:t>", MATCH, iri(f"{CONCEPT}impact/manipulation")),
        ("<a:g>", "<a:t>", MATCH, iri(f"{JG}Issue")),
        ("<a:g>", "<a:t>", SAME, iri(f"{own}id/actor/google")),
        ("<a:g>", "<a:t>", "<a:other>", iri(f"{PREFIXES['wd']}Q1")),
    ]
    expected = {
        (SAME, PREFIXES["wd"]): 2,
        (SAME, "https://w3id.org/dpv#"): 1,
        (MATCH, "https://w3id.org/dpv#"): 1,
    }
    assert statistics(links, Project(base=own)).links == expected
    assert statistics(links).links == expected | {(SAME, f"{own}id/actor/"): 1}


NODES = st.sampled_from(["<a:a>", "<a:b>", "<a:c>"])
QUADS = st.frozensets(
    st.tuples(
        st.sampled_from(["<a:g>", "<a:h>"]),
        NODES,
        st.sampled_from([TYPE, "<a:p>", "<a:q>"]),
        NODES | st.sampled_from(['"x"', '"x"@en', '"1"^^<a:number>']),
    )
)


@given(QUADS)
def test_counts_are_those_of_the_definitions(quads: frozenset[Quad]) -> None:
    triples = {quad[1:] for quad in quads}
    types = {(s, o) for s, p, o in triples if p == TYPE}
    found = statistics(sorted(quads))
    assert (found.triples, found.subjects, found.objects) == (
        len(triples),
        len({s for s, _, _ in triples}),
        len({o for _, _, o in triples}),
    )
    assert found.classes == Counter(class_ for _, class_ in types)
    assert found.domains == Counter(
        (class_, p) for (s, p, _), (node, class_) in product(triples, types) if s == node
    )
    assert found.ranges == Counter(
        (class_, p, other)
        for (s, p, o), (node, class_), (end, other) in product(triples, types, types)
        if (s, o) == (node, end)
    )


def test_partitions_are_those_that_rdflib_generates(small: Path) -> None:
    quads = assemble(stated_quads(read_records([small]))).quads
    graph = rdflib.Graph()
    graph.parse(data="".join(f"{line(('', *quad[1:]))}\n" for quad in quads), format="nt")
    void, _ = generateVoID(graph)
    found = statistics(quads)
    assert found.classes == {
        part.n3(): void.value(node, VOID.entities).toPython()
        for node, part in void.subject_objects(VOID["class"])
    }
    assert found.properties == {
        part.n3(): Usage(
            *(
                void.value(node, VOID[name]).toPython()
                for name in ("triples", "distinctSubjects", "distinctObjects")
            )
        )
        for node, part in void.subject_objects(VOID.property)
    }


@pytest.mark.parametrize("base", [BASE, "https://example.org/"])
def test_the_order_of_quads_changes_no_count(base: str, quads: list[Quad]) -> None:
    own = Project(base=base)
    assert statistics(quads[::-1], own) == statistics(quads, own)
