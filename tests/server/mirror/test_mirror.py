"""A mirror holds all that the site leads to, works from any folder, and searches by itself."""

import re
import shutil
from collections.abc import Iterator
from contextlib import closing
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pyoxigraph as ox
import pytest
from click.testing import CliRunner
from playwright.sync_api import expect

from graph.build.build import build
from graph.build.inputs import Plan
from graph.files import checksum
from graph.release.release import current_name
from ontology import BASE
from scripts.command import main
from server import Settings, create_app
from server.mirror.file_names import folded
from server.mirror.links import Links
from tests.browser.chromium import CHROMIUM, chromium
from tests.conftest import SMALL
from tests.server.mirror.apache import answered, apache, needs_apache

FORMATS = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "nq": ox.RdfFormat.N_QUADS,
    "rdf": ox.RdfFormat.RDF_XML,
}
pytestmark = pytest.mark.long  # some thousand addresses


@pytest.fixture(scope="module")
def mirror(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The mirror of a graph of two records, as the command writes it."""
    folder = tmp_path_factory.mktemp("mirror")
    (folder / "small.yaml").write_text(SMALL.format(slug="an-actor", name="An actor"))
    data = folder / "data"
    build(Plan(data, (folder / "small.yaml",)))
    done = CliRunner().invoke(main, ["mirror", str(folder / "public"), "--data", str(data)])
    assert (done.exit_code, done.stderr) == (0, "")
    (folder / "said").write_text(done.stdout)
    return folder / "public"


def digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): checksum(path)
        for path in folder.rglob("*")
        if path.is_file()
    }


def naming_other_languages(folder: Path) -> set[str]:
    """Return the files with an address under /es or with `hreflang`."""
    there = re.compile(rb'hreflang|[^\w>]/es[/"&?#]|[/"]es/')
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.suffix in {".html", ".xml", ".atom", ".json", ".txt", ".htaccess"}
        if there.search(path.read_bytes())
    }


def links(page: Path) -> Iterator[str]:
    for found in re.findall(r'\b(?:href|src|action)="([^"]*)"', page.read_text()):
        yield unescape(found)


def test_every_link_inside_leads_to_a_file(mirror: Path) -> None:
    missing = {
        (page.relative_to(mirror).as_posix(), link)
        for page in mirror.rglob("*.html")
        for link in links(page)
        if not (parts := urlsplit(link)).scheme
        and parts.path
        and not (page.parent / unquote(parts.path)).is_file()
    }
    assert missing == set()


def test_the_command_says_how_many_pages_files_and_bytes_are_there(mirror: Path) -> None:
    files = [path for path in mirror.rglob("*") if path.is_file()]
    pages = [
        path
        for path in files
        if path.suffix == ".html" and 'http-equiv="refresh"' not in path.read_text()
    ]
    size = sum(path.stat().st_size for path in files) / 1e6
    assert (mirror.parent / "said").read_text() == (
        f"{mirror}: {len(pages):,} pages, {len(files):,} files, {size:,.1f} MB\n"
    )


def test_without_a_live_site_nothing_leads_to_a_server(mirror: Path) -> None:
    own = tuple(f"{BASE}{name}" for name in ("search", "es/search", "without-", "es/without-"))
    leads = {link for page in mirror.rglob("*.html") for link in links(page)}
    held = Links("", {"es"})
    below = {link for link in leads if link.startswith(BASE) and not link.startswith(own)}
    assert {link for link in below if held.is_live(f"/{link.removeprefix(BASE)}")} == set()
    actor = (mirror / "es/id/actor/an-actor.html").read_text()
    assert '<a href="../../without-server.html#write">Contribuir</a>' in actor
    assert '<a href="../../without-server.html#ask">SPARQL</a>' in actor
    assert "og:image" not in actor
    assert "<iframe" not in (mirror / "places.html").read_text()


def test_names_are_told_apart_without_capitals_and_are_no_names_of_devices(mirror: Path) -> None:
    files = [*digests(mirror)]
    assert {"ontology/actor.ttl", "ontology/Actor~5af3b678.ttl"} <= {*files}
    assert len({folded(file) for file in files}) == len(files)
    assert max(map(len, files)) <= 160
    refused = re.compile(r'(?i)(.*/)?(con|prn|aux|nul|com\d|lpt\d)(\..*)?|.*[\x00-\x1f"*:<>?|\\].*')
    assert [file for file in files if refused.fullmatch(file)] == []


def test_each_page_is_there_in_each_language_and_leads_to_the_other(mirror: Path) -> None:
    pages = {path.relative_to(mirror) for path in mirror.rglob("*.html")}
    spanish = {path.relative_to("es") for path in pages if path.parts[0] == "es"}
    assert spanish == {path for path in pages if path.parts[0] != "es"}
    page = (mirror / "es/id/actor/an-actor.html").read_text()
    assert '<html lang="es"' in page
    assert '<a href="../../../id/actor/an-actor.html" lang="en" hreflang="en">English</a>' in page
    assert 'rel="alternate" hreflang="es" href="an-actor.html"' in page
    assert not (mirror / "es/id/actor/an-actor.ttl").exists()


def test_the_same_release_gives_the_same_bytes_from_a_copy_that_is_only_read(
    mirror: Path, tmp_path: Path
) -> None:
    data = Path(shutil.copytree(mirror.parent / "data", tmp_path / "data", symlinks=True))
    for path in (data, *data.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    command = ["mirror", str(tmp_path / "again"), "--data", str(data)]
    assert CliRunner().invoke(main, command).exit_code == 0
    assert digests(tmp_path / "again") == digests(mirror)


def test_a_kept_release_is_mirrored_by_its_name_in_english_alone(
    mirror: Path, tmp_path: Path
) -> None:
    data = Path(shutil.copytree(mirror.parent / "data", tmp_path / "data", symlinks=True))
    old = current_name(data)
    (tmp_path / "new.yaml").write_text(SMALL.format(slug="another-actor", name="Another"))
    build(Plan(data, (tmp_path / "new.yaml",)))
    command = ["mirror", str(tmp_path / "old"), "--data", str(data), "--languages", "en"]
    assert CliRunner().invoke(main, [*command, "--release", old]).exit_code == 0
    there, before = digests(tmp_path / "old"), digests(mirror)
    assert "id/actor/an-actor.ttl" in there
    assert not {"id/actor/another-actor.ttl", "es/about.html"} & {*there}
    same = {name for name in there if there[name] == before.get(name)}
    assert {name for name in there if name.startswith("id/") and name.endswith(".ttl")} <= same
    assert f"release {old}" in (tmp_path / "old/about.html").read_text()
    assert naming_other_languages(tmp_path / "old") == set()
    assert {"about.html", "es/about.html", "sitemap-0.xml"} <= naming_other_languages(mirror)


@pytest.mark.parametrize(
    ("option", "code", "says"),
    [
        (("--languages", "en,tlh"), 2, "tlh: the site has no such language; it has en, es"),
        (("--release", "none"), 1, "there is no release 'none' here; kept are: "),
    ],
)
def test_what_a_site_lacks_is_refused_and_leaves_the_former_mirror(
    mirror: Path, option: tuple[str, str], code: int, says: str
) -> None:
    before = [*mirror.parent.iterdir()]
    command = ["mirror", str(mirror), "--data", str(mirror.parent / "data"), *option]
    done = CliRunner().invoke(main, command)
    assert done.exit_code == code
    assert says in done.stderr
    assert [*mirror.parent.iterdir()] == before


def test_no_link_is_of_one_host(mirror: Path) -> None:
    absolute = {link for page in mirror.rglob("*.html") for link in links(page) if link[:1] == "/"}
    assert absolute == set()


def test_a_record_is_there_in_every_format(mirror: Path) -> None:
    record = mirror / "id" / "actor" / "an-actor"
    found = {
        name: {quad.triple for quad in ox.parse(path=record.with_suffix(f".{name}"), format=kind)}
        for name, kind in FORMATS.items()
    }
    assert len({frozenset(triples) for triples in found.values()}) == 1
    assert len(found["ttl"]) > 5
    assert all(record.with_suffix(f".{one}").is_file() for one in ("bib", "ris", "jsonld"))


def test_formats_written_at_once_are_those_that_the_server_gives(mirror: Path) -> None:
    client = create_app(Settings(mirror.parent / "data")).test_client()
    for path in ("id/actor/an-actor", "concept/role", "ontology", "ontology/Topic"):
        for suffix in (*FORMATS, "jsonld", "bib", "ris", "csl.json"):
            answer = client.get(f"/{path}.{suffix}")
            assert (mirror / f"{path}.{suffix}").read_bytes() == answer.data, (path, suffix)


def test_each_page_says_that_it_is_a_copy(mirror: Path) -> None:
    silent = {
        path.relative_to(mirror).as_posix()
        for path in mirror.rglob("*.html")
        if 'http-equiv="refresh"' not in (text := path.read_text())
        and text.count('<p class="mirror">') != 1
    }
    assert silent == set()


def test_lists_by_filters_stay_in_the_mirror(mirror: Path) -> None:
    leads = {link for page in mirror.rglob("*.html") for link in links(page)}
    lists = {link for link in leads if re.search(r"/search(\.html)?\?", link)}
    assert lists != set()
    assert {link for link in lists if urlsplit(link).scheme} == set()


def test_it_is_read_and_searched_from_a_disk(mirror: Path) -> None:
    if not CHROMIUM:
        pytest.skip("there is no Chromium here: apt-get install chromium")
    with chromium() as browser, closing(browser.new_page()) as page:
        page.goto((mirror / "about.html").as_uri())
        page.get_by_role("searchbox", name="Find").fill("ACTOR")
        page.keyboard.press("Enter")
        page.get_by_role("link", name="An actor", exact=True).click()
        assert page.get_by_role("heading", level=1).inner_text() == "An actor"
        assert Path(urlsplit(page.url).path) == mirror / "id/actor/an-actor.html"
        page.goto((mirror / "search.html").as_uri())
        assert page.locator("#count").inner_text() == "Found: 0"  # it has no issue
        page.goto((mirror / "search.html").as_uri() + "?kind=Organization")
        assert page.locator("#hits h3").all_inner_texts() == ["An actor"]
        assert page.locator("#chips a").all_inner_texts() == ["organisation"]
        page.locator("#chips a").click()
        expect(page.locator("#count")).to_have_text("Found: 0")  # once the next page is there
        page.get_by_role("link", name="Contribute").click()
        assert page.url == f"{(mirror / 'without-server.html').as_uri()}#write"
        assert page.get_by_role("heading", level=1).inner_text() == "What needs a server"


def test_a_folder_that_is_no_mirror_is_left_alone(mirror: Path, tmp_path: Path) -> None:
    data = str(mirror.parent / "data")
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "mine.txt").write_text("mine")
    done = CliRunner().invoke(main, ["mirror", str(tmp_path / "letters"), "--data", data])
    assert done.exit_code == 2
    assert [one.name for one in (tmp_path / "letters").iterdir()] == ["mine.txt"]


@needs_apache
def test_apache_gives_each_address_in_the_format_that_is_asked_for(
    mirror: Path, tmp_path: Path
) -> None:
    with apache(mirror, tmp_path) as port:
        found = {
            (path, accept): answered(f"http://127.0.0.1:{port}{path}", accept)[1]
            for path in (
                *("/id/actor/an-actor", "/ontology", "/concept/role"),
                *("/ontology/Actor", "/ontology/actor"),
            )
            for accept in ("text/html", "text/turtle", "application/ld+json", "*/*")
        }
        pages = {
            path: answered(f"http://127.0.0.1:{port}{path}", "*/*")
            for path in ("/", "/es/", "/es/about", "/es/ontology/Actor", "/es/id/actor/an-actor")
        }
    assert found == {
        (path, accept): "text/html" if accept == "*/*" else accept for path, accept in found
    }
    assert pages == dict.fromkeys(pages, (200, "text/html", port))


@needs_apache
def test_the_rules_for_w3id_lead_each_kind_of_iri_to_the_site_in_each_format(
    mirror: Path, tmp_path: Path
) -> None:
    (tmp_path / "w3id" / "justicegraph").mkdir(parents=True)
    (tmp_path / "mirrored").mkdir()
    with apache(mirror, tmp_path / "mirrored") as site:
        done = CliRunner().invoke(main, ["redirects", f"http://127.0.0.1:{site}/"])
        assert done.exit_code == 0
        (tmp_path / "w3id" / "justicegraph" / ".htaccess").write_text(done.stdout)
        with apache(tmp_path / "w3id", tmp_path) as w3id:
            found = [
                answered(f"http://127.0.0.1:{w3id}/justicegraph/{path}", accept)
                for path in ("id/actor/an-actor", "ontology", "ontology/Issue", "concept/role")
                for accept in ("text/html", "text/turtle")
            ]
    assert [one[:2] for one in found] == [(200, "text/html"), (200, "text/turtle")] * 4
    assert {one[2] for one in found} == {site}
