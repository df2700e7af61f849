"""Texts and addresses of rows as they are published, with a count of those changed."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from graph.privacy.addresses import is_clear_address, is_clear_page
from graph.privacy.withholding import ADDRESS, Published, Withholder

__all__ = ["RowTexts"]


class RowTexts:
    """Publishes the texts and addresses of rows through a withholder of private names.

    >>> from graph.privacy.decisions import Decisions
    >>> counts = Counter()
    >>> texts = RowTexts(Withholder(Decisions.read()), counts)
    >>> texts.publish("toy-1", {"title": "A doll listened in"}).texts
    {'title': 'A doll listened in'}
    >>> counts
    Counter({'texts with a name withheld': 0})
    """

    def __init__(self, withholder: Withholder, counts: Counter[str]) -> None:
        self.withholder, self.counts = withholder, counts

    def publish(
        self,
        id_: str,
        texts: Mapping[str, str],
        hidden: Sequence[str] = (),
        organizations: Sequence[str] = (),
    ) -> Published:
        """Return the texts of a row without private names; `hidden` are those in its cells.

        `organizations` are the bodies in its cells, which its texts and addresses may name.
        """
        published = self.withholder.row(id_, texts, hidden, organizations)
        changed = sum(published.texts[field] != text for field, text in texts.items())
        self.counts["texts with a name withheld"] += changed
        return published

    def address(self, id_: str, address: str, published: Published) -> str:
        """Return the address of a source, or nothing where it names a withheld person."""
        return self._published(id_, address, published, is_clear_address)

    def page(self, id_: str, address: str, published: Published) -> str:
        """Return the address of a page that a project's own table gives, as `address` does."""
        return self._published(id_, address, published, is_clear_page)

    def _published(
        self, id_: str, address: str, published: Published, is_clear: Callable[..., bool]
    ) -> str:
        if self.withholder.is_decided_clear(id_, address):
            return address
        texts, bodies = published.texts.values(), published.organizations
        if is_clear(address, texts, published.withheld, bodies):
            return address
        self.counts["addresses with a name withheld"] += 1
        if not published.withheld:
            self.withholder.wait(id_, ADDRESS, address)
        return ""
