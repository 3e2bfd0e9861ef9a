"""The values that a reading of words gives back.

It may not read any text itself, nor hold words of any language.
"""

from __future__ import annotations

from typing import NamedTuple

__all__ = [
    "CATEGORIES",
    "CERTAINTIES",
    "NOTHING",
    "Claim",
    "NearMiss",
    "NearWording",
    "Statement",
    "StatementReading",
    "Withheld",
]

CATEGORIES: frozenset[str] = frozenset(
    (
        "disease",
        "function",
        "safety",
        "status",
        "germicide",
        "superiority",
        "guarantee",
        "evidence",
        "testimonial",
        "dosing",
    )
)
CERTAINTIES = ("possible", "likely", "certain")
"""From the weakest to the strongest."""


class Claim(NamedTuple):
    """One claim: its words in the original text, and the words that gave it away in plain form."""

    category: str
    hedged: bool
    start: int
    end: int
    text: str
    cue: str
    certainty: str


class Withheld(NamedTuple):
    """Words that would be a claim, and the light in which they stand, for which they are none."""

    category: str
    cue: str
    light: str
    """negated, doubted, risky, conditional, mentioned, told, asked …"""
    start: int
    end: int


class Statement(NamedTuple):
    """One known statement that stands in the text, in whatever wording."""

    id: str
    start: int
    end: int
    text: str


class NearMiss(NamedTuple):
    """Words that touch a known statement without making it, and one sentence that says why."""

    id: str
    start: int
    end: int
    text: str
    why: str


class NearWording(NamedTuple):
    """Words that come near to a prescribed wording, and one phrase that says what is different."""

    start: int
    end: int
    text: str
    why: str


class StatementReading(NamedTuple):
    """What was found of the known statements, and what was nearly found."""

    found: tuple[Statement, ...]
    near_misses: tuple[NearMiss, ...]


NOTHING = StatementReading((), ())
"""A text that holds none of them and comes near none."""
