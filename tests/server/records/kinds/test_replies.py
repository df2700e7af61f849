"""Replies: what an organisation answers is shown with what is said about it."""

import re

from flask.testing import FlaskClient

from graph.engine.oxigraph import Store

REPLIES = """
PREFIX jg: <https://w3id.org/justicegraph/ontology#>
PREFIX kind: <https://w3id.org/justicegraph/concept/response-kind/>
SELECT ?issue ?actor WHERE {
  ?issue jg:response ?response ; jg:involvement/jg:actor ?actor .
  ?response jg:by ?actor ; jg:responseKind kind:statement .
} ORDER BY ?issue LIMIT 1
"""


def test_a_reply_is_shown_with_the_role_of_who_replies(client: FlaskClient, store: Store) -> None:
    (row,) = store.rows(REPLIES)
    path = row["issue"].text.partition("/id/")[2]
    page = client.get(f"/id/{path}", headers={"Accept": "text/html"}).text
    parties = page[page.index('id="parties"') : page.index('id="responses"')]
    match = re.search(r'class="role reply" href="#([\w-]+)">reply: statement', parties)
    assert match
    assert f'<li id="{match[1]}"' in page
