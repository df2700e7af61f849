"""Share links of a page: its HTML address, a message for e-mail and a text for a post."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlencode

from flask import Blueprint, request
from markupsafe import Markup

from server.languages.sentences import truncated
from server.records.meta_tags import has_card
from server.search.filters import TRACKED
from server.web.site import site

__all__ = ["Share", "blueprint"]

blueprint = Blueprint("share_links", __name__)

TITLE: Final = 140
GIST: Final = 240
"""Most characters of title and description in a post; Mastodon takes 500 with the address."""


@dataclass(frozen=True)
class Share:
    """Links that share a page without scripts or other sites.

    `url` gives HTML to any client, `mail` opens a message, `text` is for a post.
    """

    url: str
    mail: str
    text: str


@blueprint.app_template_global()
def share_of(title: Markup, gist: str, address: str) -> Share | None:
    """Return the share links of the current page at its HTML address; none of private pages.

    `title` is escaped, as a block of a template is; messages and posts are plain text.
    Source: RFC 6068 (the mailto URI scheme).
    """
    if not has_card():
        return None
    whole, url = site().project.title, _with_parameters(address)
    name = title.unescape().removesuffix(f" · {whole}")
    subject = name if name == whole else f"{name} ({whole})"
    gist = "" if gist == name else gist
    words = {"subject": subject, "body": "\n\n".join(filter(None, (name, gist, url)))}
    mail = f"mailto:?{urlencode(words, quote_via=quote)}"
    text = " ".join(filter(None, (truncated(name, TITLE), truncated(gist, GIST), url)))
    return Share(url, mail, text)


def _with_parameters(address: str) -> str:
    """Return an address with the parameters of the current page, but for those of trackers."""
    pairs = [
        (name, value)
        for name, value in request.args.items(multi=True)
        if not TRACKED.fullmatch(name)
    ]
    return address.partition("?")[0] + (f"?{urlencode(pairs)}" if pairs else "")
