"""Looking up what stands about things, without a query where the store is our own.

What a page shows is found in one go, in the process that holds the store: a look at its index takes
a few microseconds, reading a query a tenth of a millisecond. Other engines are asked queries, and
what they give is the same.
"""

from graph.engine.lookup.result import Found, Quads

__all__ = ["Found", "Quads"]
