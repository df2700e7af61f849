"""Tests of how private persons are kept out of all that is published; all names are invented."""
