"""`quantity`: is the stated quantity of this dimension, and within these bounds?"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from specvalidator.quantity import (
    DIMENSIONS,
    Comparison,
    Conditions,
    Glimpse,
    Quantity,
    QuantityError,
    compare,
    glimpse,
    has_dimension,
    read_conditions,
    read_quantity,
    surely_keeps,
)
from specvalidator.questions.answer import Answer, no, unknown, yes
from specvalidator.questions.asking import OptionFault, closed_options
from specvalidator.sheet import measured_text
from specvalidator.source import MISSING

if TYPE_CHECKING:
    from specvalidator.location import Route
    from specvalidator.questions.asking import Asking
    from specvalidator.sheet import Sheet

__all__ = [
    "Bounds",
    "ask",
    "conditions_at",
    "glimpsed",
    "held",
    "prepare",
    "stated_conditions",
    "stated_quantity",
]

RELATIONS: Final = {
    "at_most": "at most",
    "at_least": "at least",
    "below": "below",
    "above": "above",
    "inside": "inside",
}
"""Option -> the relation of a stated quantity to the limit."""


class Bounds(NamedTuple):
    """What a quantity is compared with."""

    dimension: str
    bounds: tuple[tuple[str, Quantity], ...]
    conditions: Conditions | None
    presume: str
    carrier: str


def prepare(options: Any) -> Bounds:
    """Take `of` (a dimension), bounds as quantities, `at` (temperature and pressure), `presume`, `carrier`."""
    text = str
    known = closed_options(
        options, {"of": text, **dict.fromkeys(RELATIONS, text), "at": dict, "presume": text, "carrier": text}
    )
    dimension = known.get("of", "")
    if dimension not in DIMENSIONS:
        message = f"`of` has to name a dimension; `{dimension}` is none"
        raise OptionFault(message)
    presume = known.get("presume", "")
    at = closed_options(known.get("at", {}), {"temperature": text, "pressure": text})
    try:
        bounds = tuple((relation, read_quantity(known[key])) for key, relation in RELATIONS.items() if key in known)
        conditions = read_conditions(at.get("temperature"), at.get("pressure")) if at else None
    except QuantityError as error:
        raise OptionFault(error.message) from error
    for _, bound in bounds:
        if has_dimension(bound, dimension, presume) is not True:
            message = f"the bound `{bound.text}` is no {dimension}"
            raise OptionFault(message)
    return Bounds(dimension, bounds, conditions, presume, known.get("carrier", ""))


def held(quantity: Quantity, wanted: Bounds) -> list[Comparison]:
    """Compare a quantity with each bound."""
    return [
        compare(quantity, relation, bound, conditions=wanted.conditions, carrier=wanted.carrier, presume=wanted.presume)
        for relation, bound in wanted.bounds
    ]


def stated_quantity(asking: Asking) -> Quantity | None:
    """Return the quantity stated at a place, its declared uncertainty as a tolerance; None when unreadable."""
    value = asking.value
    route = (*asking.route, "value") if isinstance(value, dict) else asking.route
    measured = asking.sheet.measured.get(route)
    if measured is None:
        return None
    uncertainty = value.get("uncertainty") if isinstance(value, dict) else None
    if uncertainty is None or measured.quantity.tolerance is not None:
        return measured.quantity
    try:
        widened = f"{measured.text} ± {str(uncertainty).lstrip('±+/- ')}"
        return read_quantity(widened, language=measured.language)
    except QuantityError:
        return None


def glimpsed(sheet: Sheet, route: Route, value: Any, presume: str) -> Glimpse | None:
    """Return what a first look shows of the quantity stated at a place; None when it has to be read."""
    if isinstance(value, dict):
        if value.get("uncertainty") is not None:
            return None
        route = (*route, "value")
    measured = sheet.measured.get(route)
    return None if measured is None else glimpse(measured.text, presume)


def stated_conditions(asking: Asking, quantity: Quantity) -> Conditions | None:
    """Return the temperature and pressure that a stated quantity comes with, in its text or under `at`.

    Raises `QuantityError` when something is stated there that cannot be used.
    """
    if quantity.conditions is not None or not isinstance(asking.value, dict) or "at" not in asking.value:
        return quantity.conditions
    return conditions_at(asking, (*asking.route, "at"))


def conditions_at(asking: Asking, route: Route) -> Conditions | None:
    """Return the temperature and pressure in a section of the sheet; None when it states neither.

    Raises `QuantityError` when something is stated there that cannot be used.
    """
    sheet = asking.sheet
    for part in (route, (*route, "temperature"), (*route, "pressure")):
        if sheet.is_unusable(part):
            message = "the temperature or the pressure that it refers to cannot be read"
            raise QuantityError("conditions", message)
    found = [sheet.get((*route, key)) for key in ("temperature", "pressure")]
    temperature, pressure = (None if value is MISSING else measured_text(value) for value in found)
    return None if temperature is None and pressure is None else read_conditions(temperature, pressure)


def ask(asking: Asking, wanted: Bounds) -> Answer:
    """Compare what is stated with the bounds; ranges and tolerances as intervals, conversions exactly."""
    truth = _at_a_glance(asking, wanted)
    return _compared(asking, wanted) if truth is None else Answer(truth, lambda: _compared(asking, wanted).grounds)


def _at_a_glance(asking: Asking, wanted: Bounds) -> bool | None:
    """Say at a first look whether all bounds are surely kept, or one is surely not; None is no answer."""
    stated = glimpsed(asking.sheet, asking.route, asking.value, wanted.presume) if wanted.bounds else None
    if stated is None:
        return None
    kept = []
    for relation, bound in wanted.bounds:
        limit = _glimpse_of_bound(bound.text, wanted.presume)
        kept.append(None if limit is None else surely_keeps(stated, relation, limit))
    return False if False in kept else None if None in kept else True


@functools.lru_cache(maxsize=256)
def _glimpse_of_bound(text: str, presume: str) -> Glimpse | None:
    return glimpse(text, presume)


def _compared(asking: Asking, wanted: Bounds) -> Answer:
    """Compare exactly."""
    route = (*asking.route, "value") if isinstance(asking.value, dict) else asking.route
    quantity = stated_quantity(asking)
    if quantity is None:
        return unknown(route, asking.text, "the quantity cannot be read")
    if not wanted.bounds:
        fits = has_dimension(quantity, wanted.dimension, wanted.presume)
        because = "by volume or by mass is not said" if fits is None else f"a {quantity.dimension.replace('_', ' ')}"
        return (unknown if fits is None else yes if fits else no)(route, asking.text, because)
    try:
        conditions = stated_conditions(asking, quantity) or wanted.conditions
    except QuantityError as error:
        return unknown(route, asking.text, error.message)
    reasons = held(quantity, wanted._replace(conditions=conditions))
    for truth, answer in ((False, no), (None, unknown)):
        found = next((reason for reason in reasons if reason.truth is truth), None)
        if found is not None:
            return answer(route, asking.text, found)
    return yes(route, asking.text, _Reasons(reasons))


class _Reasons(tuple[Comparison, ...]):
    """Several comparisons as one reason."""

    __slots__ = ()

    def __str__(self) -> str:
        return "; ".join(map(str, self))
