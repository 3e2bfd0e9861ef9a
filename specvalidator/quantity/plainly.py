"""The short way for plain notations: `5 mg/L`, `≤ 0.05 ppm`, `10 to 80 µg/mL`, `±5 %`, `230 V ± 10 %`, `up to 5 W`.

Nearly all quantities of a sheet are so. It may not read anything otherwise than the grammar does: what is not quite
plain is left to it. Words and units it learns from the grammar, one example each.
"""

from __future__ import annotations

import functools
import math
import re
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from specvalidator.quantity.dimensions import BY_BASIS
from specvalidator.quantity.doubts import doubts_of_unit, leaves_open
from specvalidator.quantity.errors import QuantityError
from specvalidator.quantity.numbers import POINT, exact, is_open_to_doubt, may_be_a_power
from specvalidator.quantity.tolerance import Allowance, Tolerance
from specvalidator.quantity.units import unit_named
from specvalidator.quantity.values import Quantity

if TYPE_CHECKING:
    from specvalidator.quantity.units import Unit

__all__ = ["plain_bound", "plain_cold", "plain_figures", "plain_middle", "plain_tolerance", "plain_unit", "read_plain"]

_NUMBER: Final = r"([0-9]{1,15}(?:[.,][0-9]{1,15})?)"
_PART: Final = r"[^\d±<>=~,;:+×]*"
_UNIT: Final = rf"((?:[^\W\d_]|[%°]){_PART}(?:[23]{_PART})?)"
_RANGE: Final = r"(?: ?(?:[-–]|\.\.\.|…) ?| to )"
_PLAIN: Final = rf"(<=?|>=?|≤|≥)? ?{_NUMBER}(?:{_RANGE}{_NUMBER})? ?{_UNIT}"
_TWICE: Final = rf"{_NUMBER} ?([^\s\d±<>=~,;:+×()-]+) (?:–|to|…) {_NUMBER} ?\2"
_ALONE: Final = rf"± ?{_NUMBER} ?{_UNIT}"
_MARGIN: Final = rf"(?:{_NUMBER} ?(?:{_UNIT} ?)?)?± ?{_NUMBER} ?{_UNIT}"
_WORDED: Final = rf"([^\W\d_][^\d±<>=~;:+×/-]{{0,15}}? ?){_NUMBER} ?{_UNIT}"
_COLD: Final = rf"-{_NUMBER}(?:{_RANGE}(-?){_NUMBER})? ?(°[CF])"
_UPPER: Final = frozenset(("<", "≤", "<="))
_LONGEST: Final = 64
_MOST_UNITS: Final = 1024
_REMEMBERED: Final = 256
_SEVEN: Final = Fraction(7)
_MARKS: Final = (",", ".")
_units: dict[str, Unit | None] = {}
"""Unit texts met so far and what they are, None for what the grammar has to look at; a bounded memory."""


_TELLING: Final = ("%", "bar", "°C", "dB")
"""Units to which words before the number may add something: a humidity, a vacuum, a difference, a weighting."""
_SHARES: Final = frozenset(("fraction", "volume_fraction", "mass_fraction"))
_MARGINS_ELSEWHERE: Final = frozenset(("temperature", "pressure", "sound_level"))
"""Dimensions whose tolerances the grammar looks at more closely: a difference is not a value of the same kind."""


@functools.cache
def _pattern(written: str) -> re.Pattern[str]:
    return re.compile(written)


def read_plain(text: str) -> Quantity | None:
    """Return the quantity of a plain text, or None for the grammar to answer."""
    if len(text) > _LONGEST:
        return None
    found = _pattern(_PLAIN).fullmatch(text)
    if found is not None:
        return _bounded(text, *found.groups())
    if "±" in text:
        found = _pattern(_MARGIN).fullmatch(text)
        return None if found is None else _with_margin(text, *found.groups())
    found = _pattern(_TWICE).fullmatch(text)
    if found is not None:
        first, written, second = found.groups()
        return _bounded(text, None, first, second, written)
    found = _pattern(_WORDED).fullmatch(text)
    return None if found is None else _worded(text, *found.groups())


def plain_figures(text: str) -> tuple[str, float, float] | None:
    """Return the unit text and the numbers of a plain value or range, near enough for a first look.

    None for everything else. What `read_plain` makes of the text has these figures and the unit `plain_unit` gives.
    """
    return None if len(text) > _LONGEST else _figures(text)


