"""A full disk, as far as one process can have it: files that may not grow beyond a size."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["file_size"]


@contextmanager
def file_size(most: int) -> Iterator[None]:
    """Let writes beyond a size fail; the bytes before it are written, as on a full disk.

    Source: setrlimit(2), RLIMIT_FSIZE; Python ignores SIGXFSZ, so that the error is EFBIG.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
