"""Wage lines."""
