"""Entity tags, content codings, ranges, and how long an answer may be kept."""

import hashlib
import zlib
from collections.abc import Callable

import brotli
import pytest
import zstandard

from tests.blackbox.client import Client, Reply

ALL = "SELECT * { ?s ?p ?o } LIMIT 2000"
LARGE = "SELECT * { ?s ?p ?o }"
STABLE = {
    "a query": "/sparql?query=ASK%7B%7D",
    "a large result": "/sparql?query=SELECT*%7B?s?p?o%7D&format=nt".replace("&format=nt", ""),
    "a query of a browser": "/sparql?query=ASK%7B%7D&timeout=9",
    "a description": "/id/issue/ghost-work",
    "the service": "/sparql",
    "the vocabulary": "/ontology",
    "the home page": "/",
    "a graph": "/graph-store?graph=https://w3id.org/justicegraph/graph/issue/ghost-work",
}
by_page = pytest.mark.parametrize("target", STABLE.values(), ids=STABLE)
HTML = "text/html,*/*;q=0.1"


def tag(found: Reply) -> str:
    return found.headers["etag"]


MEANT = [('"a", {}', "", 200), ("W/{}", "", 412), ('"a"', "{}", 412), ("*", "{}", 304)]


@by_page
@pytest.mark.parametrize("accept", ["*/*", HTML])
def test_the_same_answer_has_the_same_strong_tag(client: Client, target: str, accept: str) -> None:
    first, second = (client.get(target, {"Accept": accept}) for _ in range(2))
    assert (first.status, second.status) == (200, 200)
    assert tag(first) == tag(second)
    assert tag(first).startswith('"')
    assert first.body == second.body
    assert first.headers["cache-control"] == "public, no-cache"


@by_page
@pytest.mark.parametrize("held", ["{}", "W/{}", '"a", {} , "b"', 'W/"x",W/{}', "*"])
def test_who_holds_an_answer_is_told_so(client: Client, target: str, held: str) -> None:
    etag = tag(client.get(target))
    found = client.get(target, {"If-None-Match": held.format(etag)})
    assert (found.status, found.body, tag(found)) == (304, b"", etag)
    assert found.headers["vary"] == "Accept, Accept-Encoding"
    assert found.headers["cache-control"] == "public, no-cache"
    assert found.headers["access-control-allow-origin"] == "*"


@by_page
@pytest.mark.parametrize("held", ['"none"', "nonsense", '"', 'W/"none", "b"'])
def test_who_holds_another_answer_gets_this_one(client: Client, target: str, held: str) -> None:
    assert client.get(target, {"If-None-Match": held}).status == 200


@by_page
@pytest.mark.parametrize(("meant", "held", "status"), MEANT)
def test_who_means_other_bytes_gets_none(
    client: Client, target: str, meant: str, held: str, status: int
) -> None:
    whole = client.get(target)
    headers = {"If-Match": meant.format(tag(whole)), "If-None-Match": held.format(tag(whole))}
    found = client.get(target, {name: value for name, value in headers.items() if value})
    assert (found.status, found.body == whole.body) == (status, status == 200)


@by_page
def test_head_tells_who_holds_an_answer(client: Client, target: str) -> None:
    etag = tag(client.get(target))
    assert client.send("HEAD", target, {"If-None-Match": etag}).status == 304


def test_what_is_sent_by_post_is_always_answered(client: Client) -> None:
    etag = tag(client.query("ASK {}"))
    for held in (etag, "*"):
        found = client.post(
            "ASK {}", {"Content-Type": "application/sparql-query", "If-None-Match": held}
        )
        assert (found.status, found.body) == (200, b'{"head":{},"boolean":true}')


def test_a_tag_differs_by_format_and_coding_and_query(client: Client) -> None:
    answers = [
        client.query(text, {"Accept": accept, "Accept-Encoding": coding})
        for text in (ALL, f"{ALL} OFFSET 1")
        for accept in ("application/sparql-results+json", "application/json", "text/csv")
        for coding in ("identity", "gzip", "br", "zstd")
    ]
    assert len({tag(found) for found in answers}) == len(answers)


def test_a_tag_differs_by_the_graphs_that_are_asked(client: Client) -> None:
    graphs: list[dict[str, str]] = [{}, {"default-graph-uri": "a:g"}, {"named-graph-uri": "a:g"}]
    assert len({tag(client.query("ASK { ?s ?p ?o }", **graph)) for graph in graphs}) == 3


