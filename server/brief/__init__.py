"""Organiser brief: what is known of a place, task, group of workers or company, on two sheets."""
