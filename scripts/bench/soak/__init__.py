"""Soak test: honest and hostile clients, killed workers, switched releases."""
