"""The kinds of quantity that the tool knows, each with the unit that its exact values are kept in.

It may not hold units other than these; the base units fit together (g, m, s, A, mol), so that a product of two
base values is the base value of the product.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["BASE_UNITS", "BY_BASIS", "DIMENSIONS", "UNSTATED_BASIS"]

BASE_UNITS: Final[Mapping[str, str]] = {
    "mass_concentration": "g/m3",
    "volume_fraction": "1",
    "mass_fraction": "1",
    "fraction": "1",  # a ratio that does not say of what: a bare %, ppm or ppb
    "mass_rate": "g/s",
    "volume_rate": "m3/s",
    "pressure": "Pa",
    "temperature": "K",
    "temperature_difference": "K",
    "time": "s",
    "length": "m",
    "area": "m2",
    "volume": "m3",
    "mass": "g",
    "power": "W",
    "apparent_power": "V.A",
    "voltage": "V",
    "current": "A",
    "resistance": "Ohm",
    "charge": "A.s",
    "frequency": "Hz",
    "energy": "J",
    "sound_level": "dB",
    "mass_per_energy": "g/J",
    "energy_per_mass": "J/g",
    "amount": "mol",
    "amount_concentration": "mol/m3",
    "velocity": "m/s",
    "angle": "deg",
    "conductance": "S",
    "conductivity": "S/m",
    "resistivity": "Ohm.m",
    "irradiance": "W/m2",
    "radiant_exposure": "J/m2",
    "exposure": "g.s/m3",  # concentration times time, the CT value of water and sterilisation practice
    "air_change_rate": "1/s",
    "rotational_speed": "{rev}/s",
    "count": "1",
    "count_concentration": "1/m3",
    "log_reduction": "{log10}",
    "acidity": "[pH]",
    "turbidity": "[NTU]",
    "biological_activity": "[iU]",
    "biological_activity_concentration": "[iU]/m3",
    "fraction_drift": "1/s",
    "volume_fraction_drift": "1/s",
    "mass_fraction_drift": "1/s",
}
"""Dimension -> the unit, in canonical form, that `Quantity.interval` speaks."""

DIMENSIONS: Final[frozenset[str]] = frozenset(BASE_UNITS)

BY_BASIS: Final[Mapping[str, Mapping[str, str]]] = {
    "fraction": {"by volume": "volume_fraction", "by mass": "mass_fraction"},
    "fraction_drift": {"by volume": "volume_fraction_drift", "by mass": "mass_fraction_drift"},
}
"""What a ratio without a basis becomes once a basis is known."""

UNSTATED_BASIS: Final[Mapping[str, str]] = {
    stated: bare for bare, known in BY_BASIS.items() for stated in known.values()
}
"""The other way: a ratio with its basis -> the same without."""
