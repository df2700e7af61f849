"""Pictures of pages, each with a page of its own: files, table, citation and embed code."""
