"""A hostile client: sends attacks at random, several at once."""

import random
import time
from concurrent.futures import ThreadPoolExecutor

from scripts.bench.soak.attacks import ATTACKS, Address
from scripts.bench.soak.outcome import Outcome, Run

__all__ = ["run_hostile_client"]

AT_ONCE = 4
MOST = 20_000
LONGEST = 45.0
INTERNAL_ERROR = 500


def run_hostile_client(address: Address, seed: int, run: Run) -> None:
    """Attack until the run is over, and put an outcome of each attack."""
    until = run.begin()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for thread in range(AT_ONCE):
            pool.submit(_attack, address, until, seed * AT_ONCE + thread, run)


def _attack(address: Address, until: float, seed: int, run: Run) -> None:
    chance = random.Random(seed)  # noqa: S311 - a load, not a secret
    for _ in range(MOST // AT_ONCE):
        if time.monotonic() > until:
            break
        name = chance.choice(list(ATTACKS))
        started = time.monotonic()
        try:
            status, fault = ATTACKS[name](address, chance), ""
        except ConnectionRefusedError:
            status, fault = 0, "nobody listens"
        except OSError:  # the server may close the connection of a hostile client
            status, fault = 0, ""
        ended = time.monotonic()
        if status == INTERNAL_ERROR:
            fault = "500: an attack is no fault of the server"
        elif ended - started > LONGEST:
            fault = f"took {ended - started:.0f} seconds"
        run.outcomes.put(Outcome(name, started, ended, status, fault=fault, is_hostile=True))
