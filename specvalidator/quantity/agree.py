"""Whether two products of quantities can be the same amount: concentration × flow against output.

It may not decide which of them is wrong.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import prod
from typing import TYPE_CHECKING, Final

from specvalidator.quantity.compare import Comparison, doubtful, kleene, readings_of, settled, too_many
from specvalidator.quantity.dimensions import BASE_UNITS, UNSTATED_BASIS
from specvalidator.quantity.edges import edges_of
from specvalidator.quantity.numbers import number_text
from specvalidator.quantity.ozone import CONVERTIBLE, Gas
from specvalidator.quantity.reconcile import GAS_DIMENSIONS, UNKNOWN_GAS, reconcile
from specvalidator.quantity.units import table
from specvalidator.quantity.writing import unit_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specvalidator.quantity.conditions import Conditions
    from specvalidator.quantity.values import Quantity

__all__ = ["agree"]

_MOST_READINGS: Final = 32
Span = tuple[Fraction, Fraction | None]
"""From where to where a product may lie; None is without end."""


def agree(  # noqa: PLR0913 - everything beyond the two sides has a name and a default
    left: Sequence[Quantity],
    right: Sequence[Quantity],
    *,
    allowance: Fraction = Fraction(0),
    conditions: Conditions | None = None,
    carrier: str = "",
    presume: str = "",
) -> Comparison:
    """Say whether the products of both sides can be the same: whether the stated values overlap.

    Where one quantity stands against a product, the product has to reach the greatest that the quantity states:
    `up to 48 g/h` is not what 80 µg/mL × 1 L/min can be, though both start near zero.

    `allowance` is how far, as a share of the greater of the two, they may lie apart. Ratios become concentrations
    where that makes both sides one kind, under conditions that are stated or given. Raises `ValueError` when a side
    is empty.
    """
    if not left or not right:
        message = "both sides of an agreement need a quantity"
        raise ValueError(message)
    readings = [tuple(settled(one, presume) for one in readings_of(quantity)) for quantity in (*left, *right)]
    if not 0 < prod(map(len, readings)) <= _MOST_READINGS:
        return too_many((*left, *right))
    answers = [
        _agreed(ones[: len(left)], ones[len(left) :], allowance, conditions, carrier) for ones in product(*readings)
    ]
    return kleene(doubtful((*left, *right)), answers)


def _agreed(
    left: tuple[Quantity, ...],
    right: tuple[Quantity, ...],
    allowance: Fraction,
    conditions: Conditions | None,
    carrier: str,
) -> Comparison:
    if len(left) == len(right) == 1:
        return _pair(left[0], right[0], allowance, conditions, carrier)
    if _powers(left) != _powers(right):
        changed = _concentrated(left, right, conditions, carrier)
        if isinstance(changed, str):
            return Comparison(None, changed)
        left_spans, right_spans = changed
    else:
        left_spans, right_spans = _spans(left), _spans(right)
    overlap = any(_meet(one, other, allowance) for one in left_spans for other in right_spans)
    unknown = _bases(left, right)
    if unknown and not overlap:
        wider = [_wider(one) for one in left_spans]
        overlap = any(_meet(one, other, allowance) for one in wider for other in right_spans)
    fits = overlap and (unknown or _is_reached(left, right_spans, allowance))

    def because() -> str:
        words = f"{_named(left, left_spans, right)}; {_named(right, right_spans, left)}"
        if unknown and overlap:
            return f"{words}; they refer to gas under different conditions, which are not all stated"
        if overlap and not fits:
            return f"{words}; the first reaches beyond what that comes to{_allowed(allowance)}"
        return f"{words}; these {'overlap' if overlap else 'do not overlap'}{_allowed(allowance)}"

    return Comparison(None if unknown and overlap else fits, because)


def _is_reached(left: Sequence[Quantity], right: Sequence[Span], allowance: Fraction) -> bool:
    """Say whether a product can be as much as the greatest that one quantity states, as far as it surely does."""
    if len(left) > 1 or left[0].dimension in CONVERTIBLE:
        return True
    top = edges_of(left[0]).high_min
    if top is None:
        return True
    return any(high is None or top - high <= allowance * max(abs(top), abs(high)) for _, high in right)


def _pair(
    left: Quantity, right: Quantity, allowance: Fraction, conditions: Conditions | None, carrier: str
) -> Comparison:
    """Answer for one quantity on each side, which may be converted into each other."""
    mets = reconcile(left, right, conditions, carrier)
    if isinstance(mets, str):
        return Comparison(None, mets)
    answers = []
    for met in mets:
        one = (_floor(met.stated.low_min), met.stated.high_max)
        other = (_floor(met.limit.low_min), met.limit.high_max)
        truth = _meet(one, other, allowance)
        if left.alternatives or right.alternatives:
            truth = any(_meet(a, b, allowance) for a in _choices(left) for b in _choices(right))
        words = "can be" if truth else "cannot be"
        note = f" ({met.note})" if met.note else ""
        answers.append(Comparison(truth, f"{left.text} {words} the same as {right.text}{note}{_allowed(allowance)}"))
    return kleene(left.text, answers)


def _powers(side: Sequence[Quantity]) -> dict[str, int]:
    """Return the powers of the base dimensions in a product."""
    total: dict[str, int] = {}
    for quantity in side:
        for name, power in table()["dimensions"][quantity.dimension].items():
            total[name] = total.get(name, 0) + power
    return {name: power for name, power in total.items() if power}


def _floor(low: Fraction | None) -> Fraction:
    """Return zero for a lower bound that is not stated: less than nothing there is of no amount."""
    return Fraction(0) if low is None else low


def _choices(quantity: Quantity) -> list[Span]:
    """Return the spans of a quantity in base units, one for each of its choices."""
    unit = quantity.unit
    if quantity.alternatives:
        values = [value * unit.factor + unit.offset for value in quantity.alternatives]
        return [(value, value) for value in values]
    edges = edges_of(quantity)
    return [(_floor(edges.low_min), edges.high_max)]


def _spans(side: Sequence[Quantity]) -> list[Span]:
    """Return where the product of a side may lie, for each combination of choices."""
    spans: list[Span] = [(Fraction(1), Fraction(1))]
    for quantity in side:
        spans = [_times(one, other) for one in spans for other in _choices(quantity)]
        if len(spans) > _MOST_READINGS:
            # NOTE: all from the least to the greatest stands for too many choices, so that no overlap is lost.
            tops = [high for _, high in spans if high is not None]
            spans = [(min(low for low, _ in spans), max(tops) if len(tops) == len(spans) else None)]
    return spans


def _times(one: Span, other: Span) -> Span:
    """Multiply two spans; without an upper end, nothing bounds the product above."""
    if one[1] is None or other[1] is None:
        low = one[0] * other[0]
        return max(low, Fraction(0)), None
    ends = [a * b for a in (one[0], one[1]) for b in (other[0], other[1])]
    return min(ends), max(ends)


def _meet(one: Span, other: Span, allowance: Fraction) -> bool:
    """Say whether two spans overlap, or lie apart by no more than the allowed share."""
    for (_, upper), (lower, _) in ((one, other), (other, one)):
        if upper is not None and lower - upper > allowance * max(abs(lower), abs(upper)):
            return False
    return True


def _wider(span: Span) -> Span:
    """Return a span of gas whose conditions are not stated, as far as they may reach."""
    least, most = 1 / UNKNOWN_GAS[1], UNKNOWN_GAS[1]
    low, high = span
    return min(low * least, low * most), None if high is None else max(high * least, high * most)


def _bases(left: Sequence[Quantity], right: Sequence[Quantity]) -> bool:
    """Say whether volumes of gas meet that refer to different conditions."""
    return len({one.unit.basis for one in (*left, *right) if one.dimension in GAS_DIMENSIONS}) > 1


def _concentrated(
    left: Sequence[Quantity], right: Sequence[Quantity], conditions: Conditions | None, carrier: str
) -> tuple[list[Span], list[Span]] | str:
    """Turn ratios of one side into mass concentrations where that makes both sides one kind."""
    kinds = " × ".join(one.dimension.replace("_", " ") for one in left)
    others = " × ".join(one.dimension.replace("_", " ") for one in right)
    for side, opposite in ((left, right), (right, left)):
        for at, quantity in enumerate(side):
            rest = [*side[:at], *side[at + 1 :]]
            if quantity.dimension == "mass_concentration" or quantity.dimension not in {*CONVERTIBLE, "fraction"}:
                continue
            if _powers(opposite) != _sum(_powers(rest), {"mass": 1, "length": -3}):
                continue
            if quantity.dimension in UNSTATED_BASIS.values():
                return f"{quantity.text} does not say whether it is by volume or by mass"
            gas = Gas(quantity.conditions or conditions, carrier)
            missing = gas.missing(quantity.dimension, "mass_concentration")
            if missing:
                needed = " and ".join(missing)
                return f"{quantity.text} as a mass concentration needs {needed}, which the sheet does not state"
            spans = [
                tuple(
                    None if end is None else gas.convert(end, quantity.dimension, "mass_concentration") for end in span
                )
                for span in _choices(quantity)
            ]
            known = [(low, high) for low, high in spans if low is not None]
            whole = [_times(one, other) for one in known for other in _spans(rest)]
            return (whole, _spans(opposite)) if side is left else (_spans(opposite), whole)
    return f"{kinds} on one side and {others} on the other are not the same kind of quantity"


def _sum(one: dict[str, int], other: dict[str, int]) -> dict[str, int]:
    total = {name: one.get(name, 0) + other.get(name, 0) for name in {*one, *other}}
    return {name: power for name, power in total.items() if power}


def _named(side: Sequence[Quantity], spans: list[Span], opposite: Sequence[Quantity]) -> str:
    """Return a side as written, and for a product what it comes to, in the unit of the other side where that is one."""
    words = " × ".join(one.text for one in side)
    if len(side) == 1:
        return words
    if len(opposite) == 1:
        symbol, factor = opposite[0].unit.symbol, opposite[0].unit.factor
    else:
        powers = _powers(side)
        symbol = next((base for name, base in BASE_UNITS.items() if table()["dimensions"][name] == powers), "")
        factor = Fraction(1)
    figures = " or ".join(_figures(span, factor) for span in spans)
    return f"{words} comes to {figures} {unit_text(symbol)}".rstrip()


def _figures(span: Span, factor: Fraction) -> str:
    low, high = span
    least = number_text(low / factor)
    if high is None:
        return f"{least} or more"
    return least if low == high else f"{least} to {number_text(high / factor)}"


def _allowed(allowance: Fraction) -> str:
    return f" within {number_text(allowance * 100)} %" if allowance else ""
