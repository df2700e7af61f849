"""A reverse proxy with the configuration that we ship, on free ports and with a certificate."""

import re
import socket
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.waiting import becomes

__all__ = ["CONFIGURATION", "proxied"]

CONFIGURATION = Path("scripts/deploy/nginx.conf")
AROUND = """\
daemon off; pid {folder}/pid; error_log {folder}/errors;{user}
events {{ }}
http {{
  access_log off; client_body_temp_path {folder}; proxy_temp_path {folder};
  fastcgi_temp_path {folder}; uwsgi_temp_path {folder}; scgi_temp_path {folder};
{shipped}
}}
"""


@contextmanager
def proxied(folder: Path, ports: Sequence[int], user: str = "") -> Iterator[int]:
    """Run nginx before replicas at some ports, with wider limits of rate; give its port for TLS."""
    plain, secret = _free(), _free()
    _certify(folder)
    text = CONFIGURATION.read_text(encoding="utf-8")
    text = re.sub(r" *listen \[::\].*\n", "", text).replace("listen 80;", f"listen {plain};")
    text = text.replace("listen 443 ", f"listen {secret} ").replace("rate=20r/s", "rate=9000r/s")
    text = text.replace("burst=100", "burst=9000").replace("/etc/ssl/example.org", str(folder))
    for number, port in enumerate(ports):
        text = text.replace(f"127.0.0.1:{8000 + number} ", f"127.0.0.1:{port} ")
    (folder / "nginx.conf").write_text(AROUND.format(folder=folder, user=user, shipped=text))
    command = ["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf")]
    with subprocess.Popen(command) as process:
        try:
            becomes(lambda: process.poll() is not None or _is_open(secret))
            assert process.poll() is None, (folder / "errors").read_text()
            yield secret
        finally:
            process.terminate()


def _certify(folder: Path) -> None:
    request = "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=example.org"
    key, certificate = str(folder / "privkey.pem"), str(folder / "fullchain.pem")
    command = ["openssl", *request.split(), "-keyout", key, "-out", certificate]
    subprocess.run(command, check=True, capture_output=True)


def _free() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _is_open(port: int) -> bool:
    with socket.socket() as found:
        return found.connect_ex(("127.0.0.1", port)) == 0
