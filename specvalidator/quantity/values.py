"""What a text comes to once it is read: a quantity with its bounds, unit, tolerance, conditions and doubts.

It may not read text; it keeps every number as written and exact.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from specvalidator.quantity.errors import QuantityError
from specvalidator.quantity.tolerance import Allowance, Tolerance
from specvalidator.quantity.units import as_difference, has_unit, unit_named, with_basis

if TYPE_CHECKING:
    from specvalidator.quantity.conditions import Conditions
    from specvalidator.quantity.units import Unit

__all__ = ["Ambiguity", "Interval", "Quantity"]


class Interval(NamedTuple):
    """The values that are stated, in the base unit of the dimension; None where no bound is stated."""

    low: Fraction | None
    high: Fraction | None
    low_open: bool
    high_open: bool
    dimension: str


class Ambiguity(NamedTuple):
    """A text that can be read in more ways than one: which kind of doubt, and every reading in plain words."""

    code: str
    readings: tuple[str, ...]
    message: str
    others: tuple[Quantity, ...] = ()
    """The readings besides the one that the quantity itself carries, where they are values of their own. A doubt
    about a basis, a pressure reference or gas conditions has none: it is settled where values meet."""


class Quantity(NamedTuple):
    """A quantity as written: bounds in the unit as written, exact, with everything that qualifies them."""

    text: str
    unit: Unit
    low: Fraction | None = None
    """Lower bound, in the unit as written; None when none is stated."""
    high: Fraction | None = None
    low_open: bool = False
    """The bound itself is excluded, as in `> 5 ppm`."""
    high_open: bool = False
    nominal: Fraction | None = None
    """The value when it is a single one without a direction; `low` and `high` are then the same."""
    alternatives: tuple[Fraction, ...] = ()
    """Each value of `50/60 Hz`; `low` and `high` are then the least and the greatest of them."""
    tolerance: Tolerance | None = None
    approximate: bool = False
    conditions: Conditions | None = None
    ambiguities: tuple[Ambiguity, ...] = ()
    equals: Quantity | None = None
    """The second figure of `0.1 ppm = 0.2 mg/m3`, which the page gives as an equivalent."""
    remark: str = ""
    """Words that stand beside the value and do not change it: `(with package)`, `dew point`, `at 1 m`."""

    @property
    def dimension(self) -> str:
        """The dimension of the unit."""
        return self.unit.dimension

    @property
    def is_tolerance(self) -> bool:
        """Say whether the text states a tolerance alone, as in `±5 %`."""
        return self.tolerance is not None and self.low is None and self.high is None

    def interval(self) -> Interval:
        """Return the stated values in the base unit, widened by a stated tolerance.

        A tolerance alone gives its own size. Where a tolerance cannot be worked out (a share of an unknown full
        scale), the bound is None.
        """
        unit = self.unit
        low, high = self.low, self.high
        if self.tolerance is not None:
            widen = self._size if self.is_tolerance else self._widened
            low, high = widen(self.tolerance)
        return Interval(
            None if low is None else low * unit.factor + unit.offset,
            None if high is None else high * unit.factor + unit.offset,
            self.low_open,
            self.high_open,
            unit.dimension,
        )

    def in_unit(self, symbol: str) -> Quantity:
        """Return the same quantity in another unit of its dimension, exactly.

        `symbol` is a canonical one; the basis stays. A stated equivalent and other readings stay as they are.
        Raises `QuantityError` for an unknown symbol and for a unit of another dimension.
        """
        target = self._unit(symbol)
        scale = self.unit.factor / target.factor
        shift = (self.unit.offset - target.offset) / target.factor
        return self._replace(
            unit=target,
            low=None if self.low is None else self.low * scale + shift,
            high=None if self.high is None else self.high * scale + shift,
            nominal=None if self.nominal is None else self.nominal * scale + shift,
            alternatives=tuple(value * scale + shift for value in self.alternatives),
            tolerance=self._rescaled(scale, shift),
        )

    def _unit(self, symbol: str) -> Unit:
        if not has_unit(symbol):
            message = f"`{symbol[:40]}` is no unit of the list"
            raise QuantityError("unknown-unit", message)
        target = unit_named(symbol)
        if self.dimension == "temperature_difference" and target.dimension == "temperature":
            return as_difference(target)
        if target.dimension != self.dimension:
            target = with_basis(target, self.unit.basis)
        if target.dimension != self.dimension:
            message = f"`{self.text}` is a {self.dimension.replace('_', ' ')}, which cannot be given in {symbol}"
            raise QuantityError("dimension", message)
        return target if target.basis or not self.unit.basis else with_basis(target, self.unit.basis)

    def _rescaled(self, scale: Fraction, shift: Fraction) -> Tolerance | None:
        if self.tolerance is None:
            return None
        plus = _rescaled(self.tolerance.plus, scale, shift, self.high, self.high)
        minus = _rescaled(self.tolerance.minus, scale, shift, self.low, self.high)
        return Tolerance(plus, minus)

    def _widened(self, tolerance: Tolerance) -> tuple[Fraction | None, Fraction | None]:
        """Return the bounds moved outwards by the most that the tolerance can be."""
        low, high = self.low, self.high
        if low is not None:
            _, by = tolerance.minus.bounds(low, high)
            low = None if by is None else low - by
        if high is not None:
            _, by = tolerance.plus.bounds(high, high)
            high = None if by is None else high + by
        return low, high

    def _size(self, tolerance: Tolerance) -> tuple[Fraction, Fraction | None]:
        """Return the least and greatest size of a tolerance that stands alone, the larger side counting."""
        sizes = [_size(side, self.unit.factor) for side in (tolerance.plus, tolerance.minus)]
        greatest = [most for _, most in sizes if most is not None]
        return max(least for least, _ in sizes), max(greatest) if len(greatest) == len(sizes) else None


def _size(side: Allowance, factor: Fraction) -> tuple[Fraction, Fraction | None]:
    if side.absolute is not None:
        return side.bounds(None, None)
    one = Fraction(1)
    least, greatest = side.bounds(one, one)
    return least / factor, None if greatest is None else greatest / factor


def _rescaled(
    side: Allowance, scale: Fraction, shift: Fraction, edge: Fraction | None, full_scale: Fraction | None
) -> Allowance:
    """Return an allowance for a value given in another unit.

    A share of a value keeps its meaning when the units differ by a factor only. Where the zero moves as well
    (5 % of 20 °C is not 5 % of 293.15 K), the share becomes what it comes to.
    """
    if not shift or (side.relative is None and side.full_scale is None):
        return side if side.absolute is None else side._replace(absolute=side.absolute * abs(scale))
    least, greatest = side.bounds(edge, full_scale)
    if greatest is None:
        message = "a tolerance that is a share of an unknown value cannot be given in a unit with another zero"
        raise QuantityError("tolerance", message)
    return Allowance(absolute=least * abs(scale))
