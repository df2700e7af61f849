"""Main program of a pool: loads one release and supervises workers, configured by JSON."""

import json
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

from graph.engine.oxigraph import Store
from graph.engine.pool.parent import end_with_parent
from graph.engine.pool.supervisor import Size, Supervisor
from graph.engine.pool.worker import Limits
from ontology import JusticeGraphError

__all__ = ["PoolConfig", "keep", "main"]


@dataclass(frozen=True)
class PoolConfig:
    """Configuration of a pool: data, socket, limits and size.

    `data` is a file of N-Quads that is loaded once into memory that the workers share, or the
    folder of an on-disk store that each worker opens for itself. `path` is the socket.
    """

    data: str
    path: str
    base: str
    limits: Limits
    size: Size
    parent: int = 0
    """The process with whose end the pool ends; 0 for none."""

    def to_json(self) -> str:
        """Serialise it for the command line of the pool's process."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> "PoolConfig":
        """Parse it."""
        fields = json.loads(text)
        fields |= {"limits": Limits(**fields["limits"]), "size": Size(**fields["size"])}
        return cls(**fields)


def keep(plan: PoolConfig) -> None:
    """Load a release and run a pool over it, until SIGTERM or the end of the parent process."""
    if plan.parent:
        end_with_parent(plan.parent)
    data, path = Path(plan.data), Path(plan.path)
    if data.is_dir():
        Supervisor(lambda: Store.open(data, plan.base), path, plan.limits, plan.size).run()
    else:
        loaded = Store.in_memory(data, plan.base)
        Supervisor(lambda: loaded, path, plan.limits, plan.size).run()


def main() -> None:
    """Run the pool that the first argument configures; an error ends it in one line."""
    try:
        keep(PoolConfig.from_json(sys.argv[1]))
    except JusticeGraphError as error:
        sys.exit(f"justicegraph: {error}")
