"""Pages that stand at addresses of their own: home, history, corrections, related issues."""
