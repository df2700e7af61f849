"""The shapes held against records: each bad one breaks exactly one rule, the good ones none."""

import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest

from graph.build.assemble import stated_quads
from graph.reading.check import Checked, check, check_release
from graph.reading.files import curated_records, read_records
from graph.reading.yaml_ld import Node, documents
from ontology import KINDS, context, terms
from shapes import Problem
from tests.records import BAD, GOOD

BAD_RECORDS = sorted(BAD.glob("*.yaml"))
EXPECTS = re.compile(r"# expects: (\S+) (Violation|Warning|Info) field=(.*) line=(\d+)")


def expected(path: Path) -> tuple[str, str, str, int]:
    first = path.read_text(encoding="utf-8").partition("\n")[0]
    found = EXPECTS.fullmatch(first)
    assert found, f"{path.name} begins with no '# expects: rule severity field=… line=…'"
    return found[1], found[2], found[3], int(found[4])


def shown(problem: Problem) -> tuple[str, str, str, int]:
    return problem.rule, problem.severity.value, problem.mark.field, problem.mark.line


def words(node: Node) -> Iterator[str]:
    """Yield every key of a record, and each of the names of its types."""
    if isinstance(node.value, dict):
        for name, value in node.value.items():
            yield name
            if name == "type":
                yield str(value.value)
            yield from words(value)


@pytest.mark.parametrize("path", BAD_RECORDS, ids=lambda path: path.stem)
def test_a_bad_record_breaks_its_one_rule_where_it_says(path: Path, bad: Checked) -> None:
    problems = [problem for problem in bad.problems if problem.path == str(path)]
    assert [shown(problem) for problem in problems] == [expected(path)]


def test_every_problem_of_the_bad_records_stands_in_one_of_their_files(bad: Checked) -> None:
    assert {problem.path for problem in bad.problems} == {str(path) for path in BAD_RECORDS}


def test_a_build_refuses_the_same_as_the_validation_of_single_records(bad: Checked) -> None:
    records = read_records([BAD])
    own = {record.iri for record in records}
    others = (one for one in read_records([curated_records()]) if one.iri not in own)
    release = [*records, *others]
    built = check_release(release, stated_quads(release))
    paths = {str(path) for path in BAD_RECORDS}
    assert [one for one in built.problems if one.path in paths] == list(bad.problems)


def test_good_records_have_no_problem_at_all() -> None:
    checked = check(read_records([GOOD]), known=read_records([curated_records()]))
    assert checked.problems == ()


INFERRED = {
    *("mentionedIn", "topicOf", "parameters", "inputHash", "judges", "verdict", "judgedBy"),
    *("derivation", "derivedBy", "ownerInvolved"),
}
"""Words of what a build adds, which no record says."""


def test_good_records_show_every_field_and_every_type() -> None:
    trees = [
        documents(path.read_text(encoding="utf-8"), path.name)
        for path in sorted(GOOD.glob("*.yaml"))
    ]
    used = set(chain.from_iterable(words(node) for node in chain.from_iterable(trees)))
    assert (set(terms().fields) | set(KINDS)) - used - INFERRED == set()


def test_good_records_use_no_word_that_the_context_lacks() -> None:
    records = read_records([GOOD])
    assert [problem for record in records for problem in record.problems] == []
    assert {record.kind for record in records} == set(KINDS.values())
    assert set(KINDS) <= set(context())
