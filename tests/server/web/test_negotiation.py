"""Which format a client gets."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.rdf.formats import GRAPH_FORMATS, RESULT_FORMATS, Format
from ontology import NotAcceptable
from server.records.resource import OFFERS as RECORD_OFFERS
from server.reports.compare import OFFERS as CHARTS
from server.search.formats import LISTS
from server.web.negotiation import PROBLEMS, choose, prefers_html, split_suffix

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "name"),
    [
        ("", "json"),
        ("*/*", "json"),
        ("application/*", "json"),
        ("text/*", "csv"),
        ("text/csv", "csv"),
        ("text/csv;q=0.5, text/tab-separated-values;q=0.6", "tsv"),
        ("text/csv, application/sparql-results+json;q=0", "csv"),
        ("application/sparql-results+xml, */*;q=0.1", "xml"),
        ("*/*;q=0.1, text/csv;q=0.9", "csv"),
        ("TEXT/CSV", "csv"),
        (BROWSER, "xml"),
        ("text/csv;q=0, */*;q=0.1", "json"),
        ("text/csv;q=0, text/*", "tsv"),
        ("*/*, text/csv", "csv"),
        ("text/*;q=0.2, */*;q=0.1", "csv"),
        ("text/csv;charset=utf-8", "csv"),
    ],
)
def test_a_client_gets_the_format_that_it_wants_most(accept: str, name: str) -> None:
    assert choose(accept, RESULT_FORMATS).name == name


@pytest.mark.parametrize(
    "accept", ["image/png", "text/csv;q=0", "*/*;q=0", "text/csv;q=0, text/plain"]
)
def test_what_is_not_on_offer_is_refused_with_what_there_is(accept: str) -> None:
    with pytest.raises(NotAcceptable) as refused:
        choose(accept, RESULT_FORMATS)
    assert str(refused.value) == (
        "no format that you accept; there are: json (application/sparql-results+json), "
        "xml (application/sparql-results+xml), csv (text/csv), tsv (text/tab-separated-values)"
    )


@pytest.mark.parametrize("wanted", ["tsv", "text/tab-separated-values"])
def test_what_a_person_names_outranks_the_accept_header(wanted: str) -> None:
    assert choose("text/csv", RESULT_FORMATS, wanted).name == "tsv"


def test_a_name_that_is_not_on_offer_is_refused() -> None:
    with pytest.raises(NotAcceptable):
        choose("text/csv", RESULT_FORMATS, "pdf")


@given(st.text())
def test_any_header_gives_an_offer_or_a_refusal(accept: str) -> None:
    try:
        assert choose(accept, GRAPH_FORMATS).name in {offer.name for offer in GRAPH_FORMATS}
    except NotAcceptable:
        assert accept.strip()


def spelled(offers: Sequence[Format]) -> list[str]:
    return [name for offer in offers for name in (offer.media_type, *offer.also)]


FORMATS = {
    one.name: one for one in (*RESULT_FORMATS, *GRAPH_FORMATS, *LISTS, *RECORD_OFFERS, *CHARTS)
}
TYPES = sorted({*spelled([*FORMATS.values()]), "text/html", "application/xhtml+xml", "image/png"})
RANGES = st.sampled_from([*TYPES, "*/*", "text/*", "application/*", "image/*"])
WEIGHTS = st.integers(0, 1000).map(lambda weight: weight / 1000)
ACCEPTS = st.dictionaries(RANGES, WEIGHTS, min_size=1)
OFFERS = st.lists(st.sampled_from([*FORMATS.values()]), min_size=1, unique=True).map(tuple)


def header(weights: dict[str, float]) -> str:
    return ", ".join(f"{name};q={value:.3f}" for name, value in weights.items())


def quality(name: str, weights: dict[str, float]) -> float:
    """Return the quality value of a media type, as RFC 9110 (section 12.5.1) defines it."""
    ranges = (name, f"{name.partition('/')[0]}/*", "*/*")
    return next((weights[one] for one in ranges if one in weights), 0.0)


@given(ACCEPTS, OFFERS)
def test_the_format_with_the_highest_quality_value_is_chosen(
    weights: dict[str, float], offers: tuple[Format, ...]
) -> None:
    most = max(quality(name, weights) for name in spelled(offers))
    try:
        assert quality(choose(header(weights), offers).media_type, weights) == most
    except NotAcceptable:
        assert most == 0


@given(ACCEPTS, OFFERS)
def test_a_page_is_sent_only_where_no_format_of_its_data_is_wanted_more(
    weights: dict[str, float], offers: tuple[Format, ...]
) -> None:
    html, most = (
        quality("text/html", weights),
        max(quality(name, weights) for name in spelled(offers)),
    )
    is_page = prefers_html(header(weights), offers)
    assert is_page <= (0 < html >= most)
    assert is_page >= (html > most)


@given(ACCEPTS)
def test_an_error_is_a_page_only_for_those_who_want_nothing_more_than_html(
    weights: dict[str, float],
) -> None:
    html = quality("text/html", weights)
    others = [quality(one, weights) for one in weights if "*" not in one and one != "text/html"]
    is_page = prefers_html(header(weights))
    assert is_page <= (0 < html >= max(others, default=0))
    assert is_page >= (html > max([*others, *(quality(name, weights) for name in PROBLEMS)]))


@given(ACCEPTS, OFFERS)
def test_the_order_and_the_case_of_a_header_do_not_count(
    weights: dict[str, float], offers: tuple[Format, ...]
) -> None:
    turned = header(dict(reversed(weights.items()))).upper().replace("Q=", "q=")
    assert prefers_html(turned, offers) == prefers_html(header(weights), offers)


@pytest.mark.parametrize(
    ("accept", "is_page"),
    [
        ("text/turtle, text/html;q=0.2", False),
        ("text/html;q=0.2, text/turtle", False),
        ("application/ld+json;q=0.9, text/html", True),
        ("text/html, */*;q=0.1", True),
        ("text/html;q=0.5, */*", False),
        ("application/n-triples;q=0.5, text/html;q=0.5", False),
        ("image/png, text/html;q=0.1", True),
        ("text/html;q=0", False),
    ],
)
def test_html_is_for_those_who_prefer_it(accept: str, is_page: bool) -> None:
    assert prefers_html(accept, GRAPH_FORMATS) is is_page


@pytest.mark.parametrize("name", ["application/json", "application/xml", "text/xml"])
def test_a_format_goes_by_the_name_that_the_client_gave_it(name: str) -> None:
    assert choose(name, RESULT_FORMATS).media_type == name


@given(st.permutations([offer.media_type for offer in RESULT_FORMATS]))
def test_falling_weights_choose_the_first_whatever_the_order(order: list[str]) -> None:
    weighted = [f"{name};q={1 - place / 10:.1f}" for place, name in enumerate(order)]
    for header in (weighted, weighted[::-1]):
        assert choose(", ".join(header), RESULT_FORMATS).media_type == order[0]


@pytest.mark.parametrize(
    ("accept", "is_html"),
    [(BROWSER, True), ("text/html", True), ("*/*", False), ("", False), ("text/turtle", False)],
)
def test_only_who_asks_for_html_gets_pages(accept: str, is_html: bool) -> None:
    assert prefers_html(accept) is is_html


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("ghost-work.ttl", ("ghost-work", "ttl")),
        ("ghost-work", ("ghost-work", "")),
        ("ghost-work.exe", ("ghost-work.exe", "")),
        (".ttl", (".ttl", "")),
    ],
)
def test_a_suffix_is_parted_where_it_names_a_format(name: str, parts: tuple[str, str]) -> None:
    assert split_suffix(name, GRAPH_FORMATS) == parts
