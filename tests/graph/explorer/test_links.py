"""What leads to what, as people explore it."""

from graph.explorer.links import LabelledLink, collect_links
from tests.graph.explorer.linked import address, quads

FOUND = [
    ("issue/mines", "impact/harm", "impact", ""),
    ("issue/pay", "impact/harm", "impact", ""),
    ("issue/mines", "issue/pay", "relatedIssue", ""),
    ("issue/pay", "actor/buyer", "actor", "Client (alleged), Vendor"),
    ("issue/pay", "place/kenya", "place", ""),
    ("actor/buyer", "actor/vendor", "labourLink", "for Filter"),
    ("actor/vendor", "worker-group/moderators", "labourLink", "for Filter"),
    ("system/filter", "actor/buyer", "labourLink", ""),
    ("system/filter", "actor/vendor", "labourLink", ""),
    ("system/filter", "worker-group/moderators", "workerGroup", ""),
]


def test_links_say_roles_chains_of_labour_and_what_is_related() -> None:
    links, _ = collect_links(quads())
    assert links == sorted(
        LabelledLink(address(a), address(b), via, says) for a, b, via, says in FOUND
    )


def test_what_was_replaced_is_no_node() -> None:
    from ontology import PREFIXES

    replaced = f"<{PREFIXES['dcterms']}isReplacedBy>"
    gone = ("<a:g>", f"<{address('actor/vendor')}>", replaced, f"<{address('actor/buyer')}>")
    links, _ = collect_links([*quads(), gone])
    assert address("actor/vendor") not in {end for link in links for end in link[:2]}


def test_a_sixth_related_issue_is_no_link() -> None:
    sixth = [(*quad[:3], '"6"') if quad[2].endswith("rank>") else quad for quad in quads()]
    assert {link.via for link in collect_links(sixth)[0]} & {"relatedIssue"} == set()
