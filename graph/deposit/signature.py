"""Signatures of checksums by OpenSSH: `ssh-keygen -Y sign` and `-Y verify`."""

import subprocess
import tempfile
from pathlib import Path
from typing import Final

from graph.checksums import SIGNATURE, listed_sums, sums_text
from graph.files import writing
from graph.release.release import Release
from ontology import Misuse, Unavailable

__all__ = ["NAMESPACE", "sign", "sign_release", "signature_problem"]

NAMESPACE: Final = "justicegraph"
"""Namespace of the signatures, so that none made for another use is taken."""
SECONDS: Final = 60


def sign(text: bytes, key: Path) -> bytes:
    """Return the signature of a text by an SSH key, which may ask for its passphrase.

    Raises `Misuse` for a key that cannot sign, and `Unavailable` without OpenSSH.
    Source: OpenSSH, PROTOCOL.sshsig.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "text")
        path.write_bytes(text)
        done = _run(["-Y", "sign", "-f", str(key.absolute()), "-n", NAMESPACE, str(path)])
        if done.returncode:
            raise Misuse(f"{key}: this key does not sign: {done.stderr.decode().strip()}")
        return path.with_suffix(".sig").read_bytes()


def sign_release(release: Release, key: Path) -> Path:
    """Sign the checksums of a release, as they are downloaded, and return the signature's file.

    Raises as `sign` does, and `Unavailable` where the folder refuses.
    """
    text, path = sums_text(listed_sums(release.manifest)), release.folder / SIGNATURE
    signature = sign(text.encode(), key)
    try:
        with writing(path) as file:
            file.write(signature)
    except OSError as error:
        raise Unavailable(f"{path}: cannot be written: {error.strerror}") from error
    return path


def signature_problem(text: bytes, signature: Path, signers: Path, name: str) -> str:
    """Return why a signature is not that of a signer, or nothing; `signers` are allowed keys."""
    command = ["-Y", "verify", "-f", str(signers.absolute()), "-I", name, "-n", NAMESPACE]
    done = _run([*command, "-s", str(signature.absolute())], text)
    return (done.stderr or done.stdout).decode().strip() if done.returncode else ""


def _run(words: list[str], given: bytes | None = None) -> "subprocess.CompletedProcess[bytes]":
    try:
        return subprocess.run(  # noqa: S603 - the operator's own files, and no shell
            ["ssh-keygen", *words],  # noqa: S607 - found on the operator's path
            input=given,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Unavailable(f"ssh-keygen of OpenSSH cannot be run: {error}") from error
