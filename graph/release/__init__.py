"""Release: an immutable folder of data; its history, diffs, patches and uploads."""
