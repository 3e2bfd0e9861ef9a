"""The models that one sheet covers: each as the sheet with its own overrides laid over it.

What a model states instead of the sheet is found where it is written, under `device/variants`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from specvalidator.faults import Fault
from specvalidator.location import Place, pointer
from specvalidator.source import LIMITS, MISSING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from specvalidator.location import Route
    from specvalidator.source import Document

__all__ = ["home_of", "name_of", "overlaid", "unusable_in", "variant_count", "variant_faults"]

_LIST: Final = ("device", "variants")
_OWN: Final = frozenset({"name", "model", "identifiers", "price"})
"""What a variant states of the device itself; the rest stands under `overrides`."""


def variant_count(document: Document) -> int:
    """Return how many of the listed models are judged: as many as together stay within the size of one file."""
    listed = _listed(document)
    first, last, _ = document.mark
    return min(len(listed), max(1, LIMITS.size // max(1, last - first)))


def overlaid(document: Document, index: int) -> dict[str, Any]:
    """Return the value of a document as it is for one of its models; the document stays as it is."""
    variant = _listed(document)[index]
    value = dict(document.value)
    value["device"] = {key: inner for key, inner in value["device"].items() if key != _LIST[1]}
    if not isinstance(variant, dict):
        return value
    overrides = variant.get("overrides")
    own = {"device": {key: inner for key, inner in variant.items() if key in _OWN}}
    return _merged(_merged(value, own), overrides if isinstance(overrides, dict) else {})


def home_of(document: Document, index: int, route: Route) -> Route:
    """Return where that stands in a document what a model has at a route; where it states nothing, the route."""
    start: Route = (*_LIST, index)
    inner = route
    if route[:1] == _LIST[:1] and len(route) > 1 and route[1] in _OWN:
        inner = route[1:]
    else:
        start = (*start, "overrides")
    value = document.get(start)
    if not route or value is MISSING:
        return route
    for step in inner:
        if isinstance(value, list) or _is_one(value):
            break
        if not isinstance(value, dict) or step not in value:
            return route
        value = value[step]
    else:
        if isinstance(value, dict) and not _is_one(value) and document.get(route) is not MISSING:
            return route  # a section that both have is the sheet's
    return (*start, *inner)


def name_of(document: Document, index: int) -> str:
    """Return how a model is called: by its own number or name, or else by its place in the list."""
    variant = _listed(document)[index]
    for key in ("model", "name"):
        own = variant.get(key) if isinstance(variant, dict) else None
        own = own.get("text") if isinstance(own, dict) else own
        if isinstance(own, str | int) and not isinstance(own, bool):
            return str(own)
    return str(index + 1)


def unusable_in(document: Document, index: int, unusable: frozenset[Route]) -> frozenset[Route]:
    """Return the places of a model whose value has a fault: its own, and those of the sheet that it leaves."""
    overrides: Route = (*_LIST, index, "overrides")
    own: Route = (*_LIST, index)
    found = set()
    for route in unusable:
        if route in (own, overrides):
            continue  # what cannot be used changes nothing: the model is as the sheet
        if route[: len(overrides)] == overrides:
            found.add(route[len(overrides) :])
        elif route[: len(own)] == own:
            found.add(("device", *route[len(own) :]))
        elif home_of(document, index, route) == route:
            found.add(route)
    return frozenset(found)


def variant_faults(document: Document) -> Iterator[Fault]:
    """Yield what is wrong with the list of models: values that describe none of them, and too many of them."""
    listed = _listed(document)
    if not listed:
        return
    judged = variant_count(document)
    if judged < len(listed):
        message = f"The sheet lists {len(listed)} models; {judged} of them are judged, because it is long."
        span = document.span(Place(_LIST, "key"))
        yield Fault("LIMIT-variants", message, "Split it into sheets with fewer models.", span, pointer(_LIST))
    overridden = [set(_leaves(variant)) for variant in listed]
    for route in sorted(overridden[0].intersection(*overridden[1:]), key=pointer):
        value = document.get(route)
        if value is MISSING or value is None:
            continue
        where = pointer(route)
        message = f"{where} describes none of the models listed: each of them states its own."
        repair = "Remove it, or list the model that it describes."
        yield Fault("SHEET-overridden", message, repair, document.span(Place(route, "key")), where)


def _listed(document: Document) -> list[Any]:
    listed = document.get(_LIST)
    return listed if isinstance(listed, list) else []


def _is_one(value: object) -> bool:
    """Say whether a section is one value with its source, which is never mixed with another."""
    return isinstance(value, dict) and ("value" in value or "text" in value)


def _merged(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """Lay one section over another key by key; lists and values with a source replace what was there."""
    merged = dict(below)
    for key, value in above.items():
        beneath = merged.get(key)
        is_section = isinstance(beneath, dict) and isinstance(value, dict) and not _is_one(value)
        merged[key] = _merged(beneath, value) if is_section and not _is_one(beneath) else value  # type: ignore[arg-type]
    return merged


def _leaves(variant: object) -> Iterator[Route]:
    """Yield the routes of the sheet that a model overrides. The sheet's own name is that of the family."""
    if isinstance(variant, dict):
        yield from _below(variant.get("overrides"), ())


def _below(value: object, route: Route) -> Iterator[Route]:
    if isinstance(value, dict) and not _is_one(value):
        for key, inner in value.items():
            yield from _below(inner, (*route, key))
    elif value is not None:
        yield route
