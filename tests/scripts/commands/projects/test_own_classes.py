"""Classes of records of a project: pages, formats, search, tables, forms and the explorer."""

import json
import re

from tests.scripts.commands.projects.conftest import BASE, GATE, ISSUE, PUMP, Odd


def test_a_record_of_an_own_class_has_its_page_and_all_formats(odd: Odd) -> None:
    page = odd.text(PUMP)
    assert "<h1>Lower pump</h1>" in page
    assert page.index("Old pump house</a>") < page.index("Pump house</a>")
    assert "It stands at the foot of a hill." in page
    pump = f"<{BASE}id/pump-house/lower-pump>"
    assert f"<{BASE}ontology#PumpHouse> ." in odd.text(f"{PUMP}.nt")
    assert f"{pump} <{BASE}ontology#shaft> <{BASE}concept/well/deep> ." in odd.text(f"{PUMP}.nt")
    node = json.loads(odd.text(f"{PUMP}.jsonld"))
    types = ["OldPumpHouse", "PumpHouse"]
    assert (node["type"], node["depth"], node["shaft"]) == (types, "12", "deep")
    assert "title = {{Lower pump}}" in odd.text(f"{PUMP}.bib")
    assert "History of Lower pump" in odd.text(f"{PUMP}/history")
    assert odd.pages["/graph/pump-house/lower-pump"][0] == 200


def test_records_of_own_classes_are_listed_searched_and_faceted(odd: Odd) -> None:
    pump, issue = f"{BASE}id/pump-house/lower-pump", f"{BASE}id/issue/example-water-use"
    found = {
        asked: [hit["id"] for hit in json.loads(odd.text(f"/search.json?{asked}"))["hits"]]
        for asked in (
            *("kind=PumpHouse", "q=foot+of+a+hill", "kind=WaterDispute", "pumpHouse=lower-pump"),
            "well=deep",
        )
    }
    assert found == {
        "kind=PumpHouse": [pump],
        "q=foot+of+a+hill": [pump],
        "kind=WaterDispute": [issue],
        "pumpHouse=lower-pump": [issue],
        "well=deep": [issue, f"{BASE}id/issue/{GATE}"],
    }
    assert [one["title"] for one in json.loads(odd.text("/suggest?q=lower"))] == ["Lower pump"]
    assert f"<loc>{pump}</loc>" in odd.text("/sitemap-1.xml")
    types = json.loads(odd.text("/reconcile/suggest/type?prefix=Pump"))["result"]
    assert [one["id"] for one in types] == ["OldPumpHouse", "PumpHouse"]


def test_a_class_below_one_of_ours_is_read_as_ours(odd: Odd) -> None:
    page = odd.text(ISSUE)
    assert "Dispute</a>" in page.partition("<h1")[0]
    assert "A dispute about water." in odd.text("/ontology/WaterDispute")
    assert 'href="/search?kind=WaterDispute"' in odd.text("/ontology")


def test_own_classes_are_documented_and_exported_like_ours(odd: Odd) -> None:
    assert "A house in which water is pumped." in odd.text("/ontology")
    assert 'href="/search?kind=PumpHouse"' in odd.text("/ontology/PumpHouse")
    model = odd.text("/ontology/model")
    assert "Pump house" in model.partition("depth")[0]
    tables = {path.name: path.read_text(encoding="utf-8") for path in odd.tables("pump_house")}
    assert tables == {
        "pump_house.csv": "pump_house,name,description,depth\n"
        f"{BASE}id/pump-house/lower-pump,Lower pump,It stands at the foot of a hill.,12\n",
        "pump_house_shaft.csv": "pump_house,shaft\n"
        f"{BASE}id/pump-house/lower-pump,{BASE}concept/well/deep\n",
    }


def test_own_classes_and_properties_have_forms(odd: Odd) -> None:
    assert "A house in which water is pumped." in odd.text("/contribute")
    form = odd.text("/contribute/pump-house")
    assert "How deep the shaft is, in metres." in form
    assert 'value="deep"> Deep well</label>' in form
    assert 'value="OldPumpHouse"' in form
    issue = odd.text("/contribute/issue")
    assert "litres of water a day" in issue.lower()
    assert 'value="WaterDispute"' in issue
    assert f'href="{PUMP}/correct"' in odd.text(PUMP)


def test_what_a_form_of_an_own_class_states_is_checked_by_the_own_rules(odd: Odd) -> None:
    good = odd.text("POST /contribute/pump-house")
    assert "It can be sent" in good, good
    assert "It can be sent" in odd.text("POST /contribute/issue")


def test_records_of_own_classes_are_sent_many_at_once_as_a_table(odd: Odd) -> None:
    assert '<a href="/contribute/pump-house/table">Pump house</a>' in odd.text("/contribute")
    names = odd.text("/contribute/pump-house/template.csv").partition("\n")[0].split(",")
    assert {"source.url", "type", "name", "depth", "shaft"} <= {*names}
    assert "pumpHouse" in odd.text("/contribute/issue/template.csv")
    first, second = re.findall(
        "<tr>(.*?)</tr>", odd.text("POST /contribute/pump-house/table").partition("<tbody>")[2]
    )
    assert (first.count("<p>"), second.count("<p>")) == (0, 1)
    assert "&#39;deep&#39; is not a whole number" in second
    bad = odd.text(f"POST {PUMP}/correct")
    assert "Please mend this first" in bad
    assert "A pump house has one depth (depth: 12)." in bad or "thirty" in bad


def test_records_of_own_classes_and_own_concepts_are_in_the_explorer(odd: Odd) -> None:
    page = odd.text("/explore?around=pump-house/lower-pump").partition("<main")[2]
    assert "A data centre drew on a village well" in page
    assert "Deep well" in page
    assert 'href="/explore?around=pump-house%2Flower-pump' in odd.text(PUMP) or (
        'href="/explore?around=pump-house/lower-pump' in odd.text(PUMP)
    )
