"""The figures that stand in a sentence, compared with a bound: what `states` asks with `figure`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from specvalidator.quantity import QuantityError, read_quantity
from specvalidator.questions.quantity import held

if TYPE_CHECKING:
    from specvalidator.quantity import Comparison
    from specvalidator.questions.quantity import Bounds

__all__ = ["figures_in"]

_FIGURE: Final = re.compile(r"(?<![\w.,])[<>≤≥±~]?\s?\d")
_MOST_FIGURES: Final = 16
_MOST_WORDS: Final = 6
_MOST_SIGNS: Final = 60


def figures_in(text: str, bounds: Bounds) -> list[Comparison]:
    """Compare the figures of a sentence that can be compared; voltages, areas and percentages stand beside them."""
    found = []
    for number in list(_FIGURE.finditer(text))[:_MOST_FIGURES]:
        pieces = text[number.start() : number.start() + _MOST_SIGNS].split()[:_MOST_WORDS]
        for length in range(len(pieces), 0, -1):
            try:
                quantity = read_quantity(" ".join(pieces[:length]).rstrip(".,;:)"))
            except QuantityError:
                continue
            if quantity.unit.symbol != "%":
                found += [one for one in held(quantity, bounds) if one.truth is not None]
            break
    return found
