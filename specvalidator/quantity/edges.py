"""Where the smallest and the greatest of the stated values can lie: bounds, tolerances and approximation in one form.

It may not compare anything. A tolerance says where the true value may be; a range says which values are stated.
Both come out as edges that are themselves known only within limits.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from specvalidator.quantity.values import Quantity

__all__ = ["APPROXIMATION", "Edges", "edges_of"]

APPROXIMATION: Final = Fraction(1, 10)
"""How far an approximate value may lie from what is written: a tenth of it. `about 40` says that 40 is not meant to
the digit, and nobody writes it for 30 or 50; within that tenth a limit is not decided."""

Number = Fraction | None
"""A bound; None is without end on its side."""


class Edges:
    """The smallest value lies from `low_min` to `low_max`, the greatest from `high_min` to `high_max`.

    An open edge is not itself one of the values.
    """

    __slots__ = ("high_max", "high_min", "high_open", "low_max", "low_min", "low_open")

    def __init__(  # noqa: PLR0913 - two edges of two ends each
        self, low_min: Number, low_max: Number, high_min: Number, high_max: Number, *, low_open: bool, high_open: bool
    ) -> None:
        self.low_min = low_min
        self.low_max = low_max
        self.high_min = high_min
        self.high_max = high_max
        self.low_open = low_open
        self.high_open = high_open

    def outermost(self) -> Edges:
        """Return the edges at their widest, as if nothing about them were unsure."""
        low, high = self.low_min, self.high_max
        return Edges(low, low, high, high, low_open=self.low_open, high_open=self.high_open)

    def mapped(self, change: Callable[[Fraction], Fraction]) -> Edges:
        """Return the edges after a change that rises with the value."""
        # NOTE: most ends are one and the same number, and exact arithmetic is dear: each is changed once.
        changed: dict[int, Fraction] = {}
        for end in (self.low_min, self.low_max, self.high_min, self.high_max):
            if end is not None and id(end) not in changed:
                changed[id(end)] = change(end)
        low_min, low_max, high_min, high_max = (
            None if end is None else changed[id(end)]
            for end in (self.low_min, self.low_max, self.high_min, self.high_max)
        )
        return Edges(low_min, low_max, high_min, high_max, low_open=self.low_open, high_open=self.high_open)

    def mirrored(self) -> Edges:
        """Return the edges of the negative values, so that one rule serves both directions."""
        low_min, low_max, high_min, high_max = (
            None if end is None else -end for end in (self.high_max, self.high_min, self.low_max, self.low_min)
        )
        return Edges(low_min, low_max, high_min, high_max, low_open=self.high_open, high_open=self.low_open)

    def spread(self, least: Fraction, most: Fraction) -> Edges:
        """Return the edges when every value is to be multiplied by something between two positive factors."""
        if least == most:
            return self.mapped(lambda end: end * least)
        downwards, upwards = (
            [None if end is None else pick(end * least, end * most) for end in ends]
            for pick, ends in (
                (min, (self.low_min, self.high_min)),
                (max, (self.low_max, self.high_max)),
            )
        )
        return Edges(downwards[0], upwards[0], downwards[1], upwards[1], low_open=False, high_open=False)

    def shifted(self, least: Fraction, most: Fraction) -> Edges:
        """Return the edges when something between two values is to be added."""
        downwards = [None if end is None else end + least for end in (self.low_min, self.high_min)]
        upwards = [None if end is None else end + most for end in (self.low_max, self.high_max)]
        is_exact = least == most
        return Edges(
            downwards[0],
            upwards[0],
            downwards[1],
            upwards[1],
            low_open=self.low_open and is_exact,
            high_open=self.high_open and is_exact,
        )


def edges_of(quantity: Quantity) -> Edges:
    """Return the edges of a quantity in the base unit of its dimension."""
    if quantity.is_tolerance:
        size = quantity.interval()
        return Edges(size.low, size.low, size.low, size.high, low_open=False, high_open=False)
    low_min, low_max = _edge(quantity, quantity.low)
    high_min, high_max = _edge(quantity, quantity.high)
    edges = Edges(
        low_min,
        high_max if quantity.low is None else low_max,
        low_min if quantity.high is None else high_min,
        high_max,
        low_open=quantity.low_open,
        high_open=quantity.high_open,
    )
    unit = quantity.unit
    if unit.offset:
        return edges.mapped(lambda end: end * unit.factor + unit.offset)
    return edges if unit.factor == 1 else edges.mapped(lambda end: end * unit.factor)


def _edge(quantity: Quantity, value: Number) -> tuple[Number, Number]:
    """Return from where to where an edge may lie, in the unit as written."""
    if value is None:
        return None, None
    least: Number = value
    most: Number = value
    if quantity.tolerance is not None:
        _, down = quantity.tolerance.minus.bounds(value, quantity.high)
        _, up = quantity.tolerance.plus.bounds(value, quantity.high)
        least = None if down is None else value - down
        most = None if up is None else value + up
    if quantity.approximate:
        by = abs(value) * APPROXIMATION
        least = None if least is None else least - by
        most = None if most is None else most + by
    return least, most
