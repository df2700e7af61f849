"""Redacted quads: all that exists by a withdrawn record goes, and everything else stays."""

from graph.rdf.quads import Quad, iri, literal
from graph.rdf.terms import LABEL, REPLACED_BY, SOURCE, TYPE
from graph.redaction.quads import redacted_quads
from ontology.namespaces import JG, PROV, RDF, XSD

BASE = "https://example.org/"
GONE = f"<{BASE}id/issue/gone>"
KEPT = f"<{BASE}id/issue/kept>"
OTHER = f"<{BASE}id/issue/other>"
INCIDENT = iri(f"{JG}Incident")


def node(path: str) -> str:
    return f"<{BASE}id/{path}>"


def jg(name: str) -> str:
    return iri(JG + name)


def in_graph(name: str, *triples: tuple[str, str, str]) -> list[Quad]:
    return [(f"<{BASE}graph/{name}>", *triple) for triple in triples]


def issue(slug: str, title: str) -> list[Quad]:
    own = node(f"issue/{slug}")
    return in_graph(f"issue/{slug}", (own, TYPE, INCIDENT), (own, LABEL, literal(title)))


def weight(text: str) -> str:
    return literal(text, XSD + "decimal")


def left(quads: list[Quad], *names: str) -> list[Quad]:
    return redacted_quads(quads, names or ["issue/gone"], BASE).quads


def about(quads: list[Quad], subject: str) -> set[tuple[str, str]]:
    return {(quad[2], quad[3]) for quad in quads if quad[1] == subject}


RECORDS = [*issue("gone", "A door that names people"), *issue("kept", "Another matter")]


def test_a_record_leaves_a_tombstone_and_the_rest_is_untouched() -> None:
    found = redacted_quads(RECORDS, ["issue/gone"], BASE)
    assert (found.records, found.statements) == (1, -1)  # three of the tombstone for two
    assert about(found.quads, GONE) == {
        (TYPE, jg("Tombstone")),
        (jg("formerType"), INCIDENT),
        (
            jg("withdrawalReason"),
            literal("It was withdrawn after a request, which a person reviewed.", language="en"),
        ),
    }
    assert [quad for quad in found.quads if quad[1] == KEPT] == sorted(
        issue("kept", "Another matter")
    )


def test_what_is_withdrawn_already_stays_as_it_is() -> None:
    once = left(RECORDS)
    assert left(once) == once
    assert redacted_quads(once, ["issue/gone"], BASE).records == 0


def test_nodes_that_tell_of_it_go_and_statements_of_records_that_name_it() -> None:
    party = node("issue/kept#party")
    match, relation = node("match/gone--kept"), node("relation/gone--kept")
    quads = [
        *RECORDS,
        *in_graph("issue/kept", (KEPT, jg("involvement"), party), (party, jg("actor"), GONE)),
        *in_graph("identity", (match, jg("matched"), GONE), (match, jg("certainty"), weight("1"))),
        *in_graph("related", (relation, jg("issue"), GONE), (relation, jg("issue"), KEPT)),
        *in_graph("identity", (KEPT, iri("urn:closeMatch"), GONE)),
    ]
    assert left(quads) == left(RECORDS)


def test_a_relation_without_one_of_its_reasons_has_the_sum_and_the_text_of_the_others() -> None:
    relation, actor = node("relation/kept--other"), node("actor/gone")
    first, second, third = (f"{relation[:-1]}#reason-{number}>" for number in (1, 2, 3))
    quads = [
        *in_graph("actor/gone", (actor, TYPE, jg("Organization")), (actor, LABEL, literal("Gone"))),
        *in_graph(
            "related",
            *((relation, jg("reason"), one) for one in (first, second, third)),
            (relation, LABEL, literal("Both name Gone.", language="en")),
            (relation, jg("score"), weight("3.5")),
            (first, jg("shared"), actor),
            (first, jg("weight"), weight("2")),
            (first, LABEL, literal("Both name Gone")),
            (second, jg("weight"), weight("1")),
            (second, LABEL, literal("Both are about doors")),
            (third, jg("weight"), weight("0.5")),
            (third, LABEL, literal("Both are from Kenya")),
        ),
    ]
    found = left(quads, "actor/gone")
    assert about(found, relation) == {
        (jg("reason"), second),
        (jg("reason"), third),
        (LABEL, literal("Both are about doors.", language="en")),
        (jg("score"), weight("1.5")),
    }
    assert not about(found, first)


