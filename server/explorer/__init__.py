"""Explorer pages: a bounded view of the graph as picture, tables and data."""
