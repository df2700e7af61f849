"""Apache on a free port: serves a folder as its own `.htaccess` says."""

import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import pytest
from click.testing import CliRunner

from scripts.command import main
from tests.waiting import becomes

__all__ = ["answered", "apache", "needs_apache", "redirecting"]

needs_apache = pytest.mark.skipif(not shutil.which("apache2"), reason="there is no Apache here")
APACHE = """\
ServerRoot /usr/lib/apache2
ServerName example.org
Listen 127.0.0.1:{port}
PidFile {tmp}/pid
ErrorLog {tmp}/errors
LoadModule mpm_event_module modules/mod_mpm_event.so
User www-data
Group www-data
LoadModule authz_core_module modules/mod_authz_core.so
LoadModule dir_module modules/mod_dir.so
LoadModule mime_module modules/mod_mime.so
LoadModule rewrite_module modules/mod_rewrite.so
LoadModule headers_module modules/mod_headers.so
TypesConfig /etc/mime.types
DocumentRoot {folder}
<Directory {folder}>
  AllowOverride All
  Require all granted
  Options FollowSymLinks
</Directory>
"""


@contextmanager
def apache(folder: Path, tmp_path: Path) -> Iterator[int]:
    """Serve a folder by Apache as its own `.htaccess` says; give the port."""
    served = Path(tempfile.mkdtemp())  # whose name others may read, as the user of Apache does
    shutil.copytree(folder, served, dirs_exist_ok=True)
    served.chmod(0o755)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (tmp_path / "apache.conf").write_text(APACHE.format(port=port, tmp=tmp_path, folder=served))
    command = ["apache2", "-f", str(tmp_path / "apache.conf"), "-DFOREGROUND"]
    with subprocess.Popen(command) as process:
        try:
            becomes(lambda: process.poll() is not None or is_open(port))
            assert process.poll() is None, (tmp_path / "errors").read_text()
            yield port
        finally:
            process.terminate()
            shutil.rmtree(served)


@contextmanager
def redirecting(site: int, name: str, folder: Path) -> Iterator[str]:
    """Serve the redirect rules of w3id.org for a server's port; give the address of the graph."""
    (folder / "www" / name).mkdir(parents=True)
    done = CliRunner().invoke(main, ["redirects", f"http://127.0.0.1:{site}/"])
    (folder / "www" / name / ".htaccess").write_text(done.stdout)
    with apache(folder / "www", folder) as port:
        yield f"http://127.0.0.1:{port}/{name}/"


def answered(address: str, accept: str) -> tuple[int, str, int | None]:
    """Return the status, the media type and the port of an answer, after redirects."""
    try:
        with urlopen(Request(address, headers={"Accept": accept})) as answer:  # noqa: S310
            kind = answer.headers["Content-Type"].partition(";")[0]
            return answer.status, kind, urlsplit(answer.url).port
    except HTTPError as error:
        with error:
            kind = error.headers["Content-Type"].partition(";")[0]
            return error.code, kind, urlsplit(error.url).port


def is_open(port: int) -> bool:
    with socket.socket() as found:
        return found.connect_ex(("127.0.0.1", port)) == 0
