"""Command line: the `justicegraph` command, generated docs and benchmarks."""
