"""Mirror: the pages and formats of a release as static files, with a search in the browser."""
