"""What leads to what, as people explore it."""

from typing import Any

from graph.explorer.links import LabelledLink, collect_links
from graph.rdf.quads import Quad, literal
from ontology import JG, PREFIXES
from tests.graph.explorer.linked import address, quads

CLIENT = '{"role": "Client", "side": "implicated", "standing": "Alleged", "year": 2021}'
VENDOR = '{"role": "Vendor", "year": 2021}'
FOR_FILTER = f'{{"system": "{address("system/filter")}"}}'
FOUND: list[tuple[Any, ...]] = [
    ("issue/mines", "impact/harm", "impact", ""),
    ("issue/pay", "impact/harm", "impact", ""),
    ("issue/mines", "issue/pay", "relatedIssue", "score 0.25", ('{"weight": 0.25}',)),
    ("issue/pay", "actor/buyer", "actor", "Client (alleged), Vendor", (CLIENT, VENDOR)),
    ("issue/pay", "place/kenya", "place", ""),
    ("actor/buyer", "actor/vendor", "labourLink", "for Filter", (FOR_FILTER,)),
    ("actor/vendor", "worker-group/moderators", "labourLink", "for Filter", (FOR_FILTER,)),
    ("system/filter", "actor/buyer", "labourLink", ""),
    ("system/filter", "actor/vendor", "labourLink", ""),
    ("system/filter", "worker-group/moderators", "workerGroup", ""),
]


def test_links_say_roles_chains_of_labour_and_what_is_related() -> None:
    links, _ = collect_links(quads())
    assert links == sorted(LabelledLink(address(a), address(b), *rest) for a, b, *rest in FOUND)


def test_what_was_replaced_is_no_node() -> None:
    replaced = f"<{PREFIXES['dcterms']}isReplacedBy>"
    gone = ("<a:g>", f"<{address('actor/vendor')}>", replaced, f"<{address('actor/buyer')}>")
    links, _ = collect_links([*quads(), gone])
    assert address("actor/vendor") not in {end for link in links for end in link[:2]}


def test_an_issue_is_linked_to_the_five_that_are_related_most() -> None:
    others = [
        quad
        for number in range(6)
        for quad in _related("pay", f"other-{number}", 0.9 - number / 100)
    ]
    links, _ = collect_links([*quads(), *others])
    found = [link for link in links if link.via == "relatedIssue"]
    # The sixth, and the first relation of the world, are each the only one of the other issue.
    assert {link.says for link in found} == {
        *("score 0.9", "score 0.89", "score 0.88", "score 0.87", "score 0.86"),
        *("score 0.85", "score 0.25"),
    }
    of_two = [*others, *_related("other-5", "pay", 0.85)]
    assert len(collect_links([*quads(), *of_two])[0]) == len(links)


def _related(one: str, other: str, score: float) -> list[Quad]:
    relation = f"<{address(f'relation/{min(one, other)}--{max(one, other)}')}>"
    name = f"<{PREFIXES['rdfs']}label>"
    return [
        ("<a:g>", relation, f"<{JG}issue>", f"<{address(f'issue/{one}')}>"),
        ("<a:g>", relation, f"<{JG}issue>", f"<{address(f'issue/{other}')}>"),
        ("<a:g>", relation, f"<{JG}score>", literal(str(score))),
        ("<a:g>", f"<{address(f'issue/{other}')}>", name, literal(other, language="en")),
    ]
