"""Whether pages are valid HTML, by the Nu Html Checker of the W3C and the WHATWG."""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from shutil import which
from typing import Final
from urllib.parse import unquote, urljoin

from tests.blackbox.server import Server

__all__ = ["VALIDATOR", "faults"]

JAR: Final = Path(sys.prefix) / "checks/node_modules/vnu-jar/build/dist/vnu.jar"
JAVA: Final = which("java")
VALIDATOR: Final = [JAVA, "-jar", str(JAR)] if JAVA and JAR.exists() else []
BROWSER: Final = {"Accept": "text/html,*/*;q=0.8"}
REDIRECTS: Final = (301, 302, 303, 307, 308)


def faults(
    server: Server, paths: Mapping[str, str], folder: Path, but: tuple[str, ...] = ()
) -> list[str]:
    """Return what is not valid in the pages of a server, by their names, in one run for all.

    Leaves out messages that have one of `but` in them.
    """
    for name, path in paths.items():
        (folder / f"{name}.html").write_bytes(_page(server, path))
    command = [*VALIDATOR, "--format", "json", "--exit-zero-always", str(folder)]
    done = subprocess.run(command, capture_output=True, check=True)
    messages = json.loads(done.stderr)["messages"]
    return [
        f"{unquote(Path(one.get('url', '')).stem)}: {one['message']} {one.get('extract', '')}"
        for one in messages
        if one["type"] != "info" or one.get("subType") == "warning"
        if not any(words in one["message"] for words in but)
    ]


def _page(server: Server, path: str) -> bytes:
    """Return the page at an address, or at the one to which that redirects."""
    reply = server.client.get(path, BROWSER)
    while reply.status in REDIRECTS:
        reply = server.client.get(urljoin(path, reply.headers["location"]), BROWSER)
    return reply.body
