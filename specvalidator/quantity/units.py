"""A unit, and the closed table of units, as generated from the unit list with pint's exact factors.

Nothing here reads what a vendor wrote, and nothing here imports pint.
"""

from __future__ import annotations

import functools
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from specvalidator.quantity.dimensions import BY_BASIS, UNSTATED_BASIS

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["PERCENT", "Unit", "as_difference", "has_unit", "table", "unit_named", "with_basis"]


class Unit(NamedTuple):
    """A unit in canonical form; `value * factor + offset` is the value in the base unit of the dimension."""

    symbol: str
    dimension: str
    factor: Fraction
    offset: Fraction
    basis: str = ""
    """What the number refers to beyond its dimension, as far as the unit says so: `by volume`, `by mass`, `gauge`,
    `absolute`, `standard`, `normal`, `A-weighted`, `AC`, `relative humidity` …; empty when it does not say."""


@functools.cache
def table() -> Mapping[str, Any]:
    """Return the generated table: loaded once, when the first unit is asked for."""
    import json  # noqa: PLC0415 - needed only once something is read

    from specvalidator.data import read_data  # noqa: PLC0415

    loaded: dict[str, Any] = json.loads(read_data("generated/units.json"))
    return loaded


def has_unit(symbol: str) -> bool:
    """Say whether the table holds a canonical symbol."""
    return symbol in table()["units"]


@functools.lru_cache(maxsize=1024)
def unit_named(symbol: str, basis: str = "") -> Unit:
    """Return the unit of a canonical symbol, with a basis where one is stated; `KeyError` when there is none."""
    dimension, factor, offset, own = table()["units"][symbol]
    unit = Unit(symbol, dimension, Fraction(factor), Fraction(offset), own)
    return with_basis(unit, basis) if basis else unit


_SPELLED_OUT: Final[Mapping[str, Mapping[str, str]]] = {
    "%": {"by volume": "%{vol}", "by mass": "%{wt}"},
}


def with_basis(unit: Unit, basis: str) -> Unit:
    """Return the unit with a basis stated; a bare ratio so becomes a volume or a mass fraction."""
    bare = UNSTATED_BASIS.get(unit.dimension, unit.dimension)
    dimension = BY_BASIS.get(bare, {}).get(basis, unit.dimension)
    symbol, slash, rest = unit.symbol.partition("/")
    symbol = _SPELLED_OUT.get(symbol, {}).get(basis, symbol)
    return Unit(symbol + slash + rest, dimension, unit.factor, unit.offset, basis)


def as_difference(unit: Unit) -> Unit:
    """Return a unit of temperature as a unit of temperature differences: the zero no longer matters."""
    return Unit(unit.symbol, "temperature_difference", unit.factor, Fraction(0), unit.basis)


PERCENT: Final = Unit("%", "fraction", Fraction(1, 100), Fraction(0))
