"""What words beside a value tell of it: a tolerance, how finely it can be set, what it is a mean over.

It stops at the first thing that it does not understand, without a step.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from specvalidator.quantity.magnitude import begins_number, read_magnitude
from specvalidator.quantity.margins import begins_margin, read_margin
from specvalidator.quantity.spelling import read_unit

if TYPE_CHECKING:
    from specvalidator.quantity.cursor import Cursor
    from specvalidator.quantity.draft import Draft

__all__ = ["is_time", "read_accuracy", "read_average", "read_step"]


def read_accuracy(cursor: Cursor, draft: Draft) -> bool:
    """Read a tolerance that words announce: `with an accuracy of ± 5 %`, `, tolerance: 2 V`."""
    start = cursor.at
    if draft.margin is not None or draft.unit is None or not cursor.take("accurate_to"):
        return False
    cursor.take_sign(":", "=")
    is_signed = begins_margin(cursor)
    if is_signed or cursor.kind() == "n":
        margin = read_margin(cursor)
        of = margin.unit
        if of is not None and (is_signed or of.symbol == "%" or of.dimension == draft.unit.dimension):
            draft.margin = margin
            return True
    cursor.at = start
    return False


def read_step(cursor: Cursor, draft: Draft) -> bool:
    """Read how finely a value can be set, as a remark: `in steps of 0.1 L/min`, `in 0.1 steps`."""
    start = cursor.at
    if draft.unit is None:
        return False
    is_announced = bool(cursor.take("step"))
    if is_announced:
        cursor.take_sign(":", "=")
    else:
        cursor.take("of")
    if begins_number(cursor):
        read_magnitude(cursor)
        spelled = read_unit(cursor)
        is_own = spelled is None or spelled.unit.dimension == draft.unit.dimension or spelled.unit.symbol == "%"
        if is_own and (is_announced or cursor.take("step")):
            draft.remarks.append(cursor.written(start))
            return True
    cursor.at = start
    return False


def read_average(cursor: Cursor, draft: Draft) -> bool:
    """Read what a value is a mean over, as a remark: `8-hour TWA`, `24 h average`."""
    start = cursor.at
    if draft.unit is not None and draft.unit.dimension != "time" and cursor.kind() == "n":
        cursor.at += 1
        cursor.take_sign("-")
        if is_time(cursor, cursor.at):
            cursor.at += 1
            if cursor.take("remark"):
                draft.remarks.append(cursor.written(start))
                return True
    cursor.at = start
    return False


def is_time(cursor: Cursor, at: int) -> bool:
    """Say whether a unit of time stands at a place: `(8 h/day)` says how long a value holds."""
    word = cursor.within(at, min(at + 1, cursor.stop))
    spelled = read_unit(word) if word.kind() == "w" else None
    return spelled is not None and spelled.unit.dimension == "time"
