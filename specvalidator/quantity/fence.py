"""A first look at plain texts: whether a value surely lies well within bounds, at a fraction of the cost of reading.

It may not refuse anything: what is not sure is read in full.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from specvalidator.quantity.dimensions import BY_BASIS
from specvalidator.quantity.plainly import (
    plain_bound,
    plain_cold,
    plain_figures,
    plain_middle,
    plain_tolerance,
    plain_unit,
    read_plain,
)
from specvalidator.quantity.units import with_basis

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from specvalidator.quantity.units import Unit
    from specvalidator.quantity.values import Quantity

__all__ = ["Fence"]

_MOST_UNITS: Final = 1024
_MARGIN: Final = 1e-9
"""How far inside a bound a number has to lie, as a share of the bound: far more than binary fractions round."""
_NOWHERE: Final = (1.0, 0.0)


class Fence:
    """Dimensions, and bounds on them: `at most` and `at least` with a quantity each.

    `presume` (`by volume`, `by mass`) says of what a bare ratio is one where it stands.
    """

    def __init__(self, of: Collection[str], bounds: Sequence[tuple[str, Quantity]], presume: str = "") -> None:
        self._own = self._of = frozenset(of)
        self._of |= {bare for bare, known in BY_BASIS.items() if known.get(presume) in self._of}
        self._bounds = bounds
        self._presume = presume
        self._limits: dict[str, tuple[float, float]] = {}
        """Unit text -> the least and the greatest number that is surely inside; a bounded memory."""
        self._tolerances: dict[str, bool] = {}
        """Unit text -> whether a tolerance in it, standing alone, can stand here; the same."""

    def surely_holds(self, text: str) -> bool:
        """Say whether a text states one value or range of the dimensions, within the bounds, with nothing left open.

        A margin may reach beyond a bound. False says nothing.
        """
        found = plain_figures(text) or plain_cold(text)
        if found is None:
            return self._surely_holds_other(text)
        written, low, high = found
        least, most = self._limits.get(written) or self._limits_of(written)
        if low == least and not text[0].isdigit():
            return False  # NOTE: `< 0 W` has nothing that is inside
        return least <= low and high <= most

    def _surely_holds_other(self, text: str) -> bool:
        """Say it of a number with a margin or behind words, of which some is then inside, and of a bare margin."""
        middle = plain_middle(text)
        if middle is not None:
            limits = self._limits_of(middle[0])
            return limits[0] <= middle[1] <= limits[1]
        bound = plain_bound(text)
        if bound is None:
            return text.startswith("±") and self._holds_tolerance(text)
        written, low, high = bound
        limits = self._limits_of(written)
        return limits[0] < (high if low == -math.inf else low) <= limits[1]

    def _limits_of(self, written: str) -> tuple[float, float]:
        """Return the least and the greatest number that is surely inside, in a unit as written."""
        limits = self._limits.get(written)
        if limits is None:
            if len(self._limits) >= _MOST_UNITS:
                self._limits.clear()
            limits = self._limits[written] = self._limits_in(plain_unit(written))
        return limits

    def _holds_tolerance(self, text: str) -> bool:
        """Say it of a tolerance that stands alone; bounds are for values, and with them it is not sure."""
        found = plain_tolerance(text)
        if found is None:
            return False
        written, _ = found
        known = self._tolerances.get(written)
        if known is None:
            if len(self._tolerances) >= _MOST_UNITS:
                self._tolerances.clear()
            read = read_plain(f"±1 {written}")
            bounded = {bound.unit.dimension for _, bound in self._bounds}
            known = read is not None and read.dimension in self._own and read.dimension not in bounded
            self._tolerances[written] = known
        return known

    def _limits_in(self, unit: Unit | None) -> tuple[float, float]:
        if unit is None or unit.dimension not in self._of:
            return _NOWHERE
        if self._presume and not unit.basis and unit.dimension in BY_BASIS:
            unit = with_basis(unit, self._presume)
        least, most = -math.inf, math.inf
        for relation, bound in self._bounds:
            if bound.unit.dimension != unit.dimension:
                continue
            edge = bound.high if relation == "at most" else bound.low
            if edge is None or bound.unit.basis != unit.basis:
                return _NOWHERE
            number = float((edge * bound.unit.factor + bound.unit.offset - unit.offset) / unit.factor)
            margin = abs(number) * _MARGIN
            if relation == "at most":
                most = min(most, number - margin)
            else:
                least = max(least, number + margin)
        return least, most
