"""One sheet as it is judged: where questions start from, and what has been answered there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from specvalidator.finding import Ground
from specvalidator.location import Place
from specvalidator.market import is_for_others
from specvalidator.questions import Answer
from specvalidator.questions.asking import expand, has_number
from specvalidator.source import MISSING

if TYPE_CHECKING:
    from specvalidator.location import Route
    from specvalidator.sheet import Sheet

__all__ = ["ARTEFACTS", "Case", "Spot", "goes_elsewhere", "is_plain", "stated_below"]


class Spot:
    """Where questions start from: the sheet, or an item of one of its lists; with the answers that are known there."""

    __slots__ = ("answers", "is_noted", "items", "route", "value")

    def __init__(self, route: Route, value: Any, *, is_noted: bool = True) -> None:
        self.route = route
        self.value = value
        """What is stated there, or MISSING."""
        self.is_noted = is_noted
        """Whether the sheet may say of a place there that it was looked for, or hold something unusable."""
        self.answers: dict[object, Answer] = {}
        """Conditions of the pack by name and manner, other expressions by the number of their function."""
        self.items: dict[tuple[str, ...], tuple[Spot, ...]] = {}
        """The items of the lists below, by the place of the list."""


class Case:
    """One sheet, judged by one pack."""

    __slots__ = ("chosen", "noted", "sheet", "whole")

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.whole = Spot((), sheet.get(()))
        self.noted = sheet.not_stated | sheet.unusable
        """Places that are not stated, or not usable, and of which the sheet says more than that."""
        self.chosen: dict[object, Any] = {}
        """Items of lists as requirements choose them, by what chose them."""

    def known(self, condition: str) -> Answer | None:
        """Return the answer to a condition of the pack, if it was asked."""
        answers = self.whole.answers
        return answers.get((condition, True)) or answers.get((condition, False))

    def items(self, place: tuple[str, ...], spot: Spot) -> tuple[Spot, ...]:
        """Return the items of the lists at a place that starts from a spot, the same ones each time.

        Where the list is not stated or empty, its own route comes with MISSING.
        """
        found = spot.items.get(place)
        if found is None:
            found = spot.items[place] = self._items(place, spot)
        return found

    def _items(self, place: tuple[str, ...], spot: Spot) -> tuple[Spot, ...]:
        if is_plain(place):
            listed = stated_below(spot.value, place)
            if isinstance(listed, list) and listed:
                route = spot.route + place
                is_noted = any(place[: len(noted)] == noted[: len(place)] for noted in self.noted)
                return tuple(
                    [
                        Spot(
                            (*route, index),
                            MISSING if value is None else value,
                            is_noted=spot is not self.whole or is_noted,
                        )
                        for index, value in enumerate(listed)
                    ]
                )
        return tuple(Spot(route, value) for route, value in expand(self.sheet, (*place, "*"), spot.route))


def is_plain(place: tuple[str, ...]) -> bool:
    """Say whether a place leads through sections alone, so that it stands for itself."""
    return "*" not in place and not has_number(place)


def stated_below(value: Any, place: tuple[str, ...]) -> Any:
    """Return what is stated at a plain place below a value, or MISSING. A key without a value states nothing."""
    for step in place:
        if type(value) is not dict:
            return MISSING
        value = value.get(step)
    return MISSING if value is None else value


ARTEFACTS: Final = ("artefacts",)
"""The list whose items go to some markets and not to others."""


def goes_elsewhere(artefact: Spot, market: str) -> Answer | None:
    """Return what shows that an artefact goes to other markets only; None when it may go to this one."""
    if not isinstance(artefact.value, dict) or not is_for_others(artefact.value, market):
        return None
    stated = ", ".join(map(str, artefact.value["markets"]))
    ground = Ground(Place((*artefact.route, "markets")), stated, "goes to other markets only")
    return Answer(truth=False, grounds=(ground,))
