"""The curated records hold what their sources say: all of it, and no more in the closed fields."""

import csv
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.rdf.quads import plain
from graph.reading.record import Record
from ontology import CONCEPT, PREFIXES

SHARED = Path(__file__).parents[4] / "shared" / "data"
pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the source data are not at ../shared")

JG, DCTERMS = PREFIXES["jg"], PREFIXES["dcterms"]
ID = "https://w3id.org/justicegraph/id/"
# Entries of which only a card was seen have no address of their own.
CARDS = {
    "sex-robots": "sex-robots-may-manipulate-and-coerce",
    "amazon-recruitment": "amazon-recruiting-tool",
    "michigan-midas": "michigan-midas",
    "black-white-wealth-gap": "black-white-wealth-gap",
    "medicare-advantage": "medicare-advantage-denials",
    "ai-hiring-algorithms": "hiring-algorithms",
    "allegheny-disabled-bias": "allegheny-family-screening",
    "ai-works-against-disabled": "ai-works-against-disabled-people",
    "iwf-csam": "ai-made-child-abuse-images",
    "companies-rush-llms": "language-models-beyond-control",
}

Facts = dict[str, dict[str, set[str]]]


def lines(name: str) -> list[dict[str, object]]:
    text = (SHARED / name).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def rows(name: str) -> list[dict[str, str]]:
    with (SHARED / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def facts(curated: list[Record]) -> Facts:
    """Subject, property and plain values of every curated statement."""
    found: Facts = defaultdict(lambda: defaultdict(set))
    for record in curated:
        for _, subject, predicate, object_ in record.quads:
            found[subject[1:-1]][predicate[1:-1]].add(plain(object_))
    return found


def slug(label: str) -> str:
    return re.sub(r"[^a-z]+", "-", label.lower()).strip("-")


def issue_of(entry: dict[str, object], facts: Facts) -> str:
    if entry["url"] is None:
        return f"{ID}issue/{CARDS[str(entry['slug'])]}"
    sources = {s for s, known in facts.items() if entry["url"] in known[PREFIXES["schema"] + "url"]}
    (issue,) = (
        s
        for s, known in facts.items()
        if known[DCTERMS + "source"] & sources and s.startswith(f"{ID}issue/") and "#" not in s
    )
    return issue


def labels_of_actors(issue: str, facts: Facts) -> Iterator[str]:
    for involvement in facts[issue][JG + "involvement"]:
        for actor in facts[involvement][JG + "actor"]:
            yield from facts[actor][PREFIXES["rdfs"] + "label"]
            yield from facts[actor][PREFIXES["skos"] + "altLabel"]


def test_every_entry_of_the_database_is_an_issue_with_its_areas_impacts_and_year(
    facts: Facts,
) -> None:
    for entry in lines("aidb/aidb_issues.jsonl"):
        known = facts[issue_of(entry, facts)]
        for field, name, scheme in (
            ("justice_areas", "justiceArea", "justice-area"),
            ("ai_impacts", "impact", "impact"),
        ):
            labels = entry[field]
            assert isinstance(labels, list)
            expected = {f"{CONCEPT}{scheme}/{slug(label)}" for label in labels}
            # A card shows no impacts; those that its own words state are in the record.
            assert known[JG + name] == expected or not expected, (entry["slug"], name)
        if entry["year"]:
            assert known[JG + "year"] == {str(entry["year"])}, entry["slug"]


def test_every_actor_of_an_entry_is_involved_in_its_issue(facts: Facts) -> None:
    for entry in lines("aidb/aidb_issues.jsonl"):
        involved = {*labels_of_actors(issue_of(entry, facts), facts)}
        assert isinstance(entry["actors"], list)
        named = {re.sub(r" \([A-Z]+\)$", "", actor["name"]) for actor in entry["actors"]}
        assert named <= involved, entry["slug"]


def test_every_actor_of_the_database_is_a_record(facts: Facts) -> None:
    labels = {
        label
        for subject, known in facts.items()
        if subject.startswith(f"{ID}actor/")
        for label in known[PREFIXES["rdfs"] + "label"]
    }
    named = {re.sub(r" \([A-Z]+\)$", "", str(a["name"])) for a in lines("aidb/aidb_actors.jsonl")}
    assert named - labels == set()


def test_every_country_has_its_codes_its_region_and_its_wikidata_id(facts: Facts) -> None:
    by_code = {code: known for known in facts.values() for code in known[JG + "alpha2"]}
    for row in rows("geo/countries_m49.csv"):
        known = by_code.pop(row["alpha2"])
        assert known[JG + "alpha3"] == {row["alpha3"]}
        assert known[JG + "m49"] == {row["numeric"]}
        region = row["m49_intermediate_code"] or row["m49_subregion_code"] or "001"
        (within,) = known[JG + "within"]
        assert facts[within][JG + "m49"] == {region}
        wikidata = {iri.rpartition("/")[2] for iri in known[PREFIXES["owl"] + "sameAs"]}
        assert wikidata == {row["wikidata"].rpartition("/")[2]} - {""}
    assert by_code == {}


def test_global_north_and_south_have_the_members_of_the_stated_rule(facts: Facts) -> None:
    for side in ("Global North", "Global South"):
        bloc = facts[f"{ID}place/{slug(side)}"]
        members = {
            code for one in bloc[PREFIXES["skos"] + "member"] for code in facts[one][JG + "alpha2"]
        }
        expected = {
            row["alpha2"]
            for row in rows("geo/countries_m49.csv")
            if row["global_north_south"] == side
        }
        assert members == expected
        assert bloc[JG + "rule"]


def test_wikidata_ids_of_actors_are_those_of_high_confidence(facts: Facts) -> None:
    high = {row["qid"] for row in rows("entities/wikidata_qids.csv") if row["confidence"] == "high"}
    used = {
        iri.rpartition("/")[2]
        for subject, known in facts.items()
        if subject.startswith((f"{ID}actor/", f"{ID}system/"))
        for iri in known[PREFIXES["owl"] + "sameAs"]
    }
    assert used
    assert used <= high


def test_every_fairwork_score_is_a_figure_of_its_platform(facts: Facts) -> None:
    scores = {
        (label, facts[figure][JG + "asOf"].copy().pop(), facts[figure][JG + "value"].copy().pop())
        for subject, known in list(facts.items())
        if subject.startswith(f"{ID}actor/") and "#" not in subject
        for figure in list(known[JG + "figure"])
        for label in known[PREFIXES["rdfs"] + "label"]
    }
    expected = {
        (row["platform"], row["year"], row["score_out_of_10"])
        for row in rows("labour/fairwork_cloudwork_scores.csv")
    }
    assert expected <= scores


def test_every_source_of_the_labour_facts_is_a_record(facts: Facts) -> None:
    known = {
        url.rstrip("/") for one in list(facts.values()) for url in one[PREFIXES["schema"] + "url"]
    }
    cited = {
        url.rstrip("/")
        for fact in lines("labour/labour_facts.jsonl")
        for url in str(fact["sources"]).strip("[]'").split("', '")
        if url.startswith("http")
    }
    assert cited - known == set()
