"""What a quantity refers to: `at 20 °C, 1 atm`, `@ 0.5 bar`, `at STP`, `for 8 hours`.

A temperature and a pressure become conditions; anything else (`at 1 m`, `at 4 L/min`) is kept as a remark. It may
not take a pressure for a condition when it may be gauge.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from specvalidator.quantity.conditions import Conditions
from specvalidator.quantity.doubts import looks_atmospheric
from specvalidator.quantity.magnitude import begins_number, read_magnitude
from specvalidator.quantity.spelling import read_unit, skip_substance

if TYPE_CHECKING:
    from specvalidator.quantity.cursor import Cursor
    from specvalidator.quantity.draft import Draft
    from specvalidator.quantity.units import Unit

__all__ = ["STATES", "read_items", "read_reference", "read_span"]

_ZERO: Final = Fraction("273.15")
_TWENTY: Final = Fraction("293.15")
_ATM: Final = Fraction(101_325)

STATES: Final = {
    "stp": (Conditions(_ZERO, _ATM), Conditions(_ZERO, Fraction(100_000))),
    "ntp": (Conditions(_TWENTY, _ATM), Conditions(_ZERO, _ATM)),
    "standard": (Conditions(_ZERO, _ATM), Conditions(_TWENTY, _ATM)),
    "normal": (Conditions(_ZERO, _ATM), Conditions(_TWENTY, _ATM)),
}
"""A name for conditions -> the two meanings that are usual for it."""

_JOINTS: Final = (",", ";", "/", "&")


def read_reference(cursor: Cursor, draft: Draft) -> bool:
    """Read what follows `at`; say False, without a step, when it is not understood."""
    start = cursor.at
    if not (cursor.take_sign("@") or cursor.take("at")):
        return False
    if read_items(cursor, draft):
        return True
    cursor.at = start
    return False


def read_items(cursor: Cursor, draft: Draft) -> bool:
    """Read conditions without a word before them, as they stand in a bracket: `(25 °C, 1 atm)`."""
    start = cursor.at
    pressures: list[tuple[Fraction, Unit, str]] = []
    kept: dict[str, Fraction] = {}
    remarks: list[str] = []
    while _item(cursor, draft, kept, pressures, remarks):
        end = cursor.at
        cursor.take_sign(*_JOINTS)
        cursor.take("and")
        if not (begins_number(cursor) and _is_condition(cursor)):
            cursor.at = end
            break
    if cursor.at == start:
        return False
    for value, unit, written in pressures:
        _press(draft, kept, value, unit, written)
    if {"temperature", "pressure"} <= kept.keys():
        draft.gas_readings = None
    if kept:
        before = draft.conditions
        draft.conditions = Conditions(
            kept.get("temperature", before.temperature), kept.get("pressure", before.pressure)
        )
    draft.remarks += remarks
    return True


def _item(
    cursor: Cursor,
    draft: Draft,
    kept: dict[str, Fraction],
    pressures: list[tuple[Fraction, Unit, str]],
    remarks: list[str],
) -> bool:
    """Read one thing that the quantity refers to."""
    start = cursor.at
    state = cursor.take(*STATES)
    if state:
        draft.conditions, other = STATES[state]
        draft.gas_readings = (cursor.written(start), other)
        return True
    cursor.take("about")
    cursor.take_sign("~", "≈")
    if not begins_number(cursor):
        cursor.take("filler")
        if cursor.take("remark") or skip_substance(cursor):
            remarks.append(f"at {cursor.written(start)}")
            return True
        cursor.at = start
        return False
    value = read_magnitude(cursor).value
    spelled = read_unit(cursor)
    is_range = (cursor.take_sign("-", "~", "...") or cursor.take("to")) and begins_number(cursor)
    if is_range:
        read_magnitude(cursor)
        spelled = read_unit(cursor)
    if spelled is None:
        cursor.at = start
        return False
    skip_substance(cursor)
    if spelled.unit.dimension == "temperature" and not is_range:
        kept["temperature"] = value * spelled.unit.factor + spelled.unit.offset
    elif spelled.unit.dimension == "pressure" and not is_range:
        pressures.append((value, spelled.unit, cursor.written(start)))
    else:
        remarks.append(f"at {cursor.written(start)}")
    return True


def _is_condition(cursor: Cursor) -> bool:
    """Say whether the number here is a temperature or a pressure, so that it belongs to the list."""
    ahead = cursor.within(cursor.at, cursor.stop)
    read_magnitude(ahead)
    spelled = read_unit(ahead)
    return spelled is not None and spelled.unit.dimension in ("temperature", "pressure")


def _press(draft: Draft, kept: dict[str, Fraction], value: Fraction, unit: Unit, written: str) -> None:
    """Note a pressure: absolute beside a temperature or near the atmosphere's, else open to doubt."""
    pressure = value * unit.factor
    is_plain = "temperature" in kept or looks_atmospheric(pressure, pressure, unit.symbol)
    if unit.basis == "absolute" or (not unit.basis and is_plain):
        kept["pressure"] = pressure
        return
    draft.remarks.append(f"at {written}")
    if not unit.basis:
        draft.open_conditions = (f"at {written} gauge", f"at {written} absolute")


def read_span(cursor: Cursor, draft: Draft) -> bool:
    """Read how long a value holds, `for 8 consecutive hours and 5 days a week`, as a remark."""
    start = cursor.at
    if not cursor.take("for"):
        return False
    begin = cursor.at
    # NOTE: `2 % per year` is no value that holds for a year, though `per 8 ore` is how long one holds.
    is_rate = cursor.folded[start] == "per" and cursor.kind() != "n"
    while not cursor.is_done:
        if cursor.kind() == "n" or cursor.text() == "-":
            cursor.at += 1
            continue
        count, _ = cursor.phrase("and", "per", "remark", "filler", "of", "about")
        if count:
            cursor.step(count)
            continue
        # NOTE: one word at a time: `days a week` is no unit.
        word = cursor.within(cursor.at, cursor.at + 1)
        spelled = read_unit(word) if cursor.kind() == "w" else None
        if spelled is None or spelled.unit.dimension != "time":
            break
        cursor.step(1)
    if is_rate or cursor.at == begin or not (cursor.is_done or cursor.text() in (",", ";", ".")):
        cursor.at = start
        return False
    draft.remarks.append(cursor.written(start))
    return True
