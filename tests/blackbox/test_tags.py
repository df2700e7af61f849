"""Strong entity tags: whatever is asked for, by whomever at once, one tag means one body."""

import http.client
from collections import defaultdict
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import product
from pathlib import Path
from typing import Final

import pytest

from tests.blackbox.server import serving
from tests.browser.kinds import KINDS

AT_ONCE: Final = 20
DATA: Final = (
    "/explore.json?most=600",
    "/sparql?query=SELECT%20*%20%7B%20%3Fs%20a%20jg%3AHazard%20%7D",
    "/search.json?q=work",
    "/id/issue/ghost-work.jsonld",
    "/sitemap.xml",
)
HOSTS: Final = ("127.0.0.1", "localhost")
ACCEPTED: Final = ("text/html", "text/turtle", "application/json")
CODINGS: Final = ("identity", "gzip", "br")


def asked(port: int, path: str, headers: Mapping[str, str]) -> tuple[int, str, bytes]:
    """Return status, tag and body."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    try:
        connection.putrequest("GET", path, skip_host=True, skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.endheaders()
        answer = connection.getresponse()
        return answer.status, answer.getheader("ETag") or "", answer.read()
    finally:
        connection.close()


@pytest.mark.long
def test_one_tag_means_one_body_of_every_address_after_a_fresh_start(
    data: Path, tmp_path: Path
) -> None:
    ways = [
        {"Host": host, "Accept": accept, "Accept-Encoding": coding}
        for host, accept, coding in product(HOSTS, ACCEPTED, CODINGS)
    ]
    with (
        serving(data, tmp_path / "said", "--log", "") as server,
        ThreadPoolExecutor(AT_ONCE) as threads,
    ):
        for path in (*(kind.path for kind in KINDS.values()), *DATA):
            bodies: defaultdict[str, set[bytes]] = defaultdict(set)
            port = server.client.port
            for status, tag, body in threads.map(partial(asked, port, path), 2 * ways):
                assert status != 500, path
                if status == 200 and tag:
                    bodies[tag].add(body)
            assert {tag: len(some) for tag, some in bodies.items() if len(some) > 1} == {}, path
        assert "Traceback" not in server.said
