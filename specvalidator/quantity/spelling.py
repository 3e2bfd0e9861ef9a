"""How a unit is written: symbols, names, compounds with `/` and `per`, substances between them, a near miss.

It may not see a number. Letter case is never guessed: a unit in the wrong case is refused with the right one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from specvalidator.quantity.beyond import compound
from specvalidator.quantity.cursor import longest_match
from specvalidator.quantity.errors import QuantityError
from specvalidator.quantity.scanner import raised, shown
from specvalidator.quantity.units import has_unit, table, unit_named

if TYPE_CHECKING:
    from collections.abc import Callable

    from specvalidator.quantity.cursor import Cursor
    from specvalidator.quantity.units import Unit

__all__ = ["Spelled", "read_unit", "skip_substance", "unknown_unit"]

_NEGATIVE_POWERS: Final = {"-1": "", "-2": "2", "-3": "3"}
_PER: Final = ("/", "÷")
_TIMES: Final = ("·", "*")
_GREATEST_RUN: Final = 24


class Spelled:
    """A unit as it was written, and a second unit that the same spelling may mean."""

    __slots__ = ("other", "readings", "unit", "written")

    def __init__(self, unit: Unit, written: str, other: Unit | None = None, readings: tuple[str, ...] = ()) -> None:
        self.unit = unit
        self.written = written
        self.other = other
        self.readings = readings


def skip_substance(cursor: Cursor) -> bool:
    """Step over what is measured: `ozone`, `of pure ozone`, `de oxígeno`, `O3`."""
    start = end = cursor.at
    while True:
        cursor.take("of")
        if not cursor.take("substance"):
            cursor.at = end
            return end > start
        end = cursor.at


def read_unit(cursor: Cursor) -> Spelled | None:
    """Read the unit that stands here; None, without a step, when there is none.

    Raises `QuantityError` for a spelling that is never read, and for a compound that is no quantity of the field.
    """
    start = cursor.at
    first = _term(cursor)
    if not first:
        return None
    end = cursor.at
    over, under = [first], list[str]()
    while True:
        skip_substance(cursor)
        below = _next_term(cursor)
        if below is None:
            break
        is_under, term = below
        (under if is_under else over).append(term)
        end = cursor.at
    cursor.at = end
    return _resolve(cursor, over, under, start)


def _next_term(cursor: Cursor) -> tuple[bool, str] | None:
    """Read a further part of a compound: whether it divides, and what it is."""
    start = cursor.at
    is_slash = bool(cursor.take_sign(*_PER))
    # NOTE: `m a.s.l.` are no metres per second.
    is_worded = not is_slash and cursor.take("per") and not (cursor.is_glued() and cursor.texts[cursor.at - 1] == ".")
    if is_slash or is_worded:
        term = _bracketed(cursor) if cursor.take_sign("(") else _day_of_hours(cursor) or _term(cursor)
        if term:
            return True, term
        is_prose = cursor.is_known and not cursor.is_glued()
        if is_slash and cursor.kind() == "w" and not is_prose:
            raise unknown_unit(cursor)
    elif cursor.at == start and cursor.take_sign(*_TIMES):
        term = _raised(cursor)
        if term:
            return True, term
        term = _term(cursor)
        if term:
            return False, term
    elif cursor.at == start:
        if cursor.text() == "." and cursor.is_glued() and cursor.is_glued(1):
            cursor.at += 1
        term = _raised(cursor)
        if term:
            return True, term
    cursor.at = start
    return None


def _day_of_hours(cursor: Cursor) -> str:
    """Read the `24 h` of `5 kg/24 h`, which is a day."""
    if cursor.text() != "24" or cursor.kind(1) != "w":
        return ""
    start = cursor.at
    cursor.at += 1
    if _term(cursor) == "h":
        return "d"
    cursor.at = start
    return ""


def _bracketed(cursor: Cursor) -> str:
    """Read `kW·h)` after an opening bracket."""
    term = _term(cursor)
    return term if term and cursor.take_sign(")") else ""


def _raised(cursor: Cursor) -> str:
    """Read a part with a negative power, `L⁻¹` or a flattened `L-1`."""
    if cursor.kind() != "w":
        return ""
    text = cursor.text()
    power, steps = text[-2:], 1
    if power in _NEGATIVE_POWERS:
        text = text[:-2]
    elif cursor.text(1) == "-" and cursor.is_glued(1) and cursor.is_glued(2) and cursor.kind(3) != "w":
        power, steps = "-" + cursor.text(2), 3
    meaning = table()["spellings"].get(text + _NEGATIVE_POWERS.get(power, "?"), "")
    if meaning:
        cursor.at += steps
    return str(meaning)


def _term(cursor: Cursor) -> str:
    """Read one symbol or name and return what it leads to; nothing, without a step, when there is none."""
    if cursor.is_done:
        return ""
    known, longest = table(), table()["longest"]
    exactly, meaning = longest_match(cursor.texts, cursor.at, cursor.stop, known["spellings"], longest["spellings"])
    if exactly and _ends_otherwise(cursor, exactly):
        exactly, meaning = longest_match(cursor.texts, cursor.at, cursor.at + exactly - 1, known["spellings"], {})
    by_name, named = longest_match(cursor.folded, cursor.at, cursor.stop, known["words"], longest["words"])
    if by_name > exactly:
        exactly, meaning = by_name, named
    if exactly:
        cursor.at += exactly
    return meaning


def _ends_otherwise(cursor: Cursor, count: int) -> bool:
    """Say whether the last sign of a spelling belongs to what follows: `110 V ~ 220 V`, `V=5`, `bar - 3`."""
    last = cursor.text(count - 1)
    if count == 1 or last not in "~=-" or cursor.kind(count) != "n":
        return False
    if last != "~" or not cursor.is_glued(count - 1):
        return True
    following = next((cursor.text(ahead) for ahead in range(count, count + 4) if cursor.kind(ahead) == "w"), "")
    return following.lstrip("k").startswith("V")


def _resolve(cursor: Cursor, over: list[str], under: list[str], start: int) -> Spelled:
    """Return the unit that the parts make, with its second meaning where a part has one."""
    written = cursor.written(start)
    doubt: list[str] = []
    for part in (*over, *under):
        if part.startswith("!"):
            code, likely, message = table()["refusals"][int(part[1:])]
            is_alone = likely != "-" and not under and len(over) == 1
            raise _refusal(cursor, start, code, message, likely if is_alone else None)
        if part.startswith("?"):
            doubt = table()["doubts"][int(part[1:])]
    if not doubt:
        return Spelled(_composed(cursor, over, under, start), written)
    code, first, second, *readings = doubt
    if code == "unit-in-compound" and not under:
        message = f"`{written}` may mean {readings[0]} or {readings[1]}; write the unit out"
        raise _refusal(cursor, start, "ambiguous-unit", message, None)
    chosen, other = (
        _composed(
            cursor,
            [choice if part.startswith("?") else part for part in over],
            [choice if part.startswith("?") else part for part in under],
            start,
        )
        for choice in (first, second)
    )
    return Spelled(chosen, written, other, tuple(readings))


def _composed(cursor: Cursor, over: list[str], under: list[str], start: int) -> Unit:
    """Return the unit of several parts, from the table or, when it is not there, from pint."""
    written = cursor.written(start)
    symbols = [part.partition("|")[0] for part in over]
    divisors = [part.partition("|")[0] for part in under]
    bases = {part.partition("|")[2] for part in (*over, *under)} - {""}
    if len(bases) > 1:
        message = f"`{written}` says two things about what it refers to: {' and '.join(sorted(bases))}"
        raise _refusal(cursor, start, "unknown-unit", message, None)
    basis = bases.pop() if bases else ""
    symbol = ".".join(symbols)
    if divisors:
        below = ".".join(divisors)
        symbol += f"/({below})" if "." in below else f"/{below}"
    if has_unit(symbol):
        return unit_named(symbol, basis)
    if divisors == ["m"] and unit_named(symbols[0]).dimension == "mass":
        message = f"`{written}` is a mass per length; the raised 3 of a cubic metre may be lost"
        raise _refusal(cursor, start, "damaged", message, f"{written}3")
    if divisors == ["m"] and unit_named(symbols[0]).dimension == "volume":
        message = f"`{written}` is a volume per length; `m` may stand for minute"
        raise _refusal(cursor, start, "ambiguous-unit", message, f"{written}in")
    unit = compound(symbol, tuple(symbols), tuple(divisors), basis)
    if unit is None:
        message = f"`{written}` is built of known units, but is no quantity that a sheet states"
        raise _refusal(cursor, start, "unknown-unit", message, None)
    return unit


def _refusal(cursor: Cursor, start: int, code: str, message: str, likely: str | None) -> QuantityError:
    """Return a refusal of the unit that was just read, with the whole text as it may have been meant."""
    whole = None if likely is None else _with(cursor, start, cursor.at, likely)
    return QuantityError(code, f"{cursor.quoted} cannot be read for certain: {message}", whole)


def unknown_unit(cursor: Cursor) -> QuantityError:
    """Return the refusal for what stands here in the place of a unit, with the likely unit where there is one."""
    start = stop = cursor.at
    while stop < cursor.stop and stop - start < _GREATEST_RUN and (stop == start or _belongs(cursor, stop)):
        stop += 1
    run = cursor.written(start, stop)
    message = f"{cursor.quoted} has a unit that is not known here: {shown(run)}"
    if run.startswith(("/g", "?g", "\ufffdg")):
        return QuantityError("damaged", message, _with(cursor, start, stop, "µ" + run[1:]))
    by_case = _respelled(cursor, start, stop, _in_other_case)
    if by_case:
        return QuantityError("letter-case", message, _with(cursor, start, stop, by_case))
    by_letter = _respelled(cursor, start, stop, _one_letter_off)
    return QuantityError("unknown-unit", message, _with(cursor, start, stop, by_letter) if by_letter else None)


def _belongs(cursor: Cursor, at: int) -> bool:
    token = cursor.tokens[at]
    return (
        (token.glued and token.kind != "n" and token.text not in "();,")
        or token.text == "/"
        or (cursor.texts[at - 1] == "/" and token.kind == "w")
    )


def _with(cursor: Cursor, start: int, stop: int, unit: str) -> str:
    source = cursor.source
    begin, end = cursor.tokens[start].start, cursor.tokens[stop - 1].stop
    gap = " " if start and cursor.tokens[start].glued and cursor.tokens[start - 1].kind == "n" else ""
    return raised((source[:begin] + gap + unit + source[end:]).strip())


def _respelled(cursor: Cursor, start: int, stop: int, likely: Callable[[str], str]) -> str:
    """Return the unit with every unknown word replaced by the only likely one; nothing when that leads nowhere."""
    words = []
    for at in range(start, stop):
        text = cursor.texts[at]
        known = text in table()["spellings"] or text.casefold() in table()["words"]
        words.append(text if known or cursor.tokens[at].kind != "w" else likely(text))
        if not words[-1]:
            return ""
    respelled = "".join(words)
    if respelled == "".join(cursor.texts[start:stop]):
        return ""
    return respelled


def _in_other_case(text: str) -> str:
    """Return the known symbol that differs in letter case alone."""
    folded = text.casefold()
    same = [
        (known, meaning)
        for known, meaning in table()["spellings"].items()
        if known.casefold() == folded and not meaning.startswith("!")
    ]
    meanings = {meaning for _, meaning in same}
    return same[0][0] if len(meanings) == 1 else ""


def _one_letter_off(text: str) -> str:
    """Return the known name that is one letter away, when there is one such unit only."""
    folded = text.casefold()
    if not 4 <= len(folded) <= 20:  # noqa: PLR2004 - short words have too many neighbours
        return ""
    near = {
        meaning: name
        for name, meaning in table()["words"].items()
        if abs(len(name) - len(folded)) <= 1 and meaning[0] not in "!?" and _differ_by_one(name, folded)
    }
    return next(iter(near.values())) if len(near) == 1 else ""


def _differ_by_one(left: str, right: str) -> bool:
    """Say whether one letter more, less or other makes two words the same."""
    if len(left) > len(right):
        left, right = right, left
    at = next((n for n, letter in enumerate(left) if letter != right[n]), len(left))
    return left[at + (len(left) == len(right)) :] == right[at + 1 :]
