"""How far a value may lie from what is written: absolute, relative, of full scale, and their combinations.

It may not read text and may not widen anything that states no tolerance.
"""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

__all__ = ["Allowance", "Tolerance"]


class Allowance(NamedTuple):
    """How far to one side: the parts that are stated, and how they go together.

    `±2 µg/ml or 10 %, whichever is greater` is absolute 2, relative 1/10, combined as `greater`. Parts that are
    not stated are None. A single part needs no combination.
    """

    absolute: Fraction | None = None
    """In the unit of the quantity, as a difference."""
    relative: Fraction | None = None
    """As a share of the value as written: 1/20 for 5 %."""
    full_scale: Fraction | None = None
    """As a share of the full scale."""
    combination: str = ""
    """`greater`, `smaller` or `sum` when there is more than one part."""

    def bounds(self, value: Fraction | None, full_scale: Fraction | None) -> tuple[Fraction, Fraction | None]:
        """Return the least and the greatest that the allowance can be, in the unit of the quantity.

        Both are equal when every part is known. A share of an unknown value or full scale is anything from zero
        up, so the greatest is then None, except where a known part caps it.
        """
        known: list[Fraction] = []
        unknown = 0
        for share, of in ((self.relative, value), (self.full_scale, full_scale)):
            if share is not None:
                if of is None:
                    unknown += 1
                else:
                    known.append(share * abs(of))
        if self.absolute is not None:
            known.append(self.absolute)
        if not known:
            return Fraction(0), None
        if self.combination == "smaller":
            return (Fraction(0) if unknown else min(known)), min(known)
        least = sum(known, Fraction(0)) if self.combination == "sum" else max(known)
        return least, None if unknown else least


class Tolerance(NamedTuple):
    """An allowance upwards and one downwards; the same one twice for `±`."""

    plus: Allowance
    minus: Allowance

    @property
    def is_two_sided(self) -> bool:
        """Say whether both sides allow the same."""
        return self.plus == self.minus
