"""The same lists on Apache Spark, for graphs that would keep one machine too long.

The definition is that of `graph/related/ranking.py`: the index goes to each worker once, a task
makes the lists of some issues, and a task that is lost is run again elsewhere. It needs the extra
`spark`, and Java; workers need this package.
"""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from importlib import import_module
from typing import Any, Final

import numpy as np

from graph.related.index import Index
from graph.related.ranking import LIMIT, Ranked, nearest
from ontology import Unavailable

__all__ = ["MASTER", "nearest_by_spark"]

MASTER: Final = "local[2]"
SETTINGS: Final = {"spark.ui.enabled": "false", "spark.driver.maxResultSize": "0"}
ROWS: Final = 500
"""Issues that one task ranks."""

TASKS: Final = 200
"""Tasks of one job; their lists are in memory at a time."""


def nearest_by_spark(index: Index, master: str = MASTER, limit: int = LIMIT) -> Iterator[Ranked]:
    """Yield the nearest issues of all, as `nearest` does.

    Raises `Unavailable`, saying what to install, where Spark or Java is absent, and where Spark
    fails.
    Complexity: that of `nearest`, over the cores of the cluster, each of which holds the index.
    """
    issues = len(index.features.issues)
    with _context(master) as spark:
        ranked = partial(_ranked, spark.broadcast(_bare(index)), limit)
        tasks = [range(first, min(first + ROWS, issues)) for first in range(0, issues, ROWS)]
        for first in range(0, len(tasks), TASKS):
            job = tasks[first : first + TASKS]
            try:
                yield from spark.parallelize(job, len(job)).flatMap(ranked).collect()
            except Exception as error:
                raise Unavailable(f"Spark at {master} failed: {str(error)[:300]}") from error


def _ranked(shared: Any, limit: int, rows: range) -> list[Ranked]:
    """Rank the issues of a task, on a worker."""
    return list(nearest(shared.value, np.array(rows), limit))


def _bare(index: Index) -> Index:
    """Return what ranking needs of an index: no names, no labels, nothing made of it."""
    known = index.features
    issues, nodes = ("",) * len(known.issues), ("",) * len(known.nodes)
    bare = replace(known, issues=issues, nodes=nodes, labels={}, roles={})
    return replace(index, features=bare)


@contextmanager
def _context(master: str) -> Iterator[Any]:
    try:
        pyspark: Any = import_module("pyspark")
    except ImportError:
        raise Unavailable(
            "Spark is not installed: python -m pip install 'justicegraph[spark]'"
        ) from None
    if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
        raise Unavailable("Spark needs Java 17: install a JRE, such as openjdk-17-jre-headless")
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    settings = pyspark.SparkConf().setMaster(master).setAppName("justicegraph related")
    try:
        context = pyspark.SparkContext(conf=settings.setAll(SETTINGS.items()))
    except Exception as error:
        raise Unavailable(f"Spark at {master} cannot be begun: {str(error)[:300]}") from error
    try:
        yield context
    finally:
        context.stop()
