"""A quantity in plain words for a message: its bounds in its own unit, as short as they are exact.

It may not round without saying so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from specvalidator.quantity.numbers import number_text

if TYPE_CHECKING:
    from specvalidator.quantity.values import Quantity

__all__ = ["in_short", "unit_text"]

_PLAIN: Final = {
    "Cel": "°C",
    "[degF]": "°F",
    "%{vol}": "% by volume",
    "%{wt}": "% by mass",
    "[pptht]": "‰",
    "mm[Hg]": "mmHg",
    "mm[H2O]": "mmH2O",
    "cm[H2O]": "cmH2O",
    "m[H2O]": "mH2O",
    "[in_i'Hg]": "inHg",
    "[in_i'H2O]": "inH2O",
    "[in_i]": "in",
    "[ft_i]": "ft",
    "[yd_i]": "yd",
    "[sft_i]": "ft2",
    "[cft_i]": "ft3",
    "[foz_us]": "fl oz",
    "[gal_us]": "gal (US)",
    "[gal_br]": "gal (UK)",
    "[lb_av]": "lb",
    "[oz_av]": "oz av",
    "[gr]": "grain",
    "[iU]": "IU",
    "{log10}": "log",
    "{rev}": "r",
    "{CFU}": "CFU",
    "[psi]": "psi",
    "[HP_m]": "PS",
    "[HP]": "mechanical horsepower",
    "[ppm]": "ppm",
    "[ppb]": "ppb",
    "[pphm]": "pphm",
    "V.A": "VA",
    "kW.h": "kWh",
    "W.h": "Wh",
}
"""Parts of canonical symbols as a reader knows them."""
_WHOLE: Final = {"a": "year", "t": "tonne", "att": "technical atmosphere", "deg": "angular degrees"}
"""Symbols that are refused when they stand alone, and the names that are not."""
_TOLD: Final = frozenset(("gauge", "absolute", "by volume", "by mass"))


def unit_text(symbol: str, basis: str = "") -> str:
    """Return a canonical symbol as a reader knows it, with a basis that changes the value."""
    if symbol == "1":
        return ""
    name = f"/{symbol}"
    for canonical, known in _PLAIN.items():
        name = name.replace(canonical, known)
    name = name.replace("Ohm", "Ω").replace(".", "·").replace("/u", "/µ").removeprefix("/1")
    name = "/".join(_WHOLE.get(part, part) for part in name.split("/"))
    name = name if symbol.startswith("1") else name[1:]
    return f"{name} {basis}" if basis in _TOLD and basis not in name else name


def in_short(quantity: Quantity) -> str:
    """Return the stated values with their unit: `1000 ppm`, `10 to 80 µg/mL`, `below 0.05 ppm`."""
    unit = unit_text(quantity.unit.symbol, quantity.unit.basis)
    low, high = quantity.low, quantity.high
    if quantity.alternatives:
        words = " or ".join(map(number_text, quantity.alternatives))
    elif low is not None and high is not None:
        words = number_text(low) if low == high else f"{number_text(low)} to {number_text(high)}"
    elif high is not None:
        words = f"{'below' if quantity.high_open else 'up to'} {number_text(high)}"
    elif low is not None:
        words = f"{'above' if quantity.low_open else 'from'} {number_text(low)}"
    else:
        size = quantity.interval().low
        words = "" if size is None else f"± {number_text(size / quantity.unit.factor)}"
    return f"{words} {unit}".rstrip()
