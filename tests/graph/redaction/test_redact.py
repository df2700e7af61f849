"""A redacted release: whole, valid, marked, and without anything of what was withdrawn."""

import gzip
import json
import shutil
import sqlite3
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import duckdb
import numpy as np
import pyoxigraph as ox
import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import VOID

from graph.build.build import build
from graph.build.inputs import Plan, is_current
from graph.deriving import DERIVED
from graph.desk.decided_files import write_decided
from graph.desk.states import Act
from graph.desk.suggestions import Desk, New
from graph.desk.withheld import Name, Parts, Statement, written_parts
from graph.engine.oxigraph import Store
from graph.rdf.quads import from_engine, iri
from graph.reading.check import check_release
from graph.redaction.kinds import INFERRED
from graph.redaction.redact import REDACTION, is_needed, redact
from graph.related_index import RELATED_INDEX
from graph.release.history import history
from graph.release.release import Release, current_release
from graph.release.withdraw import WITHDRAWN
from ontology import BASE, JG
from server import Settings, create_app
from shapes import Severity

PERSON: Final = "actor/alex-kairu"
"""A person whose name no text of another record has."""
ISSUE: Final = "issue/hiring-algorithms"
ENTRY: Final = "registered-platform-workers"
PARTS: Final = Parts(
    frozenset(
        {Statement("<id/issue/ghost-work>", iri(f"{JG}figure"), f"<id/issue/ghost-work#{ENTRY}>")}
    ),
    frozenset({Name("DÉLIVEROO", "a delivery service")}),
)
"""A statement whose value is a nested entry, and a name that records, texts and words have."""


def withdraw(data: Path, *names: str) -> None:
    desk = Desk(data)
    for name in names:
        one = desk.by_receipt(desk.send(New("remove", name, {}, name, name)))
        desk.act(one.id, one.seen, Act.HIDE, "Ann", "It endangers somebody.")
    write_decided(data)


def withhold(data: Path, parts: Parts) -> None:
    desk = Desk(data)
    one = desk.by_receipt(desk.send(New("remove", "parts", {}, "parts")))
    desk.act(one.id, one.seen, Act.WITHHOLD, "Ann", "It endangers.", written_parts(parts))
    write_decided(data)


def copied(release: Release, data: Path) -> Path:
    shutil.copytree(release.folder, data / "releases" / release.name)
    (data / "current").symlink_to(Path("releases") / release.name)
    return data


