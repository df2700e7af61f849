"""Forms: made from the shapes, checked in plain words, and safe against hostile senders."""

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from lxml import html

from graph.desk.suggestions import Desk
from server.contribute.asked import CHOSEN
from server.contribute.drafts import CLASSES
from server.contribute.inputs import inputs_of
from server.contribute.tokens import form_token
from tests.server.desk.desk_client import HTML, ISSUE, SOURCE, fill, hidden_fields, propose

FORMS = ("issue", "actor", "system", "worker-group", "source", "pay", "reply")


def sent(data: Path) -> int:
    return len(Desk(data).all())


@pytest.mark.parametrize("what", FORMS)
def test_a_form_asks_for_the_source_first_and_needs_no_script(
    client: FlaskClient, what: str
) -> None:
    page = client.get(f"/contribute/{what}", headers=HTML).text
    sections = re.findall(r'<h2 id="part-\d">([^<]+)', page)
    assert sections[0] == "Where can it be read?"
    assert "no names or documents that identify" in page
    assert "onclick" not in page


@pytest.mark.parametrize("class_", CHOSEN)
def test_every_field_that_a_form_asks_for_is_in_the_shapes(class_: str) -> None:
    classes = CLASSES["issue"] if class_ == "Issue" else (class_,)
    names = {one.name for each in classes for one in inputs_of(each)}
    assert names == {*CHOSEN[class_]}
    assert all(one.label and one.help for each in classes for one in inputs_of(each))


def test_the_gate_says_in_words_what_to_mend(client: FlaskClient, data: Path) -> None:
    page = fill(client, "/contribute/issue", "send", title="A toy").text
    assert "Please mend this first" in page
    assert "An issue needs a source" in page
    assert "notStated" not in page
    assert 'value="A toy"' in page
    assert sent(data) == 0


def test_all_that_is_missing_is_said_at_once_and_leads_to_its_input(client: FlaskClient) -> None:
    page = fill(client, "/contribute/issue", title="A toy", year="July 2021").text
    assert "is not a year of four digits" in page
    for name in ("summary", "justiceArea", "impact"):
        assert f'<a href="#in-{name}">' in page
    page = fill(client, "/contribute/issue", title="A toy", **{"place.0": "Kenya"}).text
    assert '<a href="#in-year">Year</a>: An incident needs a year' in page


def test_messages_name_no_files_of_the_project(client: FlaskClient) -> None:
    page = fill(client, "/contribute/issue", **{**ISSUE, "involvement.0.role": ""}).text
    assert "An involvement names exactly one role" in page
    assert ".ttl" not in page


def test_a_name_that_is_nearly_known_is_shown_and_a_part_of_a_country_is_its_country(
    client: FlaskClient,
) -> None:
    fields = {**ISSUE, "involvement.0.actor": "Turkopticon Group", "place.0": "England"}
    page = fill(client, "/contribute/issue", **fields).text
    assert "&#39;Turkopticon Group&#39; is proposed as new; did you mean Turkopticon?" in page
    assert "It can be sent" in page
    assert "<dd>United Kingdom</dd>" in page


def test_what_one_does_not_know_is_declared(client: FlaskClient) -> None:
    fields = {**ISSUE, "year": "", "year.unknown": "1"}
    page = fill(client, "/contribute/issue", **fields).text
    assert "It can be sent" in page


def known_ones(page: str) -> list[str]:
    """Return the addresses under the question whether it is one of these."""
    lists = html.fromstring(page).xpath('//h3[text()="Is it one of these?"]/following::ul[1]')
    return [link for one in lists for link in one.xpath("li/a/@href")]


def test_only_what_is_likely_the_same_issue_is_shown_before_it_is_sent(client: FlaskClient) -> None:
    text = "A tool of Amazon scored résumés of people who applied for jobs as software developers."
    same = {"title": "Amazon's tool ranked women lower", "summary": text}
    page = fill(client, "/contribute/issue", **{**ISSUE, **same}).text
    assert known_ones(page) == ["/id/issue/amazon-recruiting-tool"]
    assert known_ones(fill(client, "/contribute/issue", **ISSUE).text) == []


def test_issues_that_have_the_same_source_are_shown(client: FlaskClient) -> None:
    url = "https://www.adweek.com/digital/facebook-settles-class-action-suit-by-contract-content-moderators-for-52m/"
    page = fill(client, "/contribute/issue", **{**ISSUE, "source.url": url}).text
    assert "It has the same source." in page
    assert "/id/issue/facebook-moderation-trauma-us" in known_ones(page)


