"""The judgement of related issues: baselines on incidents known by hand, and all on real ones."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from scripts.bench.__main__ import main
from scripts.bench.related.baselines import BASELINES
from scripts.bench.related.incidents import read_incidents
from scripts.bench.related.measures import interval, measured
from scripts.bench.related.method import ours, table
from scripts.bench.related.pairs import read_pairs

DATA = Path(__file__).parents[4].parent / "shared" / "data"
Files = tuple[Path, Path]
LISTS = {
    "newest with a shared tag": {"1": ["2"], "3": ["4"], "5": []},
    "Jaccard, shared parties": {"1": ["2"], "3": ["4"], "5": []},
    "Adamic-Adar, shared parties": {"1": ["2"], "3": ["4"], "5": []},
    "personalised PageRank": {"1": ["2"], "3": ["4"], "5": []},
    "TF-IDF text cosine": {"1": ["2"], "2": ["1"], "3": ["4"]},
    "BM25": {"1": ["2"], "2": ["1"], "3": ["4"]},
}


def run(*arguments: object) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["related", *map(str, arguments)])
    return done.exit_code, done.output


@pytest.mark.parametrize("name", BASELINES)
def test_a_baseline_ranks_what_shares_most_first(files: Files, name: str) -> None:
    lists = BASELINES[name](read_incidents(files[0]))
    for incident, expected in LISTS[name].items():
        assert lists(incident)[: len(expected)] == expected


def test_our_lists_name_the_partner_first(files: Files) -> None:
    lists = ours(table(read_incidents(files[0])))
    assert [lists(name)[0] for name in "1234"] == ["2", "1", "4", "3"]


def test_measures_look_at_the_first_ten_alone() -> None:
    lists: Callable[[str], list[str]] = {"a": [*"zyxwvutsrq", "b"], "b": ["c", "a"]}.__getitem__
    found = measured(lists, {"a": frozenset("bz"), "b": frozenset("a")})
    assert found.recall.tolist() == [0.5, 1.0]
    assert found.hit.tolist() == [1.0, 1.0]
    assert found.first.tolist() == [1.0, 0.5]


def test_an_interval_holds_the_mean_and_is_the_same_each_time() -> None:
    values = np.array([0.0, 1.0, 1.0, 0.5, 0.25])
    low, high = interval(values)
    assert (low, high) == interval(values)
    assert 0 <= low < values.mean() < high <= 1


def test_the_command_prints_one_line_a_method(files: Files) -> None:
    code, said = run("--incidents", files[0], "--pairs", files[1], "--data", files[0].parent)
    lines = said.splitlines()
    assert code == 0
    assert lines[1].startswith("2 strong pairs, 1 left out ")
    assert [line[:34].strip() for line in lines[2:9]] == ["justicegraph", *BASELINES]
    assert lines[2].split()[1:4] == ["1.000", "[1.000,", "1.000]"]


def test_a_file_that_is_not_there_is_told_without_a_traceback(tmp_path: Path) -> None:
    code, said = run("--incidents", tmp_path / "none.csv", "--data", tmp_path)
    first, last = said.splitlines()
    assert first.startswith("no graded judgements: ")
    assert (code, last[:15], "none.csv: cannot be read" in last) == (2, "bench related: ", True)


@pytest.mark.skipif(not DATA.is_dir(), reason="needs the incidents of ../shared/data")
def test_on_real_pairs_ours_finds_more_than_every_baseline() -> None:
    incidents = read_incidents(DATA / "aiid" / "incidents.csv")
    known = table(incidents)
    pairs = read_pairs(DATA / "related" / "aiid_related_pairs.csv", known.issues)
    quick = [name for name in BASELINES if "PageRank" not in name]
    for strength, least in (("strong", 0.58), ("topical", 0.13)):
        related = pairs[strength].related
        reached = measured(ours(known), related).recall.mean()
        others = [measured(BASELINES[name](incidents), related).recall.mean() for name in quick]
        assert reached > max(least, *others)


def test_speed_tells_what_lists_take_beside_networkx() -> None:
    code, said = run("--speed", 300)
    lines = said.splitlines()
    assert code == 0
    assert [line.partition(":")[0] for line in lines[1:]] == [
        "all lists",
        "reasons in words",
        "one list with reasons in words",
        "one issue more",
        "networkx Adamic-Adar, from 5 issues",
    ]
    assert lines[0].startswith("300 issues, ")
    assert lines[4].endswith("same as all anew: True")
