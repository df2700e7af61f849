"""A remote engine, asked by the SPARQL 1.1 Protocol."""