def test_a_relation_without_reasons_goes() -> None:
    relation, reason = node("relation/kept--other"), node("relation/kept--other#reason-1")
    related = in_graph("related", (relation, jg("reason"), reason), (reason, jg("shared"), GONE))
    assert left([*RECORDS, *related]) == left(RECORDS)


def test_a_statement_goes_whose_derivation_rests_on_it_or_repeats_its_name() -> None:
    by_source, by_name = node("issue/kept#derived-a"), node("issue/kept#derived-b")
    area, impact = iri("urn:area"), iri("urn:impact")
    derived = in_graph(
        "derived",
        (KEPT, jg("justiceArea"), area),
        (KEPT, jg("derivation"), by_source),
        (by_source, iri(RDF + "predicate"), jg("justiceArea")),
        (by_source, iri(RDF + "object"), area),
        (by_source, iri(PROV + "wasDerivedFrom"), GONE),
        (KEPT, jg("impact"), impact),
        (KEPT, jg("derivation"), by_name),
        (by_name, iri(RDF + "predicate"), jg("impact")),
        (by_name, iri(RDF + "object"), impact),
        (by_name, jg("evidence"), literal("the same as “A door that names people”")),
    )
    assert left([*RECORDS, *derived]) == left(RECORDS)


def test_a_record_without_any_source_left_goes_with_it() -> None:
    sources = in_graph("issue/kept", (KEPT, SOURCE, node("source/gone")))
    stones = left([*RECORDS, *sources], "source/gone")
    assert (
        jg("withdrawalReason"),
        literal("All of its sources were withdrawn.", language="en"),
    ) in about(stones, KEPT)
    more = in_graph("issue/kept", (KEPT, SOURCE, node("source/kept")))
    assert left([*RECORDS, *sources, *more], "source/gone") == sorted([*RECORDS, *more])


def test_a_word_that_one_issue_is_left_with_goes() -> None:
    term = node("term/door")
    word = in_graph("related", (term, LABEL, literal("door")), (term, TYPE, jg("Term")))
    of_two = in_graph("related", (term, jg("mentionedIn"), GONE), (term, jg("mentionedIn"), KEPT))
    assert left([*RECORDS, *word, *of_two]) == left(RECORDS)
    third = in_graph("related", (term, jg("mentionedIn"), OTHER))
    assert about(left([*RECORDS, *word, *of_two, *third]), term) == {
        (LABEL, literal("door")),
        (TYPE, jg("Term")),
        (jg("mentionedIn"), KEPT),
        (jg("mentionedIn"), OTHER),
    }


def test_records_that_were_merged_into_it_go_and_the_one_that_it_was_merged_into() -> None:
    def moved(slug: str, to: str) -> list[Quad]:
        return in_graph(
            f"issue/{slug}",
            (node(f"issue/{slug}"), TYPE, jg("Tombstone")),
            (node(f"issue/{slug}"), REPLACED_BY, to),
        )

    assert left([*RECORDS, *moved("twin", GONE)]) == left(RECORDS)
    whole = left([*RECORDS, *moved("gone", KEPT)])
    assert not about(whole, KEPT)
    assert REPLACED_BY not in {quad[2] for quad in whole}


def test_nothing_names_a_person_who_was_withdrawn_not_even_a_tombstone() -> None:
    person = node("actor/jane-invented")
    quads = [
        *RECORDS,
        *in_graph("actor/jane-invented", (person, TYPE, jg("Person")), (KEPT, jg("by"), person)),
        *in_graph("provenance", (iri(f"{BASE}graph/actor/jane-invented"), TYPE, iri("urn:e"))),
        *in_graph(
            "provenance",
            (iri(f"{BASE}activity/correction/actor/jane-invented/3"), TYPE, iri("urn:a")),
        ),
    ]
    assert left(quads, "actor/jane-invented") == sorted(RECORDS)


def test_relations_leave_no_tombstone() -> None:
    relation = node("relation/gone--kept")
    related = in_graph("related", (relation, TYPE, jg("Relation")), (relation, jg("issue"), GONE))
    assert left([*RECORDS, *related]) == left(RECORDS)
