"""Addresses of searches: common, rare, misspelt and incomplete words, facets, deep pages."""

from typing import Final

__all__ = ["LISTS"]

LISTS: Final = (
    # Everything, in each order, and as deep as a list goes.
    "/search",
    "/search?order=newest&page=500",
    "/search?order=oldest&page=500",
    # Words that nearly all have, alone and together; of a generated issue each is as common.
    "/search?q=workers",
    "/search?q=workers&page=2",
    "/search?q=workers&page=400",
    "/search?q=workers&order=newest",
    "/search?q=data+workers",
    "/search?q=data+workers+screen+benefit",
    "/search?q=workers+label+data+screen+hire+deny+benefit+flag+face+voice+pay+hours",
    "/search?q=issue",
    "/search?q=organisation",
    # Words that have just begun.
    "/search?q=w",
    "/search?q=be",
    "/search?q=issue+99",
    # Words that few have, that nothing has, and that are misspelt.
    "/search?q=actor+77",
    "/search?q=xyzzyqwertz",
    "/search?q=scren&kind=Incident",
    "/search?q=organistion+77",
    "/search?q=benfit+tenannt&place=kenya",
    # Facets: one, several values of one, several, many values, and few documents among many.
    "/search?area=economic-justice&order=newest",
    "/search?kind=Incident&kind=SystemicPractice&area=racial-justice&place=asia",
    "/search?actor=actor-0",
    "/search?actor=actor-0&actor=actor-1&actor=actor-2&role=developer&year=2019&year=2012",
    "/search?part=actor-0.developer&year=2020",
    "/search?place=africa&place=asia&place=europe&order=oldest&page=50",
    # Words and facets.
    "/search?q=workers&impact=exploitation-of-workers",
    "/search?q=court&place=africa&year=2019&year=2020",
    "/search?q=pay&actor=actor-0",
    "/search?q=workers&place=kenya&year=2016&role=reporter",
    # Data: as much of a list as the format gives.
    "/search.json?q=workers&place=africa",
    "/search.csv?q=workers&place=africa",
    "/search.atom?q=workers&place=africa",
)
"""Each is requested; the median and the slowest time are printed."""
