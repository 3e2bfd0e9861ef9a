"""One number as it stands in a text: signs, vulgar fractions, powers of ten, lost superscripts, sums of times.

It may not read units, except that `2 h 59 m 59 s` is one length of time.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from specvalidator.quantity.errors import QuantityError
from specvalidator.quantity.numbers import exact

if TYPE_CHECKING:
    from specvalidator.quantity.cursor import Cursor

__all__ = ["Magnitude", "begins_number", "read_magnitude"]

_HALVINGS: Final = frozenset((2, 3, 4, 8, 16, 32, 64))
_GREATEST_POWER: Final = 30
_FOLD: Final = 4
_TWO_DIGITS: Final = 10
_TIMES: Final = {"million": 1_000_000, "thousand": 1_000, "ten_thousand": 10_000}
"""Words that multiply the number before them."""


class Magnitude:
    """A number, what else it may be when a sign was lost, and the further values of `50/60`."""

    # NOTE: a plain class; what never leaves this room need not pay for a dataclass when the tool starts.
    __slots__ = ("choices", "is_damaged", "otherwise", "text", "times", "value")

    def __init__(
        self,
        value: Fraction,
        otherwise: Fraction | None = None,
        choices: tuple[Fraction, ...] = (),
        *,
        is_damaged: bool = False,
        times: int = 1,
    ) -> None:
        self.value = value
        self.text = ""
        """The number as written, where it is one of digits and marks alone."""
        self.times = times
        """What a word behind the number has multiplied it by, as in `20 million`."""
        self.otherwise = otherwise
        self.choices = choices
        self.is_damaged = is_damaged


def begins_number(cursor: Cursor, ahead: int = 0) -> bool:
    """Say whether a number stands here, with or without its sign."""
    if cursor.kind(ahead) == "n":
        return True
    return cursor.text(ahead) in ("+", "-") and cursor.kind(ahead + 1) == "n"


def read_magnitude(cursor: Cursor) -> Magnitude:
    """Read the number that stands here; the cursor has to stand on one.

    Raises `QuantityError` for arithmetic, and for a slash that may part a fraction, a choice or a range.
    """
    sign = -1 if cursor.take_sign("+", "-") == "-" else 1
    found = _unsigned(cursor)
    if sign == 1:
        return found
    otherwise = None if found.otherwise is None else -found.otherwise
    choices = tuple(-one for one in found.choices)
    return Magnitude(-found.value, otherwise, choices, is_damaged=found.is_damaged, times=found.times)


def _unsigned(cursor: Cursor) -> Magnitude:
    text = cursor.text()
    cursor.at += 1
    if text == "10" and cursor.text() == "^" and cursor.is_glued():
        return Magnitude(_power(cursor))
    value = exact(text, cursor.mark)
    if cursor.text() in ("^", "**") or (cursor.text() == "*" and cursor.text(1) == "*"):
        message = f"{cursor.quoted} holds arithmetic; a quantity is a number and a unit"
        raise QuantityError("operator", message)
    if cursor.text() in ("×", "·", "*") and cursor.kind(1) == "n":
        return _times(cursor, value)
    if text.isdigit() and cursor.kind() == "n" and cursor.text().isdigit() and cursor.text(1) == "/":
        return _mixed(cursor, value)
    if cursor.text() == "/" and cursor.kind(1) == "n":
        return _slashed(cursor, value, text)
    times = _TIMES.get(cursor.take(*_TIMES), 1)
    found = Magnitude(value * times, times=times)
    found.text = text
    return found


def _power(cursor: Cursor) -> Fraction:
    """Read `^-9` after a ten."""
    cursor.at += 1
    sign = -1 if cursor.take_sign("+", "-") == "-" else 1
    text = cursor.text() if cursor.kind() == "n" else ""
    if not text.isdigit() or int(text) > _GREATEST_POWER:
        message = f"{cursor.quoted} has a power of ten that cannot be read"
        raise QuantityError("number", message)
    cursor.at += 1
    return Fraction(10) ** (sign * int(text))


def _times(cursor: Cursor, value: Fraction) -> Magnitude:
    """Read `× 10^3`, `× 10-9` and `× 106`; leave a product of two measures where it stands."""
    start = cursor.at
    cursor.at += 1
    text = cursor.text()
    cursor.at += 1
    if text == "10" and cursor.text() == "^":
        return Magnitude(value * _power(cursor))
    power = cursor.text(1)
    if text == "10" and cursor.text() == "-" and cursor.is_glued() and cursor.is_glued(1) and power.isdigit():
        if int(power) <= _GREATEST_POWER:
            cursor.at += 2
            return Magnitude(value / 10 ** int(power), is_damaged=True)
    elif text[:2] == "10" and text.isdigit() and "0" != text[2:3] != "" and len(text) <= len("1012"):
        return Magnitude(value * 10 ** int(text[2:]), value * int(text), is_damaged=True)
    cursor.at = start
    return Magnitude(value)


def _mixed(cursor: Cursor, whole: Fraction) -> Magnitude:
    """Read `1 1/2`."""
    above, below = cursor.text(), cursor.text(2)
    if below.isdigit() and int(below) in _HALVINGS and 0 < int(above) < int(below):
        cursor.at += 3
        return Magnitude(whole + Fraction(int(above), int(below)))
    return Magnitude(whole)


def _slashed(cursor: Cursor, first: Fraction, text: str) -> Magnitude:
    """Read `3/4`, a fraction, or `50/60`, a choice; refuse what may be either or a range."""
    values = [first]
    texts = [text]
    while cursor.text() == "/" and cursor.kind(1) == "n":
        texts.append(cursor.text(1))
        values.append(exact(cursor.text(1), cursor.mark))
        cursor.at += 2
    whole = len(values) == 2 and all(one.isdigit() for one in texts)  # noqa: PLR2004 - one slash
    if whole and values[1] in _HALVINGS and 0 < values[0] < values[1]:
        fraction = values[0] / values[1]
        if fraction.denominator == values[1]:
            return Magnitude(fraction)
    if min(values) >= _TWO_DIGITS and len(set(values)) == len(values) and max(values) <= _FOLD * min(values):
        return Magnitude(first, choices=tuple(values))
    message = f"{cursor.quoted} has a slash between numbers, which may be a fraction, a choice or a range"
    raise QuantityError("slash", message)
