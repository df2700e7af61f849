"""Entry point of a command that the server runs: the kernel ends it with the server.

Its first argument is the process of the server, of which a thread waits for it.
"""

import sys

from graph.engine.pool.parent import end_with_parent
from scripts.start import main as start

__all__ = ["main"]


def main() -> None:
    """Run the command of the other arguments, as long as the server lives."""
    end_with_parent(int(sys.argv.pop(1)))
    start()


if __name__ == "__main__":
    main()