@pytest.mark.parametrize(
    ("what", "field", "written", "known"),
    [
        ("actor", "name", "Turkopticon", ["/id/actor/turkopticon"]),
        ("actor", "name", "Zebra crossings of Turku", []),
        ("source", "source.title", "A report of the court", []),
    ],
)
def test_a_name_or_title_is_shown_only_where_it_is_nearly_the_same(
    client: FlaskClient, what: str, field: str, written: str, known: list[str]
) -> None:
    page = fill(client, f"/contribute/{what}", **{**SOURCE, "kind": "company", field: written}).text
    assert known_ones(page) == known


def test_a_row_is_added_and_the_draft_stays(client: FlaskClient) -> None:
    page = fill(client, "/contribute/issue", "add:involvement", **ISSUE).text
    assert 'name="involvement.1.actor"' in page
    assert 'value="A toy listens to children"' in page
    page = fill(client, "/contribute/issue", "add:place", **{"place.0": "Kenya"}).text
    assert 'name="place.1"' in page


def test_a_name_that_is_not_known_becomes_a_record_or_is_told(client: FlaskClient) -> None:
    page = fill(client, "/contribute/issue", **{**ISSUE, "involvement.0.actor": "Toymaker & Co"})
    assert "Actor: Toymaker &amp; Co" in page.text
    page = fill(client, "/contribute/issue", **{**ISSUE, "place.0": "Kennyaa"})
    assert "did you mean Kenya" in page.text


def test_a_source_that_the_graph_has_is_used_again(client: FlaskClient) -> None:
    url = "https://www.adweek.com/digital/facebook-settles-class-action-suit-by-contract-content-moderators-for-52m/"
    page = fill(client, "/contribute/issue", **{**ISSUE, "source.url": url}).text
    assert "It can be sent" in page
    assert "Source: A report of the court" not in page


def test_a_person_who_may_be_private_is_pointed_out(client: FlaskClient) -> None:
    page = fill(client, "/contribute/issue", **{**ISSUE, "title": "Maria Schmidt lost her job"})
    assert "may name a private person" in page.text


@pytest.mark.parametrize("token", ["", "x", "0-0-0", "a" * 24 + "-0-" + "b" * 64])
def test_a_forged_token_changes_nothing(client: FlaskClient, data: Path, token: str) -> None:
    fields = {**ISSUE, "token": token, "do": "send"}
    assert client.post("/contribute/issue", data=fields, headers=HTML).status_code == 403
    assert sent(data) == 0


def test_an_old_token_and_one_of_another_server_change_nothing(
    client: FlaskClient, data: Path
) -> None:
    secret = Desk(data).secret()
    for token in (form_token(secret, 1_000_000_000.0), form_token(b"another")):
        fields = {**ISSUE, "token": token, "do": "send"}
        assert client.post("/contribute/issue", data=fields, headers=HTML).status_code == 403
    assert sent(data) == 0


