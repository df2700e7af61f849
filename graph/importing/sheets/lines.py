"""Lines of bounded length: of a longer one only its beginning is kept in memory."""

from typing import IO, Final

__all__ = ["ENDS", "LINE_TOO_LONG", "LONGEST_LINE", "TooLong", "read_line"]

LONGEST_LINE: Final = 4_000_000
LINE_TOO_LONG: Final = f"the line has more than {LONGEST_LINE:,} characters: is a line end missing?"
ENDS: Final = ("\n", "\r")
SHOWN: Final = 80


class TooLong(str):
    """The beginning of a line of which the rest was passed over."""

    __slots__ = ()


def read_line(file: IO[str]) -> str:
    r"""Read a line, as `readline` does; one that is longer than it may be is a `TooLong`.

    Complexity: linear; memory for one line.

    >>> import io
    >>> file = io.StringIO("a\n" + "b" * LONGEST_LINE + "\nc")
    >>> [type(read_line(file)).__name__ for _ in range(4)]
    ['str', 'TooLong', 'str', 'str']
    """
    line = rest = file.readline(LONGEST_LINE)
    if len(line) < LONGEST_LINE or line.endswith(ENDS):
        return line
    while rest and not rest.endswith(ENDS):
        rest = file.readline(LONGEST_LINE)
    return TooLong(line[:SHOWN])
