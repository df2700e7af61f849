"""Every kind of page that the server has, each by an address; `test_kinds` holds that none lacks.

To add a kind of page is to add it here; it is then held to all that pages are held to.
"""

from typing import Final, NamedTuple

__all__ = ["DATA", "KINDS", "PRIVATE", "WITHDRAWN", "Kind"]


class Kind(NamedTuple):
    """A kind of page: an address of the curated graph that shows it, and the status it has.

    What a script fetches is there with an element that `ready` selects.
    """

    path: str
    status: int = 200
    ready: str = ""


KINDS: Final = {
    "the front page": Kind("/"),
    "a search": Kind("/search?q=work"),
    "a search by facets": Kind("/search?area=economic-justice&place=africa&order=newest"),
    "a search with a typo": Kind("/search?q=ghsot"),
    "the companies": Kind("/companies"),
    "the workers": Kind("/workers"),
    "the ways to the data": Kind("/data"),
    "the directory": Kind("/actors"),
    "a list of organisations": Kind(
        "/actors?kind=union&kind=ngo&area=economic-justice&place=kenya"
    ),
    "where a brief is made": Kind("/brief"),
    "a brief": Kind("/brief?place=kenya&task=content-moderation"),
    "a proceeding": Kind("/id/proceeding/kenya-elrc-petition-e071-of-2022"),
    "what workers organised": Kind("/id/organising/turkopticon-petition-2022"),
    "the map of the world": Kind("/places"),
    "the map of a list": Kind("/places?area=economic-justice&q=work"),
    "a search that finds nothing": Kind("/search?q=qqqqqqqqqq"),
    "an issue": Kind("/id/issue/ghost-work"),
    "an issue of which little is known": Kind("/id/issue/ai-works-against-disabled-people"),
    "an incident": Kind("/id/issue/google-assistant-subcontracted-linguists"),
    "an organisation": Kind("/id/actor/google"),
    "a person": Kind("/id/actor/timnit-gebru"),
    "an AI system": Kind("/id/system/google-assistant"),
    "a worker group": Kind("/id/worker-group/google-assistant-linguists"),
    "a country": Kind("/id/place/kenya"),
    "a region": Kind("/id/place/africa"),
    "a bloc": Kind("/id/place/global-south"),
    "a source": Kind("/id/source/guardian-google-assistant-2019"),
    "a concept": Kind("/concept/justice-area/economic-justice"),
    "a concept scheme": Kind("/concept/justice-area"),
    "a scheme as a tree": Kind("/concept/role"),
    "a concept with narrower ones": Kind("/concept/role/implicated"),
    "a task": Kind("/concept/task/content-moderation"),
    "a concept of no list": Kind("/concept/actor-kind/union"),
    "a long supply chain": Kind("/id/system/chatgpt"),
    "workers in a supply chain": Kind("/id/worker-group/sama-openai-labellers-kenya"),
    "an actor of many issues": Kind("/id/actor/amazon"),
    "a named graph": Kind("/graph/issue/ghost-work"),
    "an activity": Kind("/activity/curation"),
    "the vocabulary": Kind("/ontology"),
    "the data model": Kind("/ontology/model"),
    "a class": Kind("/ontology/Incident"),
    "a property": Kind("/ontology/justiceArea"),
    "related issues": Kind("/id/issue/ghost-work/related"),
    "related issues in another view": Kind("/id/issue/ghost-work/related?only=labour&diverse=1"),
    "why two issues are related": Kind("/id/issue/ghost-work/related?to=michigan-midas"),
    "what actors have in common": Kind("/interlocks?actor=google&actor=amazon"),
    "where a text is pasted": Kind("/similar"),
    "a record in a reconciliation client": Kind("/reconcile/preview?id=id/actor/google"),
    "where to begin to explore": Kind("/explore"),
    "words that may mean several": Kind("/explore?around=workers"),
    "a misspelt node to explore": Kind("/explore?around=actor/gogle", status=404),
    "the most linked nodes": Kind("/explore?most=150"),
    "the most linked nodes one by one": Kind("/explore?most=150&all=1", ready="[data-drawn]"),
    "the chain behind a company": Kind("/explore?chain=actor/google"),
    "what is around a node": Kind("/explore?around=actor/google&select=actor/google"),
    "the way between two nodes": Kind("/explore?from=system/google-assistant&to=actor/amazon"),
    "questions": Kind("/questions"),
    "a question": Kind("/questions/supply-chain"),
    "the addresses for programs": Kind("/api"),
    "a picture of bars": Kind("/pictures/bars/area"),
    "a picture of a wage line": Kind("/pictures/wage-line/chatgpt"),
    "a picture around an issue": Kind("/pictures/around/ghost-work"),
    "a picture for pages of others": Kind("/embed/pictures/bars/area"),
    "charts": Kind("/charts"),
    "a chart": Kind("/charts/areas-by-year"),
    "a comparison": Kind("/compare?of=actor&is=google&is=amazon"),
    "a comparison with a misspelt name": Kind("/compare?of=actor&is=gogle&is=amazon"),
    "a comparison of AI systems": Kind("/compare?of=system&is=google-assistant&is=chatgpt"),
    "a cross table": Kind("/compare?of=area&by=year"),
    "a chart for pages of others": Kind("/embed/charts/areas-by-year"),
    "a comparison for pages of others": Kind("/embed/compare?of=actor&is=google&is=amazon"),
    "a map for pages of others": Kind("/embed/places"),
    "a part of the graph for pages of others": Kind("/embed/explore?chain=actor/google"),
    "a chart of shares": Kind("/charts/areas-by-year?scale=share"),
    "an issue for pages of others": Kind("/embed/issue/ghost-work"),
    "an answer for pages of others": Kind("/embed/questions/pay?place=kenya"),
    "the evidence of a row": Kind("/evidence?of=issue/ghost-work&of=actor/dair"),
    "the evidence of a count": Kind("/evidence/list?area=economic-justice"),
    "what changed in a record": Kind("/id/issue/ghost-work/history"),
    "a correction": Kind("/id/issue/ghost-work/correct"),
    "what this is": Kind("/about"),
    "privacy": Kind("/privacy"),
    "help": Kind("/help"),
    "how to follow": Kind("/follow"),
    "how to follow a list": Kind("/follow?topic=/search%3Farea%3Deconomic-justice"),
    "a letter's link that is not there": Kind("/follow/confirm/none", 404),
    "the end of letters": Kind("/follow/stop/none"),
    "contributions": Kind("/contribute"),
    "a new issue": Kind("/contribute/issue"),
    "many rows at once": Kind("/contribute/issue/table"),
    "a figure of pay": Kind("/contribute/pay"),
    "a request for removal": Kind("/remove"),
    "a receipt that is not there": Kind("/receipt/none", 404),
    "the desk": Kind("/desk"),
    "where reviewers sign in": Kind("/desk/sign-in"),
    "pairs to judge, without a session": Kind("/desk/identity", 403),
    "names to judge, without a session": Kind("/desk/names", 403),
    "a suggestion, without a session": Kind("/desk/1", 403),
    "parts to withhold, without a session": Kind("/desk/1/parts", 403),
    "the coverage": Kind("/coverage"),
    "the query page": Kind("/sparql"),
    "a query and its answer": Kind(
        "/sparql?format=html&query=SELECT%20*%20%7B%20%3Fissue%20a%20jg%3AHazard%20%7D"
    ),
    "the dataset": Kind("/dataset"),
    "downloads": Kind("/downloads"),
    "a release": Kind("/release/latest"),
    "nothing": Kind("/id/issue/ghost-wrok", 404),
    "a query": Kind("/sparql?query=SELECT*{?x+jg:justiceArea+?area}", ready=".yasr td"),
    "an answer without script": Kind("/sparql?format=html&query=SELECT*{?x+a+jg:Hazard}"),
    "a graph without script": Kind("/sparql?format=html&query=DESCRIBE+jg:Hazard"),
    "a bad query": Kind("/sparql?format=html&query=SELECT", 400),
}

