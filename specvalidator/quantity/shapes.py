"""Texts that differ in their numbers alone: read by what the grammar made of others of the same shape.

What is not plain takes the grammar long, and pages repeat their forms. It may not read anything otherwise than the
grammar does: a shape is learned when it is met again, by changing each of its numbers and seeing where they come out;
whatever does not simply come out, and whatever depends on how large a number is, stays with the grammar.
"""

from __future__ import annotations

import functools
import re
from fractions import Fraction
from typing import TYPE_CHECKING, Final, NamedTuple

from specvalidator.quantity.doubts import doubts_of_unit
from specvalidator.quantity.errors import QuantityError
from specvalidator.quantity.numbers import POINT, exact, is_open_to_doubt, may_be_a_power
from specvalidator.quantity.tolerance import Allowance, Tolerance
from specvalidator.quantity.values import Quantity

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["MOST_SHAPES", "NUMBER", "known", "read_shaped"]

NUMBER: Final = r"(?<![\w.,'’^])([0-9]{1,15}(?:[.,][0-9]{1,15})?)(?![0-9]|[.,'’][0-9])"
_LONGEST: Final = 120
_MOST_NUMBERS: Final = 4
MOST_SHAPES: Final = 1024
_JOINTS_ELSEWHERE: Final = frozenset(("", "/", "x", "X", "×", "*", "·"))
"""What makes one number of two, or several values: the grammar looks at how large they are."""
_COUNTS: Final = frozenset(("count", "count_concentration"))
"""What is counted may be a power of ten whose raised figure was lost; the grammar looks at its digits."""
_SIGNS_ELSEWHERE: Final = frozenset("^*\"'’′″”")
_NOWHERE: Final = (-2, Fraction(0))
"""Of a figure that does not simply come from one number."""
_STEPS: Final = (Fraction(1, 7), Fraction(2, 11), Fraction(3, 13), Fraction(4, 17))
"""By what the numbers grow when a shape is learned, each by another share, so that none is taken for its neighbour."""

Place = tuple[int, Fraction] | None
"""The number that a figure comes from and how many times it is that; -1 for a figure of its own; None for none."""
Sides = tuple[Place, Place, Place]
"""Where the parts of a tolerance to one side come from."""


class _Shape(NamedTuple):
    """An example, and where its figures come from."""

    example: Quantity
    low: Place
    high: Place
    sides: tuple[Sides, Sides] | None
    remark: tuple[str | int, ...]
    """The remark in pieces, a number standing for one of the numbers as written."""


known: dict[tuple[str, ...], _Shape | bool] = {}
"""Shape -> how it is read; True when it was met once, False when the grammar has to look; a bounded memory."""


@functools.cache
def _pattern() -> re.Pattern[str]:
    return re.compile(NUMBER)


def read_shaped(text: str) -> Quantity | None:
    """Return the quantity of a text whose shape is known, or None for the grammar to answer."""
    if len(text) > _LONGEST:
        return None
    pieces = _pattern().split(text)
    key = tuple(pieces[::2])
    shape = known.get(key)
    if shape is True:
        shape = known[key] = _learned(pieces) or False
    elif shape is None:
        if len(known) >= MOST_SHAPES:
            known.clear()
        known[key] = 1 < len(key) <= _MOST_NUMBERS + 1 and _may_be_learned(key)
        return None
    return _applied(shape, text, pieces[1::2]) if isinstance(shape, _Shape) else None


def _may_be_learned(words: tuple[str, ...]) -> bool:
    """Say whether nothing between the numbers lets their size decide how they are read."""
    return not any(map(_SIGNS_ELSEWHERE.intersection, words)) and not any(
        between.strip() in _JOINTS_ELSEWHERE for between in words[1:-1]
    )


def _applied(shape: _Shape, text: str, numbers: Sequence[str]) -> Quantity | None:
    if any(map(is_open_to_doubt, numbers)):
        return None
    if len(numbers) > 1 and any(map(may_be_a_power, numbers, numbers[1:])):
        return None
    values = [exact(number, POINT) for number in numbers]
    example = shape.example
    low = high = _value(shape.low, values)
    if shape.high != shape.low:
        high = _value(shape.high, values)
        if low is not None and high is not None and low >= high:
            return None
    tolerance = None
    if shape.sides is not None:
        plus, minus = shape.sides
        combination = example.tolerance.plus.combination if example.tolerance else ""
        up = _side(plus, values, combination)
        down = up if plus == minus else _side(minus, values, combination)
        tolerance = Tolerance(up, down)
    return Quantity(
        text=text,
        unit=example.unit,
        low=low,
        high=high,
        low_open=example.low_open,
        high_open=example.high_open,
        nominal=None if example.nominal is None else low,
        tolerance=tolerance,
        approximate=example.approximate,
        ambiguities=() if low is None and high is None else doubts_of_unit(text, example.unit, low, high),
        remark="".join([piece if isinstance(piece, str) else numbers[piece] for piece in shape.remark]),
    )