@pytest.fixture(scope="module")
def data(release: Release, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copied(release, tmp_path_factory.mktemp("redaction"))


@pytest.fixture(scope="module")
def redacted(data: Path) -> Release:
    withdraw(data, PERSON, ISSUE)
    withhold(data, PARTS)
    return redact(data)


def contents(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the content of each file, unpacked where it is packed."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.suffix == ".gz":
            yield name, gzip.decompress(path.read_bytes())
        elif path.suffix == ".parquet":
            yield name, repr(duckdb.read_parquet(str(path)).fetchall()).encode()
        elif path.suffix == ".npz":
            with np.load(path) as parts:
                yield name, b"".join(parts[part].tobytes() for part in parts)
        elif name == RELATED_INDEX:
            rows = sqlite3.connect(path).execute("SELECT issue, found FROM related").fetchall()
            yield name, b"".join(issue.encode() + zlib.decompress(one) for issue, one in rows)
        elif path.is_file():
            yield name, path.read_bytes()


def test_nothing_of_a_person_is_left_in_any_file(redacted: Release) -> None:
    words = [text.encode() for text in ("alex-kairu", "Alex Kairu", "Kairu", "kairu")]
    found = [
        (name, word) for name, text in contents(redacted.folder) for word in words if word in text
    ]
    assert found == []


def test_nothing_of_a_withheld_name_or_statement_is_left_in_any_file(redacted: Release) -> None:
    words = [text.encode() for text in ("deliveroo", ENTRY)]
    found = [
        (name, word)
        for name, text in contents(redacted.folder)
        for word in words
        if word in text.lower()
    ]
    assert found == []


def test_what_is_not_withheld_of_a_record_stays_and_texts_say_something_else(
    redacted: Release, release: Release
) -> None:
    ghost = f"<{BASE}id/issue/ghost-work> "

    def lines(of: Release, start: str) -> set[str]:
        text = (of.folder / "justicegraph.nq").read_text(encoding="utf-8")
        return {line for line in text.splitlines() if line.startswith(start)}

    gone = lines(release, ghost) - lines(redacted, ghost)
    assert len([line for line in gone if f"#{ENTRY}>" in line]) == 1
    stated = [line for line in gone if f"<{BASE}graph/issue/ghost-work>" in line]
    assert len(stated) == 1
    riders = lines(redacted, f"<{BASE}id/worker-group/delivery-riders>")
    assert any("a delivery service" in line.lower() for line in riders)


def test_of_an_issue_the_tombstone_alone_is_left(redacted: Release) -> None:
    about = f"id/{ISSUE}(#|$)|/[a-z]+/(.*--)?hiring-algorithms--|--hiring-algorithms(#|$)"
    rows = Store.open(redacted.store).rows(
        f'SELECT ?p {{ ?s ?p ?o FILTER(REGEX(STR(?s), "{about}") || REGEX(STR(?o), "{about}")) }}'
    )
    assert sorted(row["p"].text.rpartition("/")[2] for row in rows) == [
        "22-rdf-syntax-ns#type",
        "ontology#formerType",
        "ontology#withdrawalReason",
        "primaryTopic",
    ]


def test_exports_tables_and_indexes_do_not_name_an_issue(redacted: Release) -> None:
    graphs = ("justicegraph.", "service.ttl", "store/")
    found = [
        name
        for name, text in contents(redacted.folder)
        if f"id/{ISSUE}".encode() in text and not name.startswith(graphs)
    ]
    assert found == []


def test_it_breaks_no_rule_and_its_report_says_what_shacl_says(redacted: Release) -> None:
    quads = ox.parse(path=redacted.folder / "justicegraph.nq", format=ox.RdfFormat.N_QUADS)
    checked = check_release([], [*from_engine(quads)])
    assert not [one for one in checked.problems if one.severity is Severity.VIOLATION]
    report = json.loads((redacted.folder / "validation.json").read_text())
    assert len(report["problems"]) == len(checked.problems)


def test_its_metadata_say_from_what_and_how_much_was_taken_out(
    redacted: Release, release: Release
) -> None:
    mark = redacted.manifest[REDACTION]
    assert (mark["release"], mark["records"]) == (release.name, 8)
    assert mark["statements"] > 100
    void = Graph().parse(redacted.folder / "void.ttl")
    dataset = URIRef(f"{BASE}release/{redacted.name}")
    derived = void.value(dataset, URIRef("http://www.w3.org/ns/prov#wasDerivedFrom"))
    assert derived == URIRef(f"{BASE}release/{release.name}")
    assert int(str(void.value(dataset, VOID.triples))) == redacted.manifest["counts"]["triples"]
    lines = (redacted.folder / "justicegraph.nq").read_text().splitlines()
    assert redacted.manifest["counts"]["quads"] == len(lines)


def test_every_file_of_the_former_release_is_made_again_but_withdrawn_there(
    redacted: Release, release: Release, data: Path
) -> None:
    assert redacted.manifest["files"].keys() == release.manifest["files"].keys()
    former = data / "releases" / release.name
    assert [path.name for path in former.iterdir()] == [WITHDRAWN]
    assert [entry.name for entry in history(data)] == [redacted.name]
    assert "alex-kairu" not in (data / "history.json").read_text()


def test_it_is_made_once_and_no_build_takes_it_for_its_own(redacted: Release, data: Path) -> None:
    assert not is_needed(data)
    assert redact(data) == redacted
    assert not is_current(Plan(data))


@pytest.mark.long
def test_what_is_stated_and_derived_is_what_a_build_gives(release: Release, tmp_path: Path) -> None:
    data = copied(release, tmp_path)
    withdraw(data, PERSON, ISSUE, "actor/amazon", "source/adweek-scola-settlement-2020")
    withhold(data, PARTS)
    graphs = tuple(f"<{BASE}{name}> ." for name in INFERRED)
    derived = f"<{BASE}{DERIVED}> ."

    def stated() -> set[str]:
        text = (current_release(data).folder / "justicegraph.nq").read_text()
        return {line for line in text.splitlines() if not line.endswith(graphs)}

    redact(data)
    left = stated()
    build(Plan(data))
    more = stated() - left
    assert left <= stated()
    assert all(line.endswith(derived) for line in more)


@pytest.mark.long
def test_the_same_withdrawals_give_the_same_bytes(
    release: Release, redacted: Release, tmp_path: Path
) -> None:
    data = copied(release, tmp_path)
    withdraw(data, ISSUE, PERSON)
    withhold(data, PARTS)
    assert redact(data).manifest == redacted.manifest


def test_no_address_tells_of_what_was_withdrawn_and_former_files_are_gone(
    redacted: Release, release: Release, data: Path
) -> None:
    client = create_app(Settings(data=data, in_memory=0)).test_client()
    gone = [f"/id/{PERSON}", f"/id/{PERSON}.ttl", f"/id/{ISSUE}/related", f"/graph/{ISSUE}"]
    gone += [f"/embed/{ISSUE}", f"/es/id/{ISSUE}", f"/release/{release.name}/justicegraph.nq"]

    def answer(path: str) -> tuple[int, bytes]:
        with client.get(path, follow_redirects=True) as response:
            return response.status_code, response.data.lower()

    assert {path: answer(path)[0] for path in gone} == dict.fromkeys(gone, 410)
    words = "query=SELECT%20*%20{%20?s%20?p%20?o%20FILTER(CONTAINS(STR(?o),%20'Kairu'))%20}"
    asked = [
        *("/search.json?q=kairu", "/suggest?q=kairu", "/reconcile/suggest/entity?prefix=kairu"),
        *("/explore?around=actor/data-labelers-association", "/actors?q=kairu", "/feeds/new.atom"),
        *(f"/sparql?format=json&{words}", "/graph-store?default", "/questions/supply-chain.csv"),
        *("/downloads", "/sitemap-1.xml", "/brief?place=kenya", "/workers"),
        *(f"/release/{redacted.name}/{file}" for file in redacted.manifest["files"]),
    ]
    assert [path for path in asked if b"kairu" in answer(path)[1]] == []
