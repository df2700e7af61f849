"""The served release: its engine, its entity tag version and the addresses of its IRIs."""

import os
import threading
from dataclasses import dataclass
from functools import cache, cached_property, partial
from importlib.resources import files
from pathlib import Path
from typing import Final

from cachetools import LRUCache
from flask import current_app, g

from graph.desk.decided_files import hidden_now
from graph.engine.base import Engine
from graph.engine.bounds import Bounds
from graph.engine.oxigraph import Store
from graph.engine.pool.client import PoolEngine
from graph.engine.pool.direct import DirectEngine
from graph.engine.pool.loaded_graph import ProcessGraph
from graph.engine.remote.client import Remote
from graph.engine.remote.http import credentials
from graph.reconcile import NAMES, NameIndex
from graph.release.downloads import DOWNLOADS
from graph.release.release import Release, current_version, read_release
from graph.search import SEARCH, Search
from ontology import BASE, CONCEPT, JG, ONTOLOGY, OURS, Project
from server.languages.current import current
from server.web.former import former_engine, make_ready, shown_folder
from server.web.kept_bodies import KeptBodies
from server.web.names import NO_NAMES, Names, read_names
from server.web.settings import Settings

__all__ = [
    "EXTENSION",
    "SERVING",
    "Site",
    "Sites",
    "address_below",
    "is_held",
    "query_text",
    "site",
]

EXTENSION: Final = "justicegraph"
TERMS: Final = (ONTOLOGY, CONCEPT)
"""Where our terms and concepts begin, which every server has, wherever its data are."""
SERVING: Final = "serving"
"""The symbolic link in a pool's folder to the socket of the pool that is used now."""


@dataclass(frozen=True)
class Site:
    """One release, opened for reading.

    `shows_later` is whether its pages tell of releases that were published after it.
    """

    release: Release
    engine: Engine
    settings: Settings
    shows_later: bool = True

    @cached_property
    def base(self) -> str:
        """Return the address under which the IRIs of the data were made."""
        return self.release.base

    @property
    def project(self) -> Project:
        """Return the metadata of the graph that is served."""
        return self.release.project

    @property
    def contact(self) -> str:
        """Return who answers for this server: by the settings, else by the release."""
        return self.settings.contact or self.project.contact

    @property
    def operator(self) -> str:
        """Return who runs this server: by the settings, else the publisher of another graph."""
        is_ours = self.project.publisher == OURS.publisher
        return self.settings.operator or ("" if is_ours else self.project.publisher)

    @cached_property
    def version(self) -> str:
        """Return the part of entity tags that identifies this release, its look and the engine.

        A store on disk gives rows in another order than one in memory.
        """
        kind = "disk" if isinstance(self.engine, Store) else type(self.engine).__name__.lower()
        return f"{self.release.name} {self.release.look} {kind} {self.settings.in_memory}"

    @cached_property
    def search(self) -> Search:
        """Return the search index of the release."""
        return Search(self.release.folder / SEARCH, self.hidden, lambda: self.in_language.by_iri)

    @cached_property
    def bodies(self) -> KeptBodies:
        """Return the cache of pages and lists: a quarter of what is kept of results of queries."""
        return KeptBodies(self.settings.cache_megabytes << 18)

    def called(self, iri: str, label: str) -> str:
        """Return what an IRI is called in the language of the request, else the label given."""
        return self.in_language.by_iri.get(iri, label)

    def translated(self, label: str) -> str:
        """Return an English label in the language of the request; unchanged if it has several."""
        return self.in_language.by_label.get(label, label)

    def in_small(self, word: str) -> str:
        """Return a label that was written in small letters in the language of the request."""
        return self.translated(word[:1].upper() + word[1:]).lower()

    def defined(self, iri: str, definition: str) -> str:
        """Return the definition of a term in the language of the request, else that given."""
        return self.in_language.definitions.get(iri, definition)

    @property
    def in_language(self) -> Names:
        """Return the labels in the language of the request; in English there are none to take.

        Complexity: one query for each language.
        """
        if current().is_source:
            return NO_NAMES
        language = current().language
        if language not in self._names:
            self._names[language] = read_names(self.engine, language)
        return self._names[language]

    @cached_property
    def _names(self) -> dict[str, Names]:
        return {}

    @cached_property
    def names(self) -> NameIndex:
        """Return the name index of the release."""
        return NameIndex(self.release.folder / NAMES, self.hidden_ids)

    def hidden_ids(self) -> frozenset[str]:
        """Return the ids, paths below the base, of the records that reviewers hide."""
        return frozenset(f"id/{name}" for name in hidden_now(self.settings.data))

    def hidden(self) -> frozenset[str]:
        """Return the IRIs of the records that reviewers hide until the next build."""
        return frozenset(f"{self.base}{id_}" for id_ in self.hidden_ids())

    def address(self, iri: str) -> str:
        """Return where an IRI is read on this server: its own by path, others as they are.

        Of a graph with another base, records at our base are others.

        >>> from server.web.settings import Settings
        >>> release = Release(Path(), {"name": "0"})
        >>> Site(release, ..., Settings()).address("https://w3id.org/justicegraph/id/issue/ghost-work")
        '/id/issue/ghost-work'
        """
        return address_below(self.base, iri)


