"""Index look-ups for pages: statements about nodes, without SPARQL where the store is our own.

One look-up collects all that a page shows, in the process that holds the store: reading the index
takes a few microseconds, parsing a query a tenth of a millisecond. Other engines get queries, with
the same results.
"""

from graph.engine.lookup.result import Found

__all__ = ["Found"]
