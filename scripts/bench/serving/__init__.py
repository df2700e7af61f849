"""Benchmark of the server: throughput, large answers and process isolation."""
