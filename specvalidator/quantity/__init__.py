"""Text ↔ physical value: reading what vendors print, exact comparison and conversion.

The only room that knows the unit library, and it asks it only for what the generated table cannot answer.
It may not look at a sheet, and it never guesses: what can be read in two ways says so.
"""

from __future__ import annotations

from specvalidator.quantity.agree import agree
from specvalidator.quantity.compare import Comparison, compare, has_dimension, settled
from specvalidator.quantity.conditions import Conditions
from specvalidator.quantity.dimensions import BASE_UNITS, DIMENSIONS
from specvalidator.quantity.errors import QuantityError
from specvalidator.quantity.fence import Fence
from specvalidator.quantity.glance import Glimpse, glimpse, glimpse_sizes, surely_agrees, surely_keeps
from specvalidator.quantity.numbers import number_text
from specvalidator.quantity.reading import read_conditions, read_quantities, read_quantity
from specvalidator.quantity.sizes import sizes_of
from specvalidator.quantity.tolerance import Allowance, Tolerance
from specvalidator.quantity.units import Unit
from specvalidator.quantity.values import Ambiguity, Interval, Quantity
from specvalidator.quantity.writing import in_short

__all__ = [
    "BASE_UNITS",
    "DIMENSIONS",
    "Allowance",
    "Ambiguity",
    "Comparison",
    "Conditions",
    "Fence",
    "Glimpse",
    "Interval",
    "Quantity",
    "QuantityError",
    "Tolerance",
    "Unit",
    "agree",
    "compare",
    "glimpse",
    "glimpse_sizes",
    "has_dimension",
    "in_short",
    "number_text",
    "read_conditions",
    "read_quantities",
    "read_quantity",
    "settled",
    "sizes_of",
    "surely_agrees",
    "surely_keeps",
]
