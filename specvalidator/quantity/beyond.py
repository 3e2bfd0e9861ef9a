"""A well-formed compound of known units that the generated table does not hold: pint is asked, and gated.

The only place where checking a sheet can bring pint in, and only for parts that make a quantity of the field. It
never sees text of a sheet: the expression is built from names of the closed list.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Final

from specvalidator.quantity.dimensions import BASE_UNITS
from specvalidator.quantity.units import Unit, table, unit_named, with_basis

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["compound"]

_MADE_OF: Final[Mapping[tuple[str, str], str]] = {
    ("mass", "volume"): "mass_concentration",
    ("mass", "time"): "mass_rate",
    ("volume", "time"): "volume_rate",
    ("amount", "volume"): "amount_concentration",
    ("length", "time"): "velocity",
    ("mass", "energy"): "mass_per_energy",
    ("energy", "mass"): "energy_per_mass",
    ("power time", ""): "energy",
    ("conductance", "length"): "conductivity",
    ("length resistance", ""): "resistivity",
    ("power", "area"): "irradiance",
    ("energy", "area"): "radiant_exposure",
    ("power time", "area"): "radiant_exposure",
    ("mass time", "volume"): "exposure",
    ("count", "volume"): "count_concentration",
    ("biological_activity", "volume"): "biological_activity_concentration",
}
"""What is multiplied and what it is divided by -> what that is.

NOTE: by kinds of parts, not by powers of metres and seconds: a mass per volume and pressure has the powers of a mass
per energy, and is none. Ratios are left out: their parts do not say of what they are.
"""


@functools.lru_cache(maxsize=256)
def compound(symbol: str, over: tuple[str, ...], under: tuple[str, ...], basis: str) -> Unit | None:
    """Return the unit that known units make, exactly as pint has it; None when it is no quantity of the field."""
    kinds = tuple(" ".join(sorted(unit_named(part).dimension for part in parts)) for parts in (over, under))
    dimension = _MADE_OF.get((kinds[0], kinds[1]))
    if dimension is None:
        return None
    from specvalidator.quantity.table import exact_factor  # noqa: PLC0415 - brings pint in, which is slow

    names = table()["pint"]
    expression = "*".join(f"({names[part]})" for part in over)
    expression += "".join(f"/({names[part]})" for part in under)
    factor, offset, _ = exact_factor(expression)
    base, _, _ = exact_factor(names[BASE_UNITS[dimension]])
    unit = Unit(symbol, dimension, factor / base, offset)
    return with_basis(unit, basis) if basis else unit
