"""A project's own names, terms and look, in every page and file."""

import ast
import csv
import json
import re
import tomllib
import zipfile
from collections.abc import Iterator
from html import escape
from pathlib import Path

from graph.deposit.archive import write_deposit
from graph.release.release import read_release
from tests.scripts.commands.projects.conftest import BASE, DRY, GATE, ISSUE, TITLE, Odd

ROOT = Path(__file__).parents[4]
OURS = re.compile(r"JusticeGraph|w3id\.org/justicegraph/(?!ontology|concept|shapes)")
VOCABULARY = "<https://w3id.org/justicegraph/ontology> ."
CREDIT = re.compile(
    "Vocabulary of JusticeGraph|The JusticeGraph contributors|JusticeGraph, in (?=Ödd)"
)
"""The vocabulary as a part with its own licence, and as a citation names whose work it is."""
OF_THE_VOCABULARY = ("/ontology", "/shapes.ttl")
"""What says of our terms that they are ours."""


TEXTS = (".json", ".csv", ".txt", ".ttl", ".nq", ".svg", ".dot", ".cyjs", ".graphml", ".gexf")
WHOLE = ("justicegraph.ttl", "justicegraph.nt", "justicegraph.jsonld")
"""Other forms of the N-Quads, in which our vocabulary cannot be told apart."""


def ours_in(text: str) -> list[str]:
    text = CREDIT.sub("", text)
    return [text[max(0, m.start() - 60) : m.end() + 40] for m in OURS.finditer(text)]


def test_no_page_names_ours(odd: Odd) -> None:
    found = {
        path: ours_in(text)
        for path, (_, text) in odd.pages.items()
        if not path.startswith(OF_THE_VOCABULARY) and ours_in(text)
    }
    assert found == {}
    assert [path for path, (status, _) in odd.pages.items() if status >= 500] == []


def test_no_header_names_ours_but_that_of_the_server(odd: Odd) -> None:
    found = {
        path: ours_in(named)
        for path, headers in odd.headers.items()
        if (named := headers.replace("Server: JusticeGraph", ""))
        and not path.startswith(OF_THE_VOCABULARY)
        and ours_in(named)
    }
    assert (len(odd.headers) > 100, found) == (True, {})


def test_pages_in_spanish_and_pages_of_errors_are_of_the_project_too(odd: Odd) -> None:
    asked = ("/es/", "/id/issue/none", "/es/id/issue/none", "/es/search?nonsense=1")
    assert [odd.pages[path][0] for path in asked] == [200, 404, 404, 400]
    assert [path for path in asked if escape(TITLE) not in odd.pages[path][1]] == []


def test_a_deposit_is_of_the_project(odd: Odd, tmp_path: Path) -> None:
    release = read_release(odd.folder / "build", odd.release.name)
    write_deposit(release, tmp_path / "deposit.zip")
    with zipfile.ZipFile(tmp_path / "deposit.zip") as archive:
        texts = {
            name: archive.read(name).decode()
            for name in ("CITATION.cff", "datacite.json", "ro-crate-metadata.json", "LICENSE.txt")
        }
        kept = {name for name in archive.namelist() if name.startswith("project/")}
    assert {name: ours_in(text) for name, text in texts.items() if ours_in(text)} == {}
    assert f"Publishers of {TITLE}" in texts["CITATION.cff"]
    assert "project/ontology/wells.ttl" in kept


def test_no_text_of_the_program_names_ours_but_the_header_of_the_server() -> None:
    """So letters and messages of all kinds are covered, which no page shows."""
    named = [
        (path.relative_to(ROOT).as_posix(), text)
        for layer in ("graph", "server")
        for path in sorted((ROOT / layer).rglob("*.py"))
        if "JusticeGraph" in (code := path.read_text(encoding="utf-8"))
        for text in texts_of(ast.parse(code))
        if "JusticeGraph" in text
    ]
    assert named == [("server/web/headers.py", "JusticeGraph")]
    messages = (ROOT / "server" / "languages" / "es.po").read_text(encoding="utf-8")
    assert "JusticeGraph" not in messages.partition("\n\n")[2]
    templates = [*(ROOT / "server" / "templates").rglob("*.*")]
    assert [path.name for path in templates if "JusticeGraph" in path.read_text("utf-8")] == []


def texts_of(tree: ast.Module) -> Iterator[str]:
    """Yield the texts in a module that are no docstrings."""
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone:
            yield node.value


def test_no_file_of_a_release_names_ours(odd: Odd) -> None:
    found = {
        path.relative_to(odd.release).as_posix(): named
        for path in odd.release.rglob("*")
        if path.suffix in TEXTS and path.name not in WHOLE
        if (named := [line for line in _stated(path) if ours_in(line)][:2])
    }
    assert found == {}


