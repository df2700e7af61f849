"""A project whose every name is odd, built and asked in a process of its own: one reads one."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

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
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

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

own:PumpHouse a owl:Class ; rdfs:label "Pump house"@en ;
    skos:definition "A house in which water is pumped."@en .
own:OldPumpHouse a owl:Class ; rdfs:subClassOf own:PumpHouse ; rdfs:label "Old pump house"@en ;
    skos:definition "A pump house that is no longer used."@en .
own:WaterDispute a owl:Class ; rdfs:subClassOf jg:SystemicPractice ; rdfs:label "Dispute"@en ;
    skos:definition "A dispute about water."@en .
own:pumpHouse a owl:ObjectProperty ; rdfs:label "pump house"@en ;
    skos:definition "Where the water of an issue was pumped."@en ;
    schema:domainIncludes jg:Issue ; rdfs:range own:PumpHouse .
own:depth a owl:DatatypeProperty ; rdfs:label "depth"@en ;
    skos:definition "How deep the shaft is, in metres."@en ;
    schema:domainIncludes own:PumpHouse ; rdfs:range xsd:integer .
own:shaft a owl:ObjectProperty ; rdfs:label "shaft"@en ;
    skos:definition "The kind of its well."@en ;
    schema:domainIncludes own:PumpHouse ; rdfs:range own:Well .
"""
SHAPES: Final = """
@prefix own: <https://odd.example/graph/ontology#> .
@prefix shape: <https://odd.example/graph/shapes#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

shape:PumpHouse a sh:NodeShape ; sh:targetClass own:PumpHouse ; sh:property shape:depth .
shape:depth a sh:PropertyShape ; sh:path own:depth ; sh:datatype xsd:integer ; sh:maxCount 1 ;
    sh:minCount 1 ; sh:message "A pump house has one depth (depth: 12)."@en .
"""
PUMP_HOUSE: Final = """
id: lower-pump
type: OldPumpHouse
name: Lower pump
alias: The old pump
description: It stands at the foot of a hill.
depth: 12
shaft: deep
source: example-report
modified: 2026-01-02
"""
TEMPLATES: Final = {
    "base.html": "{% block footer %}<p>Line of the wells</p>{{ super() }}{% endblock %}",
    "help.html": "{% block title %}How to read wells{% endblock %}",
    "home.html": "{% block front %}{{ super() }}<p>Front of the wells</p>{% endblock %}",
}
DRY, GATE = "example-dry-well", "example-gate"
EMPTY: Final = ("/charts/conditions-by-task", "/charts/roles-of-respondents")
ISSUES: Final = {
    DRY: "title: Hands at a dry well\nimpact: water-taken\nyear: 2025\n",
    GATE: "title: Eyes on a gate\nimpact: privacy-violation\nwell: deep\nyear: 2010\n",
}
"""Two more issues: the one shares an impact with the example, the other an own value."""
ASK: Final = """
def pages(client, paths):
    for path in sorted(paths):
        answer = client.get(path, headers={"Accept": "text/html, */*;q=0.5"})
        is_text = answer.mimetype.startswith("text/") or answer.status_code == 200
        yield path, [answer.status_code, answer.text if is_text else "", str(answer.headers)]
"""
SEND: Final = """
def sent(client, forms):
    for path, fields in forms.items():
        token = client.get(path).text.partition('name="token" value="')[2].partition('"')[0]
        answer = client.post(path, data=fields | {"token": token, "do": "check"})
        yield f"POST {path}", [answer.status_code, answer.text, str(answer.headers)]
"""
SCRIPT: Final = f"""
import json, sys
from graph.build.build import build
from scripts.commands.projects.plan import plan, project_settings
from ontology import current_project
from server import Settings, create_app
{ASK}
{SEND}
made = build(plan(current_project().data, ()))
client = create_app(Settings.read(environment={{}}, defaults=project_settings())).test_client()
plain = {{rule.rule for rule in client.application.url_map.iter_rules()
          if "GET" in rule.methods and not rule.arguments}}
answers = dict(pages(client, plain | {{*json.loads(sys.argv[1])}}))
answers |= dict(sent(client, json.loads(sys.argv[2])))
print(json.dumps({{"folder": str(made.folder), "pages": answers}}))
"""
AWAY: Final = f"""
import json, sys
from pathlib import Path
from scripts.commands.projects.entering import enter_project
enter_project(["serve", "--data", sys.argv[2]])
from scripts.commands.projects.plan import plan_to_serve, project_settings
from server import Settings, create_app
{ASK}
assert plan_to_serve(Path(sys.argv[2]), ()) is None
settings = Settings.read({{"data": sys.argv[2]}}, environment={{}}, defaults=project_settings())
answers = dict(pages(create_app(settings).test_client(), json.loads(sys.argv[1])))
print(json.dumps(answers))
"""
"""Serves data without their project, in a process of its own."""
SCHEMES: Final = sorted((Path(__file__).parents[4] / "ontology" / "schemes").glob("*.ttl"))
ISSUE, PUMP = "/id/issue/example-water-use", "/id/pump-house/lower-pump"
OF_THE_RELEASE: Final = (
    *("/ontology/litresADay", "/concept/well/deep", "/questions/example.json", "/search?well=deep"),
    *("/search.json?kind=PumpHouse", "/static/own/colours.css", "/static/own/logo.svg", "/help"),
    *("/id/pump-house/lower-pump", "/id/pump-house/lower-pump.jsonld", "/suggest?q=lower"),
    "/about",
)
"""Pages that need own terms, questions or look."""
PATHS: Final = (
    *(ISSUE, f"{ISSUE}.ttl", f"{ISSUE}.nt", f"{ISSUE}.jsonld", f"{ISSUE}.bib", f"{ISSUE}.ris"),
    *(f"{ISSUE}.csl.json", "/id/actor/example-cloud", "/id/source/example-report"),
    *(f"{ISSUE}/related", f"{ISSUE}/related.json", f"/id/issue/{GATE}/related.json"),
    *(f"/id/issue/{GATE}", f"{ISSUE}/related.json?only=source", "/llms.txt"),
    *("/feeds/new.atom", "/feeds/new.json", "/feeds/releases.atom", "/search.atom", "/search.json"),
    *("/search?well=deep", "/search.json?well=deep", "/search.json?q=deep+well"),
    *("/concept/impact/water-taken", "/concept/well/deep", "/ontology/litresADay"),
    *("/ontology", "/ontology/model", "/shapes.ttl", "/ontology.ttl", "/ontology.bib"),
    *("/questions/example", "/questions/example.json", "/search.json?impact=water-taken"),
    *("/static/own/colours.css", "/static/own/logo.svg", "/static/own/../justicegraph.toml"),
    *("/embed/issue/example-water-use", "/charts/impacts-by-area.svg", "/actors.atom"),
    *(PUMP, f"{PUMP}.ttl", f"{PUMP}.nt", f"{PUMP}.jsonld", f"{PUMP}.bib", f"{PUMP}/history"),
    *("/search?kind=PumpHouse", "/search.json?kind=PumpHouse", "/search.json?q=foot+of+a+hill"),
    *("/search.json?pumpHouse=lower-pump", "/search.json?kind=WaterDispute", "/sitemap-1.xml"),
    *("/concept/well", "/ontology/pumpHouse", "/ontology/PumpHouse", "/ontology/WaterDispute"),
    *("/coverage", "/ontology/Well", "/graph/pump-house/lower-pump", "/contribute/issue"),
    *("/contribute/pump-house", "/contribute/pump-house/table", "/contribute/issue/template.csv"),
    *("/contribute/pump-house/template.csv", "/suggest?q=lower", f"{PUMP}/correct"),
    *("/reconcile/suggest/type?prefix=Pump", "/explore?around=pump-house/lower-pump"),
    *("/es/", f"/es{ISSUE}", "/es/about", "/es/search?q=pozo", "/es/follow", "/es/charts"),
    *("/id/issue/none", "/es/id/issue/none", "/search?nonsense=1", "/es/search?nonsense=1"),
    *(f"/oembed?url={BASE}id/issue/example-water-use", "/follow.atom?topic=search"),
    *("/remove?record=pump-house/lower-pump", "/release/latest", "/release/latest/manifest.json"),
    *("/card/issue/example-water-use.png", *(f"/concept/{path.stem}" for path in SCHEMES)),
    *(f"{chart}{suffix}" for chart in EMPTY for suffix in ("", ".svg")),
)
FORMS: Final = {
    "/contribute/pump-house": {
        "type": "OldPumpHouse",
        "name": "Upper pump",
        "depth": "30",
        "shaft": "deep",
        "source.url": "https://wells.example/upper",
        "source.title": "Pumps of a hill",
        "source.sourceKind": "report",
    },
    f"{PUMP}/correct": {"depth": "thirty", "depth.asked": "1"},
    "/contribute/pump-house/table": {
        "rows": "source.url,source.title,source.sourceKind,type,name,depth\n"
        "https://wells.example/three,Three pumps,report,PumpHouse,First pump,30\n"
        "https://wells.example/three,Three pumps,report,PumpHouse,Second pump,deep\n",
    },
    "/contribute/issue": {
        "type": "WaterDispute",
        "summary": "A pump ran dry. People had no water.",
        "year": "2024",
        "justiceArea": "environmental-justice",
        "impact": "water-taken",
        "litresADay": "70000",
        "well": "deep",
        "pumpHouse.0": "Lower pump",
        "source.url": "https://wells.example/dry",
        "source.title": "A pump ran dry",
        "source.sourceKind": "report",
    },
}
"""Filled-in forms, which are checked and not sent."""


