"""The benchmark's graphs are like ours, and its command runs."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from graph.parallel import run_in_fork
from graph.reading.check import check
from graph.reading.record import read_record
from scripts.bench.__main__ import main
from scripts.bench.costs import measured
from scripts.bench.generate import generate


def test_a_generated_graph_is_the_same_each_time_and_valid() -> None:
    first, again = (list(generate(1_000)) for _ in range(2))
    assert first == again
    records = [read_record(node, name) for name, node in first]
    assert [
        str(problem) for problem in check(records).problems if problem.severity == "Violation"
    ] == []


def test_the_import_benchmark_prints_rows_a_second_and_memory() -> None:
    result = CliRunner().invoke(main, ["import", "--rows", "2000"], catch_exceptions=False)
    assert result.output.splitlines()[0].split() == [
        "rows",
        "wall",
        "s",
        "CPU",
        "s",
        "MB",
        "rows/s",
    ]
    assert re.fullmatch(r" +2,000( +[\d.,]+){4}", result.output.splitlines()[1])


def test_the_validators_benchmark_compares_results_of_bad_records() -> None:
    arguments = ["validators", "--triples", "500", "--pyshacl-up-to", "-1"]
    result = CliRunner().invoke(main, arguments, catch_exceptions=False)
    rows = [line.split() for line in result.output.splitlines() if line.startswith("the gate")]
    assert [row[-2:] for row in rows] == [["0", "0"], ["0", "0"]]
    assert int(rows[0][-3]) > 200


@pytest.mark.long
def test_the_build_benchmark_prints_the_ratio_of_rdflib() -> None:
    result = CliRunner().invoke(main, ["build", "--triples", "1000"], catch_exceptions=False)
    lines = result.output.splitlines()
    assert [line.split()[0] for line in lines] == ["triples", *["1,000"] * 5]
    assert re.search(r"rdflib parses the same Turtle .* \d+\.\d$", lines[-1])


@pytest.mark.long  # three builds of the curated records
def test_the_benchmark_of_own_graphs_prints_ratios_to_the_core() -> None:
    result = CliRunner().invoke(main, ["own", "--turns", "1"], catch_exceptions=False)
    steps = ("a build", "an issue's page", "a search", "a small query")
    sides = ("a project", "a project with own terms")
    assert [line.partition(", to the core")[0] for line in result.output.splitlines()] == [
        f"{step}: {side}" for step in steps for side in sides
    ]


def forking() -> float:
    with run_in_fork(lambda: len(bytearray(200 << 20)), [], least=0) as forked:
        forked()
    return 1.0


def test_a_step_that_is_measured_may_fork_and_its_processes_count() -> None:
    cost = measured(forking)
    assert (cost.seconds, cost.megabytes > 200) == (1.0, True)


def test_the_documentation_names_every_benchmark() -> None:
    text = (Path(__file__).parents[3] / "docs" / "benchmarks.md").read_text(encoding="utf-8")
    assert [name for name in main.commands if f"`python -m scripts.bench {name}" not in text] == []