DATA: Final = {
    "cards.card": "/card/id/issue/ghost-work.png",
    "about.security": "/.well-known/security.txt",
    "api.document": "/openapi.json",
    "discovery.release": "/release/current.ttl",
    "discovery.well_known": "/.well-known/void",
    "downloads.download": "/release/current/justicegraph.ttl",
    "downloads.changes": "/release/current/changes.json",
    "patches.patch": "/release/current/patch/current",
    "releases.checksums": "/release/current/SHA256SUMS",
    "releases.manifest": "/release/current/manifest.json",
    "embedding.oembed": "/oembed?url=https://w3id.org/justicegraph/id/issue/ghost-work",
    "explore.look": "/explore.json",
    "feeds.feed": "/feeds/new.atom",
    "tables.template": "/contribute/issue/template.csv",
    "topic_feeds.of_record": "/id/issue/ghost-work/feed.atom",
    "topic_feeds.of_question": "/questions/pay/feed.json",
    "graph_store.graph": "/graph-store?graph=https://w3id.org/justicegraph/graph/issue/ghost-work",
    "health.healthz": "/healthz",
    "health.metrics": "/metrics",
    "health.readyz": "/readyz",
    "llms.llms": "/llms.txt",
    "parts.bundled": "/parts/licences.txt",
    "reconcile.properties": "/reconcile/properties",
    "reconcile.reconcile": "/reconcile",
    "reconcile.suggest": "/reconcile/suggest/entity?prefix=goo",
    "resources.words": "/ontology/context.jsonld",
    "shapes.shapes": "/shapes.ttl",
    "sitemap.index": "/sitemap.xml",
    "sitemap.part": "/sitemap-1.xml",
    "sitemap.robots": "/robots.txt",
    "static": "/static/style.css",
    "suggest.suggest": "/suggest?q=wage",
}
"""Routes that give no page, each by an address; `current` stands for the release."""

SECRET: Final = ("desk/identity", "desk/list", "desk/names", "desk/one", "desk/parts")
PRIVATE: Final = frozenset(
    f"{name}.html"
    for name in ("contribute/receipt", "follow/asked", "mirror-instead", "mirror-search", *SECRET)
)
"""Templates of pages for which one needs a secret, and of the mirror; their own tests show them."""

WITHDRAWN: Final = "/id/issue/script-gone"
"""The page of a record that was withdrawn, in the hostile world."""
