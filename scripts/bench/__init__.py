"""Benchmarks of the figures in the documentation, as ratios to other software in one run."""
