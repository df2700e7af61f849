"""Commands of an operator: health check, backup and restore."""
