"""Exception tree: each class with its HTTP status and the exit code of the command.

JusticeGraphError
├── BadRecord        a record, or several, cannot be read or breaks a rule   400  1
├── GateClosed       the graph breaks its shapes, so nothing is released      422  1
├── BadQuery         a query is not SPARQL                                    400  1
├── QueryRefused     a query is SPARQL and is not served here                 403  1
├── NotFound         what is asked for is not in the graph                    404  1
├── Gone             a record was withdrawn, with its reason                  410  1
├── NotAcceptable    no format that the client accepts                        406  2
├── Forbidden        a token or a session is missing, false or has expired    403  2
├── Conflict         somebody else has changed the same thing meanwhile       409  1
├── Misuse           a command or a setting is used wrongly                   400  2
├── OutOfTime        a query took longer than its limit of time               504  1
├── Ended            a query ended its own process: memory, stack, a fault    503  1
├── RateExceeded     one address asks too often                               429  2
├── Busy             more is asked than can wait; try again soon              503  2
└── Unavailable      the machine refuses: folder, disk, port, release         503  2
"""

from collections.abc import Collection, Iterable, Mapping
from typing import ClassVar, Final, Self

from ontology.near_names import near_names

__all__ = [
    "BadQuery",
    "BadRecord",
    "Busy",
    "Conflict",
    "Ended",
    "Forbidden",
    "GateClosed",
    "Gone",
    "JusticeGraphError",
    "Misuse",
    "NotAcceptable",
    "NotFound",
    "OutOfTime",
    "QueryRefused",
    "RateExceeded",
    "Unavailable",
]


MOST_OFFERED: Final = 5
"""The most names that are offered where none is near."""


class JusticeGraphError(Exception):
    """Base class; the message says what is wrong, where, and what to do."""

    status: ClassVar[int] = 500
    exit_code: ClassVar[int] = 2
    mistaken: str = ""
    """The name or value that is not known, where others are near."""
    nearest: tuple[str, ...] = ()
    labels: Mapping[str, str] = {}
    """What people call those that are near, where that is not their name."""

    def with_nearest(self, mistaken: str, nearest: Iterable[str] | Mapping[str, str]) -> Self:
        """Return the error, which also says what may have been meant in place of a name or value.

        A mapping also says what people call each.

        >>> NotFound("there is no question 'pya'").with_nearest("pya", ["pay"]).nearest
        ('pay',)
        """
        self.mistaken, self.nearest = mistaken, tuple(nearest)
        if isinstance(nearest, Mapping):
            self.labels = nearest
        return self

    def among(self, mistaken: str, known: Collection[str] | Mapping[str, str]) -> Self:
        """Return the error, which also says which of some names are near to one, or else the first.

        >>> BadQuery("order=newst").among("newst", ["newest", "oldest"]).nearest
        ('newest',)
        """
        near = near_names(mistaken, known) or [*known][:MOST_OFFERED]
        labels = known if isinstance(known, Mapping) else {}
        return self.with_nearest(mistaken, {name: labels.get(name, name) for name in near})


class BadRecord(JusticeGraphError):
    """Raised when a record cannot be read: not UTF-8, not YAML, too large, no known type."""

    status: ClassVar[int] = 400
    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, path: str = "", line: int = 0) -> None:
        where = f"{path}:{line}: " if path and line else f"{path}: " if path else ""
        super().__init__(where + message)
        self.message, self.path, self.line = message, path, line


class GateClosed(JusticeGraphError):
    """Raised when a build finds violations; the current release stays as it is."""

    status: ClassVar[int] = 422
    exit_code: ClassVar[int] = 1


class BadQuery(JusticeGraphError):
    """Raised when the text of a query is not SPARQL 1.1; says where, counted from 1."""

    status: ClassVar[int] = 400
    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, line: int = 0, column: int = 0) -> None:
        super().__init__(message)
        self.line, self.column = line, column


class QueryRefused(JusticeGraphError):
    """Raised before evaluation for what a public read-only endpoint does not do."""

    status: ClassVar[int] = 403
    exit_code: ClassVar[int] = 1


class NotFound(JusticeGraphError):
    """Raised when a resource, a question or a file does not exist."""

    status: ClassVar[int] = 404
    exit_code: ClassVar[int] = 1


class Gone(JusticeGraphError):
    """Raised when a record was withdrawn; its tombstone gives the reason."""

    status: ClassVar[int] = 410
    exit_code: ClassVar[int] = 1


class NotAcceptable(JusticeGraphError):
    """Raised when none of the formats on offer is acceptable to the client."""

    status: ClassVar[int] = 406
    exit_code: ClassVar[int] = 2


class Forbidden(JusticeGraphError):
    """Raised when a token or a session is missing, false, revoked or has expired."""

    status: ClassVar[int] = 403
    exit_code: ClassVar[int] = 2


class Conflict(JusticeGraphError):
    """Raised when a change rests on a state that somebody else has changed meanwhile."""

    status: ClassVar[int] = 409
    exit_code: ClassVar[int] = 1


class Misuse(JusticeGraphError):
    """Raised when a command, an option or a setting is used wrongly."""

    status: ClassVar[int] = 400
    exit_code: ClassVar[int] = 2


class OutOfTime(JusticeGraphError):
    """Raised when a query was stopped at its time limit."""

    status: ClassVar[int] = 504
    exit_code: ClassVar[int] = 1


class Ended(JusticeGraphError):
    """Raised when the worker process of a query died: memory limit, stack overflow, or a crash."""

    status: ClassVar[int] = 503
    exit_code: ClassVar[int] = 1


class RateExceeded(JusticeGraphError):
    """Raised when one client address sends more requests than the setting allows."""

    status: ClassVar[int] = 429
    exit_code: ClassVar[int] = 2

    def __init__(self, message: str, retry_after: int = 1) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class Busy(JusticeGraphError):
    """Raised when the queue is full, or when too many long queries run already."""

    status: ClassVar[int] = 503
    exit_code: ClassVar[int] = 2

    def __init__(self, message: str, retry_after: int = 1) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class Unavailable(JusticeGraphError):
    """Raised when the machine is the cause: a folder, a full disk, a port in use."""

    status: ClassVar[int] = 503
    exit_code: ClassVar[int] = 2
