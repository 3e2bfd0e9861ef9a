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
_DIGITS: Final = r"(?<![\d\w^.,'])\d+(?:[.,]\d+)?(?![\d\w'])"

_FORMS: Final = {
    "value and unit": "47.3 mg/L",
    "value and unit, glued": "47.3mg/L",
    "range": "17–83 µg/mL",
    "range in words": "17 to 83 µg/mL",
    "range, unit on both ends": "17.5 °C to 83.5 °C",
    "bound by a sign": "≤ 0.47 ppm",
    "bound in words": "up to 47.3 W",
    "about": "approx. 47.3 kg",
    "tolerance alone": "±4.73 %",
    "value with a tolerance in percent": "473 V ± 17 %",
    "value with a tolerance": "47.3 ± 1.7 kg",
    "decimal comma": "47,3 g/h",
    "temperature": "47.3 °C",
    "negative temperature": "-47.3 °C",
    "temperatures from below zero": "-17 to 83 °C",
    "sound level": "47 dB(A)",
    "gauge pressure": "4.73 bar gauge",
    "bare pressure": "47.3 psi",
    "gas at standard conditions": "47.3 SLPM",
    "share by mass": "4.73 wt%",
    "relative humidity": "17–83 % RH",
    "alternating voltage": "173–283 V AC",
}
"""Forms that nearly every text of a sheet has."""
_RARER: Final = {
    "choice": "53/67 Hz",
    "label": "Flow: 4.73 L/min",
    "equivalent in a bracket": "0.47 ppm (0.94 mg/m3)",
    "remark in a bracket": "47.3 kg (with package)",
    "condition": "47.3 g/h at 23 °C, 1013 hPa",
    "tolerance of two parts": "±4.7 µg/mL or 17 %, whichever is greater",
    "range with a tolerance of two parts": "17–83 µg/mL ±4.7 µg/mL or 17 %, whichever is greater",
    "tolerance of full scale": "±4.73 % F.S.",
    "one-sided tolerance": "473 V +17/-13 %",
    "power of ten": "4.73 × 10^-3 mg/L",
    "thousands": "47 300 h",
    "open to doubt": "47,300 h",
    "parts of a time": "4 h 37 min",
    "steps": "17–83 L/min in steps of 4.7 L/min",
    "range in another language": "de 17 à 83 °C",
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
    """Return texts of a form that were never seen: its numbers with other digits, as long and in the same order."""
    found = []
    for _ in range(count * 4):
        text = re.sub(_DIGITS, lambda number: _other_digits(number[0], chance), form)
        if text not in seen:
            seen.add(text)
            found.append(text)
        if len(found) == count:
            break
    return found


def _other_digits(number: str, chance: random.Random) -> str:
    """Return a number whose first digit stays, so that what was smaller stays smaller, and three more follow."""
    whole, mark, decimals = re.fullmatch(r"(\d+)([.,]?)(\d*)", number).groups()  # type: ignore[union-attr]
    if decimals or len(whole) == 1:
        # NOTE: four decimals are never thousands; more digits make a number slower to read, never faster.
        return f"{whole}{mark or '.'}{decimals[:1]}{chance.randrange(1000, 9999)}"[: len(whole) + 6]
    return whole[0] + "".join(str(chance.randrange(1, 10)) for _ in whole[1:])


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
