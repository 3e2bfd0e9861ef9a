"""The temperature and pressure that a gas quantity refers to.

It may not choose conditions where none are stated.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from fractions import Fraction

__all__ = ["Conditions"]


class Conditions(NamedTuple):
    """Temperature in kelvin and absolute pressure in pascal; None for what is not stated."""

    temperature: Fraction | None = None
    pressure: Fraction | None = None