def address_below(base: str, iri: str) -> str:
    """Return where an IRI is read on a server of data that were made under a base."""
    if iri.startswith(JG):
        return f"/ontology#{iri.removeprefix(JG)}"
    if iri.startswith(base):
        return "/" + iri.removeprefix(base)
    return "/" + iri.removeprefix(BASE) if iri.startswith(TERMS) else iri


class Sites:
    """Opens the release that is served now, and a new one when the link or its manifest changes.

    With the name of a kept release, that is served as it was then, whatever the link says.
    """

    def __init__(self, settings: Settings, release: str = "") -> None:
        self.settings, self._kept = settings, release
        if release:
            shown_folder(settings.data, release)
        self.has_pool = bool(settings.folder) and not settings.engine
        self._link = str(Path(settings.folder) / SERVING)
        self._graph = ProcessGraph()
        self._name = self._serving()
        self._site = self._opened(self._name)
        self._former: LRUCache[str, Site] = LRUCache(max(1, self.settings.former))
        self._lock = threading.Lock()

    def now(self) -> Site:
        """Return the site of the release that is served now.

        Raises `NotFound` where no release was built, `Unavailable` where it cannot be opened.
        Complexity: one look at a link, and where there is no pool at a file.
        """
        name = self._serving()
        if name != self._name:
            self._site, self._name = self._opened(name), name
        return self._site

    def named(self, name: str) -> Site:
        """Return the site of a kept release, by its name; one that is not served now is opened.

        Raises `NotFound` with the kept names, `Gone` for one that was withdrawn, and `Busy` where
        too many are open.
        """
        if name == (now := self.now()).release.name:
            return now
        shown_folder(self.settings.data, name)
        make_ready(self.settings, name)
        with self._lock:
            found = self._former.get(name)
            if found is None:
                release = read_release(self.settings.data, name)
                engine = former_engine(self.settings, release)
                self._former[name] = found = Site(release, engine, self.settings)
        return found

    def _serving(self) -> str:
        """Return the name of a release and its version; of a pool, that of its socket.

        A release that is built again with another look has the same name.
        """
        if self.has_pool:
            return os.readlink(self._link)  # noqa: PTH115 - pathlib takes five times as long, each request
        return self._kept or ".".join(current_version(self.settings.data))

    def _opened(self, name: str) -> Site:
        release = read_release(self.settings.data, name.partition(".")[0])
        return Site(release, self._engine(release, name), self.settings, not self._kept)

    def _engine(self, release: Release, name: str) -> Engine:
        settings = self.settings
        if settings.engine:
            return Remote(
                settings.engine,
                settings.seconds,
                settings.limits.result_bytes,
                release.base,
                credentials(),
            )
        if self.has_pool:
            return _pool(release, Path(settings.folder) / name, settings, self._graph)
        return Store.open(release.store, release.base)


def _pool(release: Release, path: Path, settings: Settings, graph: ProcessGraph) -> PoolEngine:
    """Return the engine of a pool; this process answers small queries of a graph that it can hold.

    It holds one in memory where the pool does so and a setting allows it, else as the pool on disk.
    """
    kept = max(1, settings.ready // settings.processes)
    if not is_held(release, settings):
        return PoolEngine(path, settings.limits, kept)
    is_in_memory = _is_in_memory(release, settings)
    source = release.folder / DOWNLOADS[0].filename if is_in_memory else release.store
    open_ = partial(Store.in_memory if is_in_memory else Store.open, source, release.base)
    bounds = Bounds(release.manifest["degrees"])
    return DirectEngine(path, settings.limits, bounds, graph.of(release.folder.name, open_), kept)


def is_held(release: Release, settings: Settings) -> bool:
    """Whether each web process holds the graph of a release, for small queries and look-ups."""
    is_small = release.manifest["counts"]["triples"] <= settings.direct
    return "degrees" in release.manifest and (is_small or not _is_in_memory(release, settings))


def _is_in_memory(release: Release, settings: Settings) -> bool:
    is_small = release.manifest["counts"]["triples"] <= settings.in_memory
    return is_small or not release.store.is_dir()


def site() -> Site:
    """Return the site of the request that is answered now; one request sees one release."""
    kept = _request()
    found: Site | None = kept.get("site")
    if found is None:
        sites: Sites = current_app.extensions[EXTENSION]
        kept.site = found = sites.now()
    return found


_request: Final = g._get_current_object
"""Returns what `g` stands for: a page looks hundreds of times, and faster than through `g`."""


@cache
def query_text(name: str) -> str:
    """Return one of the server's own queries by its name."""
    return (files("server") / "queries" / f"{name}.rq").read_text(encoding="utf-8")
