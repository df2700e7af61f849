"""Record pages: content negotiation at each IRI, as an HTML page or as RDF."""
