"""The generated table of units: the unit list and the word lists, with every factor asked of pint and exact.

Only a generator, the tests and a unit that the table does not hold come here; nothing else may import pint.
"""

from __future__ import annotations

import functools
import json
import unicodedata
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from specvalidator.data import data_path, read_data
from specvalidator.quantity.dimensions import BASE_UNITS, BY_BASIS
from specvalidator.quantity.scanner import plain, scan

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["UnitListError", "compile_units", "exact_factor", "registry"]

_LONG_ENOUGH: Final = 5
_SAME_BUT_FOR_ITS_ZERO: Final = {"temperature_difference": "temperature"}

_IMPLIED: Final = {stated: basis for known in BY_BASIS.values() for basis, stated in known.items()}


class UnitListError(ValueError):
    """The unit list or a word list says something that cannot be used: our data is at fault."""


@functools.cache
def registry() -> Any:
    """Return pint's registry of the closed unit list, with exact numbers."""
    import pint  # noqa: PLC0415 - heavy, and needed only here

    return pint.UnitRegistry(data_path("units.txt"), non_int_type=Fraction, cache_folder=None)


def exact_factor(expression: str) -> tuple[Fraction, Fraction, dict[str, int]]:
    """Ask pint for a unit's factor and offset to the root units, and the powers of its dimensions."""
    units = registry()
    parsed = units.parse_units(expression)
    zero = units.Quantity(Fraction(0), parsed).to_root_units().magnitude
    one = units.Quantity(Fraction(1), parsed).to_root_units().magnitude
    powers = {name.strip("[]"): int(power) for name, power in sorted(dict(parsed.dimensionality).items())}
    return Fraction(one) - Fraction(zero), Fraction(zero), powers


class _Table:
    """What the list has said so far, refusing what contradicts itself."""

    def __init__(self) -> None:
        self.units: dict[str, list[str]] = {}
        self.pint: dict[str, str] = {}
        self.dimensions: dict[str, dict[str, int]] = {}
        self.spellings: dict[str, str] = {}
        self.words: dict[str, str] = {}
        self.refusals: list[list[str]] = []
        self.doubts: list[list[str]] = []

    def unit(self, symbol: str, dimension: str, expression: str, basis: str = "") -> str:
        """Add a unit and return what a spelling of it is to lead to."""
        basis = basis.replace("_", " ") or _IMPLIED.get(dimension, "")
        if self.pint.setdefault(symbol, expression) != expression:
            message = f"{symbol} is given to pint as {expression} and as {self.pint[symbol]}"
            raise UnitListError(message)
        if symbol in self.units:
            return f"{symbol}|{basis}" if basis else symbol
        factor, offset, powers = exact_factor(expression)
        if self.dimensions.setdefault(dimension, powers) != powers:
            message = f"{symbol} is no {dimension}: pint says {powers}"
            raise UnitListError(message)
        self.units[symbol] = [dimension, str(factor), str(offset), basis]
        return symbol

    def compose(self, dimension: str, over: list[str], under: list[str]) -> None:
        """Add every unit of `over` divided by every unit of `under`."""
        for first in over:
            for second in under:
                symbol = f"{first}/({second})" if "." in second else f"{first}/{second}"
                expression = f"{self.pint[first]}/{self.pint[second]}"
                self.unit(symbol, dimension, expression)

    def spell(self, spelling: str, meaning: str, *, any_case: bool) -> None:
        """Let a spelling lead to a unit, a doubt or a refusal."""
        key = key_of(spelling)
        place = self.words if any_case else self.spellings
        key = key.casefold() if any_case else key
        if place.setdefault(key, meaning) != meaning:
            message = f"`{spelling}` is spelled for {place[key]} and for {meaning}"
            raise UnitListError(message)

    def rebase(self) -> None:
        """Turn factors to root units into factors to the base unit of each dimension."""
        for name, base in BASE_UNITS.items():
            like = _SAME_BUT_FOR_ITS_ZERO.get(name, name)
            if name not in self.dimensions:
                self.dimensions[name] = exact_factor(self.pint[base])[2] if base in self.pint else {}
            factor = Fraction(self.units[base][1]) if base in self.units else Fraction(1)
            for entry in self.units.values():
                if entry[0] == like == name and factor != 1:
                    entry[1] = str(Fraction(entry[1]) / factor)


