"""Conditions and ranges of requests, to the letter of RFC 9110, sections 13 and 14."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.release.release import Release
from server.web.etags import asked_range, evaluated

TITLE = "Precondition Failed", "application/problem+json"
EARLY, LATE = "Mon, 01 Jan 2001 00:00:00 GMT", "Tue, 01 Jan 2999 00:00:00 GMT"
PATHS = ["/", "/id/issue/ghost-work.ttl", "/static/style.css", "/static/share.png"]
DATED = ["/static/style.css", "/release/{name}/void.ttl"]
CONDITIONS = [
    ({"If-Match": "*"}, 200),
    ({"If-Match": "{tag}"}, 200),
    ({"If-Match": '"a", {tag} , W/"b"'}, 200),
    ({"If-Match": '"a"'}, 412),
    ({"If-Match": "W/{tag}"}, 412),
    ({"If-Match": "a"}, 412),
    ({"If-Match": ""}, 200),
    ({"If-None-Match": "*"}, 304),
    ({"If-None-Match": "W/{tag}"}, 304),
    ({"If-None-Match": '"a", {tag}'}, 304),
    ({"If-None-Match": '"a"'}, 200),
    ({"If-Match": "{tag}", "If-None-Match": "{tag}"}, 304),
    ({"If-Match": "*", "If-None-Match": '"a"'}, 200),
    ({"If-Match": '"a"', "If-None-Match": "{tag}"}, 412),
    ({"If-Unmodified-Since": "yesterday"}, 200),
    ({"If-Unmodified-Since": LATE}, 200),
    ({"If-Modified-Since": "yesterday"}, 200),
    ({"If-None-Match": '"a"', "If-Modified-Since": LATE}, 200),
]
OF_DATES = [
    ({"If-Unmodified-Since": EARLY}, 412),
    ({"If-Match": "{tag}", "If-Unmodified-Since": EARLY}, 200),
    ({"If-Unmodified-Since": EARLY, "If-None-Match": "{tag}"}, 412),
    ({"If-Modified-Since": LATE}, 304),
    ({"If-Modified-Since": EARLY}, 200),
]
RANGES = [
    ("bytes=0-9", 206, slice(0, 10)),
    ("bytes=5-5", 206, slice(5, 6)),
    ("bytes=5-", 206, slice(5, None)),
    ("bytes=-5", 206, slice(-5, None)),
    ("BYTES=0-9", 206, slice(0, 10)),
    ("bytes=0-999999999", 206, slice(None)),
    ("bytes=-999999999", 206, slice(None)),
    (f"bytes=0-{'9' * 4_000}", 206, slice(None)),
    ("bytes=999999999-", 416, None),
    ("bytes=-0", 416, None),
    ("bytes=0-1,3-4", 200, slice(None)),
    ("bytes=0-5,3-9", 200, slice(None)),
    ("bytes=-5,0-", 200, slice(None)),
    ("pages=1-2", 200, slice(None)),
    ("bytes", 200, slice(None)),
    ("", 200, slice(None)),
]


@pytest.fixture(params=[*PATHS, "/release/{name}/void.ttl", "/sparql", "/graph-store?default"])
def path(request: pytest.FixtureRequest, release: Release) -> str:
    return str(request.param).format(name=release.name)


def sent(headers: dict[str, str], tag: str) -> dict[str, str]:
    return {name: value.replace("{tag}", tag) for name, value in headers.items()}


@pytest.mark.parametrize(("headers", "status"), CONDITIONS)
def test_conditions_are_weighed_in_the_order_of_the_standard(
    client: FlaskClient, path: str, headers: dict[str, str], status: int
) -> None:
    with client.get(path) as whole:
        tag, body = whole.headers["ETag"], whole.data
    with (
        client.get(path, headers=sent(headers, tag)) as answer,
        client.head(path, headers=sent(headers, tag)) as head,
    ):
        assert (answer.status_code, head.status_code) == (status, status)
        if status == 412:
            assert (answer.get_json()["title"], answer.mimetype) == TITLE
            assert answer.headers["Cache-Control"] == "no-store"
        else:
            assert answer.data == (body if status == 200 else b"")
            assert answer.headers["ETag"] == tag
        assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("path", DATED)
@pytest.mark.parametrize(("headers", "status"), OF_DATES)
def test_what_has_a_date_is_weighed_by_it(
    client: FlaskClient, release: Release, path: str, headers: dict[str, str], status: int
) -> None:
    path = path.format(name=release.name)
    with client.get(path) as whole:
        tag, day = whole.headers["ETag"], whole.headers["Last-Modified"]
    for asked, expected in [(headers, status), ({"If-Modified-Since": day}, 304)]:
        with client.get(path, headers=sent(asked, tag)) as answer:
            assert answer.status_code == expected
    with client.get(path, headers={"If-Unmodified-Since": day}) as answer:
        assert answer.status_code == 200


@pytest.mark.parametrize("path", [*DATED, "/static/share.png"])
@pytest.mark.parametrize(("wanted", "status", "part"), RANGES)
def test_a_range_gives_its_part_and_a_condition_comes_first(
    client: FlaskClient, release: Release, path: str, wanted: str, status: int, part: slice | None
) -> None:
    path = path.format(name=release.name)
    with client.get(path) as whole:
        tag, body, day = whole.headers["ETag"], whole.data, whole.headers["Last-Modified"]
    asked = {"Range": wanted}
    with client.get(path, headers=asked) as answer:
        assert answer.status_code == status
        if part is None:
            assert answer.headers["Content-Range"] == f"bytes */{len(body)}"
        else:
            assert answer.data == body[part]
            assert answer.headers["ETag"] == tag
            assert int(answer.headers["Content-Length"]) == len(answer.data)
    others = [
        ({"If-Range": tag}, status),
        ({"If-Range": f"W/{tag}"}, 200),
        ({"If-Range": '"a"'}, 200),
        ({"If-Range": day}, 200),
        ({"If-Match": '"a"'}, 412),
        ({"If-None-Match": tag}, 304),
    ]
    for more, expected in others:
        with client.get(path, headers={**asked, **more}) as answer:
            assert (more, answer.status_code) == (more, expected)
    with client.head(path, headers=asked) as answer:
        assert (answer.status_code, answer.content_length) == (200, len(body))


@pytest.mark.parametrize("path", ["/", "/sparql", "/id/issue/ghost-work.ttl"])
def test_pages_are_sent_as_a_whole(client: FlaskClient, path: str) -> None:
    answer = client.get(path, headers={"Range": "bytes=0-9"})
    assert (answer.status_code, answer.data) == (200, client.get(path).data)
    assert "Accept-Ranges" not in answer.headers


HEADER = st.sampled_from(["If-Match", "If-None-Match", "If-Modified-Since", "If-Unmodified-Since"])
VALUE = st.text(st.characters(min_codepoint=32, max_codepoint=255), max_size=40) | st.sampled_from(
    ["*", '"a"', 'W/"a"', EARLY, LATE, '"', "W/", ",", '"a",*', f"{EARLY[:-3]}+9999"]
)


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(HEADER, VALUE), st.sampled_from(["", '"a"', 'W/"a"']))
def test_any_conditions_have_an_outcome(conditions: dict[str, str], tag: str) -> None:
    assert evaluated(conditions, tag) in {200, 304, 412}


@settings(max_examples=300)
@given(st.dictionaries(st.sampled_from(["Range", "If-Range"]), VALUE), st.integers(0, 99))
def test_any_range_is_one_of_bytes_or_none(conditions: dict[str, str], size: int) -> None:
    assert asked_range(conditions, '"a"', size)[:6].lower() in {"", "bytes="}


def test_of_20_at_once_each_tag_has_one_body(client: FlaskClient, path: str) -> None:
    app: Flask = client.application
    codings = ["", "gzip", "br", "zstd"]
    ranges: list[dict[str, str]] = [{}, {"Range": "bytes=0-9"}]

    def ask(number: int) -> tuple[str, str, int, bytes]:
        headers = {"Accept-Encoding": codings[number % 4], **ranges[number // 4 % 2]}
        with app.test_client().get(path, headers=headers) as answer:
            part = answer.headers.get("Content-Range", "")
            return answer.headers["ETag"], part, answer.status_code, answer.data

    with ThreadPoolExecutor(20) as pool:
        found = {*pool.map(ask, range(40))}
    assert len(found) == len({(tag, part) for tag, part, *_ in found})
