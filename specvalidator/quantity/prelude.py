"""What stands before a number: labels, bounds and approximation in words and signs, the opening of a range.

It may not read the number. A word that it does not know is let through only as part of a label.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from specvalidator.quantity.errors import QuantityError
from specvalidator.quantity.magnitude import begins_number
from specvalidator.quantity.scanner import shown
from specvalidator.quantity.spelling import read_unit, unknown_unit

if TYPE_CHECKING:
    from specvalidator.quantity.cursor import Cursor
    from specvalidator.quantity.draft import Draft

__all__ = ["SIGNED_BOUNDS", "no_number", "no_unit", "read_before", "unread_before"]

BASES_BEFORE: Final = {
    "relative_humidity": "relative humidity",
    "weighted": "A-weighted",
    "alternating": "AC",
    "direct": "DC",
}
"""Words that say before a number what it refers to, once it has a unit for which that means something."""
_EITHER: Final = "either"
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
    "vacuum",
    "difference",
    "acidity",
    "span",
    *BASES_BEFORE,
    "filler",
    "substance",
)
"""What may stand before a number, the weightier role first."""
_LONGEST_LABEL: Final = 6
_SHORTEST_UNIT: Final = 2
SIGNED_BOUNDS: Final = {"<": "high_open", "<=": "high", ">": "low_open", ">=": "low"}


def read_before(cursor: Cursor, draft: Draft) -> None:
    """Step over labels and note bounds, approximation and the opening of a range, up to the number."""
    while not begins_number(cursor):
        sign = cursor.take_sign(*SIGNED_BOUNDS, "~", "≈", ":", "=")
        if sign in SIGNED_BOUNDS:
            if cursor.text() in SIGNED_BOUNDS:
                message = f"{cursor.quoted} has two signs of comparison before one number"
                raise QuantityError("unread", message)
            _bind(cursor, draft, SIGNED_BOUNDS[sign])
        elif sign:
            draft.approximate = draft.approximate or sign in "~≈"
        elif cursor.text() in ("(", "[") and _is_label(cursor):
            cursor.at += 1
        elif cursor.is_done or cursor.text() in ("(", "[", "±"):
            return
        elif not _only_introduces(cursor):
            count, role = cursor.phrase(*_BEFORE)
            is_sign = role in ("minus", "plus") and cursor.kind(count) == "n"
            if is_sign or role in ("greater_of", "smaller_of", "plus_minus"):
                return
            _word_before(cursor, draft, count, role)


def _only_introduces(cursor: Cursor) -> bool:
    """Step over words that say nothing beyond the `±` that follows them: `better than ± 2 %`, `within ± 5 V`."""
    count, _ = cursor.phrase("no_worse", "accurate_to")
    if not count or not (cursor.text(count) == "±" or cursor.within(cursor.at + count, cursor.stop).take("plus_minus")):
        return False
    cursor.step(count)
    return True


def _word_before(cursor: Cursor, draft: Draft, count: int, role: str) -> None:
    """Take in one phrase before the number, or one word of a label."""
    if role in ("minus", "plus"):
        count, role = cursor.phrase("filler")
    if not count and not _is_label(cursor):
        raise unread_before(cursor)
    if not count and cursor.text().startswith("Δ"):
        role = "difference"
    cursor.step(count or 1)
    if role in _BOUNDS:
        _bind(cursor, draft, role)
    elif role == "about":
        draft.approximate = True
    elif role == "from":
        draft.is_from = True
    elif role in BASES_BEFORE:
        # NOTE: `AC/DC 24 V` is either.
        draft.basis = BASES_BEFORE[role] if draft.basis in ("", BASES_BEFORE[role]) else _EITHER
    elif role in ("vacuum", "difference", "acidity", "span"):
        draft.kind = role
        if role == "span":
            _bind(cursor, draft, "high")


def _bind(cursor: Cursor, draft: Draft, bound: str) -> None:
    """Note a bound; two that differ in direction contradict each other, the stricter of two alike holds."""
    if draft.bound and draft.bound[:3] != bound[:3]:
        message = f"{cursor.quoted} names a lower and an upper bound for one number"
        raise QuantityError("unread", message)
    draft.bound = max(draft.bound, bound, key=len)


def _is_label(cursor: Cursor) -> bool:
    """Say whether an unknown word belongs to a label that a colon or an equals sign closes before any number.

    A sign of comparison closes a short one too, unless a word in it may turn the sign round or condition it.
    """
    for at in range(cursor.at, cursor.stop):
        if cursor.texts[at] in (":", "="):
            return at > cursor.at
        if cursor.texts[at] in SIGNED_BOUNDS:
            return cursor.at < at <= cursor.at + _LONGEST_LABEL and not _may_turn(cursor, at)
        if cursor.tokens[at].kind == "n":
            return False
    return False


def _may_turn(cursor: Cursor, end: int) -> bool:
    """Say whether the label before a sign holds more than plain words, or one like `not`, `if`, `falls`."""
    stretch = cursor.within(cursor.at, end)
    while not stretch.is_done:
        if stretch.kind() != "w" or stretch.phrase("turning")[0]:
            return True
        stretch.at += 1
    return False


def unread_before(cursor: Cursor) -> QuantityError:
    """Return the refusal for words before a number, or for words with no number at all."""
    if all(token.kind != "n" for token in cursor.tokens[cursor.at : cursor.stop]):
        return no_number(cursor)
    end = next(at for at in range(cursor.at, cursor.stop) if cursor.tokens[at].kind == "n")
    words = cursor.written(cursor.at, end)
    code = "not-finite" if cursor.folded[cursor.at] in ("nan", "inf", "infinity", "∞") else "unread"
    message = f"{cursor.quoted} begins with {shown(words)}, which is not understood here"
    return QuantityError(code, message, _turned_round(cursor))


def _turned_round(cursor: Cursor) -> str | None:
    """Return `3,5 kg` for `kg 3,5`. A single letter before a number is as likely its name: `L 24` may be a length."""
    ahead = cursor.within(cursor.at, cursor.stop)
    try:
        spelled = read_unit(ahead)
    except QuantityError:
        return None
    if spelled is None or len(spelled.written) < _SHORTEST_UNIT or not begins_number(ahead):
        return None
    return f"{ahead.written(ahead.at, ahead.stop)} {spelled.written}"


def no_number(cursor: Cursor) -> QuantityError:
    """Return the refusal for a text without a number, or with one that is not finite."""
    if any(word in ("nan", "inf", "infinity", "∞") for word in cursor.folded):
        message = f"{cursor.quoted} is not a finite number"
        return QuantityError("not-finite", message)
    message = f"{cursor.quoted} has no number that stands by itself"
    return QuantityError("missing-number", message)


def no_unit(cursor: Cursor) -> QuantityError:
    """Return the refusal for a number with nothing that is a unit after it."""
    ahead = cursor.within(cursor.at, cursor.stop)
    if (ahead.take_sign(",", ";", "/") or ahead.take("and", "or")) and begins_number(ahead):
        message = f"{cursor.quoted} is a list of values; write each by itself, with its unit"
        return QuantityError("several-values", message)
    if cursor.kind() == "w" or cursor.text() in ("/", '"', "'", "%", "°"):
        return unknown_unit(cursor)
    message = f"{cursor.quoted} has a number without a unit"
    return QuantityError("missing-unit", message)
