"""Two quantities brought to one dimension and one reference, so that their edges can be held against each other.

It may not judge. Where a conversion needs what nobody states, it says what is missing; where it is known within
limits only (the air pressure around a device, the temperature of a gas), the edges widen by just that.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from specvalidator.quantity.conditions import Conditions
from specvalidator.quantity.dimensions import UNSTATED_BASIS
from specvalidator.quantity.doubts import ATMOSPHERIC, STANDARD_READINGS, is_plain_pressure
from specvalidator.quantity.edges import Edges, edges_of
from specvalidator.quantity.ozone import CONVERTIBLE, Gas, in_words

if TYPE_CHECKING:
    from specvalidator.quantity.values import Quantity

__all__ = ["GAS_DIMENSIONS", "UNKNOWN_GAS", "Met", "reconcile"]

GAS_DIMENSIONS: Final = frozenset(("volume", "volume_rate", "mass_concentration"))
"""What depends on the temperature and the pressure of a gas."""

_FREEZING: Final = Fraction("273.15")
_ATM: Final = Fraction(101_325)
_WARMEST_STANDARD: Final = Fraction("298.15")
UNKNOWN_GAS: Final = (Fraction(4, 5), Fraction(3, 2))
"""How much larger a gas volume can be than at 0 °C and 1 atm when its conditions are not stated: from -10 °C at
110 kPa (0.89) to 50 °C at 80 kPa (1.50), with a little room below for gas under slight pressure."""


class Met:
    """The edges of both in one base unit, and the conditions that this rests on."""

    __slots__ = ("limit", "note", "stated")

    def __init__(self, stated: Edges, limit: Edges, note: str = "") -> None:
        self.stated = stated
        self.limit = limit
        self.note = note


def reconcile(stated: Quantity, limit: Quantity, conditions: Conditions | None, carrier: str) -> tuple[Met, ...] | str:
    """Return every way in which the two can be held against each other, or why they cannot."""
    kinds = stated.dimension, limit.dimension
    if kinds[0] == kinds[1] or _are_both_differences(stated, limit):
        return _alike(stated, limit, conditions)
    if ("fraction" in kinds and set(kinds) & CONVERTIBLE) or UNSTATED_BASIS.get(kinds[0]) == kinds[1]:
        bare = stated if kinds[0] == "fraction" else limit
        return f"{bare.text} does not say whether it is by volume or by mass"
    if UNSTATED_BASIS.get(kinds[1]) == kinds[0]:
        return f"{stated.text} does not say whether it is by volume or by mass"
    if not set(kinds) <= CONVERTIBLE:
        names = [kind.replace("_", " ") for kind in kinds]
        return f"{stated.text} is a {names[0]} and {limit.text} a {names[1]}"
    return _as_ozone(stated, limit, conditions, carrier)


def _are_both_differences(stated: Quantity, limit: Quantity) -> bool:
    """Say whether a difference of temperatures meets a number of kelvins, which can be one."""
    kinds = {stated.dimension, limit.dimension}
    if kinds != {"temperature", "temperature_difference"}:
        return False
    whole = stated if stated.dimension == "temperature" else limit
    return not whole.unit.offset


def _known(*sources: Conditions | None) -> Conditions:
    """Return conditions of which each part comes from the first that states it."""
    temperature = next((one.temperature for one in sources if one and one.temperature is not None), None)
    pressure = next((one.pressure for one in sources if one and one.pressure is not None), None)
    return Conditions(temperature, pressure)


def _as_ozone(stated: Quantity, limit: Quantity, conditions: Conditions | None, carrier: str) -> tuple[Met, ...] | str:
    """Convert what is stated into the dimension of the limit, as ozone in a gas."""
    source, target = stated.dimension, limit.dimension
    # NOTE: a volume fraction does not depend on conditions; those of the mass concentration count.
    first, second = (stated, limit) if source == "mass_concentration" else (limit, stated)
    gas = Gas(_known(first.conditions, conditions, second.conditions), carrier)
    missing = gas.missing(source, target)
    if missing:
        needed = " and ".join(missing)
        return f"comparing {stated.text} with {limit.text} needs {needed}, which the sheet does not state"
    edges = edges_of(stated)
    ends = (edges.low_min, edges.low_max, edges.high_min, edges.high_max)
    if any(end is not None and gas.convert(end, source, target) is None for end in ends):
        return f"{stated.text} is no possible mixture of ozone and {carrier}"
    changed = edges.mapped(lambda end: gas.convert(end, source, target) or Fraction(0))
    return (Met(changed, edges_of(limit), gas.used(source, target)),)


def _alike(stated: Quantity, limit: Quantity, conditions: Conditions | None) -> tuple[Met, ...] | str:
    bases = stated.unit.basis, limit.unit.basis
    if stated.dimension == "pressure" and bases[0] != bases[1]:
        return _pressures(stated, limit, conditions)
    if stated.dimension in GAS_DIMENSIONS and (bases[0] != bases[1] or _differ(stated.conditions, limit.conditions)):
        return _volumes(stated, limit, conditions)
    if stated.dimension == "sound_level" and bases[0] != bases[1]:
        return f"{stated.text} and {limit.text} are not weighted alike"
    return (Met(edges_of(stated), edges_of(limit)),)


def _differ(one: Conditions | None, other: Conditions | None) -> bool:
    return one is not None and other is not None and one != other


def _pressures(stated: Quantity, limit: Quantity, conditions: Conditions | None) -> tuple[Met, ...]:
    """Bring both to absolute pressure; a bare one is tried as gauge and as absolute."""
    around = ATMOSPHERIC
    note = "with 50 to 110 kPa of air pressure around"
    if conditions is not None and conditions.pressure is not None:
        around = (conditions.pressure, conditions.pressure)
        note = f"with {in_words(Conditions(None, conditions.pressure)).removeprefix('at ')} of air pressure around"
    mets = []
    for one in _references(stated):
        for other in _references(limit):
            left, right = edges_of(stated), edges_of(limit)
            if one == other:
                mets.append(Met(left, right, f"both {one}"))
                continue
            # NOTE: the air pressure is the same for both, so it is added on one side only.
            gauge = left if one == "gauge" else right
            lifted = gauge.shifted(*around)
            mets.append(Met(lifted, right, note) if one == "gauge" else Met(left, lifted, note))
    return tuple(mets)


def _references(quantity: Quantity) -> tuple[str, ...]:
    basis = quantity.unit.basis
    if basis in ("gauge", "absolute"):
        return (basis,)
    if is_plain_pressure(quantity.unit, quantity.low, quantity.high):
        return ("gauge",) if quantity.low is not None and quantity.low < 0 else ("absolute",)
    return "gauge", "absolute"


def _volumes(stated: Quantity, limit: Quantity, conditions: Conditions | None) -> tuple[Met, ...]:
    """Bring both to 0 °C and 1 atm, as far as the conditions of each are known."""
    mets = []
    for quantity in (stated, limit):
        least, most = _expansion(quantity, conditions)
        if quantity.dimension != "mass_concentration":
            least, most = 1 / most, 1 / least
        mets.append(edges_of(quantity).spread(least, most))
    notes = [f"{one.text} {_refers(one, conditions)}" for one in (stated, limit)]
    return (Met(mets[0], mets[1], "; ".join(notes)),)


def _expansion(quantity: Quantity, conditions: Conditions | None) -> tuple[Fraction, Fraction]:
    """Return how many times its volume at 0 °C and 1 atm the gas fills, least and most."""
    at = quantity.conditions
    is_reference = quantity.unit.basis in STANDARD_READINGS
    if not is_reference:
        at = _known(at, conditions)
    if at is not None and at.temperature and at.pressure:
        exactly = at.temperature / _FREEZING * _ATM / at.pressure
        return exactly, exactly
    return (Fraction(1), _WARMEST_STANDARD / _FREEZING) if is_reference else UNKNOWN_GAS


def _refers(quantity: Quantity, conditions: Conditions | None) -> str:
    at = quantity.conditions
    if quantity.unit.basis in STANDARD_READINGS:
        return in_words(at) if at else f"at {quantity.unit.basis} conditions, which are taken as 0 to 25 °C, 1 atm"
    known = _known(at, conditions)
    if known.temperature and known.pressure:
        return in_words(known)
    return "at conditions that are not stated (taken as -10 to 50 °C near 1 atm)"
