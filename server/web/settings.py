"""Settings of the server: from options, environment and a TOML file; read once at start."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Final, Literal, cast

from graph.engine.pool.supervisor import Size
from graph.engine.pool.worker import Limits
from ontology import Misuse, check_contact, read_toml

__all__ = ["PREFIX", "Settings"]

PREFIX: Final = "JUSTICEGRAPH_"
"""What the name of a setting begins with in the environment."""


def _setting(default: Any, meaning: str, least: float | None = None, most: int = 1 << 24) -> Any:
    """Declare a setting: its default, its help text, its least and its largest value."""
    return field(default=default, metadata={"help": meaning, "least": least, "most": most})


@dataclass(frozen=True)
class Settings:
    """All settings, each with its meaning; times are in seconds, megabytes are 2^20 bytes.

    >>> Settings(seconds=2.5, ready=8).limits.seconds
    2.5
    """

    data: Path = _setting(Path("build"), "The folder of releases.")
    base: str = _setting("", "Where the IRIs of the records begin, if not where the project says.")
    host: str = _setting("127.0.0.1", "The address to listen on.")
    port: int = _setting(8000, "The port to listen on; 0 takes any that is free.", 0, 65_535)
    processes: int = _setting(2, "Web processes.", 1)
    ready: int = _setting(4, "Query workers that wait for queries.", 1)
    slow: int = _setting(8, "Workers for slow queries, in addition to them.", 1)
    queue: int = _setting(64, "Queries that may wait for a worker; beyond, the answer is 503.", 1)
    seconds: float = _setting(10.0, "How long a query may take.", 0.001)
    megabytes: int = _setting(512, "How much memory a query may take.", 16)
    result_megabytes: int = _setting(512, "How large a result may be.", 1)
    patience: float = _setting(120.0, "How long a client may let a result wait, in all.", 0.1)
    in_memory: int = _setting(
        5_000_000, "Releases of at most this many triples are held in memory.", 0, 1 << 40
    )
    direct: int = _setting(
        1_000_000,
        "Releases of at most this many triples each web process holds too, for small queries.",
        0,
        1 << 40,
    )
    cache_megabytes: int = _setting(64, "Results kept by each web process.", 0)
    keep: str = _setting("", "Releases to keep, as newest=10,monthly=12,yearly=10; all without.")
    former: int = _setting(2, "Former releases that are open at once; 0 opens none.", 0, 64)
    connections: int = _setting(1024, "Connections that may be open at once, in all.", 16)
    client_connections: int = _setting(
        100, "Connections that one address may have with each web process; named proxies any.", 1
    )
    rate: str = _setting("", "Requests that one address may send, such as 100/minute.")
    proxies: str = _setting("", "Proxies whose X-Forwarded-For is believed, by commas.")
    engine: str = _setting("", "Another SPARQL 1.1 endpoint that evaluates the queries.")
    address: str = _setting("", "The public address of this server, such as https://example.org/.")
    contact: str = _setting("", "Who answers for this server: a mail address, or that of a page.")
    snapshots: str = _setting("", "A folder of snapshots, for the review of withheld names.")
    operator: str = _setting("", "Who runs this server: a name, shown on its pages.")
    about: str = _setting("", "A sentence or two on who runs this server, and why.")
    monetization: str = _setting("", "A wallet address for Web Monetization.")
    smtp: str = _setting("", "A mail server for letters, such as smtp://localhost:25.")
    sender: str = _setting("", "The address from which letters are sent.")
    suggestions: str = _setting("120/hour", "Forms that one address may check or send.")
    rewrite: bool = _setting(False, "Show IRIs of the data under that public address.")
    log: str = _setting("-", "A file for the access log, - for stderr, nothing for none.")
    log_queries: Literal["hash", "text", "none"] = _setting("hash", "How a query is logged.")
    folder: str = _setting("", "Where the processes of a server meet; set by `serve` itself.")

    def __post_init__(self) -> None:
        for one in fields(self):
            _check(one.name, getattr(self, one.name), one.metadata)
        for name in ("base", "address", "engine", "monetization"):
            value = getattr(self, name)
            if value and not value.startswith(("http://", "https://")):
                raise Misuse(f"{name} = {value}: give an address that begins with https://")
        for name in ("base", "address"):
            value = getattr(self, name)
            if value and not value.endswith("/"):
                raise Misuse(f"{name} = {value}: give an address that ends with /")
        check_contact(self.contact)
        if "*" in self.proxies:
            raise Misuse("proxies = *: name them, or every client could choose its own address")
        if self.smtp and not (self.sender and self.address):
            raise Misuse("smtp: give also sender and address, which the letters name")
        if self.rewrite and not self.address:
            raise Misuse("rewrite: give the public address, under which IRIs are to be shown")

    @classmethod
    def read(
        cls,
        options: Mapping[str, Any] | None = None,
        environment: Mapping[str, str] = os.environ,
        file: Path | None = None,
        defaults: Mapping[str, Any] | None = None,
    ) -> "Settings":
        """Take each setting from the options, else the environment, the file, the defaults.

        Raises `Misuse` for a name that is not known and for a value that is none.

        >>> Settings.read({}, {"JUSTICEGRAPH_DATA": "/srv/graph"}).data.as_posix()
        '/srv/graph'
        """
        given = dict(defaults or {}) | (read_toml(file) if file else {})
        names = {one.name for one in fields(cls)}
        if unknown := sorted({*given} - names):
            raise Misuse(f"{file or 'settings'}: there is no setting '{unknown[0]}'")
        for name in names:
            if (text := environment.get(PREFIX + name.upper())) is not None:
                given[name] = text
        given |= {name: value for name, value in (options or {}).items() if value is not None}
        return cls(**{name: _converted(cls, name, value) for name, value in given.items()})

    def to_environment(self) -> dict[str, str]:
        """Return the settings as a web process inherits them."""
        absolute = {"data": str(self.data.resolve())}
        return {
            PREFIX + one.name.upper(): absolute.get(one.name, str(getattr(self, one.name)))
            for one in fields(self)
        }

    @property
    def limits(self) -> Limits:
        """Return what one query may take."""
        return Limits(self.seconds, self.megabytes, self.result_megabytes << 20, self.patience)

    @property
    def size(self) -> Size:
        """Return how large the pool is."""
        return Size(self.ready, self.slow, self.queue)

    @property
    def trusted(self) -> tuple[str, ...]:
        """Return the proxies that are believed, addresses or networks."""
        return tuple(filter(None, map(str.strip, self.proxies.split(","))))

    @property
    def rewrite_to(self) -> str:
        """Return the address under which IRIs are shown, or nothing."""
        return self.address if self.rewrite else ""


WORDS: Final = {"true": True, "false": False, "1": True, "0": False}


def _converted(cls: type[Settings], name: str, value: Any) -> Any:
    """Return a value in the type of its setting."""
    kind: type = type(getattr(cls, name))
    try:
        if kind is bool and isinstance(value, str):
            return WORDS[value.lower()]
        return kind(value)
    except (KeyError, TypeError, ValueError):
        raise Misuse(f"{name} = {value}: is no {NAMES.get(kind, kind.__name__)}") from None


NAMES: Final[dict[type, str]] = {int: "whole number", float: "number", bool: "true or false"}


def _check(name: str, value: Any, metadata: Mapping[str, Any]) -> None:
    least = cast("float | None", metadata["least"])
    if least is not None and not value >= least:
        raise Misuse(f"{name} = {value}: give {least:g} or more")
    if least is not None and value > metadata["most"]:
        raise Misuse(f"{name} = {value}: give {metadata['most']} or less")
    if name == "log_queries" and value not in ("hash", "text", "none"):
        raise Misuse(f"log_queries = {value}: give hash, text or none")
