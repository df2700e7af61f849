"""What a form shows at first, and what it folds away."""

import re

import pytest
from flask.testing import FlaskClient
from lxml import html

from tests.server.desk.desk_client import HTML, fill


def unfolded(page: str) -> html.HtmlElement:
    """Return a page without its folded parts."""
    root = html.fromstring(page)
    for folded in root.xpath("//form//details[not(@open)]"):
        folded.getparent().remove(folded)
    return root


def test_of_an_issue_is_asked_what_is_needed_then_company_and_place_and_the_rest_is_folded(
    client: FlaskClient,
) -> None:
    page = client.get("/contribute/issue", headers=HTML).text
    names = unfolded(page).xpath('//input[contains(@name, ".asked")]/@name')
    assert [name.removesuffix(".asked") for name in names] == [
        *("source.url", "source.title", "source.sourceKind"),
        *("title", "summary", "year", "justiceArea", "impact"),
        *("involvement", "involvement.0.actor", "involvement.0.role", "place"),
    ]
    assert page.count('<span class="needed">') == 6


def test_the_open_part_of_an_issue_is_read_in_80_seconds(client: FlaskClient) -> None:
    (main,) = unfolded(client.get("/contribute/issue", headers=HTML).text).xpath("//main")
    for hidden in main.xpath('.//select | .//datalist | .//*[@class="trap"] | .//script'):
        hidden.drop_tree()
    assert len(main.text_content().split()) < 80 / 60 * 230  # words a minute


@pytest.mark.parametrize("what", ["issue", "actor", "system", "worker-group"])
def test_a_fold_says_how_many_questions_it_holds_and_which(client: FlaskClient, what: str) -> None:
    page = html.fromstring(client.get(f"/contribute/{what}", headers=HTML).text)
    folds = page.xpath('//details[@class="more"][input]')
    assert folds
    for fold in folds:
        count = len(fold.xpath("input"))
        words = " ".join(fold.find("summary").text_content().split())
        assert re.fullmatch(rf"{count} more questions?, (not|none) needed: .+", words)
        assert words.count(",") == count


def test_long_lists_show_what_is_most_used_and_fold_the_rest(client: FlaskClient) -> None:
    page = html.fromstring(client.get("/contribute/issue", headers=HTML).text)
    (groups,) = page.xpath('//fieldset[@id="in-affectedGroup"]')
    assert len(groups.xpath("ul/li")) == 8
    (rest,) = groups.xpath("details")
    assert rest.find("summary").text == "25 more"
    assert len(rest.xpath("ul/li")) == 25
    assert rest.xpath('.//input[@name="affectedGroup.other"]')
    assert rest.get("open") is None
    page = html.fromstring(fill(client, "/contribute/issue", affectedGroup="voters").text)
    assert page.xpath('//fieldset[@id="in-affectedGroup"]/details/@open')


def test_what_is_filled_in_or_added_is_open(client: FlaskClient) -> None:
    page = fill(client, "/contribute/issue", "add:figure", sector="health").text
    names = unfolded(page).xpath("//@name")
    assert {"figure.1.value", "sector", "place.0"} <= {*names}
    assert "figure.1.upperValue" not in names
    page = client.get("/contribute/issue", headers=HTML).text
    assert "sector" not in unfolded(page).xpath("//@name")
