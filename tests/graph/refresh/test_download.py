"""Downloads from a local server: 200, 304, 404, too large, cut, slow, redirected."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from graph.refresh import download as module
from graph.refresh.download import Limits, download
from ontology import Misuse, Unavailable

BODY = b"id,title\n1,Water\n" * 1000


class Handler(BaseHTTPRequestHandler):
    """Answers by the path."""

    def do_GET(self) -> None:
        getattr(self, f"_{self.path.strip('/').partition('?')[0]}", self._unknown)()

    def log_message(self, *_: Any) -> None:
        """Say nothing."""

    def _head(self, status: int, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def _sheet(self) -> None:
        if self.headers.get("If-None-Match") == '"a"':
            return self._head(304, ETag='"a"')
        self._head(200, ETag='"a"', Last_Modified="Sun, 01 Nov 2026 00:00:00 GMT", X="y")
        self.wfile.write(BODY)
        return None

    def _dated(self) -> None:
        is_same = self.headers.get("If-Modified-Since") == "Sun, 01 Nov 2026 00:00:00 GMT"
        self._head(304 if is_same else 200, Last_Modified="Sun, 01 Nov 2026 00:00:00 GMT")

    def _cut(self) -> None:
        self._head(200, Content_Length=str(len(BODY) + 1))
        self.wfile.write(BODY)

    def _drip(self) -> None:
        self._head(200)
        while True:
            try:
                self.wfile.write(b".")
            except OSError:
                return

    def _silent(self) -> None:
        self.server.gate.wait()  # type: ignore[attr-defined]

    def _moved(self) -> None:
        self._head(302, Location="/sheet")

    def _round(self) -> None:
        self._head(301, Location="/round")

    def _file(self) -> None:
        self._head(302, Location="file:///etc/passwd")

    def _unknown(self) -> None:
        self._head(404)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.gate = threading.Event()  # type: ignore[attr-defined]
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://localhost:{server.server_port}"
        server.gate.set()  # type: ignore[attr-defined]
        server.shutdown()


def test_what_is_new_is_written_with_its_validators(server: str, tmp_path: Path) -> None:
    path = tmp_path / "sheet.csv"
    fetched = download(f"{server}/sheet?a=b", path, {}, Limits())
    assert fetched.is_new
    assert path.read_bytes() == BODY
    assert dict(fetched.validators) == {
        "ETag": '"a"',
        "Last-Modified": "Sun, 01 Nov 2026 00:00:00 GMT",
    }
    path.write_bytes(b"kept")
    again = download(f"{server}/sheet", path, fetched.validators, Limits())
    assert (again.is_new, again.validators) == (False, fetched.validators)
    assert path.read_bytes() == b"kept"


def test_a_date_is_a_validator_too(server: str, tmp_path: Path) -> None:
    first = download(f"{server}/dated", tmp_path / "a", {}, Limits())
    assert not download(f"{server}/dated", tmp_path / "a", first.validators, Limits()).is_new


@pytest.mark.parametrize(
    ("path", "limits", "message"),
    [
        ("none", Limits(), "answers 404"),
        ("sheet", Limits(megabytes=0.01), "is larger than 0.01 MB"),
        ("cut", Limits(), "cannot be fetched"),
        ("drip", Limits(seconds=0.2), "takes longer than 0.2 seconds"),
        ("silent", Limits(seconds=0.2), "cannot be fetched: .*timed out"),
        ("round", Limits(private=True), "more than 5 redirects"),
        ("moved", Limits(), "leads to localhost, which is private"),
    ],
)
def test_whatever_goes_wrong_leaves_the_file_as_it_was(
    server: str, tmp_path: Path, path: str, limits: Limits, message: str
) -> None:
    file = tmp_path / "sheet.csv"
    file.write_bytes(b"kept")
    with pytest.raises(Unavailable, match=message):
        download(f"{server}/{path}", file, {}, limits)
    assert [one.name for one in tmp_path.iterdir()] == ["sheet.csv"]
    assert file.read_bytes() == b"kept"


def test_a_redirect_to_a_private_host_is_followed_where_that_is_allowed(
    server: str, tmp_path: Path
) -> None:
    assert download(f"{server}/moved", tmp_path / "a", {}, Limits(private=True)).is_new
    assert (tmp_path / "a").read_bytes() == BODY


@pytest.mark.parametrize("address", ["file:///etc/passwd", "ftp://a/b", "sheet.csv", "http://a@b/"])
def test_only_the_web_is_asked(tmp_path: Path, address: str) -> None:
    with pytest.raises(Misuse, match="begins with https://"):
        download(address, tmp_path / "a", {}, Limits())


def test_a_redirect_to_a_file_is_refused(server: str, tmp_path: Path) -> None:
    with pytest.raises(Misuse):
        download(f"{server}/file", tmp_path / "a", {}, Limits(private=True))


def test_a_host_that_nobody_knows_and_one_that_does_not_listen_are_named(tmp_path: Path) -> None:
    for address in ("http://nobody.invalid/", "http://127.0.0.1:1/"):
        with pytest.raises(Unavailable):
            download(address, tmp_path / "a", {}, Limits(seconds=5))


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "192.168.0.1", "169.254.169.254", "100.64.0.1", "224.0.0.1"),
        *("::1", "fe80::1", "fc00::1", "::ffff:127.0.0.1"),
    ],
)
def test_such_addresses_are_private(address: str) -> None:
    assert not module._is_public(address)
