"""Downloads that the engine writes from others: here, or in a process that uses a second core.

The engine makes a Python object of each statement, so that threads would not help.
"""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from ontology import CONCEPT, PREFIXES, Unavailable

__all__ = ["main", "transcribe", "transcribing"]

RECORD_PREFIXES: Final = ("actor", "issue", "place", "source", "system", "worker-group")
LARGE: Final = 10_000_000
"""For fewer bytes it takes longer to start a process than to write."""
COMMAND: Final = "from graph.transcribing import main; main()"


def transcribe(source: Path, targets: Sequence[Path], base: str) -> None:
    """Write a file in other formats, which the suffixes tell.

    Complexity: linear; holds one parsed copy.
    """
    parsed = list(ox.parse(path=source, format=_format(source)))
    for target in targets:
        ox.serialize(parsed, target, format=_format(target), prefixes=_prefixes(base))


def _format(path: Path) -> ox.RdfFormat:
    found = ox.RdfFormat.from_extension(path.suffix[1:])
    if found is None:
        raise ValueError(path.suffix)
    return found


def _prefixes(base: str) -> dict[str, str]:
    return (
        PREFIXES
        | {kind: f"{base}id/{kind}/" for kind in RECORD_PREFIXES}
        | {"concept": CONCEPT, "graph": f"{base}graph/"}
    )


@contextmanager
def transcribing(
    source: Path, targets: Sequence[Path], base: str, least: int = LARGE
) -> Iterator[None]:
    """Write a file in other formats; from so many bytes on, in a process while the `with` lasts.

    Raises `Unavailable`, with what was said, where that fails.
    """
    if source.stat().st_size < least:
        transcribe(source, targets, base)
        yield
        return
    command = [sys.executable, "-c", COMMAND, base, str(source), *map(str, targets)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:  # noqa: S603
        try:
            yield
        except BaseException:
            process.kill()
            raise
        _, said = process.communicate()
    if process.returncode:
        reason = (said.strip().splitlines() or ["the process was ended"])[-1]
        raise Unavailable(f"{source.parent}: the downloads cannot be written: {reason}")


def main() -> None:
    """Write what the arguments tell: the base, the source, the targets."""
    base, source, *targets = sys.argv[1:]
    transcribe(Path(source), [Path(target) for target in targets], base)
