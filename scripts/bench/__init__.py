"""Benchmarks: how fast and how large, beside what a user would take instead, in one run."""