@dataclass(frozen=True)
class Odd:
    """The built project: its folder, its release, and its pages and their headers by path."""

    folder: Path
    release: Path
    pages: dict[str, tuple[int, str]]
    headers: dict[str, str]

    def tables(self, begin: str) -> list[Path]:
        """Return the CSV tables of the release whose names begin so."""
        return sorted((self.release / "tables").glob(f"{begin}*.csv"))

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
    said = printed(SCRIPT, [*PATHS], json.dumps(FORMS), JUSTICEGRAPH_PROJECT=str(folder))
    pages = {path: (status, text) for path, (status, text, _) in said["pages"].items()}
    headers = {path: told for path, (*_, told) in said["pages"].items()}
    return Odd(folder, Path(said["folder"]), pages, headers)


@pytest.fixture(scope="session")
def away(odd: Odd, tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[int, str]]:
    """The pages of a copy of its data folder on another machine, by path.

    There the records are at none of the paths that the data folder remembers.
    """
    data = tmp_path_factory.mktemp("away") / "data"
    shutil.copytree(odd.folder / "build", data, symlinks=True)
    plan = (data / "plan.json").read_text(encoding="utf-8")
    (data / "plan.json").write_text(plan.replace(str(odd.folder), "/gone/odd"), encoding="utf-8")
    pages = printed(AWAY, [*OF_THE_RELEASE], str(data))
    return {path: (status, text) for path, (status, text, _) in pages.items()}


