"""The number or the range of a quantity with its unit: `1/32 L/min – 1 L/min`, `40 ó 42 mg/L`, `2 h 59 m 59 s`.

It may not read what stands before or after. The ends of a range come out in the unit of the first.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from specvalidator.quantity.dimensions import UNSTATED_BASIS
from specvalidator.quantity.errors import QuantityError
from specvalidator.quantity.magnitude import Magnitude, begins_number, read_magnitude
from specvalidator.quantity.margins import begins_margin, read_margin
from specvalidator.quantity.numbers import exact, may_be_a_power, number_text
from specvalidator.quantity.prelude import no_number, no_unit
from specvalidator.quantity.spelling import Spelled, read_unit, skip_substance
from specvalidator.quantity.units import PERCENT, Unit, unit_named

if TYPE_CHECKING:
    from specvalidator.quantity.cursor import Cursor
    from specvalidator.quantity.draft import Draft
    from specvalidator.quantity.margins import Margin

__all__ = ["fits", "read_number", "read_unit_after", "read_values", "refuse_doubtful"]

_OF_GASES: Final = frozenset(("standard", "normal"))
"""Bases that change how much there is: nobody states them for one end of a range and means both."""
_RANGE_SIGNS: Final = ("-", "~", "...", "÷")
_PHASES: Final = (1, 2, 3)
_LEAST_MAINS: Final = 100
_TEN: Final = 10
_THOUSAND: Final = 1000
_WIDEST: Final = 3
"""How many times its start a range ends at, at most, when its thousands may be told once; `1-10 000 ppm` means it."""
_COUNTS: Final = frozenset(("count", "count_concentration"))
_GREATEST_COUNT: Final = 15
_RANK: Final = {"s": 0, "min": 1, "h": 2, "d": 3, "wk": 4, "mo": 5, "a": 6}
"""The units that a length of time is told in, from the smallest up."""


def read_values(cursor: Cursor, draft: Draft, spelled: Spelled | None = None) -> None:
    """Read the number or the range, and its unit; `spelled` is a unit that stands behind a bracket."""
    if not _begins(cursor):
        raise no_number(cursor)
    draft.is_dashed = _is_dashed(cursor)
    first = read_number(cursor)
    if cursor.text() == "+" and cursor.is_glued() and cursor.kind(1) == "w" and not draft.bound:
        # NOTE: `10 000+ hours` is that many or more.
        cursor.at, draft.bound = cursor.at + 1, "low"
    draft.margin = _margin_between(cursor)
    unit, first = read_unit_after(cursor, first)
    if draft.margin is not None and unit is None:
        raise no_unit(cursor)
    if unit is None and cursor.phrase("parts")[0]:
        _parts(cursor, draft, first.value)
        return
    if unit is None and begins_margin(cursor):
        draft.margin = read_margin(cursor)
        _refuse_sum(cursor, draft.margin)
        unit = _unit_of_both(cursor, draft.margin, spelled)
    # NOTE: `100 mL -5/+10 %` is no range from 100 to 5 mL.
    second = None if unit is not None and begins_margin(cursor) else _second(cursor, draft, unit)
    own = second[2] if second else None
    unit = _based(unit, own)
    chosen = unit or own or spelled
    if chosen is None and draft.kind == "acidity":
        chosen = Spelled(unit_named("[pH]"), "pH")
    if chosen is not None:
        draft.spelled, draft.unit = chosen, chosen.unit
    if second is None:
        _one(cursor, draft, first)
    else:
        _two(cursor, draft, first, second, unit)


def _is_dashed(cursor: Cursor) -> bool:
    """Say whether what may be the sign of the number stands apart from it, or is longer than a sign."""
    if cursor.text() != "-" or cursor.kind(1) != "n":
        return False
    return not cursor.is_glued(1) or cursor.page[cursor.tokens[cursor.at].start] in "–—―"


def _unit_of_both(cursor: Cursor, margin: Margin, behind: Spelled | None) -> Spelled | None:
    """Return the unit of a value that a tolerance follows: that of the tolerance, or one behind a share.

    `220 ± 10 % V` and `(220 ± 10 %) V` are volts; only where nothing follows is the value itself in percent.
    """
    if margin.unit is None:
        return None
    if margin.unit == PERCENT:
        after = behind or read_unit(cursor)
        if after is not None:
            return after
    return Spelled(margin.unit, "")


def _margin_between(cursor: Cursor) -> Margin | None:
    """Read a tolerance that stands in a bracket between a number and its unit: `20 (±10 %) µg/mL`."""
    start = cursor.at
    if cursor.take_sign("(") and begins_margin(cursor):
        margin = read_margin(cursor)
        if cursor.take_sign(")") and cursor.kind() == "w":
            return margin
    cursor.at = start
    return None


def _based(first: Spelled | None, second: Spelled | None) -> Spelled | None:
    """Return the unit of the first end with the basis that only the second end states: `20 % to 80 % RH`."""
    if first is None or second is None or first.unit.basis or not second.unit.basis:
        return first
    return second if fits(first.unit, second.unit) and first.unit.factor == second.unit.factor else first


def _begins(cursor: Cursor) -> bool:
    """Say whether a number stands here, its sign perhaps in words."""
    if begins_number(cursor):
        return True
    count, _ = cursor.phrase("minus", "plus")
    return count > 0 and cursor.kind(count) == "n"


def read_number(cursor: Cursor) -> Magnitude:
    """Read a number whose sign may be a word."""
    sign = cursor.take("minus", "plus") if not begins_number(cursor) else ""
    number = read_magnitude(cursor)
    return Magnitude(-number.value) if sign == "minus" else number


def _one(cursor: Cursor, draft: Draft, number: Magnitude) -> None:
    """Note a single value, or the choices of `50/60`."""
    lost = _lost_power(draft.unit, number)
    if lost is not None:
        draft.single, draft.otherwise = number.value, lost
        return
    if number.is_damaged:
        if draft.unit is not None and draft.unit.dimension in ("length", "area", "volume"):
            raise _several(cursor)
        if number.otherwise is None:
            draft.damage.append((f"{number_text(number.value)}, its raised figure lost", "a difference, as it stands"))
    draft.single, draft.otherwise = number.value, number.otherwise
    if number.choices:
        _choose(cursor, draft, number.choices)


def _two(
    cursor: Cursor,
    draft: Draft,
    first: Magnitude,
    second: tuple[str, Magnitude, Spelled | None],
    unit: Spelled | None,
) -> None:
    """Note a range or two choices, both in the unit of the first."""
    how, number, own = second
    if unit is None and number.times != 1 == first.times:
        first = Magnitude(first.value * number.times)
    if first.choices or number.choices or first.is_damaged or number.is_damaged:
        raise _several(cursor)
    high = number.value
    if unit is not None and own is not None and unit.unit != own.unit:
        refuse_doubtful(cursor, unit, own)
        high = (high * own.unit.factor + own.unit.offset - unit.unit.offset) / unit.unit.factor
    if how == "or":
        _choose(cursor, draft, (first.value, high))
        return
    if first.value == _TEN and unit is None and _is_lost_power(draft, number.value):
        draft.single = 1 / Fraction(10) ** int(number.value)
        draft.damage.append((f"{number_text(draft.single)}, its raised figure lost", f"10 to {number.value}"))
        return
    if draft.bound.startswith("high"):
        message = f"{cursor.quoted} names a bound and a range at once"
        raise QuantityError("unread", message)
    _refuse_phases(cursor, draft, first.value, high)
    _doubt_range(cursor, draft, first, number)
    if _is_deepening(draft, first.value, high):
        first, high = Magnitude(high), first.value
    elif unit is None:
        draft.low_otherwise = _shared_thousands(first, number)
    draft.low_open = draft.bound == "low_open"
    draft.bound = ""
    draft.low, draft.high = first.value, high


def _doubt_range(cursor: Cursor, draft: Draft, first: Magnitude, second: Magnitude) -> None:
    """Note that raised figures may be lost: `103-106 CFU/mL`, `2.10-6 bar`."""
    as_range = f"{number_text(first.value)} to {number_text(second.value)}"
    lost = [_lost_power(draft.unit, one) for one in (first, second)]
    if None not in lost:
        powers = " to ".join(number_text(end) for end in lost if end is not None)
        draft.damage.append((as_range, f"{powers}, the raised figures lost"))
    if may_be_a_power(first.text, second.text) and f"{first.text}-{second.text}" in cursor.source:
        base = number_text(exact(first.text[:-3], cursor.mark))
        draft.damage.append((as_range, f"{base} × 10^-{second.text}, its raised figure lost"))


def _is_deepening(draft: Draft, first: Fraction, last: Fraction) -> bool:
    """Say whether a range runs from a weak vacuum to a deep one, `0 to -80 kPa`; its signs leave no other reading."""
    return draft.unit is not None and draft.unit.dimension == "pressure" and last < first <= 0 and not draft.bound


def _choose(cursor: Cursor, draft: Draft, choices: tuple[Fraction, ...]) -> None:
    """Note the values of a choice. `≥ 5 ppm / 10 ppm` bounds neither for certain, so it is refused."""
    if draft.bound:
        message = f"{cursor.quoted} names a bound and several values at once"
        raise QuantityError("unread", message)
    draft.choices = choices


def _refuse_sum(cursor: Cursor, margin: Margin) -> None:
    """Refuse `5+5 V`: a tolerance to one side says so by its percent sign, or stands behind a unit."""
    is_share = margin.unit is not None and margin.unit.symbol == PERCENT.symbol
    if not (margin.plus and margin.minus) and not is_share:
        message = f"{cursor.quoted} holds arithmetic; a quantity is a number and a unit"
        raise QuantityError("operator", message)


def _refuse_phases(cursor: Cursor, draft: Draft, first: Fraction, high: Fraction) -> None:
    """Refuse `3~ 400 V`, which names the phases and is no range."""
    is_voltage = draft.unit is not None and draft.unit.dimension == "voltage"
    if is_voltage and first in _PHASES and high >= _LEAST_MAINS and "~" in cursor.texts[: cursor.at]:
        message = f"{cursor.quoted} may be a range or a voltage with its phases; write the voltage alone"
        raise QuantityError("ambiguous-unit", message)


def refuse_doubtful(cursor: Cursor, *ends: Spelled | None) -> None:
    """Refuse a range whose ends have different units, one of them with two meanings: `5 gal to 40 L`."""
    if any(end is not None and end.other is not None for end in ends):
        message = f"{cursor.quoted} has ends in different units, one of which may mean two things"
        raise QuantityError("ambiguous-unit", message)


def _lost_power(unit: Unit | None, number: Magnitude) -> Fraction | None:
    """Return what `106 CFU/mL` was before its raised figure came down; None where nothing shows that it did."""
    is_count = unit is not None and unit.dimension in _COUNTS
    power = number.text[len("10") :]
    if not is_count or number.text[:2] != "10" or not power.isdigit() or power[0] == "0" or number.times != 1:
        return None
    return Fraction(10) ** int(power) if int(power) <= _GREATEST_COUNT else None


def _shared_thousands(first: Magnitude, second: Magnitude) -> Fraction | None:
    """Return where `10-15 000 h` begins when it tells the thousands once; None when it hardly does."""
    digits = "".join(filter(str.isdigit, second.text))
    is_grouped = first.text.isdigit() and second.text != digits and second.value == int(digits or "0")
    begins = first.value * _THOUSAND
    return begins if is_grouped and begins < second.value <= begins * _WIDEST else None


def _is_lost_power(draft: Draft, power: Fraction) -> bool:
    """Say whether `10-6` of a count is a power of ten whose raised figure came down: no range runs backwards."""
    is_count = draft.unit is not None and draft.unit.dimension == "count"
    return is_count and power.denominator == 1 and 0 < power < _TEN


def _several(cursor: Cursor) -> QuantityError:
    message = f"{cursor.quoted} holds several values in one; write each by itself"
    return QuantityError("several-values", message)


def read_unit_after(cursor: Cursor, number: Magnitude) -> tuple[Spelled | None, Magnitude]:
    """Read the unit of a number, and the further parts of `2 h 59 m 59 s`."""
    count, _ = cursor.phrase("to", "or", "and")
    if count and begins_number(cursor, count):
        return None, number
    if _is_bare_degree(cursor):
        cursor.at += 1
        return None, number
    start = cursor.at
    if cursor.text() == "-" and cursor.is_glued() and cursor.is_glued(1) and cursor.kind(1) == "w":
        cursor.at += 1
    spelled = read_unit(cursor)
    if spelled is None:
        cursor.at = start
        return None, number
    if cursor.text() == "." and cursor.is_glued() and cursor.at + 1 < cursor.stop and not cursor.is_glued(1):
        cursor.at += 1
    total = number.value
    while spelled.unit.dimension == "time":
        further = _next_of_chain(cursor, spelled.unit)
        if further is None:
            break
        value, smaller = further
        total = total * spelled.unit.factor / smaller.unit.factor + value
        spelled, number = smaller, Magnitude(total)
    return spelled, number


def _next_of_chain(cursor: Cursor, unit: Unit) -> tuple[Fraction, Spelled] | None:
    """Read `59 m` after hours: a further, smaller part of one length of time."""
    start = cursor.at
    cursor.take("and")
    if cursor.kind() == "n" and cursor.text().isdigit():
        value = exact(cursor.text(), cursor.mark)
        cursor.at += 1
        if cursor.text() == "m" and unit.symbol == "h":
            cursor.at += 1
            return value, Spelled(unit_named("min"), "m")
        smaller = read_unit(cursor) if cursor.kind() == "w" else None
        if smaller is not None and _RANK.get(smaller.unit.symbol, 9) < _RANK.get(unit.symbol, 0):
            return value, smaller
    cursor.at = start
    return None


def _second(cursor: Cursor, draft: Draft, unit: Spelled | None) -> tuple[str, Magnitude, Spelled | None] | None:
    """Read the upper end of a range or the second choice; None, without a step, when there is none.

    NOTE: an end in a unit that does not fit is none: `5 mg/L a 20 °C` states a condition.
    """
    start = cursor.at
    approximate = draft.approximate
    how = _separator(cursor, draft, unit)
    if not how:
        return None
    number = read_number(cursor)
    own, number = read_unit_after(cursor, number)
    is_other = own is not None and unit is not None and own.unit.symbol != unit.unit.symbol
    if unit is not None and own is not None and (not fits(unit.unit, own.unit) or (how == "or" and is_other)):
        cursor.at, draft.approximate = start, approximate
        return None
    return how, number, own


def _separator(cursor: Cursor, draft: Draft, unit: Spelled | None) -> str:
    """Step over what parts a range (`to`) or a choice (`or`) when a number follows; else stay and return nothing."""
    start = cursor.at
    approximate = draft.approximate
    if unit is not None and _is_slashed_choice(cursor, unit):
        cursor.at += 1
        return "or"
    how = "to" if cursor.take_sign(*_RANGE_SIGNS) else ""
    if not how:
        how = cursor.take("to", "and", "or") if draft.is_from else cursor.take("to", "or")
        how = "to" if how == "and" else how
    if how:
        while True:
            role = cursor.take_sign("~", "≈") or cursor.take("about", "high", "filler")
            if not role:
                break
            draft.approximate = draft.approximate or role in ("~", "≈", "about")
        if _begins(cursor):
            return how
    cursor.at, draft.approximate = start, approximate
    return ""


def _is_bare_degree(cursor: Cursor) -> bool:
    """Say whether a degree sign leaves its letter to the other end of the range: `0° - 50°C`."""
    ahead = cursor.within(cursor.at + 1, cursor.stop)
    if cursor.text() != "°" or not (ahead.take_sign(*_RANGE_SIGNS) or ahead.take("to")):
        return False
    return any(cursor.texts[at : at + 2] in (["°", "C"], ["°", "F"]) for at in range(cursor.at + 1, cursor.stop))


def _is_slashed_choice(cursor: Cursor, unit: Spelled) -> bool:
    """Say whether a slash leads to another value in the very same unit: `110V/220V`, but not `-20°C/+60°C`."""
    if cursor.text() != "/" or cursor.kind(1) != "n" or unit.unit.dimension == "temperature":
        return False
    ahead = cursor.within(cursor.at + 2, cursor.stop)
    spelled = read_unit(ahead)
    return spelled is not None and spelled.unit.symbol == unit.unit.symbol


def fits(unit: Unit, other: Unit) -> bool:
    """Say whether two ends of a range can belong together; what one of them says it refers to may hold for both."""
    if unit.dimension == other.dimension and unit.basis == other.basis:
        return True
    bare = {UNSTATED_BASIS.get(one.dimension, one.dimension) for one in (unit, other)}
    stated = {unit.basis, other.basis} - {""}
    return len(bare) == 1 and len(stated) == 1 and "" in (unit.basis, other.basis) and not stated & _OF_GASES


def _parts(cursor: Cursor, draft: Draft, share: Fraction) -> None:
    """Read `5 parts of ozone to 95 parts of oxygen` as a percentage of the whole."""
    rest = _parts_of_rest(cursor)
    if rest is None or share + rest <= 0:
        message = f"{cursor.quoted} gives parts without saying of how many"
        raise QuantityError("unread", message)
    draft.spelled = Spelled(unit_named("%"), "parts")
    draft.unit = draft.spelled.unit
    draft.single = share / (share + rest) * 100


def _parts_of_rest(cursor: Cursor) -> Fraction | None:
    cursor.take("parts")
    skip_substance(cursor)
    if not (cursor.take("to", "and") or cursor.take_sign(",", ":")):
        return None
    cursor.take("of")
    if not begins_number(cursor):
        return None
    rest = read_magnitude(cursor).value
    cursor.take("parts")
    return rest if skip_substance(cursor) else None
