"""The search page and its lists in every format."""
