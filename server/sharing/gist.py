"""Title and description of a page of this server, as its own head gives them."""

import re
from contextlib import closing
from html import unescape
from typing import Final

from flask import current_app

from ontology import NotFound
from server.records.meta_tags import has_card
from server.web.site import site

__all__ = ["page_gist"]

META: Final = re.compile(r'<meta (?:property|name)="([a-z:]+)" content="([^"]*)">')


def page_gist(path: str, query: str) -> tuple[str, str]:
    """Return the title and the description of a page of this server.

    Raises `NotFound` where there is no such page.
    """
    headers = {"Accept": "text/html"}
    with current_app.test_request_context(path, query_string=query, headers=headers):
        if not has_card():
            raise NotFound("this page has no card")
        with closing(current_app.full_dispatch_request()) as answer:
            if answer.status_code != 200 or answer.mimetype != "text/html":
                raise NotFound("there is no card, since there is no such page")
            text = answer.get_data(as_text=True)
    found = dict(META.findall(text.partition("</head>")[0]))
    title, description = (
        unescape(found.get(f"og:{name}", "")) for name in ("title", "description")
    )
    return title.removesuffix(f" · {site().project.title}"), description
