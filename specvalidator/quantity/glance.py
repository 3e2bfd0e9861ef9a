"""A first look at plain quantities: how two of them surely relate, in binary fractions and well away from every edge.

It may not decide anything that is near an edge, nor anything that is not plain: None leaves it to the exact way. What
it says is what the exact way says.
"""

from __future__ import annotations

import functools
import math
from typing import TYPE_CHECKING, Final, NamedTuple

from specvalidator.quantity.dimensions import BY_BASIS
from specvalidator.quantity.plainly import plain_bound, plain_figures, plain_tolerance, plain_unit
from specvalidator.quantity.reconcile import GAS_DIMENSIONS
from specvalidator.quantity.units import table

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Glimpse", "glimpse", "glimpse_sizes", "surely_agrees", "surely_keeps"]

_MARGIN: Final = 1e-9
"""How far from an edge two numbers have to lie, as a share of them: far more than binary fractions round."""
_LONGEST: Final = 64
"""No plain text is longer than this."""
_REMEMBERED: Final = 64
_UPPER: Final = frozenset("<≤")
_LOWER: Final = frozenset(">≥")


class Glimpse(NamedTuple):
    """The bounds of a plain value or range in the base unit of its dimension, as nearly as binary fractions hold.

    Infinite where nothing is stated on one side, as in `up to 5 W`.
    """

    low: float
    high: float
    kind: tuple[str, str]
    """Dimension and basis; only quantities of one kind can be held against each other at a glance."""


@functools.lru_cache(maxsize=1024)
def _scale(written: str, presume: str) -> tuple[float, float, tuple[str, str]] | None:
    """Return factor, offset and kind of a unit text; None when it leaves something open."""
    unit = plain_unit(written)
    if unit is None:
        return None
    kind = unit.dimension, unit.basis
    if presume and not unit.basis and unit.dimension in BY_BASIS:
        kind = BY_BASIS[unit.dimension][presume], presume
    return float(unit.factor), float(unit.offset), kind


def glimpse(text: str, presume: str = "") -> Glimpse | None:
    """Return what a plain text states; None for everything else.

    `presume` (`by volume`, `by mass`) says how a bare ratio is meant where it stands.
    """
    return None if len(text) > _LONGEST else _glimpsed(text, presume)


@functools.lru_cache(maxsize=_REMEMBERED)
def _glimpsed(text: str, presume: str) -> Glimpse | None:
    """Look; the range of a sheet is held against every row of its chart and whatever else lies in it."""
    found = plain_figures(text) or plain_bound(text)
    scale = None if found is None else _scale(found[0], presume)
    if found is None or scale is None:
        return None
    _, low, high = found
    if text[:1] in _UPPER:
        low = -math.inf
    elif text[:1] in _LOWER:
        high = math.inf
    factor, offset, kind = scale
    return Glimpse(low * factor + offset, high * factor + offset, kind)


def glimpse_sizes(accuracy: str, of: Glimpse) -> tuple[Glimpse, Glimpse] | None:
    """Return the sizes of a plain accuracy at both ends of what it is one of; None for everything else."""
    found = plain_tolerance(accuracy)
    scale = None if found is None else _scale(found[0], "")
    if found is None or scale is None or not math.isfinite(of.low) or not math.isfinite(of.high):
        return None
    size = found[1] * scale[0]
    if scale[2] == ("fraction", ""):
        return Glimpse(of.low * size, of.low * size, of.kind), Glimpse(of.high * size, of.high * size, of.kind)
    return Glimpse(size, size, scale[2]), Glimpse(size, size, scale[2])


def surely_keeps(stated: Glimpse, relation: str, limit: Glimpse) -> bool | None:
    """Say whether what is stated keeps to a limit, as `compare` does; None when that has to be looked at exactly."""
    if stated.kind != limit.kind:
        return None
    if relation in ("at most", "below"):
        return _precedes(stated.high, limit.high)
    if relation in ("at least", "above"):
        return _precedes(limit.low, stated.low)
    if relation != "inside":
        return None
    sides = _precedes(limit.low, stated.low), _precedes(stated.high, limit.high)
    return False if False in sides else None if None in sides else True


def surely_agrees(one: Glimpse, others: Sequence[Glimpse], allowance: float) -> bool | None:
    """Say whether a quantity and the product of others can be the same, as `agree` does; None as above."""
    is_bounded = all(math.isfinite(end) for given in (one, *others) for end in (given.low, given.high))
    if not is_bounded or not _are_alike(one.kind, tuple(other.kind for other in others)):
        return None
    low, high = 1.0, 1.0
    for other in others:
        low, high = low * other.low, high * other.high
    ends = [(one.high, low), (high, one.low)]
    if len(others) > 1:
        ends.append((high, one.high))  # a product has to reach the greatest that is stated
    sides = [
        _is_positive(upper - lower + allowance * max(abs(lower), abs(upper)), max(abs(lower), abs(upper)))
        for upper, lower in ends
    ]
    return False if False in sides else None if None in sides else True


@functools.lru_cache(maxsize=1024)
def _are_alike(kind: tuple[str, str], others: tuple[tuple[str, str], ...]) -> bool:
    """Say whether a product is of the kind of one quantity, and no gas under other conditions is among them."""
    if len(others) == 1:
        return others[0] == kind
    dimensions = table()["dimensions"]
    total: dict[str, int] = {}
    for dimension, _ in others:
        for name, power in dimensions[dimension].items():
            total[name] = total.get(name, 0) + power
    bases = {basis for dimension, basis in (kind, *others) if dimension in GAS_DIMENSIONS}
    return len(bases) <= 1 and {name: power for name, power in total.items() if power} == dimensions[kind[0]]


def _precedes(one: float, other: float) -> bool | None:
    """Say whether a number is less than another, or greater; None when they lie too near."""
    return _is_positive(other - one, max(abs(one), abs(other)))


def _is_positive(gap: float, size: float) -> bool | None:
    """Say whether a difference between numbers of a size is surely above or below zero; never for infinite ones."""
    return gap > 0 if math.isfinite(size) and abs(gap) > _MARGIN * size else None
