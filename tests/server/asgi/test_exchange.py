"""Bodies of requests: what all clients together may be sending at once is bounded."""

import pytest

from ontology import Busy
from server.asgi.exchange import SMALL, LargeBodies


def test_where_large_bodies_take_all_the_room_the_next_is_refused_and_a_small_one_is_read() -> None:
    bodies = LargeBodies(100)
    with bodies.share() as first, bodies.share() as second, bodies.share() as small:
        first(SMALL + 60)
        with pytest.raises(Busy, match="too many large requests are being sent: try again soon"):
            second(SMALL + 60)
        small(SMALL)


def test_the_room_of_a_body_is_free_again_however_it_ends() -> None:
    bodies = LargeBodies(100)

    def sent() -> None:
        with bodies.share() as grow:
            grow(SMALL + 50)
            grow(SMALL + 100)
            raise TimeoutError

    for _ in range(3):
        with pytest.raises(TimeoutError):
            sent()
