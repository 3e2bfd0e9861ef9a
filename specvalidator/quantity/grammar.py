"""The grammar of one quantity: what stands before the number, the number or range, what follows the unit.

The engine has no language in it; words come by their roles.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from specvalidator.quantity.draft import Draft
from specvalidator.quantity.errors import QuantityError
from specvalidator.quantity.figures import fits, read_number, read_unit_after, read_values, refuse_doubtful
from specvalidator.quantity.magnitude import begins_number
from specvalidator.quantity.margins import read_margin
from specvalidator.quantity.prelude import SIGNED_BOUNDS, no_unit, read_before, unread_before
from specvalidator.quantity.qualifiers import read_qualifiers
from specvalidator.quantity.scanner import shown
from specvalidator.quantity.spelling import read_unit
from specvalidator.quantity.units import PERCENT, Unit, unit_named

if TYPE_CHECKING:
    from specvalidator.quantity.cursor import Cursor
    from specvalidator.quantity.magnitude import Magnitude
    from specvalidator.quantity.spelling import Spelled
    from specvalidator.quantity.values import Quantity

__all__ = ["read_draft", "read_products"]

_DEEPEST: Final = 4
_TWO: Final = 2
_KINDS: Final = {
    "acidity": ("acidity",),
    "difference": ("temperature_difference",),
    "span": ("time", "length"),
}
"""What words before the number announce -> the dimensions that this can be of. `Within 5 V` may be a tolerance."""
_SAID: Final = {"acidity": "pH", "difference": "a difference of temperatures", "span": "`within`"}
_SHORTEST_CHOICE: Final = 6


def read_draft(cursor: Cursor, depth: int = 0, *, may_join: bool = True) -> Draft:
    """Read the quantity that stands here, as far as it goes.

    Raises `QuantityError` when there is none that can be read for certain.
    """
    if depth > _DEEPEST:
        message = f"{cursor.quoted} has brackets within brackets"
        raise QuantityError("unread", message)
    draft = Draft()
    read_before(cursor, draft)
    if cursor.text() in ("(", "["):
        draft = _bracketed(cursor, draft, depth)
    elif _is_margin_alone(cursor):
        if draft.bound.startswith("low"):
            message = f"{cursor.quoted} is a tolerance that is said to be exceeded"
            raise QuantityError("unread", message)
        draft.margin = read_margin(cursor)
        draft.unit = _unit_of_margin(draft, cursor)
    else:
        read_values(cursor, draft)
    _refuse_product(cursor, draft)
    draft.qualify()
    read_qualifiers(cursor, draft, lambda inner: read_draft(inner, depth + 1))
    if draft.bound and may_join:
        _other_half(cursor, draft, depth)
    if draft.unit is None:
        raise no_unit(cursor)
    _refuse_other_kind(cursor, draft)
    draft.settle()
    return draft


def _refuse_other_kind(cursor: Cursor, draft: Draft) -> None:
    """Refuse `pH 7 mg/L` and `ΔT 5 V`: the words before the number speak of something else than its unit."""
    wanted = _KINDS.get(draft.kind)
    if wanted and draft.unit is not None and draft.unit.dimension not in wanted:
        message = f"{cursor.quoted} says {_SAID[draft.kind]} of a {draft.unit.dimension.replace('_', ' ')}"
        raise QuantityError("unread", message)


def _is_margin_alone(cursor: Cursor) -> bool:
    """Say whether a tolerance stands alone: `±5 %`, `greater of …`, `+10 %`, `+10/-5 %`, but not `+70 °C`."""
    if cursor.text() == "±" or cursor.phrase("greater_of", "smaller_of", "plus_minus")[0]:
        return True
    if cursor.kind() == "n":
        return _names_the_greater(cursor) or _lists_shares(cursor)
    if cursor.text() not in ("+", "-") or cursor.kind(1) != "n":
        return False
    if cursor.text() == "+" and cursor.text(2) == "%" and cursor.text(3) not in ("-", "~", "..."):
        return True
    return _has_two_sides(cursor)


def _has_two_sides(cursor: Cursor) -> bool:
    """Say whether a signed number is followed by one of the other sign, as in `+10/-5 %`.

    Raises `QuantityError` where that may be a range.
    """
    other = "-" if cursor.text() == "+" else "+"
    if [cursor.text(ahead) for ahead in (2, 3, 4, 6)] == ["%", "/", other, "%"] and cursor.kind(5) == "n":
        return True
    if (cursor.text(2), cursor.text(3)) != ("/", other) or cursor.kind(4) != "n":
        return False
    after = cursor.within(cursor.at + 5, cursor.stop)
    spelled = read_unit(after)
    if spelled is not None and spelled.unit.dimension == "temperature":
        message = f"{cursor.quoted} may be a range or a tolerance"
        low, high = sorted((f"{other}{cursor.text(4)}", f"{cursor.text()}{cursor.text(1)}"), reverse=True)
        raise QuantityError("slash", message, f"{low} to {high} {cursor.written(cursor.at + 5, after.at)}")
    return cursor.text() == "+" or cursor.text(5) == "%"


def _names_the_greater(cursor: Cursor) -> bool:
    """Say whether this is `10 ppb or 5 %, whichever is greater`: a tolerance that wants its sign."""
    if cursor.stop - cursor.at < _SHORTEST_CHOICE or "±" in cursor.texts[cursor.at : cursor.stop]:
        return False
    places = (cursor.within(at, cursor.stop) for at in range(cursor.at + 1, cursor.stop))
    return any(place.phrase("greater", "smaller")[0] for place in places)


def _lists_shares(cursor: Cursor) -> bool:
    """Say whether this is `2 % of reading or 1 ppb`: two tolerances that want their signs."""
    stretch = cursor.within(cursor.at, cursor.stop)
    numbers = joints = shares = 0
    while not stretch.is_done:
        numbers += stretch.kind() == "n"
        if stretch.phrase("or")[0] or stretch.text() in ("+", "±"):
            joints += numbers == 1
        shares += bool(stretch.phrase("of_reading", "of_full_scale")[0])
        stretch.at += 1
    return numbers == _TWO and joints == 1 and shares > 0 and "±" not in cursor.texts


def _unit_of_margin(draft: Draft, cursor: Cursor) -> Unit:
    unit = draft.margin.unit if draft.margin is not None else None
    if unit is None:
        raise no_unit(cursor)
    return PERCENT if unit == unit_named("%") else unit


def _bracketed(cursor: Cursor, outer: Draft, depth: int) -> Draft:
    """Read a quantity that a bracket encloses, with its unit inside or after it: `(up to 10%)`, `(5 ± 1) mL`."""
    close = cursor.closing()
    if close >= cursor.stop or all(token.kind != "n" for token in cursor.tokens[cursor.at : close]):
        raise unread_before(cursor)
    inner = cursor.within(cursor.at + 1, close)
    after = cursor.within(close + 1, cursor.stop)
    draft = Draft()
    read_before(inner, draft)
    if _is_margin_alone(inner):
        draft.margin = read_margin(inner)
        draft.unit = _unit_of_margin(draft, inner)
    else:
        read_values(inner, draft, None if after.is_done else read_unit(after))
    read_qualifiers(inner, draft, lambda deeper: read_draft(deeper, depth + 1))
    if not inner.is_done:
        message = f"{cursor.quoted} has a bracket that is not understood: {shown(inner.written(inner.at, close))}"
        raise QuantityError("unread", message)
    draft.bound = draft.bound or outer.bound
    draft.approximate = draft.approximate or outer.approximate
    draft.basis, draft.kind = draft.basis or outer.basis, draft.kind or outer.kind
    cursor.at = after.at
    return draft


def _other_half(cursor: Cursor, draft: Draft, depth: int) -> None:
    """Join the other bound to one that stands alone: `min. 5 max. 10 mL`, `≥ 5 ppm and ≤ 10 ppm`."""
    start = cursor.at
    cursor.take_sign(",", ";", "/", "-")
    cursor.take("and")
    wanted = ("high", "high_open") if draft.bound.startswith("low") else ("low", "low_open")
    signs = [sign for sign, role in SIGNED_BOUNDS.items() if role in wanted]
    is_second = cursor.at > start and begins_number(cursor)
    if draft.single is None or not (cursor.phrase(*wanted)[0] or cursor.text() in signs or is_second):
        cursor.at = start
        return
    try:
        other = read_draft(cursor, depth + 1, may_join=False)
    except QuantityError:
        if not is_second:
            raise
        cursor.at = start
        return
    edge = other.high if wanted[0] == "high" else other.low
    unit = draft.unit or other.unit
    is_half = edge is not None and not other.choices and not draft.has_more
    if not is_half or unit is None or other.unit is None or not fits(unit, other.unit):
        cursor.at = start
        return
    if unit != other.unit:
        refuse_doubtful(cursor, draft.spelled, other.spelled)
    first = draft.copy()
    first.settle()
    draft.become(other)
    draft.bound, draft.unit = "", unit
    draft.spelled = first.spelled or other.spelled
    draft.approximate = first.approximate or other.approximate
    draft.remarks = first.remarks + other.remarks
    draft.low, draft.low_open, draft.high, draft.high_open = first.low, first.low_open, first.high, first.high_open
    edge = (Fraction(edge or 0) * other.unit.factor + other.unit.offset - unit.offset) / unit.factor
    if wanted[0] == "high":
        draft.high, draft.high_open = edge, other.high_open
    else:
        draft.low, draft.low_open = edge, other.low_open


def _refuse_product(cursor: Cursor, draft: Draft) -> None:
    """Refuse `240 × 195 × 80 mm` and `12' by 12'`."""
    count, _ = cursor.phrase("by")
    signs = ("×", "*", "·") if draft.unit is None else ("×", "*")
    if (cursor.text() in signs and begins_number(cursor, 1)) or (count and begins_number(cursor, count)):
        is_measure = draft.unit is None or draft.unit.dimension == "length"
        what = "several measures" if is_measure else "a product"
        message = f"{cursor.quoted} holds {what}; write each value by itself"
        raise QuantityError("several-values", message)


def read_products(cursor: Cursor) -> list[Quantity]:
    """Read one quantity, or each of the measures of `240 × 195 × 80 mm`, which share the last unit."""
    start = cursor.at
    values: list[Magnitude] = []
    units: list[Spelled | None] = []
    while begins_number(cursor):
        value = read_number(cursor)
        unit, value = read_unit_after(cursor, value)
        values.append(value)
        units.append(unit)
        if not (cursor.take_sign("×", "*") or cursor.take("by")):
            break
    unit = units[-1] if units else None
    if len(values) < _TWO or unit is None or unit.unit.dimension != "length":
        cursor.at = start
        draft = read_draft(cursor)
        return [draft.quantity(cursor.written(start))]
    found = []
    for value, own in zip(values, units, strict=True):
        draft = Draft()
        # NOTE: only lengths are multiplied so; a sign that may mean minutes means feet here.
        draft.single, draft.unit = value.value, (own or unit).unit
        found.append(draft.quantity(cursor.written(start)))
    return found
