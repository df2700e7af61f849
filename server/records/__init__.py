"""A record at its IRI: described, negotiated, and shown as a page or as RDF."""
