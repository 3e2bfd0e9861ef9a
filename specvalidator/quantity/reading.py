"""The door to reading: a text in, a quantity out, or one refusal; plain notations by a short way.

It may not raise anything but `QuantityError`, for any text. What it answered once it remembers, within bounds.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Final

from specvalidator.quantity.conditions import Conditions
from specvalidator.quantity.errors import QuantityError
from specvalidator.quantity.plainly import read_plain
from specvalidator.quantity.scanner import shown
from specvalidator.quantity.shapes import read_shaped

if TYPE_CHECKING:
    from specvalidator.quantity.values import Quantity

__all__ = ["read_conditions", "read_quantities", "read_quantity"]

_REMEMBERED: Final = 512


def read_quantity(text: str, *, language: str = "") -> Quantity:
    """Read one quantity as a vendor prints it; `language` is that of the text and settles `1,000` and `1.000`.

    Raises `QuantityError`, and nothing else, for every text that cannot be read for certain.
    """
    found = _remembered(text, language)
    if isinstance(found, QuantityError):
        # NOTE: a fresh one each time; an exception that was raised holds on to the frames it went through.
        raise QuantityError(found.code, found.message, found.likely)
    return found


@functools.lru_cache(maxsize=_REMEMBERED)
def _remembered(text: str, language: str) -> Quantity | QuantityError:
    found = read_plain(text) or read_shaped(text)
    if found is not None:
        return found
    from specvalidator.quantity.cells import read_one  # noqa: PLC0415 - only what is not plain needs the grammar

    try:
        return read_one(text, language)
    except QuantityError as error:
        return QuantityError(error.code, error.message, error.likely)


def read_quantities(text: str, *, language: str = "") -> tuple[Quantity, ...]:
    """Read every quantity of a cell: `150 mg/h, hasta 50 m2`, `220V 50Hz, <= 200W`, `240 × 195 × 80 mm`.

    Raises `QuantityError` when any part of the text cannot be read for certain.
    """
    from specvalidator.quantity.cells import read_all  # noqa: PLC0415 - the same

    return read_all(text, language)


def read_conditions(temperature: str | None, pressure: str | None) -> Conditions:
    """Read a reference temperature and an absolute reference pressure, each a single value.

    A pressure that does not say whether it is absolute is taken as absolute: reference pressures are.
    Raises `QuantityError` for anything else.
    """
    kelvin = None if temperature is None else read_quantity(temperature)
    pascal = None if pressure is None else read_quantity(pressure)
    if kelvin is not None and (kelvin.dimension != "temperature" or kelvin.nominal is None):
        message = f"{shown(kelvin.text)} is no single temperature"
        raise QuantityError("dimension", message)
    if pascal is not None and (
        pascal.dimension != "pressure" or pascal.nominal is None or pascal.unit.basis == "gauge"
    ):
        message = f"{shown(pascal.text)} is no single absolute pressure"
        raise QuantityError("dimension", message)
    found = Conditions(
        None if kelvin is None else kelvin.interval().low, None if pascal is None else pascal.interval().low
    )
    if any(value is not None and value <= 0 for value in (found.temperature, found.pressure)):
        message = "a reference temperature and a reference pressure lie above zero"
        raise QuantityError("dimension", message)
    return found
