"""Contributions without an account: forms made from the shapes, receipts, requests for removal."""
