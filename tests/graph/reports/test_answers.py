"""Answers to questions that a release keeps, so that no page waits for a long count."""

from pathlib import Path

import pytest

from graph.engine.oxigraph import Store
from graph.rdf.formats import RESULT_FORMATS, Format
from graph.release.release import Release
from graph.reports import answers
from graph.reports.answers import ANSWERS, kept_result, read_answer, unanswered, write_answers
from ontology import BASE, question, questions, with_subject

NOBODY = Store.in_memory("")


def test_a_release_keeps_the_answer_to_each_question(release: Release, store: Store) -> None:
    queries = {one.asked({}) for one in questions()}
    kept = {*queries, *map(with_subject, queries)}
    assert len([*(release.folder / ANSWERS).iterdir()]) == len(kept) > len(queries)
    for one in questions()[:3]:
        query = with_subject(one.asked({}))
        assert read_answer(release.folder, query) == store.rows(query)


@pytest.mark.parametrize("format_", RESULT_FORMATS, ids=lambda one: one.name)
def test_a_kept_answer_is_in_each_format_what_the_engine_writes(
    release: Release, format_: Format
) -> None:
    engine = Store.open(release.store)
    for one in questions():
        written = engine.query(one.asked({}), format_).read()
        assert kept_result(release.folder, one.asked({}), format_) == written


def test_a_query_that_is_no_question_is_not_kept(release: Release) -> None:
    assert read_answer(release.folder, "SELECT * { ?a ?b ?c }") is None


def test_an_answer_without_rows_is_one(tmp_path: Path) -> None:
    write_answers(tmp_path, NOBODY, BASE)
    query = with_subject(questions()[0].asked({}))
    assert read_answer(tmp_path, query) == NOBODY.rows(query)


def test_a_very_large_graph_is_not_asked(tmp_path: Path) -> None:
    write_answers(tmp_path, NOBODY, BASE, answers.LARGEST + 1)
    assert [*(tmp_path / ANSWERS).iterdir()] == []


def test_a_question_that_is_refused_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = question("about-actor")
    broken = type(second)("broken", "Broken?", "# Broken?\nSELECT")
    monkeypatch.setattr(answers, "questions", lambda: [broken, second])
    write_answers(tmp_path, NOBODY, BASE)
    assert len([*(tmp_path / ANSWERS).iterdir()]) == 1


def test_an_answer_without_rows_or_of_noughts_alone_says_nothing(
    release: Release, tmp_path: Path
) -> None:
    write_answers(tmp_path, NOBODY, BASE)
    assert unanswered(tmp_path, BASE) == {one.slug for one in questions()}
    assert "severity" in unanswered(release.folder, BASE)  # which counts nought of each
    assert "about-actor" not in unanswered(release.folder, BASE)