def _stated(path: Path) -> list[str]:
    """Return the lines of a file; of N-Quads, those outside of the graph of our vocabulary."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.endswith(VOCABULARY)]


def test_each_page_has_title_publisher_licence_logo_and_menu_of_the_project(odd: Odd) -> None:
    page = odd.text("/")
    assert f"<title>{escape(TITLE)}</title>" in page
    assert "What a headline of theirs says</h1>" in page
    assert f"Publishers of {escape(TITLE)}" in page
    assert "https://licences.example/odd" in page
    assert "/static/own/logo.svg" in page
    assert 'href="/search?impact=water-taken"' in page
    assert 'href="/companies"' not in page.partition("<main")[0]
    assert odd.text("/static/own/colours.css") == ":root { --issue: #0b5d3b; }\n"


def test_the_front_page_leaves_out_what_the_graph_lacks_and_asks_own_questions_first(
    odd: Odd,
) -> None:
    page = odd.text("/").partition("<main")[2]
    for empty in ("I work behind AI", "Who helps", "Amazon", "which people work behind"):
        assert (empty, empty in page) == (empty, False)
    asked = re.findall(r'<li><a href="/questions/([^"]+)">', page.partition('id="asked"')[2])
    assert asked[:2] == ["example", "about-actor?actor=example-cloud"]
    assert "What is known about Example Cloud, and" in page
    assert "<b>1</b> actor<" in page


def test_the_page_about_a_project_has_its_description_first_and_thanks_no_database_of_others(
    odd: Odd,
) -> None:
    page = odd.text("/es/about")
    assert re.search(r'<p class="lead"[^>]*>Theirs, and of nobody else\.</p>', page)
    assert [name for name in ("AIAAIC", "AI Incident", "AI Intersections") if name in page] == []


def test_only_files_of_the_static_folder_are_served(odd: Odd) -> None:
    assert odd.text("/static/own/logo.svg").startswith("<svg")
    assert odd.pages["/static/own/../justicegraph.toml"][0] == 404


def test_a_template_of_the_project_takes_the_place_of_ours_and_builds_on_it(odd: Odd) -> None:
    page = odd.text("/help")
    assert "<title>How to read wells</title>" in page
    assert "<h1>Help</h1>" in page


def test_citations_feeds_and_descriptions_name_the_publisher(odd: Odd) -> None:
    publisher = f"Publishers of {TITLE}"
    assert json.loads(odd.text(f"{ISSUE}.csl.json"))[0]["author"] == [{"literal": publisher}]
    assert f"AU  - {publisher}" in odd.text(f"{ISSUE}.ris")
    assert json.loads(odd.text("/feeds/new.json"))["authors"] == [{"name": publisher}]
    void = (odd.release / "void.ttl").read_text(encoding="utf-8")
    assert f'"{TITLE}"@en' in void
    assert f'"{publisher}"' in void
    assert "<https://licences.example/odd>" in void
    assert "<mailto:someone@odd.example>" in void
    package = json.loads((odd.release / "tables" / "datapackage.json").read_text(encoding="utf-8"))
    assert package["title"] == TITLE
    assert package["licenses"] == [{"path": "https://licences.example/odd"}]
    manifest = json.loads((odd.release / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["project"]["base"] == BASE
    assert manifest["licence"] == "https://licences.example/odd"


def test_own_properties_and_concepts_are_read_and_published_under_the_own_base(odd: Odd) -> None:
    text = odd.text(f"{ISSUE}.nt")
    issue = f"<{BASE}id/issue/example-water-use>"
    assert f'{issue} <{BASE}ontology#litresADay> "40000.0"^^' in text or "40000" in text
    assert f"{issue} <{BASE}ontology#well> <{BASE}concept/well/deep> ." in text
    node = json.loads(odd.text(f"{ISSUE}.jsonld"))
    assert (node["well"], node["worst"]) == ("deep", "water-taken")


def test_a_property_that_narrows_ours_says_what_ours_says(odd: Odd) -> None:
    issue = f"<{BASE}id/issue/example-water-use>"
    impact = "<https://w3id.org/justicegraph/ontology#impact>"
    assert f"{issue} {impact} <{BASE}concept/impact/water-taken> ." in odd.text(f"{ISSUE}.nt")
    found = json.loads(odd.text("/search.json?impact=water-taken"))
    assert [hit["id"] for hit in found["hits"]] == [f"{BASE}id/issue/{DRY}", issue[1:-1]]


def test_own_concepts_are_facets_and_pages(odd: Odd) -> None:
    found = json.loads(odd.text("/search.json?well=deep"))
    issues = ("example-water-use", GATE)
    assert [hit["id"] for hit in found["hits"]] == [f"{BASE}id/issue/{one}" for one in issues]
    assert "Deep well" in odd.text("/search?well=deep")
    concept = odd.text("/concept/well/deep")
    assert "A well below the rock." in concept
    assert re.search(r'<a class="number" href="/search\?[^"]*well=deep[^"]*">2</a>', concept)
    assert re.search(r'href="/search\?[^"]*well=deep[^"]*"', odd.text("/concept/well"))
    assert "People have less water" in odd.text("/concept/impact/water-taken")


def test_own_terms_are_documented_with_ours(odd: Odd) -> None:
    assert "How much water is drawn for machines" in odd.text("/ontology")
    assert "How much water is drawn for machines" in odd.text("/ontology/litresADay")
    assert "litresADay" in odd.text("/ontology/model")


def test_the_page_of_the_vocabulary_has_each_own_term_with_label_definition_and_use(
    odd: Odd,
) -> None:
    page = odd.text("/ontology").partition("<main")[2]
    assert "depth</a> <code>own:depth</code>" in page
    assert "<code>own:PumpHouse</code>" in page
    assert f"<code>{BASE}" not in page
    of_terms, _, of_schemes = page.partition('<h2 id="schemes">')
    for label, definition in (
        ("Well</a>", "A kind of well."),
        ("Pump house</a>", "A house in which water is pumped."),
        ("depth</a>", "How deep the shaft is, in metres."),
        ("Water taken</a>", "People have less water, or worse water"),
        ("Deep well</a>", "A well below the rock."),
    ):
        assert label in of_terms
        assert definition in of_terms
    assert re.search(r'<a class="count" href="/search\?well=deep"[^>]*>2</a>', of_terms)
    assert "Kinds of wells." in of_schemes.partition('<h2 id="taxonomies">')[0]
    assert 'id="taxonomies"' not in page
    assert "Lower pump</a>" in odd.text("/ontology/PumpHouse")
    assert "Deep well</a>" in odd.text("/ontology/Well")


def test_own_questions_are_asked_like_ours(odd: Odd) -> None:
    assert "Which issues say how much water is drawn?" in odd.text("/questions")
    (row,) = json.loads(odd.text("/questions/example.json"))["results"]["bindings"]
    assert row["issue"]["value"] == "A data centre drew on a village well"


def test_own_properties_are_exported_as_a_table(odd: Odd) -> None:
    with (odd.release / "tables" / "issue_example.csv").open(encoding="utf-8", newline="") as file:
        assert list(csv.DictReader(file)) == [
            {"issue": f"{BASE}id/issue/example-water-use", "litres": "40000.0"}
        ]
    package = json.loads((odd.release / "tables" / "datapackage.json").read_text(encoding="utf-8"))
    assert "Water that issues say is drawn" in [one["title"] for one in package["resources"]]


def test_without_the_base_layer_there_are_only_records_of_the_project(odd: Odd) -> None:
    with (odd.release / "tables" / "actors.csv").open(encoding="utf-8", newline="") as file:
        assert [row["name"] for row in csv.DictReader(file)] == ["Example Cloud"]


def test_a_release_that_is_served_elsewhere_has_its_own_terms_questions_and_look(
    odd: Odd, away: dict[str, tuple[int, str]]
) -> None:
    without = {
        path: (status, text.replace("<p>Line of the wells</p>", ""))
        for path, (status, text) in odd.pages.items()
    }
    differing = {path for path, page in away.items() if page != without.get(path, page)}
    assert differing == {"/help", "/about"}
    assert {status for status, _ in away.values()} == {200}


def test_who_runs_a_server_and_its_contact_are_those_of_the_release_unless_settings_name_others(
    odd: Odd, away: dict[str, tuple[int, str]]
) -> None:
    operator = odd.text("/about").partition('id="operator"')[2].partition("<p>")[2]
    assert operator.startswith(f"Operators of {escape(TITLE)}.")
    operator, _, contact = away["/about"][1].partition('id="operator"')[2].partition("</p>")
    assert f"Publishers of {escape(TITLE)}." in operator
    assert '<a href="mailto:someone@odd.example">' in contact.partition("</p>")[0]


def test_templates_of_a_release_that_came_from_elsewhere_do_not_run(
    away: dict[str, tuple[int, str]],
) -> None:
    assert "<title>How to read wells</title>" not in away["/help"][1]


def test_a_release_keeps_no_settings_sources_or_records_of_its_project(odd: Odd) -> None:
    folder = odd.release / "project"
    kept = {path.relative_to(folder).parts[0] for path in folder.rglob("*")}
    assert kept == {
        *("justicegraph.toml", "ontology", "questions", "shapes", "static", "tables", "templates"),
    }
    file = tomllib.loads((folder / "justicegraph.toml").read_text(encoding="utf-8"))
    whole = tomllib.loads((odd.folder / "justicegraph.toml").read_text(encoding="utf-8"))
    assert file == {
        name: value for name, value in whole.items() if name not in ("settings", "base-layer")
    }