def test_a_tag_does_not_differ_by_space_and_comments(client: Client) -> None:
    ways = [
        "ASK{?s ?p 'a  b'}",
        "ASK{?s   ?p\t\n'a  b'}",
        "ASK{?s #c\n ?p 'a  b'} # d",
        "\n ASK{?s ?p 'a  b'}\n",
    ]
    assert len({tag(client.query(way)) for way in ways}) == 1
    assert tag(client.query("ASK{?s ?p 'a b'}")) != tag(client.query(ways[0]))


@pytest.mark.parametrize(
    "text",
    [
        "SELECT (NOW() AS ?x) {}",
        "SELECT (RAND() AS ?x) {}",
        "SELECT (UUID() AS ?x) {}",
        "SELECT (struuid() AS ?x) {}",
        "SELECT (BNODE() AS ?x) {}",
        "CONSTRUCT { [] <a:p> <a:o> } {}",
        "CONSTRUCT { _:x <a:p> <a:o> } {}",
        "SELECT ?x { FILTER(1<2&&'>'!='x') BIND(RAND() AS ?x) FILTER('y'='y') }",
    ],
)
@pytest.mark.parametrize("accept", ["*/*", "text/csv,*/*;q=0.1"])
def test_what_is_another_each_time_has_no_tag_and_is_not_kept(
    client: Client, text: str, accept: str
) -> None:
    first, second = (client.query(text, {"Accept": accept}) for _ in range(2))
    assert (first.status, second.status) == (200, 200)
    assert "etag" not in first.headers
    assert first.headers["cache-control"] == "no-store"
    assert first.body != second.body


# Pairs that differ where a careless reader of queries sees the same.
ALIKE = [
    ("ASK{FILTER(1<2#>\n && false\n)}", "ASK{FILTER(1<2#> && false\n)}"),
    (
        "SELECT ('b  c' AS ?x) { FILTER(1<2&&'>'!='x'&&'b  c'!='b') }",
        "SELECT ('b c' AS ?x) { FILTER(1<2&&'>'!='x'&&'b c'!='b') }",
    ),
    ("SELECT (<urn:x#\\u0041> AS ?x) {}", "SELECT (<urn:x#\\u0042> AS ?x) {}"),
    ("SELECT (<urn:x#A> AS ?x) {}", "SELECT (<urn:x#B> AS ?x) {}"),
    ("SELECT ('''a' 'b  c''' AS ?x) {}", "SELECT ('''a' 'b c''' AS ?x) {}"),
    ("SELECT ('a\\'  #b' AS ?x) {}", "SELECT ('a\\' #b' AS ?x) {}"),
]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_queries_that_look_alike_are_told_apart(client: Client, one: str, other: str) -> None:
    answers = [client.query(text).body for text in (one, other, one)]
    assert answers[0] == answers[2] != answers[1]


DECODERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": lambda body: zlib.decompress(body, wbits=31),
    "br": brotli.decompress,
    "zstd": lambda body: zstandard.ZstdDecompressor().decompressobj().decompress(body),
}
TEXTS = [
    "/sparql?query=SELECT*%7B?s?p?o%7DLIMIT%20500",
    "/sparql?query=SELECT*%7B?s?p?o%7D",
    "/sparql?query=SELECT*%7B?s?p?o%7DLIMIT%20500&format=csv",
    "/sparql?query=CONSTRUCT%7B?s?p?o%7DWHERE%7B?s?p?o%7DLIMIT%20500",
    "/id/issue/ghost-work",
    "/",
    "/sparql",
]


@pytest.mark.parametrize("target", TEXTS)
@pytest.mark.parametrize("coding", DECODERS)
def test_a_coded_answer_is_the_same_answer(client: Client, target: str, coding: str) -> None:
    plain = client.get(target, {"Accept-Encoding": "identity"})
    found = client.get(target, {"Accept-Encoding": coding})
    assert "content-encoding" not in plain.headers
    assert found.headers["content-encoding"] == coding
    assert DECODERS[coding](found.body) == plain.body
    assert len(found.body) < len(plain.body)
    assert tag(found) != tag(plain)


