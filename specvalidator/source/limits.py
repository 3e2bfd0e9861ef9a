"""How much of a file is read before the tool stops: bounded work on any input."""

from __future__ import annotations

from typing import Final, NamedTuple

__all__ = ["LIMITS", "Limits"]


class Limits(NamedTuple):
    """Upper bounds, each with a finding of its own when passed. A long sheet of a real device stays 50 times below."""

    size: int = 16 * 1024 * 1024
    """Bytes of one file."""
    depth: int = 64
    """Sections and lists inside each other."""
    nodes: int = 1_000_000
    """Values of one document, those that aliases repeat included."""
    alias_nodes: int = 10_000
    """Values that aliases may add: a few hundred bytes must not stand for millions of values."""
    scalar: int = 1_000_000
    """Characters of one text."""
    key: int = 1000
    """Characters of one key; what YAML allows on one line is 1024."""
    digits: int = 100
    """Digits in one number."""
    documents: int = 1000
    """YAML documents, thus sheets, in one file: three dashes must not stand for a report of their own without end."""
    faults: int = 50
    """Faults of one kind that are listed one by one; the rest is counted."""


LIMITS: Final = Limits()
