"""Tests of reading sheets, and the archives they come in."""
