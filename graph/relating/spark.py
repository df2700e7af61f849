"""The same lists on Apache Spark, for graphs that outgrow a machine.

The definition is that of `graph/relating/ranking.py`, as joins: what finds candidates, the scores
of these in full, their strongest reasons, the first of each issue. It needs the extra `spark`, and
Java.
Nothing is returned unless all of it was computed.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any, Final

import numpy as np
from scipy import sparse

from graph.relating.index import Index
from graph.relating.ranking import CANDIDATES, DIGITS, LIMIT, REASONS, Ranked
from ontology import Unavailable

__all__ = ["MASTER", "nearest_by_spark"]

MASTER: Final = "local[2]"
SCHEMA: Final = "issue int, node int, told int, value double, searched boolean"


def nearest_by_spark(
    index: Index, master: str = MASTER, limit: int = LIMIT, most: int = REASONS
) -> Ranked:
    """Return the nearest issues of all, as `nearest` does, equal up to ties of candidates.

    Raises `Unavailable`, saying what to install, where Spark or Java is absent, and where Spark
    fails.
    Complexity: that of `nearest`, over the cores of the cluster.
    """
    with _session(master) as session:
        try:
            rows = _lists(session, index, limit, most).collect()
        except Exception as error:
            raise Unavailable(f"Spark at {master} failed: {str(error)[:300]}") from error
    return _ranked(index, rows)


@contextmanager
def _session(master: str) -> Iterator[Any]:
    try:
        sql: Any = import_module("pyspark.sql")
    except ImportError:
        raise Unavailable(
            "Spark is not installed: python -m pip install 'justicegraph[spark]'"
        ) from None
    if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
        raise Unavailable("Spark needs Java 17: install a JRE, such as openjdk-17-jre-headless")
    builder = sql.SparkSession.builder.master(master).appName("justicegraph related")
    settings = {"spark.ui.enabled": "false", "spark.sql.shuffle.partitions": "4"}
    for name, value in settings.items():
        builder = builder.config(name, value)
    try:
        session = builder.getOrCreate()
    except Exception as error:
        raise Unavailable(f"Spark at {master} cannot be begun: {str(error)[:300]}") from error
    try:
        yield session
    finally:
        session.stop()


def _lists(session: Any, index: Index, limit: int, most: int) -> Any:
    values = session.createDataFrame(_values(index), SCHEMA).cache()
    values.createOrReplaceTempView("value")
    candidates = CANDIDATES * limit
    return session.sql(
        QUERY.format(million=10**DIGITS, candidates=candidates, most=most, limit=limit)
    )


def _values(index: Index) -> list[tuple[int, int, int, float, bool]]:
    table = index.values.tocoo()
    degrees = np.bincount(index.values.indices, minlength=index.values.shape[1])
    columns = (
        table.row,
        table.col,
        index.told[table.col],
        table.data,
        degrees[table.col] <= index.hub,
    )
    return list(zip(*(column.tolist() for column in columns), strict=True))


def _ranked(index: Index, rows: list[Any]) -> Ranked:
    places = [(row.issue, row.rank, row.related, row.score, row.reasons) for row in rows]
    places.sort(key=lambda one: one[:2])
    reasons = sparse.lil_matrix((len(places), index.values.shape[1]), dtype=np.int64)
    for pair, (*_, found) in enumerate(places):
        for told, added in found:
            reasons[pair, told] = added
    issues, related, scores = (
        np.array([one[column] for one in places], dtype=np.int64) for column in (0, 2, 3)
    )
    return Ranked(issues, related, scores, reasons.tocsr())


QUERY: Final = """
WITH found AS (
  SELECT a.issue, b.issue AS related, SUM(a.value * b.value) AS nearness
  FROM value a JOIN value b ON a.node = b.node AND a.issue <> b.issue
  WHERE a.searched AND b.searched
  GROUP BY a.issue, b.issue
), candidate AS (
  SELECT issue, related FROM (
    SELECT *, ROW_NUMBER() OVER (PARTITION BY issue ORDER BY nearness DESC, related) AS place
    FROM found
  ) WHERE place <= {candidates}
), reason AS (
  SELECT c.issue, c.related, a.told,
         CAST(RINT(SUM(a.value * b.value) * {million}) AS BIGINT) AS added
  FROM candidate c
  JOIN value a ON a.issue = c.issue
  JOIN value b ON b.issue = c.related AND b.node = a.node
  GROUP BY c.issue, c.related, a.told
), strongest AS (
  SELECT * FROM (
    SELECT *, ROW_NUMBER() OVER (PARTITION BY issue, related ORDER BY added DESC, told) AS place
    FROM reason WHERE added > 0
  ) WHERE place <= {most}
), scored AS (
  SELECT issue, related, SUM(added) AS score, COLLECT_LIST(STRUCT(told, added)) AS reasons
  FROM strongest GROUP BY issue, related
)
SELECT * FROM (
  SELECT *, ROW_NUMBER() OVER (PARTITION BY issue ORDER BY score DESC, related) AS rank FROM scored
) WHERE rank <= {limit}
"""
