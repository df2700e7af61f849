"""The file for language models: its links lead somewhere."""

import re

from flask.testing import FlaskClient


def test_every_link_of_the_file_for_language_models_is_answered(client: FlaskClient) -> None:
    answer = client.get("/llms.txt", base_url="http://127.0.0.1:8000")
    assert answer.content_type == "text/markdown; charset=utf-8"
    assert answer.text.startswith("# JusticeGraph\n\n> ")
    links = re.findall(r"\]\(([^)]+)\)", answer.text)
    assert len(links) > 15
    for link in links:
        path = "/" + link.partition("://")[2].partition("/")[2]
        with client.get(path) as found:
            assert found.status_code == 200, link
