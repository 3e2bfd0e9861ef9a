"""Number texts ↔ exact fractions, with decimal and thousands marks of either habit.

It may not see a unit. A mark that can mean either is not decided here: the caller says which habit holds.
"""

from __future__ import annotations

import functools
import re
from fractions import Fraction
from typing import Final

from specvalidator.quantity.errors import QuantityError

__all__ = ["COMMA", "POINT", "decided_mark", "exact", "is_open_to_doubt", "may_be_a_power", "number_text"]

POINT: Final = "point"
"""The habit of 1,000.5: a point before decimals, commas between thousands."""
COMMA: Final = "comma"
"""The habit of 1.000,5."""

_GREATEST_POWER: Final = 30
_GROUPS: Final = {
    POINT: r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?",
    COMMA: r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?",
}
_GROUPED_BY_APOSTROPHE: Final = r"[1-9]\d{0,2}(?:'\d{3})+(?:[.,]\d+)?"
_TAIL: Final = r"(\d*)(?:[.,](\d+))?"
_DECIMAL_PLACES: Final = 12
_DIGITS_SHOWN: Final = 6
_SMALL: Final = Fraction(1, 10**6)


def is_open_to_doubt(text: str) -> bool:
    """Say whether a mark stands before exactly three digits, so that it may part thousands or decimals."""
    is_short = len("1.234") <= len(text) <= len("123.456")
    return is_short and text[-4] in ".," and text[0] != "0" and text[:-4].isdigit() and text[-3:].isdigit()


def may_be_a_power(first: str, second: str) -> bool:
    """Say whether a range may be a product that lost its raised figure: `2.10-6` for 2 · 10⁻⁶."""
    return first[-3:] in (".10", ",10") and first[:1] != "0" and second.isdigit() and len(second) <= len("10")


def decided_mark(text: str) -> str:
    """Return the habit that a number shows by itself, or nothing: `0,05` and `1.000.000` show `comma`."""
    mantissa = text.lower().partition("e")[0].replace(" ", "").replace("'", "")
    points, commas = mantissa.count("."), mantissa.count(",")
    if not (points or commas) or is_open_to_doubt(mantissa):
        return ""
    if points and commas:
        return POINT if mantissa.rindex(".") > mantissa.rindex(",") else COMMA
    is_decimal = points + commas == 1
    return POINT if is_decimal == bool(points) else COMMA


@functools.lru_cache(maxsize=512)
def exact(text: str, mark: str) -> Fraction:
    """Return the exact value of a number text, `mark` deciding what is open to doubt.

    Raises `QuantityError` for marks that fit neither habit and for powers of ten beyond any quantity.
    """
    if text.isdigit():
        return Fraction(int(text))
    whole, _, decimals = text.replace(",", ".").partition(".")
    if decimals.isdigit() and (whole + "0").isdigit() and not is_open_to_doubt(text):
        return Fraction(int(whole + decimals), 10 ** len(decimals))
    mantissa, _, power = text.lower().partition("e")
    shift = int(power or "0") if len(power) <= len("+999") else _GREATEST_POWER + 1
    if abs(shift) > _GREATEST_POWER:
        message = f"`{text[:40]}` is beyond any quantity"
        raise QuantityError("number", message)
    habit = decided_mark(mantissa) or mark
    digits = mantissa.replace(" ", "")
    if "'" in digits:
        if not re.fullmatch(_GROUPED_BY_APOSTROPHE, digits):
            raise QuantityError("number", _malformed(text))
        digits = digits.replace("'", "")
        habit = POINT if "." in digits else COMMA
    if re.fullmatch(_GROUPS[habit], digits):
        digits = digits.replace("," if habit == POINT else ".", "")
    found = re.fullmatch(_TAIL, digits)
    if found is None:
        raise QuantityError("number", _malformed(text))
    whole, decimals = found[1], found[2] or ""
    return Fraction(int(whole + decimals), 10 ** len(decimals)) * Fraction(10) ** shift


def _malformed(text: str) -> str:
    return f"`{text[:40]}` has marks that part neither thousands nor decimals"


def number_text(value: Fraction) -> str:
    """Return a number in plain words for a message: exact when it is short, else about six digits."""
    if value.denominator == 1 and abs(value) < 10**15:
        return str(value.numerator)
    if 0 < abs(value) < _SMALL:
        power = len(str(value.denominator)) - len(str(abs(value.numerator)))
        power += 1 if abs(value) * 10**power < 1 else 0
        return f"{number_text(value * 10**power)} × 10^-{power}"
    places = next((n for n in range(1, _DECIMAL_PLACES + 1) if not 10**n % value.denominator), 0)
    if places and abs(value) < 10**15:
        sign = "-" if value < 0 else ""
        digits = str(abs(value.numerator) * (10**places // value.denominator)).rjust(places + 1, "0")
        return f"{sign}{digits[:-places]}.{digits[-places:]}"
    return f"about {float(value):.{_DIGITS_SHOWN}g}"
