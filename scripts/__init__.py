"""How people use it: the `justicegraph` command and the benchmarks."""
