"""What follows the unit: bounds and bases in words, tolerances, conditions, brackets, equivalents, remarks.

It stops at the first thing that it does not understand; whether that is allowed is for the caller to say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from specvalidator.quantity.asides import is_time, read_accuracy, read_average, read_step
from specvalidator.quantity.equivalents import agreement
from specvalidator.quantity.errors import QuantityError
from specvalidator.quantity.magnitude import begins_number, read_magnitude
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
_POSTPONED: Final = {
    "post_high": "high",
    "post_low": "low",
    "post_high_open": "high_open",
    "post_low_open": "low_open",
}
_SIMPLE: Final = (
    *_POSTPONED,
    "post_about",
    "or_better",
    "of_reading",
    "of_full_scale",
    "remark",
    "substance",
)
_CLAUSES: Final = ("for", "at", "equals", *STATES)
_SAYS_AS_MUCH: Final = ("about", "equals", "high", "high_open", "low", "low_open", "from", "minus", "plus")
"""Words that a second figure for the same thing may begin with."""
_SHORTEST_SYMBOL: Final = 2
_SMALL_AMOUNTS: Final = ("g", "mg", "ug")
"""Masses that come per minute more often than as a least weight."""


def read_qualifiers(cursor: Cursor, draft: Draft, reader: Reader) -> None:
    """Read everything that belongs to the quantity before; `reader` reads a quantity within it."""
    while not cursor.is_done:
        if not (
            _word(cursor, draft)
            or _clause(cursor, draft, reader)
            or _sign(cursor, draft, reader)
            or read_accuracy(cursor, draft)
            or read_step(cursor, draft)
            or read_average(cursor, draft)
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
    return ("gauge", "absolute", "vacuum") if unit.dimension == "pressure" else ()


def _word(cursor: Cursor, draft: Draft) -> bool:
    """Read a basis, a bound or an approximation after the value, or a remark that is known."""
    count, role = cursor.phrase(*_open_bases(draft), *_SIMPLE)
    if not count or _leads_on(cursor, count):
        return False
    if role in _POSTPONED:
        is_taken = _bound_after(draft, _POSTPONED[role])
        if is_taken:
            _doubt_minute(cursor, draft)
    elif role in ("of_reading", "of_full_scale"):
        is_taken = _share_after(draft, role)
    else:
        is_taken = role != "or_better" or draft.margin is not None
        _note(cursor, draft, count, role)
    if not is_taken:
        return False
    cursor.step(count)
    return True


def _note(cursor: Cursor, draft: Draft, count: int, role: str) -> None:
    """Note what a phrase after the value says, where it can always be said."""
    if role in _BASES:
        assert draft.unit is not None  # noqa: S101 - a basis is open only to a unit
        draft.unit = with_basis(draft.unit, _BASES[role])
    elif role == "vacuum":
        draft.kind = role
    elif role == "post_about":
        draft.approximate = True
    elif role == "remark":
        draft.remarks.append(cursor.written(cursor.at, cursor.at + count))


def _bound_after(draft: Draft, bound: str) -> bool:
    """Turn a single value into a bound, `0.05 ppm max`; a tolerance alone is one already."""
    is_single = draft.single is not None and not draft.choices
    is_margin = bound.startswith("high") and draft.margin is not None and draft.low is None and draft.high is None
    if (not is_single and not is_margin) or (draft.bound and draft.bound[:3] != bound[:3]):
        return False
    draft.bound = draft.bound or bound
    return True


def _doubt_minute(cursor: Cursor, draft: Draft) -> None:
    """Note that `5 mL min` may be a rate that lost its stroke, where an amount and a bare `min` are all there is."""
    unit = draft.unit
    is_last = cursor.at + 1 == cursor.stop or cursor.texts[cursor.at + 1 : cursor.stop] == ["."]
    is_amount = unit is not None and (unit.dimension == "volume" or unit.symbol in _SMALL_AMOUNTS)
    if is_last and is_amount and cursor.folded[cursor.at] == "min":
        draft.damage.append(("a least amount", "an amount per minute, its stroke lost"))


def _share_after(draft: Draft, role: str) -> bool:
    """Turn a percentage into a tolerance: `2 % of reading`.

    NOTE: `< 2 % of reading` bounds an error on both sides, as `± 2 % of reading` does.
    """
    if draft.unit != PERCENT or draft.single is None or draft.bound[:3] == "low" or draft.margin is not None:
        return False
    draft.margin, draft.single, draft.unit, draft.bound = share_of(draft.single, role), None, PERCENT, ""
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
    """Read what a sign begins: a tolerance, a bracket, a condition after `@`, a second figure."""
    if draft.margin is None and begins_margin(cursor):
        return _margin_after(cursor, draft)
    if cursor.text() in ("(", "["):
        return _bracket(cursor, draft, reader)
    if cursor.text() == "+" and cursor.is_glued() and cursor.at + 1 == cursor.stop:
        return _ends_in_plus(cursor, draft)
    if cursor.text() == "@":
        return read_reference(cursor, draft)
    return _second_figure(cursor, draft, reader)


def _margin_after(cursor: Cursor, draft: Draft) -> bool:
    """Read the tolerance of the value; what is rather another value is left where it stands."""
    start = cursor.at
    margin = read_margin(cursor)
    is_value = draft.single is not None and margin.is_second_value(draft.single)
    # NOTE: `95 % O2 + 5 % O3` is what a mixture is made of.
    is_share = margin.is_one_sided and cursor.phrase("substance")[0]
    if is_value or is_share:
        cursor.at = start
        return False
    draft.margin = margin
    _share_basis(draft)
    return True


def _ends_in_plus(cursor: Cursor, draft: Draft) -> bool:
    """Read the plus of `80 mg/L+`, which means that much or more; that of `12 V+` may name a pole."""
    if draft.unit is None or draft.unit.dimension == "voltage" or not _bound_after(draft, "low"):
        return False
    cursor.at += 1
    return True


def _second_figure(cursor: Cursor, draft: Draft, reader: Reader) -> bool:
    """Read the same once more after `=`, `≈` or a slash, or an ending after a colon."""
    sign = cursor.text()
    start = cursor.at
    if sign in ("=", "≈") and draft.unit is not None:
        cursor.at += 1
        if _equal(cursor, draft, reader):
            return True
    elif sign == "/" and draft.unit is not None and draft.equals is None:
        if _slashed_equal(cursor, draft, reader):
            return True
    elif sign == ":" and cursor.is_glued():
        cursor.at += 1
        if cursor.is_glued() and cursor.take("ending"):
            return True
    cursor.at = start
    return False


def _slashed_equal(cursor: Cursor, draft: Draft, reader: Reader) -> bool:
    """Read the same amount in another unit after a slash, `5 kg / 11 lb`; what is not the same is left alone."""
    cursor.at += 1
    trial = draft.copy()
    if not begins_number(cursor) or not _equal(cursor, trial, reader):
        return False
    if len(trial.conflicts) > len(draft.conflicts) or trial.equals is None or trial.equals.unit == draft.unit:
        return False
    draft.become(trial)
    return True


def _share_basis(draft: Draft) -> None:
    """Let what a tolerance says it is a share of hold for its value as well: `50 % ± 5 % RH`."""
    of = draft.margin.unit if draft.margin is not None else None
    unit = draft.unit
    if of is not None and unit is not None and of.basis and not unit.basis and unit.dimension in _RATIOS:
        draft.unit = with_basis(unit, of.basis) if of.factor == unit.factor else unit


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
    if (cursor.text() == "±" and draft.margin is None) or read_accuracy(cursor, draft) or read_step(cursor, draft):
        return True
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
    inner = cursor.within(start, close)
    if draft.margin is None and inner.text() == "±" and inner.kind(1) == "n":
        draft.damage.append((f"({words}) as it stands", "a tolerance that is not understood"))
    elif draft.unit is not None and _seems_damaged(inner):
        draft.damage.append((f"({words}) as it stands", "an equivalent with a lost sign"))
    draft.remarks.append(words)
    return True


def _seems_damaged(inner: Cursor) -> bool:
    """Say whether a bracket begins with a number that has no unit of its own before the next word or mark."""
    if not begins_number(inner):
        return False
    try:
        read_magnitude(inner)
        if is_time(inner, inner.at):
            return False
        spelled = read_unit(inner)
    except QuantityError:
        return True
    return spelled is None or not (inner.is_done or inner.kind() == "w" or inner.text() in (",", ";"))


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
    # NOTE: `10 W (standby < 0.5 W)` does not contradict itself; `7 bar (about 50 psi)` does.
    is_labelled = inner.kind() == "w" and not inner.phrase(*_SAYS_AS_MUCH)[0]
    found = reader(inner)
    if found.single is None and found.low is None and found.high is None:
        return False
    second = found.quantity(inner.written(start))
    if draft.unit is None or not inner.is_done:
        return False
    doubts = len(draft.conflicts)
    if not _join(draft, second) or (is_labelled and len(draft.conflicts) > doubts):
        del draft.conflicts[doubts:]
        draft.equals = None
        draft.remarks.append(second.text)
    return True
