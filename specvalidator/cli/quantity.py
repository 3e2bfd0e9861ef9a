"""The command `quantity`: how the tool reads a quantity, for people or line by line for other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import click

from specvalidator.cli import SETTINGS, flush, prepare_output, write
from specvalidator.cli.jsonl import NO_ROW, answer_lines, row_of
from specvalidator.quantity import BASE_UNITS, QuantityError, in_short, number_text, read_quantity, settled
from specvalidator.report.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from specvalidator.quantity import Allowance, Ambiguity, Quantity

__all__ = ["command"]

_MOST_TEXT: Final = 10_000
"""Characters of one text; longer ones are refused unread."""
_PRESUMED: Final = {"ozone_in_air": "by volume", "ozone_in_water": "by mass"}
"""What a bare ppm or % is a share of, where the kind of quantity says it."""
_REFUSED: Final = 1


@click.command("quantity", context_settings=SETTINGS)
@click.argument("texts", nargs=-1, metavar="[TEXT]...")
@click.option("--language", default="", metavar="CODE", help="Language of the text: settles `1,000` and `1.000`.")
@click.option(
    "--jsonl",
    type=click.File("rb"),
    metavar="FILE|-",
    help='Read lines {"id", "text", "quantity"?} and write one JSON line each, in order.',
)
def command(texts: tuple[str, ...], language: str, jsonl: Any) -> int:
    """Show how each TEXT is read: canonical form, dimension, base value, and what is ambiguous."""
    if bool(texts) == (jsonl is not None):
        message = "give either texts or --jsonl with a file or `-`."
        raise click.UsageError(message)
    prepare_output()
    if jsonl is not None:
        return answer_lines(jsonl, lambda line: _answer(line, language))
    status = 0
    for text in texts:
        try:
            quantity = _read(text, language)
        except QuantityError as error:
            status = _REFUSED
            write(f"{visible(text[:_MOST_TEXT])}\n  not read     {visible(error.message)}\n")
            if error.likely:
                write(f"  likely       {visible(error.likely)}\n")
        else:
            write("".join(_shown(text, quantity)))
    flush()
    return status


def _read(text: str, language: str) -> Quantity:
    if len(text) > _MOST_TEXT:
        message = f"the text is longer than {_MOST_TEXT} characters"
        raise QuantityError("too-long", message)
    return read_quantity(text, language=language)


# -- for people ------------------------------------------------------------------------------------------------


def _shown(text: str, quantity: Quantity) -> Iterator[str]:
    """Write a reading in lines of a name and what it is."""
    yield f"{visible(text)}\n"
    rows = [
        ("read as", _in_short(quantity)),
        ("unit", " ".join(filter(None, (quantity.unit.symbol, quantity.unit.basis)))),
        ("dimension", quantity.dimension.replace("_", " ")),
        ("base value", "" if quantity.is_tolerance else _base(quantity)),
        ("tolerance", _tolerance_text(quantity)),
        ("equals", in_short(quantity.equals) if quantity.equals else ""),
        ("beside it", quantity.remark),
    ]
    rows += [("ambiguous", " or ".join(one.readings)) for one in quantity.ambiguities]
    for name, value in rows:
        if value:
            yield f"  {name:<12} {visible(value)}\n"


def _in_short(quantity: Quantity) -> str:
    if quantity.is_tolerance:
        return "a tolerance alone"
    return in_short(quantity) + (", about" if quantity.approximate else "")


def _base(quantity: Quantity) -> str:
    """Return the values in the base unit of their dimension, a tolerance included."""
    interval = quantity.interval()
    unit = BASE_UNITS[quantity.dimension]
    unit = "" if unit == "1" else f" {unit}"
    low, high = (None if end is None else number_text(end) for end in (interval.low, interval.high))
    if low is None and high is None:
        return ""
    if low == high:
        return f"{low}{unit}"
    if low is None or high is None:
        return f"{high}{unit} or less" if low is None else f"{low}{unit} or more"
    return f"{low} to {high}{unit}"


def _tolerance_text(quantity: Quantity) -> str:
    tolerance = quantity.tolerance
    if tolerance is None:
        return ""
    if tolerance.is_two_sided:
        return f"± {_allowance_text(tolerance.plus, quantity)}"
    return f"+ {_allowance_text(tolerance.plus, quantity)}, - {_allowance_text(tolerance.minus, quantity)}"


def _allowance_text(side: Allowance, quantity: Quantity) -> str:
    parts = []
    if side.absolute is not None:
        parts.append(f"{number_text(side.absolute)} {quantity.unit.symbol}")
    if side.relative is not None:
        parts.append(f"{number_text(side.relative * 100)} % of the value")
    if side.full_scale is not None:
        parts.append(f"{number_text(side.full_scale * 100)} % of full scale")
    joined = " and ".join(parts)
    return f"the {side.combination} of {joined}" if side.combination else joined


# -- for programs ----------------------------------------------------------------------------------------------


def _answer(line: bytes, language: str) -> dict[str, Any]:
    """Read one line and say what its text means; a line that cannot be read is answered, not skipped."""
    found: dict[str, Any] = dict.fromkeys(_KEYS)
    found.update(ok=False, ambiguous=[])
    row, found["id"] = row_of(line)
    if row is None:
        found["error"] = NO_ROW
        return found
    text = row["text"]
    try:
        quantity = _read(text, language)
    except QuantityError as error:
        found["error"] = error.message + (f"; likely: {error.likely}" if error.likely else "")
        return found
    presume = _PRESUMED.get(str(row.get("quantity")), "")
    doubts = [one for one in quantity.ambiguities if not (one.code == "basis" and presume)]
    is_single = quantity.nominal is not None
    found.update(
        ok=True,
        min=None if is_single else _number(quantity.low),
        max=None if is_single else _number(quantity.high),
        nominal=_number(quantity.nominal),
        unit=quantity.unit.symbol,
        dimension=settled(quantity, presume).dimension,
        tolerance=_tolerance(quantity),
        ambiguous=[_doubt(one) for one in doubts],
    )
    return found


_KEYS: Final = ("id", "ok", "min", "max", "nominal", "unit", "dimension", "tolerance", "ambiguous", "error")


def _number(value: Fraction | None) -> int | float | None:
    if value is None:
        return None
    return value.numerator if value.denominator == 1 else float(value)


def _tolerance(quantity: Quantity) -> dict[str, Any] | None:
    """Return a tolerance as it is written: absolute in the unit, or in percent of what it is a share of."""
    tolerance = quantity.tolerance
    if tolerance is None:
        return None
    if tolerance.is_two_sided:
        return _allowance(tolerance.plus)
    return {"plus": _allowance(tolerance.plus), "minus": _allowance(tolerance.minus)}


def _allowance(side: Allowance) -> dict[str, Any]:
    found: dict[str, Any] = {"mode": f"{side.combination}_of"} if side.combination else {}
    for name, value in (
        ("absolute", side.absolute),
        ("relative_percent", None if side.relative is None else side.relative * 100),
        ("full_scale_percent", None if side.full_scale is None else side.full_scale * 100),
    ):
        if value is not None:
            found[name] = _number(value)
    return found


def _doubt(ambiguity: Ambiguity) -> str:
    return f"{ambiguity.code}: {' or '.join(ambiguity.readings)}"
