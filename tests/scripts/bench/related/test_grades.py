"""Graded judgements: measures worked out by hand, and the report of a small release."""

from collections import Counter
from pathlib import Path

import pytest

from graph.rdf.one_issue import COUNTED_AS
from graph.rdf.quads import Quad
from graph.rdf.terms import TITLE, TYPE
from graph.related import Features, Link, features, gather
from ontology import JG, BadRecord, record_iri
from scripts.bench.related import graded as module
from scripts.bench.related import twins
from scripts.bench.related.graded import GRADED, graded
from scripts.bench.related.grades import kind_of_record, measures, read_judged
from scripts.bench.related.released import Released
from scripts.bench.related.text_baselines import bm25, tfidf
from scripts.bench.related.withheld import withheld

GOLD = Path(__file__).parents[4] / GRADED
TEXTS = {
    "pay": "Couriers went unpaid. An app cut the pay of couriers.",
    "wage": "An app cut the wage of couriers.",
    "face": "A camera took a man for another.",
    "face-2": "A camera took a woman for another.",
}


def test_measures_are_those_worked_out_by_hand() -> None:
    found = measures(["b", "x", "a"], {"a": 2, "b": 1, "c": 0})
    assert found.ndcg == pytest.approx((1 + 2 / 2) / (2 + 1 / 1.5849625))
    assert (found.precise, found.topical, found.unjudged) == (1 / 5, 2 / 5, 1)


def test_a_list_beyond_ten_does_not_count() -> None:
    assert measures([*"0123456789", "a"], {"a": 2}).ndcg == 0


def test_the_gold_set_has_parts_of_as_many_issues_of_each_kind_of_record() -> None:
    judged = read_judged(GOLD)
    parts = Counter((one.half, kind_of_record(one.issue)) for one in judged)
    issues = {"tuning": 15, "held-out": 15, "development": 22, "fresh": 15, "fresh-2": 15}
    kinds = ("curated", "AIAAIC", "AIID")
    assert parts == {(part, kind): issues[part] for part in issues for kind in kinds}
    assert all(len(one.grades) >= 11 and not one.same & set(one.grades) for one in judged)
    assert sum(len(one.grades) for one in judged) > 6_000


def test_a_grade_that_is_none_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "gold.csv"
    path.write_text("issue,half,related,grade\na,tuning,b,3\n", encoding="utf-8")
    with pytest.raises(BadRecord, match="grade '3'"):
        read_judged(path)


@pytest.mark.parametrize("method", [tfidf, bm25])
def test_baselines_put_the_text_of_the_same_words_first(method) -> None:  # type: ignore[no-untyped-def]
    lists = method(TEXTS, 2)
    assert lists("pay")[0] == "wage"
    assert lists("face")[0] == "face-2"


def test_the_report_leaves_out_other_records_of_an_issue(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    links = [
        Link(record_iri("issue", slug), "term", f"term:{word}")
        for slug, text in TEXTS.items()
        for word in set(text.lower().split())
    ]
    same = {"face": frozenset({"face-2"})}
    release = Released(TEXTS, features(links), same)
    monkeypatch.setattr(module, "read_release", lambda _: release)
    path = tmp_path / "gold.csv"
    rows = ("pay,tuning,wage,2", "face,held-out,face-2,2", "face,held-out,pay,1", "none,tuning,b,1")
    path.write_text("\n".join(("issue,half,related,grade", *rows)), encoding="utf-8")
    lines = list(graded(tmp_path, path))
    assert lines[0] == "2 of 3 judged issues are in the release"
    assert lines[2].split()[:2] == ["justicegraph", "1.000"]
    held_out = lines[next(n for n, line in enumerate(lines) if line.startswith("held-out")) + 1]
    assert held_out.split()[1] != "1.000"


def test_recall_of_twins_leaves_out_the_record_that_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = {f"aiid-{slug}": text for slug, text in TEXTS.items()}
    texts |= {f"aiaaic-{slug}": text for slug, text in TEXTS.items()}
    same = {
        f"{kind}-{slug}": frozenset({f"aiid-{slug}", f"aiaaic-{slug}"})
        for slug in TEXTS
        for kind in ("aiid", "aiaaic")
    }
    quads = [quad for record, text in texts.items() for quad in _quads(record, text)]
    quads += [
        ("", _node(f"aiid-{slug}"), COUNTED_AS, _node(f"aiaaic-{slug}"))
        for slug in TEXTS
        if slug != "wage"
    ]
    counted = {f"aiid-{slug}": f"aiaaic-{slug}" for slug in TEXTS if slug != "wage"}
    release = Released(texts, gather([]), same, counted)
    monkeypatch.setattr(twins, "read_release", lambda _: release)
    monkeypatch.setattr(twins, "quads_of", lambda _: quads)
    lines = list(twins.recall_of_twins(tmp_path))
    assert [line.partition(":")[0] for line in lines] == [
        f"{table}, {texts_of}"
        for table in ("issues as served", "records apart")
        for texts_of in ("4 texts of AIID", "4 texts of AIAAIC", "8 texts of AIID and AIAAIC")
    ]
    assert all("recall@5 1.000 [1.000, 1.000]" in line for line in lines)


def test_a_withheld_record_leaves_its_issue_what_the_others_say() -> None:
    texts = {
        "aiaaic-one": "Violins rise",
        "aiid-one": "Glaciers melt",
        "aiid-two": "Violins, glaciers",
    }
    quads = [quad for record, text in texts.items() for quad in _quads(record, text)]
    quads.append(("", _node("aiid-one"), COUNTED_AS, _node("aiaaic-one")))
    release = Released(texts, gather([]), {}, {"aiid-one": "aiaaic-one"})
    found = dict(withheld(release, quads, ["aiid-one", "aiaaic-one", "aiid-two"]))
    assert [
        _words(found[record], "aiaaic-one") for record in ("aiid-one", "aiaaic-one", "aiid-two")
    ] == [
        ["rise", "violin"],
        ["glacier", "melt"],
        ["glacier", "melt", "rise", "violin"],
    ]
    assert _words(found["aiid-two"], "aiid-two") == []
    assert _words(found["aiid-one"], "aiid-two") == ["glacier", "violin"]


def _node(record: str) -> str:
    return f"<{record_iri('issue', record)}>"


def _quads(record: str, text: str) -> list[Quad]:
    return [
        ("", _node(record), TYPE, f"<{JG}Issue>"),
        ("", _node(record), TITLE, f'"{text}"@en'),
    ]


def _words(known: Features, record: str) -> list[str]:
    row = known.counts[known.issues.index(record_iri("issue", record))]
    return sorted(known.nodes[column].removeprefix("term:") for column in row.indices)
