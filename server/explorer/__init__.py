"""The explorer: a part of the graph as a picture, as tables and as data."""
