"""Which format a client gets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.rdf.formats import GRAPH_FORMATS, RESULT_FORMATS
from ontology import NotAcceptable
from server.web.negotiation import choose, prefers_html, split_suffix

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


RANGES = st.sampled_from(
    [name for offer in RESULT_FORMATS for name in (offer.media_type, *offer.also)]
    + ["*/*", "text/*", "application/*", "image/png"]
)


@given(st.dictionaries(RANGES, st.integers(0, 1000).map(lambda weight: weight / 1000), min_size=1))
def test_no_format_is_chosen_that_the_most_exact_range_weighs_less(
    weights: dict[str, float],
) -> None:
    def weight(name: str) -> float:
        ranges = (name, f"{name.partition('/')[0]}/*", "*/*")
        return next((weights[one] for one in ranges if one in weights), 0.0)

    most = max(weight(name) for offer in RESULT_FORMATS for name in (offer.media_type, *offer.also))
    header = ", ".join(f"{name};q={value:.3f}" for name, value in weights.items())
    try:
        assert weight(choose(header, RESULT_FORMATS).media_type) == most
    except NotAcceptable:
        assert most == 0


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
