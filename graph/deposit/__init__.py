"""Deposit of a release in a repository of research data, signatures, verification of a copy."""

from graph.deposit.archive import write_deposit
from graph.deposit.signature import sign, sign_release
from graph.deposit.verification import verify

__all__ = ["sign", "sign_release", "verify", "write_deposit"]
