"""The lists on Spark are those of one machine."""

import importlib.util
import shutil
import sys

import numpy as np
import pytest

from graph.relating import Ranked, features, index, nearest
from graph.relating.spark import nearest_by_spark
from ontology import Unavailable
from scripts.bench.related.speed import generated
from tests.graph.relating.graphs import FOUR

HAS_SPARK = importlib.util.find_spec("pyspark") is not None and shutil.which("java")
needs_spark = pytest.mark.skipif(not HAS_SPARK, reason="needs pyspark and Java")


def rows(ranked: Ranked) -> list[tuple[int, int, list[tuple[int, int]]]]:
    return list(ranked.told())


@needs_spark
@pytest.mark.filterwarnings("ignore")
def test_lists_on_spark_are_those_of_one_machine() -> None:
    for known in (FOUR, generated(120)):
        made = index(known)
        parts = [row for part in nearest(made) for row in rows(part)]
        assert rows(nearest_by_spark(made)) == parts


@needs_spark
@pytest.mark.filterwarnings("ignore")
def test_an_empty_graph_has_no_lists_on_spark() -> None:
    assert np.array_equal(nearest_by_spark(index(features([], issues="ab"))).issues, [])


def test_without_spark_or_java_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setitem(sys.modules, "pyspark.sql", None)
        with pytest.raises(
            Unavailable, match=r"^Spark is not installed: python -m pip install 'just"
        ):
            nearest_by_spark(index(FOUR))


def test_without_java_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark.sql", pytest)
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(Unavailable, match=r"^Spark needs Java 17: install a JRE"):
        nearest_by_spark(index(FOUR))
