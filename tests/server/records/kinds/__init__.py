"""Pages by kind."""