def test_a_replayed_form_is_sent_once(client: FlaskClient, data: Path) -> None:
    shown = client.get("/contribute/issue", headers=HTML).text
    fields = {**hidden_fields(shown), **ISSUE, "do": "send"}
    answers = [client.post("/contribute/issue", data=fields, headers=HTML) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [303, 409, 409]
    assert sent(data) == 1


def test_a_false_mail_address_is_told_and_the_draft_stays(client: FlaskClient, data: Path) -> None:
    page = fill(client, "/contribute/issue", "send", **ISSUE, mail="ann at example").text
    told = "the mail address is none: correct it, or leave it empty"
    assert f'<a href="#in-mail">Mail address</a>: {told}' in page
    assert 'value="A toy listens to children"' in page
    assert sent(data) == 0


def test_a_filled_trap_changes_nothing(client: FlaskClient, data: Path) -> None:
    assert fill(client, "/contribute/issue", "send", **ISSUE, website="x").status_code == 400
    assert sent(data) == 0


@pytest.mark.parametrize("field", ["title", "remark", "source.title", "involvement.0.actor"])
def test_a_field_of_a_megabyte_is_refused(client: FlaskClient, data: Path, field: str) -> None:
    answer = fill(client, "/contribute/issue", "send", **{**ISSUE, field: "x" * 1_000_000})
    assert answer.status_code == 413
    assert sent(data) == 0


HOSTILE = '</textarea><script>alert(1)</script>"\'=HYPERLINK("http://evil")\u202e{{7*7}}'


def test_what_strangers_write_is_shown_as_text(client: FlaskClient, ann: FlaskClient) -> None:
    fields = {name: value for name, value in ISSUE.items() if "involvement" not in name}
    fields |= {"title": HOSTILE, "summary": HOSTILE, "remark": HOSTILE}
    receipt = fill(client, "/contribute/issue", "send", **fields).headers["Location"]
    pages = [client.get(receipt, headers=HTML), ann.get("/desk", headers=HTML)]
    pages += [ann.get("/desk/1", headers=HTML), fill(client, "/contribute/issue", **fields)]
    for page in pages:
        assert page.status_code == 200
        assert "<script>alert" not in page.text
        assert "{{7*7}}" in page.text


def test_pages_with_secrets_are_kept_by_no_cache_and_betrayed_by_no_referrer(
    client: FlaskClient, ann: FlaskClient
) -> None:
    receipt = propose(client)
    for page in (client.get(receipt), ann.get("/desk"), ann.get("/desk/1")):
        assert page.headers["Cache-Control"] == "no-store"
        assert page.headers["Referrer-Policy"] == "no-referrer"
        assert "Access-Control-Allow-Origin" not in page.headers


def test_a_source_alone_is_a_contribution(client: FlaskClient) -> None:
    assert fill(client, "/contribute/source", "send", **SOURCE).status_code == 303


def test_an_issue_without_a_title_takes_the_first_sentence_of_its_summary(
    client: FlaskClient,
) -> None:
    page = fill(client, "/contribute/issue", **{**ISSUE, "title": ""}).text
    assert "It can be sent" in page
    assert "<h3>Issue: A talking toy kept what children said, and its maker read it</h3>" in page
    record = fill(client, "/id/issue/ghost-work/correct", title="").text
    assert "Please mend this first" in record


def test_the_first_input_to_mend_has_the_focus_and_each_says_what_to_mend(
    client: FlaskClient,
) -> None:
    page = fill(client, "/contribute/issue").text
    assert page.count(" autofocus") == 1
    (focused,) = re.findall(r"<[^>]* autofocus>", page)
    assert 'name="source.url"' in focused
    assert 'aria-invalid="true" aria-describedby="error-source.url help-source.url"' in focused
    told = re.findall(r'<li><a href="#in-([^"]+)">[^<]*</a>: ([^<]*)</li>', page)
    assert [field for field, _ in told] == [
        *("source.url", "title", "summary", "year", "justiceArea", "impact")
    ]
    for field, text in told:
        assert f'<p class="error" id="error-{field}">{text}</p>' in page


def test_a_row_that_was_added_and_a_verdict_have_the_focus(client: FlaskClient) -> None:
    page = fill(client, "/contribute/issue", "add:involvement", **ISSUE).text
    (focused,) = re.findall(r"<[^>]* autofocus>", page)
    assert 'name="involvement.1.actor"' in focused
    page = fill(client, "/contribute/issue", **ISSUE).text
    assert re.findall(r"<[^>]* autofocus>", page) == ['<h2 id="verdict" tabindex="-1" autofocus>']


def test_what_can_be_sent_says_that_nothing_was_sent_and_has_its_button_at_the_top(
    client: FlaskClient,
) -> None:
    page = fill(client, "/contribute/issue", **ISSUE).text
    (verdict,) = re.findall(r'<section aria-labelledby="verdict".*?</section>', page, re.DOTALL)
    assert 'class="verdict is-good"' in verdict
    assert "Nothing has been sent yet." in verdict
    (form,) = re.findall(r'form="([^"]*)" name="do" value="send"', verdict)
    assert f'<form class="contribution" id="{form}"' in page
    page = fill(client, "/contribute/issue").text
    assert 'class="verdict"' in page
    assert 'value="send"' not in page


def test_a_title_that_the_source_lacks_leads_to_the_source(client: FlaskClient) -> None:
    page = fill(client, "/contribute/issue", **{**ISSUE, "source.title": ""}).text
    assert re.findall(r'<li><a href="#in-([^"]+)">', page)[:1] == ["source.title"]
