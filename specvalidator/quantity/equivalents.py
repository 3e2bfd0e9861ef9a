"""Whether a second figure that a page gives as the same can be the same: `0.1 ppm = 0.2 mg/m3`, `(50 ppb)`.

It may not convert for a verdict; it only asks whether both figures fit any ordinary conditions.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from specvalidator.quantity.ozone import OZONE

if TYPE_CHECKING:
    from specvalidator.quantity.values import Quantity

__all__ = ["agreement"]

_ROUNDING: Final = Fraction(1, 20)
"""How far a rounded equivalent may lie off."""
_ROUNDING_KELVIN: Final = Fraction(3, 2)

_BY_VOLUME: Final = (1400, 2450)
"""g/m3 of pure ozone gas, from 50 °C and 80 kPa to -10 °C and 110 kPa."""
_BY_MASS: Final = (900, 1900)
"""g/m3 of an ordinary mixture of ozone with air or oxygen."""
_IN_WATER: Final = (950_000, 1_050_000)
_DENSITIES: Final = {
    "volume_fraction": (_BY_VOLUME,),
    "mass_fraction": (_BY_MASS, _IN_WATER),
    "fraction": (_BY_VOLUME, _BY_MASS, _IN_WATER),
}
_GREATEST_LOG: Final = 20


def agreement(first: Quantity, second: Quantity) -> bool | None:
    """Say whether two figures can be the same amount of ozone or of anything; None when that makes no sense."""
    edges = _edges(first, second)
    left, right = first.dimension, second.dimension
    if left == right:
        slack = _ROUNDING_KELVIN if left == "temperature" else None
        return all(_near(one, other, slack) for one, other in edges)
    if right in _DENSITIES or left == "log_reduction":
        left, right = right, left
        edges = [(other, one) for one, other in edges]
    if right == "log_reduction" and left == "fraction":
        return all(_is_log(share, steps) for share, steps in edges)
    if right == "amount_concentration":
        edges = [(one, other * OZONE) for one, other in edges]
        right = "mass_concentration"
    if left == "amount_concentration":
        edges = [(one * OZONE, other) for one, other in edges]
        left = "mass_concentration"
    if left == right:
        return all(_near(one, other, None) for one, other in edges)
    if left not in _DENSITIES or right != "mass_concentration":
        return None
    return all(any(low * share <= mass <= high * share for low, high in _DENSITIES[left]) for share, mass in edges)


def _edges(first: Quantity, second: Quantity) -> list[tuple[Fraction, Fraction]]:
    """Return the bounds that both state, in base units, tolerances left aside."""
    pairs = ((first.low, second.low), (first.high, second.high))
    return [
        (one * first.unit.factor + first.unit.offset, other * second.unit.factor + second.unit.offset)
        for one, other in pairs
        if one is not None and other is not None
    ]


def _near(one: Fraction, other: Fraction, slack: Fraction | None) -> bool:
    return abs(one - other) <= (max(abs(one), abs(other)) * _ROUNDING if slack is None else slack)


def _is_log(share: Fraction, steps: Fraction) -> bool:
    """Say whether `99.9 %` are three log steps; steps that are no whole number are taken as they stand."""
    if steps.denominator != 1 or not 0 < steps <= _GREATEST_LOG:
        return True
    return share == 1 - Fraction(1, 10**steps.numerator)