@functools.lru_cache(maxsize=_REMEMBERED)
def _figures(text: str) -> tuple[str, float, float] | None:
    """Look for them; a figure of a sheet is looked at where it stands and again by all that is compared with it."""
    found = _pattern(_PLAIN).fullmatch(text)
    if found is not None:
        sign, first, second, written = found.groups()
    elif "±" not in text and (found := _pattern(_TWICE).fullmatch(text)) is not None:
        sign, (first, written, second) = None, found.groups()
    else:
        return None
    if first[-4:-3] in _MARKS and is_open_to_doubt(first):
        return None
    low = float(first.replace(",", "."))
    if not second:
        return written, low, low
    if sign or is_open_to_doubt(second):
        return None
    high = float(second.replace(",", "."))
    return (written, low, high) if low < high and not may_be_a_power(first, second) else None


def plain_bound(text: str) -> tuple[str, float, float] | None:
    """Return the same of a number behind words that make it a bound (`up to 5 W`): the open side is infinite."""
    found = None if "±" in text or len(text) > _LONGEST else _pattern(_WORDED).fullmatch(text)
    if found is None:
        return None
    words, number, written = found.groups()
    example = _worded_example(words)
    if example is None or example.approximate or is_open_to_doubt(number):
        return None
    value = float(number.replace(",", "."))
    return written, -math.inf if example.low is None else value, math.inf if example.high is None else value


def plain_cold(text: str) -> tuple[str, float, float] | None:
    """Return the same of a temperature, or a range of them, that starts below zero: `-10 to 40 °C`."""
    found = _pattern(_COLD).fullmatch(text) if text[:1] == "-" and len(text) <= _LONGEST else None
    if found is None:
        return None
    first, sign, second, written = found.groups()
    if is_open_to_doubt(first) or (second and is_open_to_doubt(second)):
        return None
    low = -float(first.replace(",", "."))
    high = float(sign + second.replace(",", ".")) if second else low
    return (written, low, high) if low < high or not second else None


def plain_middle(text: str) -> tuple[str, float] | None:
    """Return the unit text and the number of a plain value with a margin: what else may be meant lies around it."""
    found = _pattern(_MARGIN).fullmatch(text) if "±" in text and len(text) <= _LONGEST else None
    if found is None:
        return None
    number, written, margin, of = found.groups()
    if number is None or is_open_to_doubt(number) or is_open_to_doubt(margin) or _units_of_margin(written, of) is None:
        return None
    return written or of, float(number.replace(",", "."))


def plain_tolerance(text: str) -> tuple[str, float] | None:
    """Return the unit text and the size of a plain tolerance that stands alone, as in `±5 %`; None for others."""
    found = _pattern(_ALONE).fullmatch(text) if len(text) <= _LONGEST else None
    if found is None:
        return None
    size, written = found.groups()
    unit = _unit(written)
    is_settled = unit is not None and unit.dimension not in _MARGINS_ELSEWHERE
    return (written, float(size.replace(",", "."))) if is_settled and not is_open_to_doubt(size) else None


def plain_unit(written: str) -> Unit | None:
    """Return the unit of a unit text with one meaning that leaves nothing open but, at most, the basis of a share."""
    unit = _unit(written)
    is_settled = unit is not None and (unit.dimension in BY_BASIS or not leaves_open(unit))
    return unit if is_settled else None


def _bounded(text: str, sign: str | None, first: str, second: str | None, written: str) -> Quantity | None:
    """Read one number or a range with a unit, and a sign before one number."""
    unit = _unit(written)
    if unit is None or is_open_to_doubt(first) or (second and (sign or is_open_to_doubt(second))):
        return None
    value = exact(first, POINT)
    low: Fraction | None = value
    high: Fraction | None = value
    nominal: Fraction | None = None
    if second:
        high = exact(second, POINT)
        if value > high or may_be_a_power(first, second):
            return None
    elif sign is None:
        nominal = value
    elif sign in _UPPER:
        low = None
    else:
        high = None
    return Quantity(
        text=text,
        unit=unit,
        low=low,
        high=high,
        low_open=sign == ">",
        high_open=sign == "<",
        nominal=nominal,
        ambiguities=doubts_of_unit(text, unit, low, high),
    )


