"""The sheet's schema, loaded and compiled once, and what its keyword `quantity` asks of a value.

The keyword is asked by the walk over the sheet (`fields`), which knows the language of a text and needs the quantity
anyway; as a class it can be given to any validator of JSON Schema as well.
"""

from __future__ import annotations

import functools
import json
from typing import TYPE_CHECKING, Any

from specvalidator.data import read_data
from specvalidator.quantity import Fence, QuantityError, compare, has_dimension, read_quantity, settled
from specvalidator.schema import KeywordRefusal, Schema

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from specvalidator.quantity import Quantity

__all__ = ["KEYWORDS", "QuantityKeyword", "measured_text", "sheet_form", "sheet_schema"]


@functools.cache
def sheet_schema() -> dict[str, Any]:
    """Return the schema of a sheet as data."""
    schema: dict[str, Any] = json.loads(read_data("device-spec.schema.json"))
    return schema


@functools.cache
def sheet_form() -> Schema:
    """Return the compiled schema of a sheet, without the keyword `quantity`."""
    return Schema(sheet_schema())


def measured_text(value: object) -> str | None:
    """Return the text of a quantity, which is a text or a section with a `value`; None for anything else."""
    if isinstance(value, dict):
        value = value.get("value")
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else None


class QuantityKeyword:
    """The keyword `quantity`: the dimensions that a place takes, and what cannot be as printed.

    `of` lists dimensions, `at_most` and `at_least` bound what is physically possible (one bound, or one for each
    dimension), `presume` says how a bare ppm or % is meant here.
    """

    def __init__(self, parent: Mapping[str, Any], spec: Mapping[str, Any], path: object = ()) -> None:
        del parent, path
        self.of: tuple[str, ...] = tuple(spec["of"])
        self.presume: str = spec.get("presume", "")
        self.bounds = [
            (relation, read_quantity(bound))
            for key, relation in (("at_most", "at most"), ("at_least", "at least"))
            for bound in _listed(spec.get(key, ()))
        ]
        self.surely_takes = Fence(self.of, self.bounds, self.presume).surely_holds
        """Says at a first look that a text is a quantity that can stand here, nothing left open; False is no answer."""

    def validate(self, instance: object) -> None:
        """Raise `KeywordRefusal` when the quantity cannot be read, has another dimension or cannot be."""
        text = measured_text(instance)
        if text is not None and not self.surely_takes(text):
            self.read(text)

    def read(self, text: str, language: str = "") -> Quantity:
        """Return the quantity that a text states; `KeywordRefusal` when it cannot stand at this place."""
        try:
            quantity = read_quantity(text, language=language)
        except QuantityError as error:
            raise KeywordRefusal("unreadable", text=text, why=error.message, likely=error.likely or "") from None
        if quantity.dimension not in self.of:
            self._check_dimension(quantity, text)
        meant = settled(quantity, self.presume)
        for relation, bound in self.bounds:
            if meant.dimension == bound.dimension and compare(meant, relation, bound).truth is False:
                raise KeywordRefusal("implausible", text=text, bound=f"{relation} {bound.text}")
        return quantity

    def _check_dimension(self, quantity: Quantity, text: str) -> None:
        """Refuse a quantity that is of none of the wanted dimensions, whatever basis a share may have."""
        if all(has_dimension(quantity, of, self.presume) is False for of in self.of):
            raise KeywordRefusal("dimension", text=text, stated=quantity.dimension, wanted=" or ".join(self.of))


def _listed(bounds: str | Sequence[str]) -> Sequence[str]:
    return (bounds,) if isinstance(bounds, str) else bounds


KEYWORDS: dict[str, type] = {"quantity": QuantityKeyword}
