"""Ozone in a gas: volume fraction, mass fraction and mass concentration into each other, exactly, by the ideal gas law.

It may not assume a temperature, a pressure or a carrier gas: what is not stated is named as missing.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from specvalidator.quantity.conditions import Conditions

__all__ = ["CARRIERS", "CONVERTIBLE", "GAS_CONSTANT", "OZONE", "Gas", "in_words"]

OZONE: Final = Fraction(48)
"""Molar mass of ozone, 48.00 g/mol: the rounded figure that conversion tables of the field use."""

GAS_CONSTANT: Final = Fraction("8.31446261815324")
"""J/(mol K); exact since the SI of 2019 (product of the Boltzmann and the Avogadro constant)."""

CARRIERS: Final[Mapping[str, Fraction]] = {
    "oxygen": Fraction("31.998"),  # twice 15.999, the abridged standard atomic weight of oxygen (IUPAC 2021)
    "air": Fraction("28.96"),  # dry air, 28.9644 g/mol in the US Standard Atmosphere of 1976, to four figures
}
"""Carrier gas -> molar mass in g/mol."""

CONVERTIBLE: Final = frozenset(("mass_concentration", "volume_fraction", "mass_fraction"))


class Gas:
    """Ozone in a carrier gas under conditions, any of which may be unknown."""

    __slots__ = ("carrier", "conditions")

    def __init__(self, conditions: Conditions | None, carrier: str) -> None:
        self.conditions = conditions
        self.carrier = carrier

    def missing(self, source: str, target: str) -> list[str]:
        """Return in plain words what a conversion between two dimensions would need and is not stated."""
        names = []
        if "mass_concentration" in {source, target}:
            if self.conditions is None or not self.conditions.temperature:
                names.append("the temperature")
            if self.conditions is None or not self.conditions.pressure:
                names.append("the pressure")
        if "mass_fraction" in {source, target} and self.carrier not in CARRIERS:
            names.append("the carrier gas (oxygen or air)")
        return names

    def convert(self, value: Fraction, source: str, target: str) -> Fraction | None:
        """Return a value of one dimension in another, in base units; None where no mixture can be so.

        Every conversion rises with the value, so bounds stay bounds. Nothing may be `missing`.
        """
        part = value
        if source == "mass_fraction":
            part = self._volume_of_mass(value)
        elif source == "mass_concentration":
            part = value / self._pure()
        if "mass_fraction" in {source, target} and not 0 <= part <= 1:
            return None
        if target == "mass_fraction":
            return part * OZONE / (part * OZONE + (1 - part) * CARRIERS[self.carrier])
        return part * self._pure() if target == "mass_concentration" else part

    def _pure(self) -> Fraction:
        """Return the density of pure ozone in g/m3: p M / (R T)."""
        at = self.conditions
        assert at is not None  # noqa: S101 - nothing is missing
        assert at.pressure is not None  # noqa: S101
        assert at.temperature is not None  # noqa: S101
        return at.pressure * OZONE / (GAS_CONSTANT * at.temperature)

    def _volume_of_mass(self, share: Fraction) -> Fraction:
        if not 0 <= share <= 1:
            return Fraction(-1)
        moles, others = share / OZONE, (1 - share) / CARRIERS[self.carrier]
        return moles / (moles + others)

    def used(self, source: str, target: str) -> str:
        """Return the conditions that a conversion rests on, in plain words."""
        words = []
        if "mass_concentration" in {source, target}:
            words.append(in_words(self.conditions))
        if "mass_fraction" in {source, target}:
            words.append(f"in {self.carrier}")
        return ", ".join(words)


def in_words(conditions: Conditions | None) -> str:
    """Return conditions as a message gives them, to six digits: `at 25 °C and 101.325 kPa` for 760 mmHg."""
    parts = []
    if conditions is not None and conditions.temperature is not None:
        parts.append(f"{float(conditions.temperature - Fraction('273.15')):.6g} °C")
    if conditions is not None and conditions.pressure is not None:
        parts.append(f"{float(conditions.pressure / 1000):.6g} kPa")
    return "at " + " and ".join(parts) if parts else "at conditions that are not stated"
