"""Tolerances as they are written: `± 5 %`, `+10/-5 %`, `±2 µg/ml or 10 %, whichever is greater`, `± 2 % F.S.`.

It may not judge a value. Where percent of a percentage may be points or a share, both are kept.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from specvalidator.quantity.dimensions import UNSTATED_BASIS
from specvalidator.quantity.errors import QuantityError
from specvalidator.quantity.magnitude import begins_number, read_magnitude
from specvalidator.quantity.spelling import read_unit
from specvalidator.quantity.tolerance import Allowance, Tolerance
from specvalidator.quantity.units import PERCENT, Unit

if TYPE_CHECKING:
    from specvalidator.quantity.cursor import Cursor

__all__ = ["Margin", "Resolved", "begins_margin", "read_margin", "resolve", "share_of"]

_MOST_PARTS: Final = 3
_RATIOS: Final = frozenset(("fraction", "volume_fraction", "mass_fraction"))


class _Part:
    """One part of a tolerance; `of` is `of_reading`, `of_full_scale`, or nothing when the text does not say."""

    __slots__ = ("of", "size", "unit")

    def __init__(self, size: Fraction, unit: Unit | None, of: str) -> None:
        self.size = size
        self.unit = unit
        self.of = of

    def like(self, other: _Part) -> _Part:
        """Return the part with what the other says where this one is silent."""
        return _Part(self.size, self.unit or other.unit, self.of or other.of)


class Margin:
    """A tolerance as written, before the unit of its value is known."""

    __slots__ = ("combination", "is_combination_stated", "minus", "plus")

    def __init__(
        self,
        plus: tuple[_Part, ...],
        minus: tuple[_Part, ...],
        combination: str = "",
        *,
        is_combination_stated: bool = True,
    ) -> None:
        self.plus = plus
        self.minus = minus
        self.combination = combination
        self.is_combination_stated = is_combination_stated

    @property
    def unit(self) -> Unit | None:
        """The unit that the tolerance itself states, an absolute one before a percentage."""
        units = [part.unit for part in (*self.plus, *self.minus) if part.unit is not None]
        return next((unit for unit in units if unit.symbol != PERCENT.symbol), units[-1] if units else None)

    @property
    def is_one_sided(self) -> bool:
        """Say whether it allows more alone, or less alone."""
        return not (self.plus and self.minus)

    def is_second_value(self, first: Fraction) -> bool:
        """Say whether this is rather another value: nobody allows 254 nm more for 185 nm, and nothing less."""
        parts = self.plus or self.minus
        is_absolute = all(part.unit is not None and part.unit.symbol != PERCENT.symbol for part in parts)
        return self.is_one_sided and is_absolute and max(part.size for part in parts) >= abs(first)


class Resolved:
    """A tolerance, and what else it may be, with both readings in plain words."""

    __slots__ = ("is_damaged", "other", "readings", "tolerance")

    def __init__(
        self,
        tolerance: Tolerance,
        other: Tolerance | None = None,
        readings: tuple[str, ...] = (),
        *,
        is_damaged: bool = False,
    ) -> None:
        self.tolerance = tolerance
        self.other = other
        self.readings = readings
        self.is_damaged = is_damaged


def begins_margin(cursor: Cursor) -> bool:
    """Say whether a tolerance begins here, after a value."""
    if cursor.text() == "±" or cursor.phrase("plus_minus")[0]:
        return True
    if cursor.kind(1) != "n":
        return False
    return cursor.text() == "+" or (cursor.text() == "-" and "+" in (cursor.text(2), cursor.text(3), cursor.text(4)))


def read_margin(cursor: Cursor) -> Margin:
    """Read the tolerance that begins here. Raises `QuantityError` for one that makes no sense."""
    combination = {"greater_of": "greater", "smaller_of": "smaller"}.get(cursor.take("greater_of", "smaller_of"), "")
    if not combination and cursor.text() in ("+", "-") and cursor.kind(1) == "n":
        return _one_sided(cursor)
    cursor.take_sign("±") or cursor.take("plus_minus")
    bracket = cursor.take_sign("(")
    parts = [_part(cursor)]
    joined = ""
    while True:
        start = cursor.at
        how = _joint(cursor)
        cursor.take_sign("±")
        if not how or not begins_number(cursor):
            cursor.at = start
            break
        parts.append(_part(cursor))
        joined = joined or how
    if len(parts) > _MOST_PARTS:
        message = f"{cursor.quoted} has a tolerance of more than {_MOST_PARTS} parts"
        raise QuantityError("unread", message)
    if bracket and not cursor.take_sign(")"):
        message = f"{cursor.quoted} has a tolerance whose bracket is not closed"
        raise QuantityError("unread", message)
    stated = _stated(cursor)
    if len(parts) == 1 and not stated and (floor := _floor(cursor)) is not None:
        parts.append(floor)
        combination = "greater"
    combination = combination or stated or {"sum": "sum"}.get(joined, "")
    if len(parts) == 1 and combination:
        message = f"{cursor.quoted} names the {combination} of two tolerances and has one"
        raise QuantityError("unread", message)
    if len(parts) == 1:
        return Margin(tuple(parts), tuple(parts))
    return Margin(tuple(parts), tuple(parts), combination or "greater", is_combination_stated=bool(combination))


def _stated(cursor: Cursor) -> str:
    """Step over `, whichever is greater`, in a bracket or not, and return which of the parts holds."""
    start = cursor.at
    sign = cursor.take_sign(",", ";", "(")
    stated = cursor.take("greater", "smaller")
    if stated and (sign != "(" or cursor.take_sign(")")):
        return stated
    cursor.at = start
    return ""


def _floor(cursor: Cursor) -> _Part | None:
    """Read `, but not less than 0.02 ppm`: the tolerance is then the greater of the two."""
    start = cursor.at
    sign = cursor.take_sign(",", ";", "(")
    cursor.take("but")
    if cursor.take("low"):
        cursor.take_sign("±")
        if begins_number(cursor):
            part = _part(cursor)
            if part.unit is not None and (sign != "(" or cursor.take_sign(")")):
                return part
    cursor.at = start
    return None


def _joint(cursor: Cursor) -> str:
    """Step over what joins two parts and return how they go together: `or` leaves it to the words that follow."""
    if cursor.take("or"):
        return "or"
    if cursor.text() in (",", "/"):
        cursor.at += 1
        cursor.take("or")
        return "or"
    if cursor.take_sign("+", "&") or cursor.take("plus", "and") or cursor.text() == "±":
        return "sum"
    return ""


def _part(cursor: Cursor) -> _Part:
    if not begins_number(cursor):
        message = f"{cursor.quoted} has a tolerance without a number"
        raise QuantityError("missing-number", message)
    number = read_magnitude(cursor)
    if number.times != 1:
        message = f"{cursor.quoted} has a multiplied tolerance, of which the value may be multiplied too"
        raise QuantityError("unread", message)
    size = number.value
    spelled = read_unit(cursor)
    of = cursor.take("of_reading", "of_full_scale")
    if not of and cursor.text() == "(":
        start = cursor.at
        cursor.at += 1
        of = cursor.take("of_reading", "of_full_scale")
        if not of or not cursor.take_sign(")"):
            cursor.at, of = start, ""
    return _Part(abs(size), spelled.unit if spelled else None, of)


def _one_sided(cursor: Cursor) -> Margin:
    """Read `+10/-5 %`, `+0.5 -0.2 mm` or `+10 %`."""
    sides: dict[str, _Part] = {}
    while True:
        sign = cursor.text()
        cursor.at += 1
        size = abs(_bare(cursor))
        spelled = read_unit(cursor)
        sides[sign] = _Part(size, spelled.unit if spelled else None, cursor.take("of_reading", "of_full_scale"))
        start = cursor.at
        cursor.take_sign("/", ",")
        if cursor.text() not in ("+", "-") or cursor.kind(1) != "n" or cursor.text() in sides:
            cursor.at = start
            break
    if len(sides) == 1:
        only = next(iter(sides))
        parts = (sides[only],)
        return Margin(parts, ()) if only == "+" else Margin((), parts)
    plus, minus = sides["+"], sides["-"]
    return Margin((plus.like(minus),), (minus.like(plus),))


def share_of(size: Fraction, of: str) -> Margin:
    """Return the tolerance that `2 % of reading` is, though no sign says so."""
    parts = (_Part(abs(size), PERCENT, of),)
    return Margin(parts, parts)


def _bare(cursor: Cursor) -> Fraction:
    """Read a number alone, so that the slash of `+10/-5` and `+10/5` is no fraction."""
    inner = cursor.within(cursor.at, cursor.at + 1)
    cursor.at += 1
    return read_magnitude(inner).value


def resolve(margin: Margin, unit: Unit, quoted: str) -> Resolved:
    """Return the tolerance for a value in a unit (a percentage or a unit of its own when it stands alone)."""
    plus, up = _allowance(margin, margin.plus, unit, quoted)
    minus, down = (plus, up) if margin.minus == margin.plus else _allowance(margin, margin.minus, unit, quoted)
    tolerance = Tolerance(plus, minus)
    if up or down:
        other = Tolerance(_as_share(plus, unit) if up else plus, _as_share(minus, unit) if down else minus)
        readings = ("points of the percentage itself", "a share of the value")
        return Resolved(tolerance, other, readings)
    if not margin.is_combination_stated:
        other = Tolerance(*(side._replace(combination="smaller") for side in (plus, minus)))
        return Resolved(tolerance, other, ("whichever is greater", "whichever is smaller"))
    if not margin.minus:
        return Resolved(tolerance, Tolerance(plus, plus), ("upwards only", "both ways, a lost ±"), is_damaged=True)
    if not margin.plus:
        return Resolved(tolerance, Tolerance(minus, minus), ("downwards only", "both ways, a lost ±"), is_damaged=True)
    return Resolved(tolerance)


def _as_share(side: Allowance, unit: Unit) -> Allowance:
    """Return points of a percentage as a share of the value."""
    points = side.absolute or Fraction(0)
    return side._replace(absolute=None, relative=points * unit.factor)


def _allowance(margin: Margin, parts: tuple[_Part, ...], unit: Unit, quoted: str) -> tuple[Allowance, bool]:
    """Return one side, and whether a percentage of it may be points or a share."""
    if not parts:
        return Allowance(absolute=Fraction(0)), False
    sizes: dict[str, list[Fraction]] = {"absolute": [], "relative": [], "full_scale": []}
    is_doubtful = False
    for part in parts:
        stated = part.unit or unit
        kind = _kind(part, stated, unit)
        if not kind:
            message = f"{quoted} has a tolerance in {stated.symbol} for a value in {unit.symbol}"
            raise QuantityError("dimension", message)
        scale = stated.factor / unit.factor if kind == "absolute" else stated.factor
        sizes[kind].append(part.size * scale)
        is_doubtful = is_doubtful or (kind == "absolute" and stated == PERCENT and not part.of)
    absolute, relative, full_scale = (_together(of_kind, margin.combination) for of_kind in sizes.values())
    combination = margin.combination if len(parts) > 1 else ""
    return Allowance(absolute, relative, full_scale, combination), is_doubtful and len(parts) == 1


def _together(sizes: list[Fraction], combination: str) -> Fraction | None:
    """Return what parts of one kind come to."""
    if not sizes:
        return None
    if combination == "sum":
        return sum(sizes, Fraction(0))
    return min(sizes) if combination == "smaller" else max(sizes)


def _kind(part: _Part, stated: Unit, unit: Unit) -> str:
    """Return which kind of tolerance a part is for a value in a unit; nothing when it fits none."""
    if stated.dimension in _RATIOS:
        if part.of == "of_full_scale":
            return "full_scale"
        is_share = unit is PERCENT or unit.dimension not in _RATIOS
        if part.of or is_share or stated.factor == PERCENT.factor != unit.factor:
            return "relative"
    return "absolute" if _alike(stated, unit) else ""


def _alike(stated: Unit, unit: Unit) -> bool:
    """Say whether a tolerance in one unit fits a value in the other; a temperature takes a difference."""
    if stated.dimension == unit.dimension:
        return True
    bare = {UNSTATED_BASIS.get(one.dimension, one.dimension) for one in (stated, unit)}
    return len(bare) == 1 or (stated.dimension, unit.dimension) == ("temperature", "temperature_difference")
