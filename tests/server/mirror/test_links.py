"""Links of a mirror stay in its language, and lead to the live site for what it does not hold."""

import pytest

from server.mirror.links import Links, internal_links

LIVE = "https://live.example"
PAGE = (
    '<link rel="alternate" hreflang="es" href="https://live.example/es/places.html">'
    '<a href="/es/actors#b" hreflang="es">A</a> <form action="/es/search"></form>'
    '<a href="/es/sparql">S</a> <a href="/ontology/Actor">C</a> <img src="/places.svg">'
)


def test_a_mirror_of_two_languages_leads_to_its_own_pages_of_both() -> None:
    links = Links(LIVE, {"es"}, {"ontology/Actor"})
    assert links.relinked(PAGE, "/es/places") == (
        '<link rel="alternate" hreflang="es" href="places.html">'
        '<a href="actors.html#b" hreflang="es">A</a> <form action="search.html"></form>'
        f'<a href="{LIVE}/es/sparql">S</a> <a href="../ontology/Actor~5af3b678.html">C</a>'
        ' <img src="../places.svg">'
    )


def test_a_mirror_in_english_leads_to_the_live_site_for_another_language() -> None:
    assert Links(LIVE).relinked(PAGE, "/places") == (
        f'<link rel="alternate" hreflang="es" href="{LIVE}/es/places.html">'
        f'<a href="{LIVE}/es/actors#b" hreflang="es">A</a> <form action="{LIVE}/es/search"></form>'
        f'<a href="{LIVE}/es/sparql">S</a> <a href="ontology/Actor.html">C</a>'
        ' <img src="places.svg">'
    )


def test_without_a_live_site_links_lead_to_what_to_do_instead() -> None:
    page = (
        '<a href="/es/contribute?about=x#form">C</a> <a href="/es/id/issue/x/correct">K</a>'
        ' <a href="/remove">R</a> <a href="/es/?version=r1">V</a> <a href="/es/sparql#b">S</a>'
        ' <form action="/es/search"></form> <form action="/explore"></form>'
    )
    assert Links("", {"es"}, root=LIVE).relinked(page, "/es/id/issue/x") == (
        '<a href="../../without-server.html#write">C</a>'
        ' <a href="../../without-server.html#write">K</a>'
        ' <a href="../../../without-server.html#write">R</a>'
        ' <a href="../../without-server.html#ask">V</a>'
        ' <a href="../../without-server.html#ask">S</a>'
        ' <form action="../../search.html"></form>'
        ' <form action="../../../without-server.html#ask"></form>'
    )


@pytest.mark.parametrize("written", ["/id/place/caf%C3%A9", "/id/place/café"])
def test_an_address_of_any_script_is_one_however_it_is_written(written: str) -> None:
    assert internal_links(f'<a href="{written}#x">') == {"/id/place/café"}
    linked = Links(LIVE).relinked(f'<a href="{written}">', "/places")
    assert linked == '<a href="id/place/café.html">'


def test_pictures_as_png_are_drawn_by_a_server_where_each_issue_has_one() -> None:
    around, chart = "/es/pictures/around/ghost-work.png", "/charts/years.png"
    assert [Links("", {"es"}).leaves_out(one) for one in (around, chart)] == [True, False]
    assert not Links("", {"es"}, png=True).leaves_out(around)
    assert not Links(LIVE, {"es"}).leaves_out(around)
    assert Links(LIVE, {"es"}).relinked(f'<a href="{around}">', "/places") == (
        f'<a href="{LIVE}{around}">'
    )