def _with_margin(text: str, first: str | None, written: str | None, size: str, of: str) -> Quantity | None:
    """Read a tolerance alone or behind one number: a share in percent, or a difference in the same unit."""
    if is_open_to_doubt(size) or (first and is_open_to_doubt(first)):
        return None
    units = _units_of_margin(written, of, is_alone=first is None)
    if units is None:
        return None
    unit, is_share = units
    by = exact(size, POINT)
    allowance = Allowance(relative=by / 100) if is_share else Allowance(absolute=by)
    value = None if first is None else exact(first, POINT)
    return Quantity(
        text=text,
        unit=unit,
        low=value,
        high=value,
        nominal=value,
        tolerance=Tolerance(allowance, allowance),
        ambiguities=() if value is None else doubts_of_unit(text, unit, value, value),
    )


def _units_of_margin(written: str | None, of: str, *, is_alone: bool = False) -> tuple[Unit, bool] | None:
    """Return the unit of a value and whether its margin is a share of it; None for margins that are not plain."""
    margin = _unit(of)
    unit = margin if written is None else _unit(written)
    if unit is None or margin is None or unit.dimension in _MARGINS_ELSEWHERE:
        return None
    if margin.symbol == "%" and not margin.basis:
        return None if not is_alone and (written is None or unit.dimension in _SHARES) else (unit, True)
    return (unit, False) if margin == unit and margin.dimension != "fraction" else None


def _worded(text: str, words: str, number: str, written: str) -> Quantity | None:
    """Read a number behind words that the grammar takes for a bound or an approximation, whatever the number."""
    unit = _unit(written)
    if unit is None or is_open_to_doubt(number):
        return None
    example = _worded_example(words)
    if example is None:
        return None
    value = exact(number, POINT)
    low = None if example.low is None else value
    high = None if example.high is None else value
    return example._replace(
        text=text,
        unit=unit,
        low=low,
        high=high,
        nominal=None if example.nominal is None else value,
        ambiguities=doubts_of_unit(text, unit, low, high),
    )


@functools.lru_cache(maxsize=_MOST_UNITS)
def _worded_example(words: str) -> Quantity | None:
    """Return what the grammar makes of `words 7 V`, the space as written, if it is a bound or approximation alone."""
    from specvalidator.quantity.cells import read_one  # noqa: PLC0415 - each phrase is learned once

    try:
        found = read_one(f"{words}7 V", "")
        told = [(read_one(f"{words}7 {unit}", ""), read_one(f"7 {unit}", "")) for unit in _TELLING]
    except QuantityError:
        return None
    if any(one.unit != bare.unit or len(one.ambiguities) != len(bare.ambiguities) for one, bare in told):
        return None
    is_plain = found.unit == unit_named("V") and not (
        found.tolerance or found.conditions or found.equals or found.remark or found.alternatives or found.ambiguities
    )
    bounds = {found.low, found.high, found.nominal} - {None}
    return found if is_plain and bounds == {7} else None


def _unit(written: str) -> Unit | None:
    """Return the unit of a unit text with one meaning, or None."""
    written = written.rstrip()
    try:
        return _units[written]
    except KeyError:
        return _learned(written)


def _learned(written: str) -> Unit | None:
    """Return what the grammar takes a unit text for behind a number, if it says nothing beside; and remember it."""
    from specvalidator.quantity.cells import read_one  # noqa: PLC0415 - each unit is learned once

    unit = None
    try:
        found = read_one(f"7 {written}", "")
    except QuantityError:
        found = None
    if found is not None and found == Quantity(
        text=found.text, unit=found.unit, low=_SEVEN, high=_SEVEN, nominal=_SEVEN, ambiguities=found.ambiguities
    ):
        # NOTE: what is counted may be a power of ten whose raised figure was lost: `106 CFU/mL`.
        is_counted = found.dimension in ("count", "count_concentration")
        is_single = not is_counted and found.ambiguities == doubts_of_unit(found.text, found.unit, _SEVEN, _SEVEN)
        unit = found.unit if is_single else None
    if len(_units) >= _MOST_UNITS:
        _units.clear()
    _units[written] = unit
    return unit
