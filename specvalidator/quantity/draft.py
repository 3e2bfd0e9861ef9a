"""A quantity while it is being read: what has been found so far, and the doubts it leaves.

It may not move in the text; the grammar does that and fills it.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from specvalidator.quantity.conditions import Conditions
from specvalidator.quantity.doubts import doubts_of_unit
from specvalidator.quantity.errors import QuantityError
from specvalidator.quantity.margins import resolve
from specvalidator.quantity.numbers import number_text
from specvalidator.quantity.ozone import in_words
from specvalidator.quantity.scanner import shown
from specvalidator.quantity.units import PERCENT, as_difference, with_basis
from specvalidator.quantity.values import Ambiguity, Quantity
from specvalidator.quantity.writing import in_short, unit_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from specvalidator.quantity.margins import Margin, Resolved
    from specvalidator.quantity.spelling import Spelled
    from specvalidator.quantity.tolerance import Tolerance
    from specvalidator.quantity.units import Unit

__all__ = ["Draft"]

_BASIS_OF: Final = {"relative humidity": "%", "A-weighted": "sound_level", "AC": "voltage", "DC": "voltage"}
"""A basis -> the unit or the dimension that it can be one of."""
_MAY_BE_NEGATIVE: Final = frozenset(
    (
        "temperature",
        "temperature_difference",
        "pressure",
        "voltage",
        "current",
        "charge",
        "sound_level",
        "length",
        "angle",
        "acidity",
        "log_reduction",
        "fraction_drift",
        "volume_fraction_drift",
        "mass_fraction_drift",
    )
)
"""Dimensions of which pages state values below zero; before any other a dash apart or a long one may be a bullet."""
_MOST_READINGS: Final = 16
"""NOTE: a bound against hostile texts; each doubt doubles the readings, and a page could hold thirty."""


class Draft:
    """What is known of a quantity.

    `bound` is the direction that words or signs gave a single value, `basis` what words before the number said that
    it refers to, `kind` that it is a vacuum, a difference or an acidity.
    """

    __slots__ = (
        "approximate",
        "basis",
        "bound",
        "choices",
        "conditions",
        "conflicts",
        "damage",
        "equals",
        "gas_readings",
        "high",
        "high_open",
        "is_between",
        "is_dashed",
        "is_from",
        "kind",
        "low",
        "low_open",
        "low_otherwise",
        "margin",
        "open_conditions",
        "otherwise",
        "remarks",
        "single",
        "spelled",
        "unit",
    )

    def __init__(self) -> None:
        self.single: Fraction | None = None
        self.otherwise: Fraction | None = None
        self.low_otherwise: Fraction | None = None
        self.low: Fraction | None = None
        self.high: Fraction | None = None
        self.low_open = False
        self.high_open = False
        self.choices: tuple[Fraction, ...] = ()
        self.bound = ""
        self.basis = ""
        self.kind = ""
        self.is_from = False
        self.is_between = False
        self.is_dashed = False
        self.approximate = False
        self.margin: Margin | None = None
        self.spelled: Spelled | None = None
        self.unit: Unit | None = None
        self.conditions = Conditions()
        self.gas_readings: tuple[str, Conditions] | None = None
        self.open_conditions: tuple[str, ...] = ()
        self.equals: Quantity | None = None
        self.conflicts: list[Quantity | Unit] = []
        self.damage: list[tuple[str, ...]] = []
        self.remarks: list[str] = []

    def copy(self) -> Draft:
        """Return a copy, for trying a reading that may have to be given up."""
        twin = Draft.__new__(Draft)
        twin.become(self)
        return twin

    def become(self, other: Draft) -> None:
        """Take over everything that another draft holds."""
        for name in Draft.__slots__:
            value = getattr(other, name)
            setattr(self, name, list(value) if isinstance(value, list) else value)

    @property
    def has_more(self) -> bool:
        """Say whether more than a bound has been found, so that another bound cannot simply join it."""
        found = self.margin, self.choices, self.equals, self.conflicts, self.damage, self.gas_readings
        return any(found) or self.conditions != Conditions() or bool(self.open_conditions)

    def qualify(self) -> None:
        """Let the words before the number tell what the unit leaves open, where they mean something to it."""
        unit = self.unit
        if unit is None:
            return
        if self.kind == "difference" and unit.dimension == "temperature":
            self.unit = as_difference(unit)
        if self.basis and not unit.basis and _BASIS_OF.get(self.basis) in (unit.symbol, unit.dimension):
            self.unit = with_basis(unit, self.basis)

    def settle(self) -> None:
        """Turn a single value with a direction into the bound that it is."""
        value = self.single
        if self.bound.startswith("high"):
            self.high, self.high_open = value, self.bound == "high_open"
        elif self.bound.startswith("low"):
            self.low, self.low_open = value, self.bound == "low_open"
        if self.bound:
            self.single = None

    def quantity(self, text: str) -> Quantity:
        """Return the quantity with every doubt that is left. Raises `QuantityError` when it makes no sense."""
        unit = self.unit
        assert unit is not None  # noqa: S101 - the grammar asked for it
        low, high, single = self.low, self.high, self.single
        if self.choices:
            low, high, single = min(self.choices), max(self.choices), None
        elif single is not None:
            low = high = single
        sunk = self.kind == "vacuum" and _may_lack_its_sign(unit, low, high)
        if sunk and not unit.basis:
            unit = with_basis(unit, "absolute")
        resolved = None
        if self.margin is not None:
            if low is None and high is None:
                unit = _of_tolerance(unit)
            resolved = resolve(self.margin, unit, shown(text))
        bare = Quantity(
            text=text,
            unit=unit,
            low=low,
            high=high,
            low_open=self.low_open,
            high_open=self.high_open,
            nominal=single,
            alternatives=self.choices,
            tolerance=resolved.tolerance if resolved else None,
            approximate=self.approximate,
            conditions=self.conditions if self.conditions != Conditions() else None,
            equals=self.equals,
            remark="; ".join(self.remarks),
        )
        _refuse_backwards(bare)
        doubts = _Doubts(bare)
        if sunk:
            below = _below(bare)
            readings = (f"{in_short(bare)} as it stands", f"{in_short(below)}, below the air around")
            doubts.add("pressure-reference", readings, "names a vacuum without saying from where it counts", _below)
        self._doubt_values(doubts, bare, resolved)
        self._doubt_page(doubts, bare)
        of_unit: tuple[Ambiguity, ...] = ()
        if not bare.is_tolerance:
            of_unit = doubts_of_unit(text, unit, low, high, has_conditions=bare.conditions is not None)
        return doubts.quantity(of_unit)

    def _doubt_values(self, doubts: _Doubts, bare: Quantity, resolved: Resolved | None) -> None:
        """Add the doubts about the unit, the tolerance and the number itself."""
        spelled = self.spelled
        if spelled is not None and spelled.other is not None and not _is_inches(spelled, bare):
            doubts.add("unit", spelled.readings, "means one of two units", _in_unit(spelled.other))
        if resolved is not None and resolved.other is not None:
            code = "damaged" if resolved.is_damaged else "tolerance"
            doubts.add(code, resolved.readings, "has a tolerance of two readings", _with_tolerance(resolved.other))
        if self.otherwise is not None:
            change = _valued(self.otherwise)
            readings = (in_short(bare), in_short(change(bare)))
            doubts.add("damaged", readings, "seems to have lost a raised figure", change)
        if self.low_otherwise is not None:
            change = _from(self.low_otherwise)
            readings = (in_short(bare), in_short(change(bare)))
            doubts.add("damaged", readings, "may tell the thousands of a range once", change)
        if self.is_dashed and _is_odd_below_zero(bare):
            readings = (in_short(bare), in_short(_without_dash(bare)))
            doubts.add("damaged", readings, "has a dash before it that may be no sign", _without_dash)
        if _bounds_depth(bare):
            readings = (in_short(bare), in_short(_by_depth(bare)))
            doubts.add("pressure-reference", readings, "bounds a pressure below zero or its depth", _by_depth)

    def _doubt_page(self, doubts: _Doubts, bare: Quantity) -> None:
        """Add the doubts about what stands beside the value."""
        for words in self.damage:
            doubts.add("damaged", words, "seems to have lost a sign", None)
        for rival in self.conflicts:
            if isinstance(rival, Quantity):
                doubts.add("conflict", (in_short(bare), in_short(rival)), "contradicts itself", None, rival)
            else:
                change = _in_unit(rival)
                doubts.add("conflict", (in_short(bare), in_short(change(bare))), "contradicts itself", change)
        if self.gas_readings is not None:
            name, other = self.gas_readings
            names = tuple(f"{name}: {in_words(one)}" for one in (self.conditions, other))
            doubts.add("gas-conditions", names, "names conditions of two meanings", _conditioned(other))
        if self.open_conditions:
            what = "does not say whether a pressure is gauge or absolute"
            doubts.add("pressure-reference", self.open_conditions, what, None)


class _Doubts:
    """The readings of a quantity so far: each new doubt about its values doubles them, a rival adds itself."""

    def __init__(self, bare: Quantity) -> None:
        self.readings = [bare]
        self.found: list[Ambiguity] = []

    def add(
        self,
        code: str,
        readings: tuple[str, ...],
        what: str,
        change: Callable[[Quantity], Quantity] | None,
        *rivals: Quantity,
    ) -> None:
        """Add a doubt, and where it is one of values, the values.

        Raises `QuantityError` when the readings become more than anybody would sort out.
        """
        text = shown(self.readings[0].text)
        others = rivals if change is None else tuple(change(one) for one in self.readings)
        self.readings += others
        if len(self.readings) > _MOST_READINGS:
            message = f"{text} can be read in too many ways"
            raise QuantityError("too-many-readings", message)
        self.found.append(Ambiguity(code, readings, f"{text} {what}: {' or '.join(readings)}", others))

    def quantity(self, of_unit: tuple[Ambiguity, ...]) -> Quantity:
        """Return the first reading with all doubts in it."""
        found = (*self.found, *of_unit)
        return self.readings[0]._replace(ambiguities=found) if found else self.readings[0]


def _is_inches(spelled: Spelled, one: Quantity) -> bool:
    """Say whether a sign that may mean seconds means inches: a length is told in halves and eighths, a time is not."""
    is_length = spelled.other is not None and spelled.other.dimension != spelled.unit.dimension == "length"
    return is_length and any(end is not None and end.denominator != 1 for end in (one.low, one.high))


def _may_lack_its_sign(unit: Unit, low: Fraction | None, high: Fraction | None) -> bool:
    """Say whether a vacuum may be told by how far it lies below the air around: `vacuum 0.8 bar` may be -0.8 bar."""
    is_open = unit.dimension == "pressure" and unit.basis != "absolute"
    return is_open and all(end is None or end >= 0 for end in (low, high))


def _below(one: Quantity) -> Quantity:
    """Return a vacuum as what it is beside the air around: the deeper, the further below zero."""
    return one._replace(
        unit=with_basis(one.unit, "gauge"),
        low=None if one.high is None else -one.high,
        high=None if one.low is None else -one.low,
        low_open=one.high_open,
        high_open=one.low_open,
        nominal=None if one.nominal is None else -one.nominal,
        alternatives=tuple(-value for value in one.alternatives),
    )


def _bounds_depth(one: Quantity) -> bool:
    """Say whether a bound may be one of the depth of a vacuum: `up to -0.9 bar` hardly means -0.9 bar or below."""
    ends = [end for end in (one.low, one.high) if end is not None]
    return one.dimension == "pressure" and len(ends) == 1 and ends[0] < 0


def _by_depth(one: Quantity) -> Quantity:
    """Return a bound of a pressure below zero as one of how far it lies below."""
    if one.low is None:
        return one._replace(low=one.high, low_open=one.high_open, high=Fraction(0), high_open=False)
    return one._replace(low=None, low_open=False, high=one.low, high_open=one.low_open)


def _is_odd_below_zero(one: Quantity) -> bool:
    """Say whether an amount is stated below zero, where a dash before it is more likely no sign: `– 5 g/h`."""
    ends = [end for end in (one.low, one.high) if end is not None]
    is_single = len(set(ends)) == 1 and not one.alternatives
    return is_single and ends[0] < 0 and one.dimension not in _MAY_BE_NEGATIVE


def _without_dash(one: Quantity) -> Quantity:
    """Return a single value or a bound without its sign."""
    return one._replace(
        low=None if one.low is None else -one.low,
        high=None if one.high is None else -one.high,
        nominal=None if one.nominal is None else -one.nominal,
    )


def _from(low: Fraction) -> Callable[[Quantity], Quantity]:
    return lambda one: one._replace(low=low)


def _refuse_backwards(quantity: Quantity) -> None:
    """Refuse a range that runs backwards."""
    if quantity.low is None or quantity.high is None or quantity.low <= quantity.high:
        return
    low, high = number_text(quantity.high), number_text(quantity.low)
    message = f"{shown(quantity.text)} is a range from the greater to the smaller value"
    raise QuantityError("reversed-range", message, f"{low} to {high} {unit_text(quantity.unit.symbol)}")


def _of_tolerance(unit: Unit) -> Unit:
    """Return the unit that a tolerance alone is in: a temperature becomes a difference."""
    if unit == PERCENT:
        return PERCENT
    return as_difference(unit) if unit.dimension == "temperature" else unit


def _in_unit(unit: Unit) -> Callable[[Quantity], Quantity]:
    return lambda one: one._replace(unit=unit)


def _with_tolerance(tolerance: Tolerance) -> Callable[[Quantity], Quantity]:
    return lambda one: one._replace(tolerance=tolerance)


def _valued(value: Fraction) -> Callable[[Quantity], Quantity]:
    def change(one: Quantity) -> Quantity:
        return one._replace(
            low=None if one.low is None else value,
            high=None if one.high is None else value,
            nominal=None if one.nominal is None else value,
        )

    return change


def _conditioned(conditions: Conditions) -> Callable[[Quantity], Quantity]:
    return lambda one: one._replace(conditions=conditions)
