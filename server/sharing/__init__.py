"""Sharing: cards of pages for link previews, and pictures in frames on other sites."""
