"""The search page and search results in every format."""
