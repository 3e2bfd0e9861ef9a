"""How a question is asked: the sheet, the place and the market on one side, its prepared options on the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from specvalidator.source import MISSING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from specvalidator.location import Route
    from specvalidator.questions.answer import Answer
    from specvalidator.sheet import Sheet

__all__ = ["Asking", "OptionFault", "Question", "closed_options", "expand"]


class OptionFault(ValueError):
    """The options of a question do not make sense: the pack is at fault."""


@dataclass(frozen=True, slots=True)
class Asking:
    """One asking of a question: the sheet, the place, and the item and market that the requirement is about."""

    sheet: Sheet
    route: Route
    value: Any
    """What stands at the place; MISSING only for questions that see absence."""
    item: Route
    """The item that relative places start from; the root for a requirement about the whole sheet."""
    market: str
    """The market of the pack; empty when it has none."""

    @property
    def text(self) -> str:
        """Return the value as written, for a message."""
        value = self.value
        if isinstance(value, dict):
            value = value.get("value", value.get("text", value.get("name", "")))
        if isinstance(value, bool):
            return "true" if value else "false"
        return str(value) if isinstance(value, str | int) else ""


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the closed list: how it is answered, and how its options are read once per pack."""

    ask: Callable[[Asking, Any], Answer]
    prepare: Callable[[Any], Any]
    sees_absence: bool = False
    """Whether it is asked of a place where nothing is stated; the others are unknown there."""


def closed_options(options: Any, known: Mapping[str, type | tuple[type, ...]]) -> dict[str, Any]:
    """Check that options are a mapping of known keys with values of the known types."""
    if not isinstance(options, dict):
        message = "the options have to be a mapping"
        raise OptionFault(message)
    for key, value in options.items():
        if key not in known:
            message = f"`{key}` is not an option here; known are {', '.join(known)}"
            raise OptionFault(message)
        if not isinstance(value, known[key]):
            message = f"the option `{key}` has a value of the wrong form"
            raise OptionFault(message)
    return options


def expand(sheet: Sheet, place: tuple[str, ...], start: Route) -> Iterator[tuple[Route, Any]]:
    """Return the routes that a place stands for, each with what is stated there or MISSING.

    `*` stands for every item of a list; where the list is not stated or empty, its own route comes with MISSING.
    """
    routes: list[Route] = [start]
    for index, step in enumerate(place):
        if step != "*":
            routes = [(*route, _step(sheet, route, step)) for route in routes]
            continue
        opened: list[Route] = []
        for route in routes:
            value = sheet.get(route)
            if isinstance(value, list) and value:
                opened.extend((*route, position) for position in range(len(value)))
            else:
                yield route, MISSING
        routes = opened
        if not routes and index < len(place):
            return
    for route in routes:
        yield route, sheet.get(route)


def _step(sheet: Sheet, route: Route, step: str) -> str | int:
    """Return a step as a list index where the place so far is a list."""
    if step.isdecimal() and isinstance(sheet.get(route), list):
        return int(step)
    return step
