"""Counts of what a graph holds by class, for the front page and the entries of the menu.

In a project the base layer is left out, and so is who only publishes an imported table: they are no
work of the project.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from graph.release.release import Release
from ontology import JG, OURS
from server.languages.current import gettext_noop
from server.web.site import query_text, site

__all__ = ["for_base", "has", "has_helpers", "holdings", "is_ours", "uncounted"]

HOLDINGS: Final = (
    ("Actor", gettext_noop("actor"), gettext_noop("actors"), "actor"),
    ("AISystem", gettext_noop("AI system"), gettext_noop("AI systems"), "system"),
    (
        "WorkerGroup",
        gettext_noop("group of workers"),
        gettext_noop("groups of workers"),
        "workers",
    ),
    ("Source", gettext_noop("source"), gettext_noop("sources"), "source"),
)
"""Classes that the front page counts, with the words for one and for more, and the icon of each."""
IMPORTS: Final = "graph/import/"


def is_ours() -> bool:
    """Whether the graph that is served is ours, not that of a project."""
    return site().project.title == OURS.title


def has(name: str) -> bool:
    """Whether the release has instances of a class, by the manifest."""
    return bool(site().release.manifest["counts"]["classes"].get(JG + name))


def has_helpers() -> bool:
    """Whether an organisation helps workers; ours has some, without a query."""
    return is_ours() or _has_helpers(site().version)


def holdings(release: Release) -> Iterator[tuple[int, str, str]]:
    """Yield the number of instances of each class with some, its words and its icon."""
    counts = release.manifest["counts"]["classes"]
    apart = {} if is_ours() else _apart(site().version)
    for name, one, more, mark_ in HOLDINGS:
        if (count := counts.get(JG + name, 0) - apart.get(JG + name, 0)) > 0:
            yield count, one if count == 1 else more, mark_


def uncounted() -> int:
    """Return how many records of a project lists have and `holdings` does not count."""
    return 0 if is_ours() else sum(_apart(site().version).values())


@lru_cache(maxsize=8)
def _has_helpers(_version: str) -> bool:
    return bool(site().engine.rows(for_base("helpers", site().base)))


@lru_cache(maxsize=8)
def _apart(_version: str) -> dict[str, int]:
    """Return by class how many records are not counted as the project's."""
    rows = site().engine.rows(for_base("apart", site().base))
    return {row["class"].text: int(row["n"].text) for row in rows if "class" in row}


def for_base(name: str, base: str) -> str:
    """Return a query of this module with the addresses of the imports of a graph."""
    imports = f"{base}{IMPORTS}"
    text = query_text(name).replace("<base-layer>", f"<{imports}base-layer>")
    return text.replace('"imports"', f'"{imports}"')
