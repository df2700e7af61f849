"""The process that keeps a pool over one release, as it is told in JSON."""

import json
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

from graph.engine.oxigraph import Store
from graph.engine.pool.supervisor import Keeper, Size
from graph.engine.pool.worker import Limits
from graph.release.downloads import DOWNLOADS

__all__ = ["Keeping", "keep", "main"]


@dataclass(frozen=True)
class Keeping:
    """Which release is kept, where its pool listens, and within which bounds.

    In memory, the workers share what was loaded once; on disk, each opens the store for itself.
    """

    folder: str
    path: str
    in_memory: bool
    base: str
    limits: Limits
    size: Size

    def to_json(self) -> str:
        """Write it as another process takes it."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> "Keeping":
        """Read it."""
        told = json.loads(text)
        return cls(**told | {"limits": Limits(**told["limits"]), "size": Size(**told["size"])})


def keep(plan: Keeping) -> None:
    """Load a release and keep a pool over it, until this process is told to end."""
    folder, path = Path(plan.folder), Path(plan.path)
    if plan.in_memory:
        loaded = Store.in_memory(folder / DOWNLOADS[0].filename, plan.base)
        Keeper(lambda: loaded, path, plan.limits, plan.size).run()
    else:
        Keeper(lambda: Store.open(folder / "store", plan.base), path, plan.limits, plan.size).run()


def main() -> None:
    """Keep the pool that the first argument tells of."""
    keep(Keeping.from_json(sys.argv[1]))
