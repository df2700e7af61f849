"""What a server is told when it starts; read once, and never changed."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ontology import BASE

__all__ = ["Settings"]

DATA: Final = "JUSTICEGRAPH_DATA"
NAMESPACE: Final = "JUSTICEGRAPH_BASE"


@dataclass(frozen=True)
class Settings:
    """The data folder that is served, and the base under which its IRIs were made."""

    data: Path = Path("build")
    base: str = BASE

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "Settings":
        """Read the settings that a web process inherits.

        >>> Settings.from_environment({"JUSTICEGRAPH_DATA": "/srv/graph"}).data.as_posix()
        '/srv/graph'
        """
        data = Path(environment.get(DATA, "build"))
        return cls(data, environment.get(NAMESPACE, BASE))

    def to_environment(self) -> dict[str, str]:
        """Return the settings as a web process inherits them."""
        return {DATA: str(self.data.resolve()), NAMESPACE: self.base}