def key_of(spelling: str) -> str:
    """Return a spelling as its tokens, the form in which texts are looked up."""
    return " ".join(token.text for token in scan(plain(spelling)))


def _directives() -> Iterator[tuple[str, list[str]]]:
    """Yield our own lines of the unit list: a directive with its words, or a list of spellings."""
    for line in read_data("units.txt").decode().splitlines():
        if line.startswith("#:"):
            body = line[2:].strip()
            if body[0] in "=~":
                yield body[0], [one.strip() for one in body[1:].split(", ") if one.strip()]
            else:
                name, _, rest = body.partition(" ")
                yield name, [rest]


def _read_list() -> _Table:
    table = _Table()
    meaning = ""
    for name, words in _directives():
        if name in "=~":
            for spelling in words:
                table.spell(spelling, meaning, any_case=name == "~")
        elif name == "unit":
            meaning = table.unit(*words[0].split())
        elif name == "compose":
            dimension, _, rest = words[0].partition(" ")
            over, _, under = rest.partition(" / ")
            table.compose(dimension, over.split(), under.split())
        elif name == "doubt":
            code, first, second, readings = words[0].split(" ", 3)
            meaning = f"?{len(table.doubts)}"
            table.doubts.append([code, first, second, *readings.split(" | ")])
        elif name == "refuse":
            head, _, message = words[0].partition(" | ")
            meaning = f"!{len(table.refusals)}"
            table.refusals.append([*head.split(), message])
        else:
            message = f"the unit list has a line that is not known: {name}"
            raise UnitListError(message)
    table.rebase()
    return table


def _roles() -> tuple[dict[str, str], dict[str, str]]:
    """Return phrase -> roles and language -> decimal mark from the word lists."""
    import yaml  # noqa: PLC0415 - needed only here

    lists = yaml.safe_load(read_data("quantity-words.yaml"))
    phrases: dict[str, list[str]] = {}
    for role, languages in lists["phrases"].items():
        for spoken in languages.values():
            for phrase in spoken:
                roles = phrases.setdefault(key_of(phrase).casefold(), [])
                if role not in roles:
                    roles.append(role)
    for phrase, roles in list(phrases.items()):
        phrases.setdefault(_unaccented(phrase), roles)
    marks = {language: mark for mark, languages in lists["decimal_mark"].items() for language in languages}
    return {phrase: " ".join(sorted(roles)) for phrase, roles in phrases.items()}, marks


def _unaccented(phrase: str) -> str:
    """Return a phrase as it is typed without its accents; a short word may then be another, so it stays."""
    if len(phrase) < _LONG_ENOUGH:
        return phrase
    apart = unicodedata.normalize("NFD", phrase)
    bare = "".join(sign for sign in apart if sign.isascii() or not unicodedata.combining(sign))
    return bare if bare.isascii() else phrase


def _longest(*keyed: dict[str, str]) -> dict[str, int]:
    """Return, for each first token of a spelling of several tokens, how many tokens the longest has."""
    longest: dict[str, int] = {}
    for keys in keyed:
        for key in keys:
            first, _, rest = key.partition(" ")
            if rest:
                longest[first] = max(longest.get(first, 1), key.count(" ") + 1)
    return longest


def compile_units() -> bytes:
    """Return the generated table as bytes: always the same for the same lists."""
    table = _read_list()
    phrases, marks = _roles()
    content = {
        "dimensions": table.dimensions,
        "units": table.units,
        "pint": table.pint,
        "spellings": table.spellings,
        "words": table.words,
        "doubts": table.doubts,
        "refusals": table.refusals,
        "phrases": phrases,
        "longest": {
            "spellings": _longest(table.spellings),
            "words": _longest(table.words),
            "phrases": _longest(phrases),
        },
        "decimal_mark": marks,
    }
    # NOTE: not sorted; the lists say in which order a suggestion prefers one unit to another.
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
