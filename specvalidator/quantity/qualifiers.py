"""What follows the unit: bounds and bases in words, tolerances, conditions, brackets, equivalents, remarks.

It stops at the first thing that it does not understand; whether that is allowed is for the caller to say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from specvalidator.quantity.equivalents import agreement
from specvalidator.quantity.errors import QuantityError
from specvalidator.quantity.magnitude import begins_number
from specvalidator.quantity.margins import begins_margin, read_margin, share_of
from specvalidator.quantity.reference import STATES, read_items, read_reference, read_span
from specvalidator.quantity.spelling import read_unit, skip_substance
from specvalidator.quantity.units import PERCENT, with_basis

if TYPE_CHECKING:
    from collections.abc import Callable

    from specvalidator.quantity.cursor import Cursor
    from specvalidator.quantity.draft import Draft
    from specvalidator.quantity.spelling import Spelled
    from specvalidator.quantity.values import Quantity

    Reader = Callable[[Cursor], Draft]

__all__ = ["read_qualifiers"]

_BASES: Final = {
    "by_volume": "by volume",
    "by_mass": "by mass",
    "relative_humidity": "relative humidity",
    "gauge": "gauge",
    "absolute": "absolute",
}
_RATIOS: Final = frozenset(("fraction", "fraction_drift"))
_CONCENTRATIONS: Final = frozenset(("fraction", "volume_fraction", "mass_fraction", "mass_concentration"))
_POSTPONED: Final = {"post_high": "high", "post_low": "low"}
_SIMPLE: Final = ("post_high", "post_low", "post_about", "of_reading", "of_full_scale", "remark", "substance")
_CLAUSES: Final = ("for", "at", "equals", *STATES)
_SHORTEST_SYMBOL: Final = 2


def read_qualifiers(cursor: Cursor, draft: Draft, reader: Reader) -> None:
    """Read everything that belongs to the quantity before; `reader` reads a quantity within it."""
    while not cursor.is_done:
        if not (
            _word(cursor, draft)
            or _clause(cursor, draft, reader)
            or _sign(cursor, draft, reader)
            or skip_substance(cursor)
            or _pause(cursor, draft)
        ):
            return


def _open_bases(draft: Draft) -> tuple[str, ...]:
    """Return the bases that the unit leaves open, as roles."""
    unit = draft.unit
    if unit is None:
        return ()
    if unit.basis:
        return ("relative_humidity",) if unit.basis == "relative humidity" else ()
    if unit.dimension in _RATIOS:
        return ("by_volume", "by_mass", "relative_humidity") if unit.symbol == "%" else ("by_volume", "by_mass")
    return ("gauge", "absolute") if unit.dimension == "pressure" else ()


def _word(cursor: Cursor, draft: Draft) -> bool:
    """Read a basis, a bound or an approximation after the value, or a remark that is known."""
    count, role = cursor.phrase(*_open_bases(draft), *_SIMPLE)
    if not count or _leads_on(cursor, count):
        return False
    if role in _BASES:
        assert draft.unit is not None  # noqa: S101 - a basis is open only to a unit
        draft.unit = with_basis(draft.unit, _BASES[role])
    elif role in _POSTPONED:
        bound = _POSTPONED[role]
        is_single = draft.single is not None and not draft.choices
        if not is_single or (draft.bound and not draft.bound.startswith(bound)):
            return False
        draft.bound = draft.bound or bound
    elif role in ("of_reading", "of_full_scale"):
        if draft.unit != PERCENT or draft.single is None or draft.bound or draft.margin is not None:
            return False
        draft.margin, draft.single, draft.unit = share_of(draft.single, role), None, PERCENT
    elif role == "post_about":
        draft.approximate = True
    elif role == "remark":
        draft.remarks.append(cursor.written(cursor.at, cursor.at + count))
    cursor.step(count)
    return True


def _leads_on(cursor: Cursor, count: int) -> bool:
    """Say whether a number follows a phrase, or a colon before one, so that the phrase belongs to that number."""
    ahead = cursor.within(cursor.at, cursor.stop)
    ahead.step(count)
    return begins_number(ahead) or ahead.text() in ("<", "<=", ">", ">=", ":", "=")


def _clause(cursor: Cursor, draft: Draft, reader: Reader) -> bool:
    """Read what a quantity refers to, how long it holds, or an equivalent that words announce."""
    start = cursor.at
    _, role = cursor.phrase(*_CLAUSES)
    if role in STATES:
        return read_items(cursor, draft)
    if read_reference(cursor, draft) or read_span(cursor, draft):
        return True
    if draft.unit is None:
        return False
    if cursor.take("or") and begins_number(cursor):
        trial = draft.copy()
        if _equal(cursor, trial, reader) and len(trial.conflicts) == len(draft.conflicts):
            draft.become(trial)
            return True
        cursor.at = start
    if cursor.take("equals"):
        if _equal(cursor, draft, reader):
            return True
        cursor.at = start
    return False


def _sign(cursor: Cursor, draft: Draft, reader: Reader) -> bool:
    """Read a tolerance, a bracket, a condition after `@`, an equivalent after `=`, an ending after a colon."""
    if draft.margin is None and begins_margin(cursor):
        draft.margin = read_margin(cursor)
        return True
    sign = cursor.text()
    start = cursor.at
    if sign in ("(", "["):
        return _bracket(cursor, draft, reader)
    if sign == "@":
        return read_reference(cursor, draft)
    if sign in ("=", "≈") and draft.unit is not None:
        cursor.at += 1
        if _equal(cursor, draft, reader):
            return True
    elif sign == ":" and cursor.is_glued():
        cursor.at += 1
        if cursor.is_glued() and cursor.take("ending"):
            return True
    cursor.at = start
    return False


def _pause(cursor: Cursor, draft: Draft) -> bool:
    """Step over a comma or a full stop that ends the text, or that a known qualifier follows."""
    if cursor.text() not in (",", ";", "."):
        return False
    start = cursor.at
    cursor.at += 1
    if cursor.is_done:
        return True
    count, _ = cursor.phrase(*_open_bases(draft), *_SIMPLE, *_CLAUSES)
    if count and not _leads_on(cursor, count):
        return True
    if cursor.phrase("for", "at", *STATES)[0] or cursor.text() == "@":
        before = draft.copy()
        if read_reference(cursor, draft) or read_span(cursor, draft):
            return True
        assert draft.remarks == before.remarks  # noqa: S101 - what is not understood leaves no trace
    cursor.at = start
    return False


def _equal(cursor: Cursor, draft: Draft, reader: Reader) -> bool:
    """Read an equivalent; one that contradicts stays as a conflict, one that lost a sign as damage."""
    start = cursor.at
    try:
        second = reader(cursor).quantity(cursor.written(start))
    except QuantityError as error:
        if error.code != "damaged":
            raise
        words = cursor.written(start, cursor.stop)
        draft.damage.append((f"{words} as it stands", error.likely or "with the lost sign"))
        cursor.at = cursor.stop
        return True
    return _join(draft, second)


def _join(draft: Draft, second: Quantity) -> bool:
    """Note a second figure when it can be meant as the same; say False when it is another matter."""
    first = draft.copy()
    first.settle()
    verdict = agreement(first.quantity(""), second)
    if verdict is None:
        return False
    draft.equals = second
    if not verdict:
        draft.conflicts.append(second)
    return True


def _bracket(cursor: Cursor, draft: Draft, reader: Reader) -> bool:
    """Read a bracket: more about the quantity, its unit again, an equivalent, or a remark."""
    close = cursor.closing()
    if close >= cursor.stop:
        return False
    words = cursor.written(cursor.at + 1, close)
    start, cursor.at = cursor.at + 1, close + 1
    # NOTE: each level tries four ways, so brackets within brackets within brackets are left as they stand.
    is_deep = _nesting(cursor, start, close) > 1
    for attempt in () if is_deep else (_more, _unit_again, _conditions_alone, _figure):
        trial = draft.copy()
        inner = cursor.within(start, close)
        try:
            is_read = attempt(inner, trial, reader)
        except QuantityError:
            is_read = False
        if is_read and inner.is_done:
            draft.become(trial)
            return True
    if begins_number(cursor.within(start, close)) and draft.unit is not None:
        draft.damage.append((f"({words}) as it stands", "an equivalent with a lost sign"))
    draft.remarks.append(words)
    return True


def _nesting(cursor: Cursor, start: int, stop: int) -> int:
    """Return how deep the brackets of a stretch go."""
    depth = deepest = 0
    for text in cursor.texts[start:stop]:
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(text, 0)
        deepest = max(deepest, depth)
    return deepest


def _more(inner: Cursor, draft: Draft, reader: Reader) -> bool:
    read_qualifiers(inner, draft, reader)
    return True


def _unit_again(inner: Cursor, draft: Draft, reader: Reader) -> bool:
    """Read a bracket that holds a unit alone: a repetition, a more exact form, or a contradiction."""
    del reader
    spelled = read_unit(inner)
    if spelled is None or not inner.is_done:
        return False
    unit = draft.unit
    if unit is None:
        draft.unit, draft.spelled = spelled.unit, spelled
        return True
    return _same_unit(draft, spelled)


def _same_unit(draft: Draft, spelled: Spelled) -> bool:
    unit, again = draft.unit, spelled.unit
    assert unit is not None  # noqa: S101 - the caller asked
    if unit.factor == again.factor and unit.offset == again.offset:
        if again.dimension == unit.dimension and not unit.basis:
            draft.unit = again if again.basis else unit
            return True
        if again.dimension == unit.dimension or unit.dimension in _RATIOS:
            draft.unit = with_basis(unit, again.basis) if again.basis and not unit.basis else unit
            return True
    is_rival = again.dimension == unit.dimension or {again.dimension, unit.dimension} <= _CONCENTRATIONS
    if is_rival and len(spelled.written) >= _SHORTEST_SYMBOL:
        draft.conflicts.append(again)
        return True
    return False


def _conditions_alone(inner: Cursor, draft: Draft, reader: Reader) -> bool:
    """Read `(25 °C, 1 atm)` after a gas quantity."""
    del reader
    if draft.unit is None or draft.unit.dimension in ("temperature", "pressure"):
        return False
    remarks = len(draft.remarks)
    return read_items(inner, draft) and len(draft.remarks) == remarks


def _figure(inner: Cursor, draft: Draft, reader: Reader) -> bool:
    """Read a bracket with a quantity: an equivalent, or something else that is kept as a remark."""
    start = inner.at
    found = reader(inner)
    if found.single is None and found.low is None and found.high is None:
        return False
    second = found.quantity(inner.written(start))
    if draft.unit is None or not inner.is_done:
        return False
    if not _join(draft, second):
        draft.remarks.append(second.text)
    return True
