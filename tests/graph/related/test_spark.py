"""The lists on Spark are those of one machine."""

import importlib.util
import shutil
import sys
from collections.abc import Iterable

import pytest

from graph.related import Ranked, features, index, nearest
from graph.related.spark import nearest_by_spark
from ontology import Unavailable
from scripts.bench.related.speed import generated
from tests.graph.related.graphs import FOUR

HAS_SPARK = importlib.util.find_spec("pyspark") is not None and shutil.which("java")
needs_spark = pytest.mark.skipif(not HAS_SPARK, reason="needs pyspark and Java")


def rows(parts: Iterable[Ranked]) -> list[tuple[int, int, list[tuple[int, int]]]]:
    return [row for part in parts for row in part.pairs()]


@needs_spark
@pytest.mark.filterwarnings("ignore")
def test_lists_on_spark_are_those_of_one_machine() -> None:
    for known in (FOUR, generated(1_200)):  # of three tasks
        made = index(known)
        assert rows(nearest_by_spark(made)) == rows(nearest(made))


@needs_spark
@pytest.mark.filterwarnings("ignore")
def test_an_empty_graph_has_no_lists_on_spark() -> None:
    assert rows(nearest_by_spark(index(features([], issues="ab")))) == []


def test_without_spark_or_java_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setitem(sys.modules, "pyspark", None)
        with pytest.raises(
            Unavailable, match=r"^Spark is not installed: python -m pip install 'just"
        ):
            next(nearest_by_spark(index(FOUR)))


def test_without_java_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark", pytest)
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(Unavailable, match=r"^Spark needs Java 17: install a JRE"):
        next(nearest_by_spark(index(FOUR)))
