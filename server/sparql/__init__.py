"""The SPARQL endpoint: protocol, query page, client code."""
