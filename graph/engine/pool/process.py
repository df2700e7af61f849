"""The process that keeps a pool over one release, as it is told in JSON."""

import json
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

from graph.engine.oxigraph import Store
from graph.engine.pool.supervisor import Size, Supervisor
from graph.engine.pool.worker import Limits

__all__ = ["PoolConfig", "keep", "main"]


@dataclass(frozen=True)
class PoolConfig:
    """Which data a pool holds, where it listens, and within which bounds.

    `data` is a file of N-Quads that is loaded once into memory that the workers share, or the
    folder of an on-disk store that each worker opens for itself. `path` is the socket.
    """

    data: str
    path: str
    base: str
    limits: Limits
    size: Size

    def to_json(self) -> str:
        """Write it as another process takes it."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> "PoolConfig":
        """Read it."""
        told = json.loads(text)
        return cls(**told | {"limits": Limits(**told["limits"]), "size": Size(**told["size"])})


def keep(plan: PoolConfig) -> None:
    """Load a release and keep a pool over it, until this process is told to end."""
    data, path = Path(plan.data), Path(plan.path)
    if data.is_dir():
        Supervisor(lambda: Store.open(data, plan.base), path, plan.limits, plan.size).run()
    else:
        loaded = Store.in_memory(data, plan.base)
        Supervisor(lambda: loaded, path, plan.limits, plan.size).run()


def main() -> None:
    """Keep the pool that the first argument tells of."""
    keep(PoolConfig.from_json(sys.argv[1]))
