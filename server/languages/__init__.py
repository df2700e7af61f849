"""Languages of the pages: message catalogues, the language of a request, translated templates."""