# What a client takes, and the coding that it gets.
CODINGS = [
    ("", ""),
    ("gzip", "gzip"),
    ("br", "br"),
    ("zstd", "zstd"),
    ("GZIP", "gzip"),
    ("gzip, deflate, br", "br"),
    ("gzip;q=1, br;q=0.1", "gzip"),
    ("gzip;q=0", ""),
    ("gzip;q=0, br;q=0, *;q=0", ""),
    ("br;q=0, *", "gzip"),
    ("identity, gzip;q=0.5", ""),
    ("deflate, compress", ""),
    ("identity;q=0, gzip", "gzip"),
    ("*", "br"),
]


@pytest.mark.parametrize(("accepted", "coding"), CODINGS)
def test_the_coding_is_one_that_the_client_takes(
    client: Client, accepted: str, coding: str
) -> None:
    headers = {"Accept-Encoding": accepted} if accepted else {}
    for found in (client.query(ALL, headers), client.get("/id/issue/ghost-work", headers)):
        assert found.headers.get("content-encoding", "") == coding


def test_a_short_answer_is_sent_as_it_is(client: Client) -> None:
    assert "content-encoding" not in client.query("ASK {}", {"Accept-Encoding": "br"}).headers


@pytest.fixture(scope="module")
def file(client: Client) -> str:
    """The address of a download."""
    return f"/release/{client.get('/readyz').text.split()[-1]}/justicegraph.nt"


@pytest.fixture(scope="module")
def whole(client: Client, file: str) -> Reply:
    return client.get(file)


def test_a_download_is_for_ever(whole: Reply) -> None:
    assert whole.kind == "application/n-triples"
    assert whole.headers["accept-ranges"] == "bytes"
    assert tag(whole) == f'"{hashlib.sha256(whole.body).hexdigest()}"'
    assert "immutable" in whole.headers["cache-control"]
    assert "max-age=31536000" in whole.headers["cache-control"]


RANGES: list[tuple[str, slice]] = [
    ("bytes=0-0", slice(0, 1)),
    ("bytes=0-99", slice(0, 100)),
    ("bytes=100-", slice(100, None)),
    ("bytes=-100", slice(-100, None)),
    ("bytes=1000-999999999999", slice(1000, None)),
    ("bytes=-999999999999", slice(0, None)),
]


@pytest.mark.parametrize(("asked", "part"), RANGES)
def test_a_part_of_a_download_is_to_be_had(
    client: Client, file: str, whole: Reply, asked: str, part: slice
) -> None:
    found = client.get(file, {"Range": asked})
    start, end, _ = part.indices(len(whole.body))
    assert (found.status, found.body) == (206, whole.body[part])
    assert found.headers["content-range"] == f"bytes {start}-{end - 1}/{len(whole.body)}"
    assert found.headers["content-length"] == str(end - start)


@pytest.mark.parametrize("asked", ["bytes=999999999999-", "bytes=-0"])
def test_a_part_that_there_is_not_is_told(
    client: Client, file: str, whole: Reply, asked: str
) -> None:
    found = client.get(file, {"Range": asked})
    assert (found.status, found.headers["content-range"]) == (416, f"bytes */{len(whole.body)}")


@pytest.mark.parametrize("asked", ["lines=1-2", "bytes=b-a", "nonsense"])
def test_a_range_that_is_none_is_as_if_it_was_not_there(
    client: Client, file: str, asked: str
) -> None:
    assert client.get(file, {"Range": asked}).status in (200, 416)


def test_a_part_is_sent_only_of_the_file_that_is_known(
    client: Client, file: str, whole: Reply
) -> None:
    part = {"Range": "bytes=0-9"}
    assert client.get(file, {**part, "If-Range": tag(whole)}).status == 206
    assert client.get(file, {**part, "If-Range": '"another"'}).body == whole.body
    assert client.get(file, {**part, "If-Range": f"W/{tag(whole)}"}).body == whole.body


def test_who_holds_a_download_is_told_so(client: Client, file: str, whole: Reply) -> None:
    assert client.get(file, {"If-None-Match": tag(whole)}).status == 304
    assert client.get(file, {"If-None-Match": tag(whole), "Range": "bytes=0-9"}).status == 304


def test_head_of_a_download_has_its_length(client: Client, file: str, whole: Reply) -> None:
    found = client.send("HEAD", file)
    assert (found.headers["content-length"], found.body) == (str(len(whole.body)), b"")


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics"])
def test_how_the_server_is_is_never_kept(client: Client, path: str) -> None:
    assert client.get(path).headers["cache-control"] == "no-store"
