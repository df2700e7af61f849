"""RDF as data: quads, Turtle, JSON-LD, formats and property paths; knows no engine."""