def _side(places: Sides, values: Sequence[Fraction], combination: str) -> Allowance:
    absolute, relative, full_scale = places
    return Allowance(_value(absolute, values), _value(relative, values), _value(full_scale, values), combination)


def _value(place: Place, values: Sequence[Fraction]) -> Fraction | None:
    if place is None:
        return None
    number, times = place
    if number < 0:
        return times
    return values[number] if times == 1 else values[number] * times


def _learned(pieces: Sequence[str]) -> _Shape | None:
    """Return what the numbers of a text come to in the grammar, when each comes out by itself."""
    words, numbers = pieces[::2], pieces[1::2]
    texts = [list(numbers), *(_grown(numbers, times) for times in (1, 2, 3))]
    texts.append([str(int(exact(number, POINT)) + 2 + at) for at, number in enumerate(numbers)])
    readings = [one for one in (_read(words, each) for each in texts) if one is not None and _is_simple(one)]
    if len(readings) < len(texts):
        return None
    values = [[exact(number, POINT) for number in each] for each in texts]
    places = [_place(each, values) for each in zip(*map(_figures, readings), strict=True)]
    found = [None if place is _NOWHERE else place for place in places]
    remark = _remark(readings[1].remark, texts[1], {place[0] for place in found if place})
    if _NOWHERE in places or remark is None or (len(remark) > 1 and _may_be_a_second_figure(words)):
        return None
    low, high, *parts = found
    sides = (parts[0], parts[1], parts[2]), (parts[3], parts[4], parts[5])
    shape = _Shape(readings[0], low, high, sides if readings[0].tolerance else None, remark)
    is_right = all(_applied(shape, one.text, each) == one for one, each in zip(readings, texts, strict=True))
    return shape if is_right else None


def _may_be_a_second_figure(words: Sequence[str]) -> bool:
    """Say whether a number that is kept beside the value would be an equivalent if it were as large."""
    return any(sign in word for word in words for sign in "([=≈")


def _grown(numbers: Sequence[str], times: int) -> list[str]:
    """Return numbers a little larger, each by a share of its own, written with six decimals."""
    grown = (exact(number, POINT) * (1 + step * times / 20) for number, step in zip(numbers, _STEPS, strict=False))
    return [f"{float(value):.6f}" for value in grown]


def _read(words: Sequence[str], numbers: Sequence[str]) -> Quantity | None:
    from specvalidator.quantity.cells import read_one  # noqa: PLC0415 - each shape is learned once

    pieces = [piece for pair in zip(words, (*numbers, ""), strict=True) for piece in pair]
    try:
        return read_one("".join(pieces), "")
    except QuantityError:
        return None


def _is_simple(one: Quantity) -> bool:
    """Say whether a reading has nothing that depends on how large its numbers are."""
    is_vacuum = one.dimension == "pressure" and any(end is not None and end < 0 for end in (one.low, one.high))
    has_phases = one.dimension == "voltage" and "~" in one.text
    if one.equals or one.conditions or one.alternatives or one.dimension in _COUNTS or is_vacuum or has_phases:
        return False
    return one.ambiguities == (() if one.is_tolerance else doubts_of_unit(one.text, one.unit, one.low, one.high))


def _figures(one: Quantity) -> list[Fraction | None]:
    """Return every number that a reading holds, in a fixed order."""
    sides = one.tolerance or (Allowance(), Allowance())
    return [one.low, one.high, *(size for side in sides for size in side[:3])]


def _place(figures: Sequence[Fraction | None], values: Sequence[Sequence[Fraction]]) -> Place:
    """Return where a figure comes from, over all readings."""
    stated = [figure for figure in figures if figure is not None]
    if len(stated) < len(figures):
        return _NOWHERE if stated else None
    if len(set(stated)) == 1:
        return -1, stated[0]
    for number in range(len(values[0])):
        if all(each[number] for each in values):
            times = {figure / each[number] for figure, each in zip(stated, values, strict=True)}
            if len(times) == 1:
                return number, times.pop()
    return _NOWHERE


def _remark(remark: str, numbers: Sequence[str], used: set[int]) -> tuple[str | int, ...] | None:
    """Return the remark in pieces; None when a number that went nowhere else is not in it."""
    pieces: list[str | int] = []
    rest = remark
    for number in sorted(set(range(len(numbers))) - used):
        before, written, rest = rest.partition(numbers[number])
        if not written:
            return None
        pieces += [before, number]
    pieces.append(rest)
    return tuple(pieces)
