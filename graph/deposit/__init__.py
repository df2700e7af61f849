"""Deposit of a release in a repository of research data, and verification of a copy."""

from graph.deposit.archive import write_deposit
from graph.deposit.signature import sign
from graph.deposit.verification import verify

__all__ = ["sign", "verify", "write_deposit"]
