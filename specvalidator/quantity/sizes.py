"""How large a stated accuracy is: `±5 %` of a range from 10 to 80 µg/mL is from 0.5 to 4 µg/mL.

It may not judge whether that is good enough.
"""

from __future__ import annotations

from specvalidator.quantity.errors import QuantityError
from specvalidator.quantity.numbers import number_text
from specvalidator.quantity.tolerance import Allowance
from specvalidator.quantity.values import Quantity
from specvalidator.quantity.writing import unit_text

__all__ = ["sizes_of"]


def sizes_of(accuracy: Quantity, of: Quantity) -> tuple[Quantity, ...]:
    """Return how large an accuracy is at the lower and at the upper end of the range of `of`.

    The accuracy may be a tolerance (`±2 µg/mL`, `±5 %`, of reading, of full scale, or a combination) or a plain
    value meant as one (`5 %`). Nothing is returned where it is a share of an end that is not stated.
    """
    side = accuracy.tolerance.plus if accuracy.tolerance is not None and accuracy.is_tolerance else None
    if side is None:
        if accuracy.high is None:
            return ()
        is_share = accuracy.dimension in ("fraction", "volume_fraction", "mass_fraction")
        share = accuracy.high * accuracy.unit.factor
        side = Allowance(relative=share) if is_share else Allowance(absolute=accuracy.high)
    unit, low, high = accuracy.unit, of.low, of.high
    if side.absolute is None:
        unit = of.unit
    elif side.relative is not None or side.full_scale is not None:
        try:
            same = of.in_unit(unit.symbol)
        except QuantityError:
            return ()
        low, high = same.low, same.high
    sizes = []
    for end in (low, high):
        _, size = side.bounds(end, high)
        if size is None:
            return ()
        text = f"{number_text(size)} {unit_text(unit.symbol)} ({accuracy.text})"
        sizes.append(Quantity(text, unit, size, size, nominal=size))
    return tuple(dict.fromkeys(sizes))
