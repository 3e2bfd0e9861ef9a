"""Measures how long one quantity takes to read, by form, with texts that were never read before.

Every reading is of a text of its own, made from a form by changing its figures, so that nothing can be remembered
from text to text; words and units have been met before, as they have in any run over more than a few sheets. Readings
of all forms are interleaved, and the median of each form is quoted. Run it with the project installed.
"""

from __future__ import annotations

import argparse
import random
import re
import statistics
import sys
import time
from typing import TYPE_CHECKING, Final

from specvalidator.quantity import QuantityError, read_quantity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["main"]

_GOAL: Final = 10.0
"""µs for one reading, as the median."""
_SEED: Final = 20_261_120
_ROUNDS: Final = 200
_DIGITS: Final = r"(?<![\w^.,'])\d+(?:[.,]\d+)?(?![\d'^])"

_FORMS: Final = {
    "value and unit": "47.3 mg/L",
    "value and unit, glued": "47.3mg/L",
    "range": "117–983 µg/mL",
    "range in words": "117 to 983 µg/mL",
    "range, unit on both ends": "17.5 °C to 83.5 °C",
    "bound by a sign": "≤ 0.4711 ppm",
    "bound in words": "up to 47.3 W",
    "about": "approx. 47.3 kg",
    "tolerance alone": "±4.73 %",
    "value with a tolerance in percent": "473 V ± 17 %",
    "value with a tolerance": "47.3 ± 1.7 kg",
    "decimal comma": "47,3 g/h",
    "temperature": "47.3 °C",
    "negative temperature": "-47.3 °C",
    "temperatures from below zero": "-17.3 to 83.1 °C",
    "sound level": "47.3 dB(A)",
    "gauge pressure": "4.73 bar gauge",
    "bare pressure": "47.3 psi",
    "gas at standard conditions": "47.3 SLPM",
    "share by mass": "4.73 wt%",
    "relative humidity": "17.3–83.1 % RH",
    "alternating voltage": "1173–2283 V AC",
}
"""Forms that nearly every text of a sheet has."""
_RARER: Final = {
    "choice": "5333/6777 Hz",
    "label": "Flow: 4.73 L/min",
    "equivalent in a bracket": "0.4711 ppm (0.9422 mg/m3)",
    "remark in a bracket": "47.3 kg (with package)",
    "condition": "47.3 g/h at 23.4 °C, 1013 hPa",
    "tolerance of two parts": "±4.7 µg/mL or 17 %, whichever is greater",
    "range with a tolerance of two parts": "117–983 µg/mL ±4.7 µg/mL or 17 %, whichever is greater",
    "tolerance of full scale": "±4.73 % F.S.",
    "one-sided tolerance": "4731 V +17/-13 %",
    "power of ten": "4.73 × 10^-3 mg/L",
    "thousands": "47 311 h",
    "open to doubt": "47,300 h",
    "parts of a time": "4111 h 37 min",
    "steps": "117–983 L/min in steps of 4.7 L/min",
    "range in another language": "de 17,3 à 83,1 °C",
}
"""Forms that take the whole grammar."""


def main(arguments: Sequence[str]) -> int:
    """Print a table of the median µs per reading of each form; 1 when the usual forms miss the goal."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=_ROUNDS, help="readings of each form (%(default)s)")
    parser.add_argument("--texts", metavar="FILE", help="one notation a line, instead of the forms")
    options = parser.parse_args(arguments)
    if options.texts:
        with open(options.texts, encoding="utf-8") as file:
            named = {line.rstrip("\n"): line.rstrip("\n") for line in file if line.strip()}
    else:
        named = {**_FORMS, **_RARER}
    took, left_out = _measure(named, options.rounds)
    for name in sorted(took, key=took.__getitem__):
        _say(f"{took[name]:8.1f} µs  {name}")
    usual = [took[name] for name in (_FORMS if not options.texts else took)]
    middle = statistics.median(usual)
    within = sum(one <= _GOAL for one in usual)
    _say(f"{middle:8.1f} µs  median of {len(usual)} forms; {within} of them within {_GOAL:.0f} µs, {left_out} not read")
    return int(middle > _GOAL)


def _measure(forms: dict[str, str], rounds: int) -> tuple[dict[str, float], int]:
    """Return the median µs of each form that can be read, and how many could not."""
    chance = random.Random(_SEED)  # noqa: S311 - figures for measuring, no secrets
    seen: set[str] = set()
    queue = []
    readable = {name: form for name, form in forms.items() if _is_read(form)}
    for name, form in readable.items():
        _warm(_variants(form, chance, seen, 3))
        queue += [(name, text) for text in _variants(form, chance, seen, rounds)]
    chance.shuffle(queue)
    took: dict[str, list[int]] = {}
    clock = time.perf_counter_ns
    for name, text in queue:
        start = clock()
        try:
            read_quantity(text)
        except QuantityError:
            continue
        took.setdefault(name, []).append(clock() - start)
    return {name: statistics.median(each) / 1000 for name, each in took.items()}, len(forms) - len(took)


def _is_read(text: str) -> bool:
    try:
        read_quantity(text)
    except QuantityError:
        return False
    return True


def _warm(texts: Iterable[str]) -> None:
    for text in texts:
        _is_read(text)


def _variants(form: str, chance: random.Random, seen: set[str], count: int) -> list[str]:
    """Return texts of a form that were never seen: its numbers with other digits, in the same order."""
    finely = _is_read(_varied(form, chance, finely=True))
    found = []
    for _ in range(count * 4):
        text = _varied(form, chance, finely=finely)
        if text not in seen:
            seen.add(text)
            found.append(text)
        if len(found) == count:
            break
    return found


def _varied(form: str, chance: random.Random, *, finely: bool) -> str:
    return re.sub(_DIGITS, lambda number: _other_digits(number[0], chance, finely=finely), form)


def _other_digits(number: str, chance: random.Random, *, finely: bool) -> str:
    """Return a number whose first digits stay, so that what was smaller stays smaller.

    With decimals where it may have some: four of them are never thousands, and make it slower to read, never faster.
    """
    whole, _, decimals = re.fullmatch(r"(\d+)([.,]?)(\d*)", number).groups()  # type: ignore[union-attr]
    if len(decimals) == len("000") and whole != "0":
        return f"{number[:-3]}{chance.randrange(100, 999)}"
    if decimals:
        return f"{number}{chance.randrange(111, 999)}"
    if finely:
        return f"{whole}.{chance.randrange(1111, 9999)}"
    return whole[0] + "".join(str(chance.randrange(1, 10)) for _ in whole[1:])


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
