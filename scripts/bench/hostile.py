"""A hostile client: it attacks at random, several times at once."""

import random
import time
from concurrent.futures import ThreadPoolExecutor

from scripts.bench.attacks import ATTACKS, Address
from scripts.bench.outcome import Outcome, Run

__all__ = ["be_hostile"]

AT_ONCE = 4
MOST = 20_000
LONGEST = 45.0
INTERNAL_ERROR = 500


def be_hostile(address: Address, seed: int, run: Run) -> None:
    """Attack until the run is over, and say what came of each attack."""
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
        except OSError:  # the server may close on whoever is hostile
            status, fault = 0, ""
        ended = time.monotonic()
        if status == INTERNAL_ERROR:
            fault = "500: an attack is no fault of the server"
        elif ended - started > LONGEST:
            fault = f"took {ended - started:.0f} seconds"
        run.found.put(Outcome(name, started, ended, status, fault=fault, is_hostile=True))
