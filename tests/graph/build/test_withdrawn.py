"""Records before a build: what is withheld is left out, with what breaks a rule without it."""

from graph.build.withdrawn import without_withheld
from graph.desk.part_filter import PartFilter
from graph.desk.withdrawal import BROKEN, REASON, UNCITED
from graph.desk.withheld import NOTHING, Name, Parts, Statement
from graph.rdf.quads import iri, plain
from graph.reading.record import Record
from ontology import BASE, JG
from ontology.namespaces import DCTERMS

ISSUE = "issue/ghost-work"


def left(records: list[Record], parts: Parts, *withdrawn: str) -> dict[str, set[str]]:
    """Return the texts and IRIs of what is left of each record, by kind and slug."""
    kept = without_withheld(records, dict.fromkeys(withdrawn, ""), PartFilter(parts, BASE), BASE)
    return {
        record.iri.removeprefix(f"{BASE}id/"): {plain(quad[3]) for quad in record.quads}
        for record in kept
    }


def stated(subject: str, property_: str, value: str) -> Parts:
    return Parts(frozenset({Statement(f"<id/{subject}>", iri(property_), value)}))


def test_nothing_withheld_changes_no_record(curated: list[Record]) -> None:
    assert without_withheld(curated, {}, PartFilter(NOTHING, BASE), BASE) == curated


def test_a_statement_and_a_name_are_left_out_of_the_records_of_a_build(
    curated: list[Record],
) -> None:
    entry = f"{ISSUE}#registered-platform-workers"
    parts = stated(ISSUE, f"{JG}figure", f"<id/{entry}>")
    names = frozenset({Name("DÉLIVEROO", "a delivery service")})
    found = left(curated, parts._replace(names=names))
    assert "163000000" not in found[ISSUE]
    assert "1000000" in found[ISSUE]
    assert not any("deliveroo" in text.casefold() for texts in found.values() for text in texts)
    assert any("concerns a delivery service in" in x for x in found["worker-group/delivery-riders"])


def test_an_entry_or_a_record_that_breaks_a_rule_goes_too(curated: list[Record]) -> None:
    actor = stated(f"{ISSUE}#dair-researcher", f"{JG}actor", "<id/actor/dair>")
    (other, title), *_ = (
        (record.slug, quad[3])
        for record in curated
        if record.kind == "issue" and record.slug != "ghost-work"
        for quad in record.quads
        if quad[1:3] == (iri(record.iri), iri(f"{DCTERMS}title"))
    )
    titles = stated(f"issue/{other}", f"{DCTERMS}title", title)
    found = left(curated, Parts(actor.statements | titles.statements))
    assert f"{BASE}id/{ISSUE}#dair-researcher" not in found[ISSUE]
    assert f"{BASE}id/{ISSUE}#mary-gray-researcher" in found[ISSUE]
    assert BROKEN in found[f"issue/{other}"]


def test_a_source_that_only_withdrawn_records_cite_goes_with_them(curated: list[Record]) -> None:
    found = left(curated, NOTHING, "issue/hiring-algorithms")
    assert REASON in found["issue/hiring-algorithms"]
    assert UNCITED in found["source/aidb-hiring-algorithms"]
    assert UNCITED not in found["source/aidb-ghost-work"]
