"""What stands before a number: labels, bounds and approximation in words and signs, the opening of a range.

It may not read the number. A word that it does not know is let through only as part of a label.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from specvalidator.quantity.errors import QuantityError
from specvalidator.quantity.magnitude import begins_number
from specvalidator.quantity.scanner import shown
from specvalidator.quantity.spelling import unknown_unit

if TYPE_CHECKING:
    from specvalidator.quantity.cursor import Cursor
    from specvalidator.quantity.draft import Draft

__all__ = ["SIGNED_BOUNDS", "no_number", "no_unit", "read_before", "unread_before"]

_BOUNDS: Final = ("high", "high_open", "low", "low_open")
_BEFORE: Final = (
    *_BOUNDS,
    "about",
    "greater_of",
    "smaller_of",
    "plus_minus",
    "from",
    "minus",
    "plus",
    "filler",
    "substance",
)
"""What may stand before a number, the weightier role first."""
SIGNED_BOUNDS: Final = {"<": "high_open", "<=": "high", ">": "low_open", ">=": "low"}


def read_before(cursor: Cursor, draft: Draft) -> None:
    """Step over labels and note bounds, approximation and the opening of a range, up to the number."""
    while not begins_number(cursor):
        sign = cursor.take_sign(*SIGNED_BOUNDS, "~", "≈", ":", "=")
        if sign in SIGNED_BOUNDS:
            _bind(cursor, draft, SIGNED_BOUNDS[sign])
        elif sign:
            draft.approximate = draft.approximate or sign in "~≈"
        elif cursor.text() in ("(", "[") and _is_label(cursor):
            cursor.at += 1
        elif cursor.is_done or cursor.text() in ("(", "[", "±"):
            return
        else:
            count, role = cursor.phrase(*_BEFORE)
            is_sign = role in ("minus", "plus") and cursor.kind(count) == "n"
            if is_sign or role in ("greater_of", "smaller_of", "plus_minus"):
                return
            _word_before(cursor, draft, count, role)


def _word_before(cursor: Cursor, draft: Draft, count: int, role: str) -> None:
    """Take in one phrase before the number, or one word of a label."""
    if role in ("minus", "plus"):
        count, role = cursor.phrase("filler")
    if not count and not _is_label(cursor):
        raise unread_before(cursor)
    cursor.step(count or 1)
    if role in _BOUNDS:
        _bind(cursor, draft, role)
    elif role == "about":
        draft.approximate = True
    elif role == "from":
        draft.is_from = True


def _bind(cursor: Cursor, draft: Draft, bound: str) -> None:
    """Note a bound; two that differ in direction contradict each other, the stricter of two alike holds."""
    if draft.bound and draft.bound[:3] != bound[:3]:
        message = f"{cursor.quoted} names a lower and an upper bound for one number"
        raise QuantityError("unread", message)
    draft.bound = max(draft.bound, bound, key=len)


def _is_label(cursor: Cursor) -> bool:
    """Say whether an unknown word belongs to a label that a colon or an equals sign closes before any number."""
    for at in range(cursor.at, cursor.stop):
        if cursor.texts[at] in (":", "="):
            return at > cursor.at
        if cursor.tokens[at].kind == "n":
            return False
    return False


def unread_before(cursor: Cursor) -> QuantityError:
    """Return the refusal for words before a number, or for words with no number at all."""
    if all(token.kind != "n" for token in cursor.tokens[cursor.at : cursor.stop]):
        return no_number(cursor)
    end = next(at for at in range(cursor.at, cursor.stop) if cursor.tokens[at].kind == "n")
    words = cursor.written(cursor.at, end)
    code = "not-finite" if cursor.folded[cursor.at] in ("nan", "inf", "infinity", "∞") else "unread"
    message = f"{cursor.quoted} begins with {shown(words)}, which is not understood here"
    return QuantityError(code, message)


def no_number(cursor: Cursor) -> QuantityError:
    """Return the refusal for a text without a number, or with one that is not finite."""
    if any(word in ("nan", "inf", "infinity", "∞") for word in cursor.folded):
        message = f"{cursor.quoted} is not a finite number"
        return QuantityError("not-finite", message)
    message = f"{cursor.quoted} has no number that stands by itself"
    return QuantityError("missing-number", message)


def no_unit(cursor: Cursor) -> QuantityError:
    """Return the refusal for a number with nothing that is a unit after it."""
    if cursor.kind() == "w" or cursor.text() in ("/", '"', "'", "%", "°"):
        return unknown_unit(cursor)
    message = f"{cursor.quoted} has a number without a unit"
    return QuantityError("missing-unit", message)
