"""Whatever a request holds, in parameters, headers or body, the answer is no error of ours.

This reaches each parser of requests: addresses, paging, versions, views of the explorer and of
charts, formats, ranges, languages, forms and reconciliation queries.
"""

import json
import re
from collections.abc import Mapping
from functools import cache, partial
from importlib.resources import files
from typing import Any
from urllib.parse import urlencode

import pytest
import yaml
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

HOSTILE = (
    *(
        "",
        " ",
        "\0",
        "\ud800",
        "a" * 5_000,
        "<script>alert(1)</script>",
        "'\"--",
        "../../etc/passwd",
    ),
    *(
        "%00",
        "%FF",
        "\r\nSet-Cookie: a=b",
        "\u202eabc",
        "{{7*7}}",
        "${jndi:a}",
        "*",
        "a" + "\u0301" * 500,
    ),
    *(
        "-1",
        "0",
        "1e9",
        "9" * 40,
        "NaN",
        "٣",
        "1,2",
        "2026-13-45",
        "0000-00-00",
        "99999-01-01",
        "-0001",
    ),
    *("issue/ghost-work", "ghost-work", "actor/amazon", "actor/amazon,actor/google", "actor/"),
    *(
        "urn:x",
        "https://w3id.org/justicegraph/id/issue/ghost-work#a",
        "http://[::1",
        "//",
        "a:b:c",
        "a/b/c/d",
    ),
    *(
        "json",
        "csv",
        "svg",
        "html",
        "xlsx",
        "es",
        "latest",
        "[",
        "]",
        "{}",
        "[]",
        "null",
        "(",
        "\\",
        "OR",
        '"a',
    ),
)
VALUES = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=30))
LEFT_OUT = {"/metrics", "/readyz", "/healthz"}
"""They take no parameters, and need the processes of a server."""
HEADERS = {
    "Accept": (
        *("text/html", "application/json", "text/csv", "a/b;q=x", "*/*;q=0"),
        *(";;;,,,", "text/html;q=1e9"),
        *("application/ld+json;profile=\"", "x" * 4_000),
    ),
    "Range": ("bytes=0-", "bytes=5-1", "bytes=-0", "bytes=0-0,1-1,2-2", "bytes=a-b", "chars=1-2",
              "bytes=9" + "9" * 40),
    "If-None-Match": ("*", "W/", '"', '"a","b', "a" * 4_000),
    "If-Modified-Since": ("0", "Mon, 99 Xyz 0000 99:99:99 GMT", "Sun, 06 Nov 1994 08:49:37"),
    "Accept-Language": ("es", "*;q=0", ";;", "xx-" * 300),
    "Cookie": ("a", "=;=;", "session=\x7f", "desk=" + "a" * 4_000, "theme=\"\\"),
    "Host": ("example.org", "[::1", "a:b:c", "x" * 300),
}  # fmt: skip
BODIES = {
    "/reconcile": ("queries", "query"),
    "/sparql": ("query", "default-graph-uri"),
    "/similar": ("text", "url"),
    "/contribute/issue": ("title", "do", "token"),
    "/contribute/table": ("table", "token"),
    "/id/issue/ghost-work/correct": ("token", "do", "place.0"),
    "/remove": ("record", "token", "name"),
    "/follow": ("address", "topic", "token"),
}
KINDS = (
    *("application/x-www-form-urlencoded", "multipart/form-data; boundary=b"),
    *("application/json", "text/plain", "multipart/form-data", ""),
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | VALUES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(VALUES, inner, max_size=3),
    max_leaves=6,
)
QUERIES = st.one_of(
    JSON,
    st.fixed_dictionaries(
        {"q0": st.fixed_dictionaries({"query": VALUES}, optional={
            "type": JSON, "limit": JSON, "properties": JSON, "type_strict": JSON,
        })}
    ),
)  # fmt: skip
EXAMPLES = settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


PLACE = re.compile(r"{(\w+)}")


def _example(examples: Mapping[str, Any], place: re.Match[str]) -> str:
    return str(examples.get(place[1], "x"))


@cache
def operations() -> dict[str, tuple[str, ...]]:
    """Return the addresses that can be read, with example names, and their query parameters."""
    spec = yaml.safe_load(files("server").joinpath("openapi.yaml").read_text(encoding="utf-8"))
    shared: dict[str, Any] = spec["components"]["parameters"]
    found: dict[str, tuple[str, ...]] = {}
    for path, operation in spec["paths"].items():
        listed = [*operation.get("parameters", ()), *operation.get("get", {}).get("parameters", ())]
        given_ = [
            shared[one["$ref"].rpartition("/")[2]] if "$ref" in one else one for one in listed
        ]
        examples = {one["name"]: one.get("example", "x") for one in given_ if one["in"] == "path"}
        filled = PLACE.sub(partial(_example, examples), path)
        if "get" in operation and path not in LEFT_OUT:
            found[filled] = tuple(one["name"] for one in given_ if one["in"] == "query")
    return found


def asked(path: str, pairs: list[tuple[str, str]]) -> str:
    query = urlencode(pairs, errors="surrogatepass")
    return f"{path}?{query}" if query else path


def check(status: int, text: str) -> None:
    assert status < 500, text[:300]
    assert "Traceback" not in text


@EXAMPLES
@given(data=st.data())
def test_no_parameter_or_header_is_an_error_of_ours(
    client: FlaskClient, data: st.DataObject
) -> None:
    path, names = data.draw(st.sampled_from(sorted(operations().items())))
    name = st.sampled_from((*names, "version", "page", "format", "x"))
    pairs = data.draw(st.lists(st.tuples(name, VALUES), max_size=4))
    headers = {
        one: data.draw(st.sampled_from(HEADERS[one]))
        for one in data.draw(st.sets(st.sampled_from(sorted(HEADERS)), max_size=2))
    }
    language = data.draw(st.sampled_from(("", "", "/es")))
    with client.get(asked(language + path, pairs), headers=headers) as found:
        check(found.status_code, found.get_data(as_text=True) if found.is_json else "")


@EXAMPLES
@given(path=st.sampled_from(sorted(BODIES)), data=st.data())
def test_no_form_is_an_error_of_ours(client: FlaskClient, path: str, data: st.DataObject) -> None:
    names = (*BODIES[path], "x")
    form = dict(data.draw(st.lists(st.tuples(st.sampled_from(names), VALUES), max_size=4)))
    if path == "/reconcile" and data.draw(st.booleans()):
        form["queries"] = json.dumps(data.draw(QUERIES))
    kind = data.draw(st.sampled_from(KINDS))
    body = urlencode(form, errors="surrogatepass")
    if kind.startswith("multipart") and data.draw(st.booleans()):
        body = "".join(
            f'--b\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
            for name, value in form.items()
        )
    with client.post(path, data=body.encode("utf-8", "surrogatepass"), content_type=kind) as found:
        check(found.status_code, found.get_data(as_text=True) if found.is_json else "")


def test_every_address_that_can_be_read_is_tried() -> None:
    assert len(operations()) > 40
    assert {"/explore", "/search", "/compare", "/release/latest"} <= {*operations()}


@pytest.mark.long
@settings(EXAMPLES, max_examples=1_000)
@given(data=st.data())
def test_no_parameter_of_a_thousand_is_an_error_of_ours(
    client: FlaskClient, data: st.DataObject
) -> None:
    test_no_parameter_or_header_is_an_error_of_ours.hypothesis.inner_test(client, data)  # type: ignore[attr-defined]
