"""A project whose every name is odd, built and asked in one process of its own.

The vocabulary is read once a process, so a project needs one.
"""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest
from click.testing import CliRunner

from scripts.command import main

TITLE: Final = "Ödd <Wäter> & Co"
BASE: Final = "https://odd.example/graph/"
FILE: Final = f"""
title = "{TITLE}"
headline = "What a headline of theirs says"
description = "Theirs, and of nobody else."
publisher = "Publishers of {TITLE}"
licence = "https://licences.example/odd"
contact = "someone@odd.example"
base = "{BASE}"
base-layer = false
logo = "logo.svg"
[colours]
issue = "#0b5d3b"
[[menu]]
label = "Wells"
address = "/search?impact=water-taken"
[settings]
operator = "Operators of {TITLE}"
"""
TERMS: Final = """
@prefix own: <https://odd.example/graph/ontology#> .
@prefix well: <https://odd.example/graph/concept/well/> .
@prefix jg: <https://w3id.org/justicegraph/ontology#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

own:Well a owl:Class ; rdfs:subClassOf skos:Concept ; rdfs:label "Well"@en ;
    skos:definition "A kind of well."@en .
<https://odd.example/graph/concept/well> a skos:ConceptScheme ; dcterms:title "Wells"@en ;
    skos:definition "Kinds of wells."@en .
well:deep a skos:Concept , own:Well ; skos:inScheme <https://odd.example/graph/concept/well> ;
    skos:prefLabel "Deep well"@en ; skos:definition "A well below the rock."@en .
own:well a owl:ObjectProperty ; rdfs:label "Well"@en ; skos:definition "The kind of well."@en ;
    schema:domainIncludes jg:Issue ; rdfs:range own:Well .
own:worst a owl:ObjectProperty ; rdfs:label "first impact"@en ;
    skos:definition "What came first."@en ;
    schema:domainIncludes jg:Issue ; rdfs:subPropertyOf jg:impact .
"""
SCRIPT: Final = """
import json, sys
from graph.build.build import build
from scripts.commands.projects.plan import plan, project_settings
from ontology import current_project
from server import Settings, create_app
made = build(plan(current_project().data, ()))
client = create_app(Settings.read(environment={}, defaults=project_settings())).test_client()
plain = [rule.rule for rule in client.application.url_map.iter_rules()
         if "GET" in rule.methods and not rule.arguments]
pages = {}
for path in sorted({*plain, *json.loads(sys.argv[1])}):
    answer = client.get(path, headers={"Accept": "text/html, */*;q=0.5"})
    pages[path] = [answer.status_code, answer.text if answer.status_code == 200 else ""]
print(json.dumps({"folder": str(made.folder), "pages": pages}))
"""
ISSUE: Final = "/id/issue/water-for-a-data-centre"
PATHS: Final = (
    *(ISSUE, f"{ISSUE}.ttl", f"{ISSUE}.nt", f"{ISSUE}.jsonld", f"{ISSUE}.bib", f"{ISSUE}.ris"),
    *(f"{ISSUE}.csl.json", "/id/actor/example-cloud", "/id/source/example-report"),
    *("/feeds/new.atom", "/feeds/new.json", "/feeds/releases.atom", "/search.atom", "/search.json"),
    *("/search?well=deep", "/search.json?well=deep", "/search.json?q=deep+well"),
    *("/concept/impact/water-taken", "/concept/well/deep", "/ontology/litresADay"),
    *("/ontology", "/ontology/model", "/shapes.ttl", "/ontology.ttl"),
    *("/questions/water", "/questions/water.json", "/search.json?impact=water-taken"),
    *("/static/own/colours.css", "/static/own/logo.svg", "/static/own/../justicegraph.toml"),
    *("/embed/issue/water-for-a-data-centre", "/charts/impacts-by-area.svg", "/actors.atom"),
    *(f"/oembed?url={BASE}id/issue/water-for-a-data-centre", "/follow.atom?topic=search"),
)


@dataclass(frozen=True)
class Odd:
    """The built project: its folder, its release, and its pages by path."""

    folder: Path
    release: Path
    pages: dict[str, tuple[int, str]]

    def text(self, path: str) -> str:
        """Return a page, which must be there."""
        status, text = self.pages[path]
        assert status == 200, path
        return text


@pytest.fixture(scope="session")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Odd:
    folder = tmp_path_factory.mktemp("projects") / "odd"
    made = CliRunner().invoke(main, ["new", str(folder), "--title", TITLE, "--base", BASE])
    assert made.exit_code == 0, made.output
    _dress(folder)
    environment = {**os.environ, "JUSTICEGRAPH_PROJECT": str(folder)}
    result = subprocess.run(
        [sys.executable, "-c", SCRIPT, json.dumps(PATHS)],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
        cwd=Path(__file__).parents[4],
    )
    assert result.returncode == 0, result.stderr
    said = json.loads(result.stdout)
    pages = {path: (status, text) for path, (status, text) in said["pages"].items()}
    return Odd(folder, Path(said["folder"]), pages)


def _dress(folder: Path) -> None:
    """Give a new project its odd names and terms of its own."""
    (folder / "justicegraph.toml").write_text(FILE, encoding="utf-8")
    (folder / "ontology" / "wells.ttl").write_text(TERMS, encoding="utf-8")
    (folder / "static" / "logo.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>\n")
    issue = folder / "records" / "issue" / "water-for-a-data-centre.yaml"
    text = issue.read_text(encoding="utf-8").replace("impact: water-taken", "worst: water-taken")
    text = text.replace("place: kenya", "well: deep")
    issue.write_text(text, encoding="utf-8")
    (folder / "templates" / "help.html").write_text(
        '{% extends "ours/help.html" %}{% block title %}How to read wells{% endblock %}\n',
        encoding="utf-8",
    )
