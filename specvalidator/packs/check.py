"""Does a pack hold together? Form, names, places, levels and messages, each fault with its place in the file."""

from __future__ import annotations

import functools
import json
import re
from typing import TYPE_CHECKING, Any, Final

from specvalidator.data import read_data
from specvalidator.packs.build import BuildFault, build_pack
from specvalidator.packs.trouble import PackError
from specvalidator.questions import OptionFault, matches
from specvalidator.requirement import BASES, All, AnyOf, Ask, Level, Named, Not, Quantified
from specvalidator.schema import Schema
from specvalidator.sheet import is_known_place
from specvalidator.source import read_documents

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specvalidator.location import Route
    from specvalidator.requirement import Expression, Pack, Requirement
    from specvalidator.schema import Violation
    from specvalidator.source import Document

__all__ = ["checked_pack", "pack_form"]

_FILLERS: Final = frozenset({"value", "because", "place", "category"})
_FILLER = re.compile(r"\{([^{}]*)\}")


@functools.cache
def pack_form() -> Schema:
    """Return the compiled schema of packs."""
    return Schema(json.loads(read_data("pack.schema.json")))


def checked_pack(data: bytes, name: str) -> tuple[Pack, Document]:
    """Read a pack from YAML and check all of it but its examples. Raises `PackError` for the first fault."""
    documents = read_documents(data, name, decimals=True)
    if not documents:
        reason = "the file is empty"
        raise PackError(reason, name)
    document = documents[0]
    for fault in document.faults:
        raise PackError(fault.message, name, fault.span.line, fault.span.column)
    if len(documents) > 1:
        reason = "a pack file holds one document"
        raise PackError(reason, name)
    for violation in pack_form().violations(document.value):
        raise PackError.at(document, *_spoken(violation, document))
    try:
        pack = build_pack(document.value)
        _check_names(pack)
        for index, requirement in enumerate(pack.requirements):
            _check_requirement(requirement, ("requirements", index))
        for route, schema in _schemas(document.value, ()):
            _check_matches(route, schema)
    except BuildFault as fault:
        raise PackError.at(document, fault.route, fault.reason, "key") from fault
    return pack, document


def _spoken(violation: Violation, document: Document) -> tuple[Route, str]:
    """Put a violation of the pack schema in words."""
    value = document.get(violation.route)
    shown = f"`{str(value)[:60]}`" if isinstance(value, str | int | float) else "what stands here"
    if violation.keyword == "additionalProperties":
        key = violation.facts[0]
        return (*violation.route, key), f"`{key}` is not known here"
    if violation.keyword == "required":
        return violation.route, f"`{violation.facts}` is missing"
    if violation.keyword == "enum":
        return violation.route, f"{shown} is not one of: {', '.join(map(str, violation.facts))}"
    if violation.keyword in ("minLength", "minItems", "minProperties"):
        return violation.route, "nothing stands here"
    if violation.keyword == "maxProperties":
        return violation.route, "one question stands at a place, not several; use `all` for more"
    if violation.keyword == "dependentRequired":
        return violation.route, "a quantifier needs `have`"
    return violation.route, f"{shown} does not have the form that is wanted here ({violation.keyword})"


def _check_names(pack: Pack) -> None:
    """Check that ids are unique and that every condition named exists and none refers to itself."""
    seen: set[str] = set()
    for index, requirement in enumerate(pack.requirements):
        if requirement.id in seen:
            raise BuildFault(("requirements", index, "id"), f"the id {requirement.id} stands twice")
        seen.add(requirement.id)
    if isinstance(pack.applies, Named) and pack.applies.name not in pack.conditions:
        raise BuildFault(("applies",), f"there is no condition `{pack.applies.name}`")
    for name, expression in pack.conditions.items():
        _check_names_in(pack, expression, ("conditions", name), (name,))
        _check_from(expression, None, ("conditions", name))
    for index, requirement in enumerate(pack.requirements):
        route = ("requirements", index)
        for name in ("when", "ask"):
            expression = getattr(requirement, name)
            if expression is not None:
                _check_names_in(pack, expression, (*route, name), ())


