"""RDF data structures and serialisations: quads, Turtle, JSON-LD, formats, property paths."""
