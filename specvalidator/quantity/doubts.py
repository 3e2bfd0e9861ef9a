"""What a unit leaves open by itself: by volume or by mass, gauge or absolute, which gas conditions, which weighting.

It may not settle anything; it names both readings. Where the values themselves leave no room, it stays silent.
"""

from __future__ import annotations

import functools
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from specvalidator.quantity.scanner import shown
from specvalidator.quantity.values import Ambiguity

if TYPE_CHECKING:
    from specvalidator.quantity.units import Unit

__all__ = [
    "ATMOSPHERIC",
    "STANDARD_READINGS",
    "doubts_of_unit",
    "is_plain_pressure",
    "is_standard_pressure",
    "leaves_open",
    "looks_atmospheric",
]

ATMOSPHERIC: Final = (Fraction(50_000), Fraction(110_000))
"""What the air around a device can have, in Pa: about 5500 m above the sea to the highest weather."""

_LEAST_LOOKED_AT: Final = 49_000.0
_MOST_LOOKED_AT: Final = 111_000.0
_WEATHER_UNITS: Final = frozenset(("hPa", "mbar", "mm[Hg]", "Torr", "[in_i'Hg]"))
_STANDARD_PRESSURE: Final = 101_325
_ROUNDING: Final = 50
_ONE_BAR: Final = 100_000

STANDARD_READINGS: Final = {
    "standard": ("0 °C and 1 atm", "20 °C and 1 atm (or 15 °C, 60 °F, 70 °F)"),
    "normal": ("0 °C and 1.01325 bar (DIN 1343)", "20 °C and 1.01325 bar"),
}
"""What makers mean by standard and by normal conditions."""


def doubts_of_unit(
    text: str, unit: Unit, low: Fraction | None, high: Fraction | None, *, has_conditions: bool = False
) -> tuple[Ambiguity, ...]:
    """Return what the unit of a value leaves open."""
    found = _open(unit.symbol, unit.dimension, unit.basis)
    if found is None:
        return ()
    code, readings, what = found
    if code == "pressure-reference" and is_plain_pressure(unit, low, high):
        return ()
    if code == "gas-conditions" and has_conditions:
        return ()
    return (Ambiguity(code, readings, f"{shown(text)} does not say {what}"),)


def leaves_open(unit: Unit) -> bool:
    """Say whether a unit can leave something open, whatever its number."""
    return _open(unit.symbol, unit.dimension, unit.basis) is not None


@functools.lru_cache(maxsize=512)
def _open(symbol: str, dimension: str, basis: str) -> tuple[str, tuple[str, ...], str] | None:
    """Return code, readings and words for what a unit leaves open; None when nothing."""
    if dimension == "fraction" and not basis:
        name = symbol.strip("[]").replace("pptht", "‰")
        return "basis", (f"{name} by volume", f"{name} by mass"), "whether it is by volume or by mass"
    if dimension == "pressure" and not basis:
        readings = ("gauge (above the air around)", "absolute (above vacuum)")
        return "pressure-reference", readings, "whether the pressure is gauge or absolute"
    if basis in STANDARD_READINGS:
        return "gas-conditions", STANDARD_READINGS[basis], f"which {basis} conditions it refers to"
    if dimension == "sound_level" and not basis:
        return "weighting", ("A-weighted, dB(A)", "unweighted"), "whether the level is A-weighted"
    return None


def is_plain_pressure(unit: Unit, low: Fraction | None, high: Fraction | None) -> bool:
    """Say whether the values show the reference: below zero it is gauge; like the weather's it is absolute."""
    if (low is not None and low < 0) or (low is None and high is not None and high < 0):
        return True
    # NOTE: exact arithmetic is dear, and nearly all pressures are far from the air's.
    if low is None or high is None or not _LEAST_LOOKED_AT < float(low) * float(unit.factor) < _MOST_LOOKED_AT:
        return False
    return looks_atmospheric(low * unit.factor, high * unit.factor, unit.symbol)


def is_standard_pressure(pascal: Fraction) -> bool:
    """Say whether a pressure is the standard atmosphere, rounded or not."""
    return abs(pascal - _STANDARD_PRESSURE) <= _ROUNDING


def looks_atmospheric(low: Fraction, high: Fraction, symbol: str) -> bool:
    """Say whether pressures in Pa are those of the air: a standard atmosphere, a range or a unit of the weather."""
    if low == high and is_standard_pressure(low):
        return True
    if not (ATMOSPHERIC[0] <= low and high <= ATMOSPHERIC[1]):
        return False
    return symbol in _WEATHER_UNITS or low < _ONE_BAR <= high