def _check_names_in(pack: Pack, expression: Expression, route: Route, open_names: tuple[str, ...]) -> None:
    for part in _parts(expression):
        if isinstance(part, Named):
            if part.name not in pack.conditions:
                raise BuildFault(route, f"there is no condition `{part.name}`")
            if part.name in open_names:
                raise BuildFault(route, f"the condition `{part.name}` refers to itself")
            _check_names_in(pack, pack.conditions[part.name], route, (*open_names, part.name))
        elif isinstance(part, Ask | Quantified) and not part.is_relative:
            _check_place(part.place, route)


def _parts(expression: Expression) -> Iterator[Expression]:
    """Return an expression and everything inside it."""
    yield expression
    match expression:
        case All(parts) | AnyOf(parts):
            inner: tuple[Expression, ...] = parts
        case Not(part):
            inner = (part,)
        case Quantified():
            inner = (expression.have,) if expression.where is None else (expression.where, expression.have)
        case _:
            inner = ()
    for part in inner:
        yield from _parts(part)


def _check_place(place: tuple[str, ...], route: Route) -> None:
    """Check that a place is a field of the sheet: a mistyped one would silently never be stated."""
    if not is_known_place(place):
        raise BuildFault(route, f"`/{'/'.join(place)}` is not a field of the sheet format")


def _check_requirement(requirement: Requirement, route: Route) -> None:
    basis = BASES[requirement.basis]
    if requirement.level > basis.ceiling:
        reason = f"a requirement that rests on {basis.title} is at most a {basis.ceiling}"
        raise BuildFault((*route, "level"), reason)
    if requirement.level is Level.ERROR and not requirement.authority.text_read:
        reason = "an error needs a clause whose text was read: `text_read` is missing"
        raise BuildFault((*route, "authority"), reason)
    for name in ("message", "missing", "repair"):
        for filler in _FILLER.findall(getattr(requirement, name)):
            if filler not in _FILLERS:
                raise BuildFault((*route, name), f"`{{{filler}}}` is not one of: {', '.join(sorted(_FILLERS))}")
    if requirement.if_absent == "unmet" and "{" in requirement.message and not requirement.missing:
        reason = "`if_absent: unmet` with a message about a value needs `missing` as well"
        raise BuildFault((*route, "if_absent"), reason)
    _check_relative(requirement, route)


def _check_relative(requirement: Requirement, route: Route) -> None:
    """Check the places that start at an item: there has to be an item, and the item has to have the field."""
    each = requirement.each
    item = None if each is None else (*each.place, "*")
    if each is not None:
        _check_place(each.place, (*route, "each"))
        if each.where is not None:
            _check_from(each.where, item, (*route, "where"))
    for name in ("when", "ask"):
        if getattr(requirement, name) is not None:
            _check_from(getattr(requirement, name), item, (*route, name))


def _check_from(expression: Expression, item: tuple[str, ...] | None, route: Route) -> None:
    match expression:
        case Ask() if expression.is_relative:
            if item is None:
                raise BuildFault(route, "a place that starts with `./` needs an item to start from")
            _check_place((*item, *expression.place), route)
        case All(parts) | AnyOf(parts):
            for part in parts:
                _check_from(part, item, route)
        case Not(part):
            _check_from(part, item, route)
        case Quantified():
            if expression.is_relative and item is None:
                raise BuildFault(route, "a place that starts with `./` needs an item to start from")
            start = (item or ()) if expression.is_relative else ()
            inner = (*start, *expression.place, "*")
            _check_place(inner[:-1], route)
            for part in filter(None, (expression.where, expression.have)):
                _check_from(part, inner, route)


def _schemas(value: Any, route: Route) -> Iterator[tuple[Route, dict[str, Any]]]:
    """Return every schema under a `matches`, so that each is compiled before the pack is used."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "matches" and isinstance(inner, dict):
                yield (*route, key), inner
            else:
                yield from _schemas(inner, (*route, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _schemas(inner, (*route, index))


def _check_matches(route: Route, schema: dict[str, Any]) -> None:
    try:
        matches.check(schema)
    except OptionFault as fault:
        raise BuildFault(route, f"the schema cannot be used: {fault}") from fault
