"""A whole text read by the grammar: one quantity, or every quantity of a cell, under the marks that hold.

It may not remember anything; the door does. What is left over after a quantity is refused here, in plain words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from specvalidator.quantity.cursor import Cursor, parted
from specvalidator.quantity.doubts import ATMOSPHERIC, is_standard_pressure
from specvalidator.quantity.errors import QuantityError
from specvalidator.quantity.grammar import read_draft, read_products
from specvalidator.quantity.numbers import COMMA, POINT, decided_mark, is_open_to_doubt
from specvalidator.quantity.scanner import plain, scan, shown
from specvalidator.quantity.units import table
from specvalidator.quantity.values import Ambiguity, Quantity
from specvalidator.quantity.writing import in_short

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["read_all", "read_one"]

_OF_A_NOTE: Final = 2
_PARTINGS: Final = (",", ";", "·", "/", "|", "&")


def read_one(text: str, language: str) -> Quantity:
    """Read the one quantity of a text, suggesting in a refusal only what can be read itself."""
    try:
        return _either_way(text, language, _one)[0]
    except QuantityError as error:
        raise QuantityError(error.code, error.message, _verified(error.likely, language)) from None


def read_all(text: str, language: str) -> tuple[Quantity, ...]:
    """Read every quantity of a text."""
    return _either_way(text, language, _several)


def _verified(likely: str | None, language: str) -> str | None:
    if likely is None:
        return None
    try:
        _either_way(likely, language, _one)
    except QuantityError:
        return None
    return likely


def _either_way(text: str, language: str, read: Callable[[Cursor, str], tuple[Quantity, ...]]) -> tuple[Quantity, ...]:
    """Read a text under the habit of decimal and thousands marks that holds, or under both when none is known."""
    source = plain(text)
    tokens = scan(source) if source.isascii() else parted(scan(source))
    if not tokens:
        message = "an empty text is no quantity"
        raise QuantityError("empty", message)
    numbers = [token.text for token in tokens if token.kind == "n"]
    marks = {decided_mark(number) for number in numbers} - {""}
    mark = marks.pop() if len(marks) == 1 and not _mixes_marks(numbers) else _mark_of(language)
    if mark or not any(map(is_open_to_doubt, numbers)):
        return read(Cursor(source, tokens, mark or POINT, text), text)
    answers: list[tuple[Quantity, ...]] = []
    refusal: QuantityError | None = None
    for one in (POINT, COMMA):
        try:
            answers.append(read(Cursor(source, tokens, one, text), text))
        except QuantityError as error:
            refusal = refusal or error
    if not answers:
        assert refusal is not None  # noqa: S101 - a reading either answers or refuses
        raise refusal
    return answers[0] if len(answers) == 1 else tuple(map(_with_both, *answers))


def _mixes_marks(numbers: list[str]) -> bool:
    """Say whether one number parts thousands by one mark and others use the other alone: `100,000 – 1.000.000`."""
    grouping = {sign for number in numbers for sign in ".," if number.count(sign) > 1}
    others = {number[-4] for number in numbers if is_open_to_doubt(number)} - grouping
    if len(grouping) != 1 or not others:
        return False
    return not any(sign in number and not is_open_to_doubt(number) for number in numbers for sign in others)


def _mark_of(language: str) -> str:
    """Return the habit of a language, by its full tag or by its first part."""
    marks = table()["decimal_mark"]
    return str(marks.get(language) or marks.get(language.replace("_", "-").partition("-")[0].lower(), ""))


def _with_both(first: Quantity, second: Quantity) -> Quantity:
    """Return the first reading with the second in it; the only sensible one when the other is no range at all."""
    if first == second:
        return first
    for unlikely in (_is_a_point, _is_in_conflict, _is_under_odd_pressure, lambda one: not _is_atmosphere(one)):
        if unlikely(first) != unlikely(second):
            return second if unlikely(first) else first
    readings = (in_short(first), in_short(second))
    message = f"{shown(first.text)} has a mark that may part thousands or decimals: {' or '.join(readings)}"
    return first._replace(ambiguities=(Ambiguity("separator", readings, message, (second,)), *first.ambiguities))


def _is_a_point(quantity: Quantity) -> bool:
    """Say whether this is a range whose ends are the same, as nobody writes one."""
    return quantity.nominal is None and quantity.low is not None and quantity.low == quantity.high


def _is_in_conflict(quantity: Quantity) -> bool:
    """Say whether the text contradicts itself under this reading: `1,000 ppm (0.1 %)` does so under one."""
    return any(ambiguity.code == "conflict" for ambiguity in quantity.ambiguities)


def _is_under_odd_pressure(quantity: Quantity) -> bool:
    """Say whether the stated conditions are far from those of the air: `1.013 bar` is not 1013 bar there."""
    pressure = quantity.conditions.pressure if quantity.conditions is not None else None
    return pressure is not None and not ATMOSPHERIC[0] <= pressure <= ATMOSPHERIC[1]


def _is_atmosphere(quantity: Quantity) -> bool:
    """Say whether this is the pressure of the standard atmosphere, `101.325 kPa` or `1.013 bar`."""
    if quantity.dimension != "pressure" or quantity.nominal is None:
        return False
    return is_standard_pressure(quantity.nominal * quantity.unit.factor)


def _one(cursor: Cursor, text: str) -> tuple[Quantity, ...]:
    draft = read_draft(cursor)
    if not cursor.is_done:
        raise _left_over(cursor)
    return (draft.quantity(text),)


def _several(cursor: Cursor, text: str) -> tuple[Quantity, ...]:
    del text
    found: list[Quantity] = []
    while not cursor.is_done:
        found += read_products(cursor)
        if not cursor.is_done:
            start = cursor.at
            _part(cursor)
            if cursor.is_done or not _begins_another(cursor):
                cursor.at = start
                raise _left_over(cursor)
    return tuple(found)


def _part(cursor: Cursor) -> None:
    """Step over what stands between two quantities of a cell."""
    cursor.take_sign(*_PARTINGS)
    cursor.take("and", "or")


def _begins_another(cursor: Cursor) -> bool:
    """Say whether a further quantity stands here."""
    ahead = cursor.within(cursor.at, cursor.stop)
    try:
        read_products(ahead)
    except QuantityError:
        return False
    return True


def _left_over(cursor: Cursor) -> QuantityError:
    """Return the refusal for what follows a quantity and does not belong to it."""
    start = cursor.at
    rest = cursor.written(start, cursor.stop)
    ahead = cursor.within(start, cursor.stop)
    _part(ahead)
    if _begins_another(ahead):
        message = f"{cursor.quoted} holds more than one quantity; write each in a place of its own"
        return QuantityError("two-quantities", message)
    before = cursor.source[: cursor.tokens[start].start].rstrip(" ,;")
    if _is_footnote(cursor):
        message = f"{cursor.quoted} ends in a footnote mark; the footnote may change what is stated"
        return QuantityError("unread", message, before)
    message = f"{cursor.quoted} goes on with {shown(rest)}, which is not understood here"
    is_words = (
        cursor.kind() == "w"
        and not cursor.phrase("turning")[0]
        and not cursor.is_glued()
        and all(token.kind == "w" for token in cursor.tokens[start : cursor.stop])
    )
    return QuantityError("unread", message, f"{before} ({rest})" if is_words else None)


def _is_footnote(cursor: Cursor) -> bool:
    """Say whether all that is left is the mark of a footnote: `*`, `**`, `†`, `※1`, `1)`."""
    texts = cursor.texts[cursor.at : cursor.stop]
    if texts[-1] == ")" and len(texts) == _OF_A_NOTE:
        return len(texts[0]) == 1 and texts[0].isalnum()
    if len(texts) > 1 and texts[-1].isdigit():
        texts.pop()
    return all(text in ("*", "**", "†", "‡", "※", "§") for text in texts)
