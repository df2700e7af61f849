"""Refresh of imports: snapshots fetched anew over HTTP, imported aside, compared, then taken."""