def printed(script: str, paths: list[str], *further: str, **environment: str) -> Any:
    """Return what a script prints as JSON, in a process without a project but one that is named."""
    kept = {name: value for name, value in os.environ.items() if "JUSTICEGRAPH" not in name}
    result = subprocess.run(
        [sys.executable, "-c", script, json.dumps(paths), *further],
        capture_output=True,
        text=True,
        check=False,
        env=kept | environment,
        cwd=Path(__file__).parents[4],
    )
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


def _dress(folder: Path) -> None:
    """Give a new project its odd names and terms of its own."""
    (folder / "justicegraph.toml").write_text(FILE, encoding="utf-8")
    (folder / "ontology" / "wells.ttl").write_text(TERMS, encoding="utf-8")
    (folder / "static" / "logo.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>\n")
    (folder / "shapes" / "wells.ttl").write_text(SHAPES, encoding="utf-8")
    (records := folder / "records").joinpath("pump-house").mkdir()
    (records / "pump-house" / "lower-pump.yaml").write_text(PUMP_HOUSE, encoding="utf-8")
    for slug, fields in ISSUES.items():
        record = f"id: {slug}\ntype: Incident\n{fields}source: example-report\n"
        record += "notStated: [justiceArea, summary]\nmodified: 2026-01-02\n"
        (records / "issue" / f"{slug}.yaml").write_text(record, encoding="utf-8")
    issue = records / "issue" / "example-water-use.yaml"
    text = issue.read_text(encoding="utf-8").replace("impact: water-taken", "worst: water-taken")
    text = text.replace("place: kenya", "well: deep\npumpHouse: lower-pump")
    issue.write_text(text.replace("type: SystemicPractice", "type: WaterDispute"), encoding="utf-8")
    for name, text in TEMPLATES.items():
        (folder / "templates" / name).write_text(f'{{% extends "ours/{name}" %}}{text}\n')
