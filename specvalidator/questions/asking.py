"""How a question is asked: the sheet, the place and the market on one side, its prepared options on the other."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any, NamedTuple

from specvalidator.finding import Ground
from specvalidator.location import Place
from specvalidator.questions.answer import absent, unknown
from specvalidator.sheet import is_known_place
from specvalidator.source import MISSING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from specvalidator.location import Route
    from specvalidator.questions.answer import Answer
    from specvalidator.sheet import Sheet

__all__ = [
    "Asking",
    "OptionFault",
    "Question",
    "Sought",
    "absent_at",
    "check_places",
    "closed_options",
    "expand",
    "has_number",
]


class OptionFault(ValueError):
    """The options of a question do not make sense: the pack is at fault."""


class Asking(NamedTuple):
    """One asking of a question: the sheet, the place, and the item and market that the requirement is about."""

    sheet: Sheet
    route: Route
    value: Any
    """What stands at the place; MISSING only for questions that see absence."""
    item: Route
    """The item that relative places start from; the root for a requirement about the whole sheet."""
    market: str
    """The market of the pack; empty when it has none."""

    def absent(self, because: str = "") -> Answer:
        """Return the answer for a place where nothing is stated, or nothing that can be used."""
        return absent_at(self.sheet, self.route, because)

    def grounds(self) -> tuple[Ground, ...]:
        """Return the place with its value as written, where that is all there is to say."""
        return (Ground(Place(self.route), self.text),)

    @property
    def text(self) -> str:
        """Return the value as written, for a message."""
        value = self.value
        if isinstance(value, dict):
            value = value.get("value", value.get("text", value.get("name", "")))
        if isinstance(value, bool):
            return "true" if value else "false"
        return str(value) if isinstance(value, str | int) else ""


def absent_at(sheet: Sheet, route: Route, because: str = "") -> Answer:
    """Answer for a place without a usable value; only where nothing at all is stated does `if_absent` decide."""
    if sheet.is_unusable(route):
        return unknown(route, because="what is stated cannot be used")
    listed = sheet.is_listed_missing(route)
    return absent(route, because or ("looked for and not there" if listed else "not stated"))


class Sought(NamedTuple):
    """What a question about words looks for, and in which kinds of artefact (none: in all)."""

    words: frozenset[str]
    """Statements, kinds of claim, a role or a wording, each by a name that is the same for the same thing."""
    kinds: frozenset[str]


class Question(NamedTuple):
    """A question of the closed list: how it is answered, and how its options are read once per pack."""

    ask: Callable[[Asking, Any], Answer]
    prepare: Callable[[Any], Any]
    check: Callable[[Any], None] | None = None
    """What of the options is checked only when a pack is checked, because it costs time. Raises `OptionFault`."""
    sees_absence: bool = False
    """Whether it is asked of a place where nothing is stated; the others are unknown there."""
    sees_listed: bool = False
    """Whether it is asked of a place that the sheet lists as looked for and not there, as well."""
    sees_item: bool = False
    """Whether its options may name places that start at the item, beside the place that it is asked of."""
    is_of_value: bool = False
    """Whether a text that stands at the place decides alone, and is all that there is to show."""
    seek: Callable[[Any], Sought] | None = None
    """For a question about words: what it looks for; two that look for the same can be set beside each other."""


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


def check_places(places: Iterable[tuple[tuple[str, ...], bool]]) -> None:
    """Check that places of an option that start at the root are fields of the sheet. Raises `OptionFault`.

    A mistyped one would silently never be stated.
    """
    for steps, is_relative in places:
        if not is_relative and not is_known_place(steps):
            message = f"`/{'/'.join(steps)}` is not a field of the sheet format"
            raise OptionFault(message)


def expand(sheet: Sheet, place: tuple[str, ...], start: Route) -> list[tuple[Route, Any]]:
    """Return the routes that a place stands for, each with what is stated there or MISSING.

    `*` stands for every item of a list; where the list is not stated or empty, its own route comes with MISSING.
    """
    if "*" not in place:
        route = start + place
        value = sheet.get(route)
        if value is MISSING and has_number(place):
            route = _with_indices(sheet, place, start)
            value = sheet.get(route)
        return [(route, value)]
    at = place.index("*")
    ((route, items),) = expand(sheet, place[:at], start)
    if not isinstance(items, list) or not items:
        return [(route, MISSING)]
    rest = place[at + 1 :]
    return [found for position in range(len(items)) for found in expand(sheet, rest, (*route, position))]


@functools.lru_cache(maxsize=1024)
def has_number(place: tuple[str, ...]) -> bool:
    """Say whether a step of a place may be the index of an item."""
    return any(step.isdecimal() for step in place)


def _with_indices(sheet: Sheet, steps: tuple[str, ...], start: Route) -> Route:
    """Return a route in which a number is an index where the place so far is a list."""
    route = start
    for step in steps:
        is_index = step.isdecimal() and isinstance(sheet.get(route), list)
        route = (*route, int(step) if is_index else step)
    return route
