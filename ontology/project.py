"""A project: the metadata of a graph that somebody publishes, such as its title and publisher.

A release keeps it in its manifest, so that every page, file and feed is made from the same value.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Final

from ontology.errors import Misuse
from ontology.namespaces import BASE

__all__ = ["CC_BY", "OURS", "Project", "check_contact"]

CC_BY: Final = "https://creativecommons.org/licenses/by/4.0/"
ABOUT: Final = (
    "Issues of AI and justice, those implicated in them and those who answer them, AI systems, the "
    "workers behind these, places and sources, as linked data, each statement with its source."
)


TEXTS: Final = (
    *("title", "headline", "description", "publisher"),
    *("licence", "contact", "base", "logo", "footer"),
)
ADDRESS: Final = re.compile(r"https?://[^\s<>\"{}|^`\\]+")
MAIL: Final = re.compile(r"(?:mailto:)?[^\s@<>:/]+@[^\s@<>:/]+")
FILE: Final = re.compile(r"[\w][\w.-]*")
LINK: Final = re.compile(r"/(?![/\\])|https?://")
NAME: Final = re.compile(r"[a-z]+")
COLOUR: Final = re.compile(r"#[0-9a-fA-F]{3,8}")


@dataclass(frozen=True)
class Project:
    """Title, description, publisher, licence, contact and base IRI of a published graph.

    `licence` is the IRI of the licence of its own records, `contact` a mail address or that of a
    page, `base` where the IRIs of its records begin, `logo` a file in `static/`, `footer` a line at
    the foot of each page. `menu` are the entries of the navigation in place of ours, `colours`
    those of kinds of records.

    >>> Project("Water and AI").to_json()["title"]
    'Water and AI'
    """

    title: str = "JusticeGraph"
    headline: str = "Harms done with AI, and the labour hidden behind it"
    description: str = ABOUT
    publisher: str = "The JusticeGraph contributors"
    licence: str = CC_BY
    contact: str = ""
    base: str = BASE
    logo: str = ""
    footer: str = ""
    menu: tuple[Mapping[str, str], ...] = ()
    colours: Mapping[str, str] = field(default_factory=dict)
    dark_colours: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "menu", tuple(self.menu))
        _check_texts(self)
        for entry in self.menu:
            if {*entry} != {"label", "address"} or not LINK.match(entry["address"]):
                raise Misuse("menu: an entry has a label and an address, such as /search")
        for name, colour in (*self.colours.items(), *self.dark_colours.items()):
            if not NAME.fullmatch(name):
                raise Misuse(f"colours: {name}: a name has small letters alone, such as issue")
            if not COLOUR.fullmatch(str(colour)):
                raise Misuse(f"colours: {name} = {colour}: write a colour as #rrggbb: '#9a2617'")

    @property
    def whole_title(self) -> str:
        """Return the title with the headline, as a citation gives it."""
        return f"{self.title}: {self.headline}" if self.headline else self.title

    @property
    def licence_name(self) -> str:
        """Return the short name of a Creative Commons licence, or the IRI of any other.

        >>> Project(licence="https://creativecommons.org/licenses/by-sa/4.0/").licence_name
        'CC BY-SA 4.0'
        """
        head, _, tail = self.licence.partition("creativecommons.org/licenses/")
        kind, _, version = tail.strip("/").partition("/")
        return f"CC {kind.upper()} {version}".strip() if head and tail else self.licence

    @property
    def contact_address(self) -> str:
        """Return the address of the contact: that of a page, or of a mail.

        >>> Project(contact="a@example.org").contact_address
        'mailto:a@example.org'
        """
        is_address = self.contact.startswith(("https://", "http://", "mailto:"))
        return self.contact if is_address or not self.contact else f"mailto:{self.contact}"

    def to_json(self) -> dict[str, Any]:
        """Return the metadata as plain values, as a manifest keeps it."""
        return {one.name: getattr(self, one.name) for one in fields(self)}

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> "Project":
        """Return the project of a manifest; what an older release lacks is as by default."""
        names = {one.name for one in fields(cls)}
        return cls(**{name: value for name, value in values.items() if name in names})


def check_contact(contact: str) -> None:
    """Raise `Misuse` for a contact that is neither a mail address nor the address of a page.

    Projects of releases are not checked by it, so that those of earlier versions are still read.

    >>> check_contact("desk@example.org")
    >>> check_contact("nobody")
    Traceback (most recent call last):
        ...
    ontology.errors.Misuse: contact = nobody: give a mail address, or an address with https://
    """
    if contact and not (MAIL.fullmatch(contact) or ADDRESS.fullmatch(contact)):
        raise Misuse(f"contact = {contact}: give a mail address, or an address with https://")


def _check_texts(project: Project) -> None:
    for name in TEXTS:
        if not isinstance(getattr(project, name), str):
            raise Misuse(f"{name} = {getattr(project, name)}: is no text")
    for name in ("base", "licence"):
        if not ADDRESS.fullmatch(getattr(project, name)):
            raise Misuse(f"{name}: give an address that begins with https://")
    if not project.title or not project.base.endswith("/"):
        raise Misuse("give a title, and a base that ends with /")
    if project.logo and not FILE.fullmatch(project.logo):
        raise Misuse(f"logo = {project.logo}: give the name of a file in static/")


OURS: Final = Project()
"""The graph that comes with the package."""
