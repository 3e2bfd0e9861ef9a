"""From the plain data of a pack to a `Pack`: expressions, options and levels, each checked as it is built."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from specvalidator.location import pattern_of
from specvalidator.questions import QUESTIONS, OptionFault
from specvalidator.requirement import (
    All,
    AnyOf,
    Ask,
    Authority,
    Level,
    Named,
    Not,
    Pack,
    Quantified,
    Requirement,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from specvalidator.location import Route
    from specvalidator.requirement import Expression

__all__ = ["BuildFault", "build_pack"]

_QUANTIFIERS = ("some", "every", "none")


class BuildFault(ValueError):
    """Something in the pack makes no sense; `route` leads to it."""

    def __init__(self, route: Route, reason: str) -> None:
        super().__init__(reason)
        self.route = route
        self.reason = reason


def build_pack(data: Mapping[str, Any]) -> Pack:
    """Build a pack from data that fits the pack schema. Raises `BuildFault`."""
    applies = data.get("applies")
    return Pack(
        id=data["pack"],
        title=data["title"],
        edition=data["edition"],
        coverage=data["coverage"],
        market=data.get("market", ""),
        applies=None if applies is None else Named(applies),
        conditions={
            name: _expression(value, ("conditions", name)) for name, value in data.get("conditions", {}).items()
        },
        requirements=tuple(
            _requirement(value, ("requirements", index)) for index, value in enumerate(data["requirements"])
        ),
    )


def _requirement(data: Mapping[str, Any], route: Route) -> Requirement:
    in_force = data.get("in_force", {})
    return Requirement(
        id=data["id"],
        title=data["title"],
        authority=Authority(**data["authority"]),
        basis=data["basis"],
        level=Level[data["level"].upper()],
        when=_expression(data["when"], (*route, "when")) if "when" in data else None,
        ask=_expression(data["ask"], (*route, "ask")),
        message=data["message"],
        repair=data["repair"],
        missing=data.get("missing", ""),
        if_absent=data.get("if_absent", "undetermined"),
        each=_each(data, route),
        status=data.get("status", "active"),
        in_force_from=in_force.get("from", ""),
        in_force_until=in_force.get("until", ""),
    )


def _each(data: Mapping[str, Any], route: Route) -> Quantified | None:
    if "each" not in data:
        if "where" in data:
            raise BuildFault((*route, "where"), "`where` chooses items and needs an `each`")
        return None
    place, is_relative = _place(data["each"], (*route, "each"))
    if is_relative:
        raise BuildFault((*route, "each"), "`each` starts at the root")
    where = _expression(data["where"], (*route, "where")) if "where" in data else None
    return Quantified("every", place, False, where, All(()))  # noqa: FBT003 - a field, not a flag


def _expression(data: Any, route: Route) -> Expression:
    """Read an expression: a name, a list, all/any/not, a quantifier, or places with a question each."""
    if isinstance(data, str):
        return Named(data)
    if isinstance(data, list):
        return _joined([_expression(part, (*route, index)) for index, part in enumerate(data)])
    quantifier = next((word for word in _QUANTIFIERS if word in data), None)
    if quantifier is not None:
        return _quantified(data, route, quantifier)
    if "where" in data or "have" in data:
        raise BuildFault(route, "`where` and `have` need `some`, `every` or `none`")
    parts: list[Expression] = []
    for key, value in data.items():
        here = (*route, key)
        if key == "all":
            parts.append(_expression(value, here))
        elif key == "any":
            parts.append(AnyOf(tuple(_expression(part, (*here, index)) for index, part in enumerate(value))))
        elif key == "not":
            parts.append(Not(_expression(value, here)))
        else:
            parts.append(_ask(key, value, here))
    return _joined(parts)


def _joined(parts: list[Expression]) -> Expression:
    return parts[0] if len(parts) == 1 else All(tuple(parts))


def _quantified(data: Mapping[str, Any], route: Route, quantifier: Any) -> Quantified:
    unknown = set(data) - {quantifier, "where", "have"}
    if unknown:
        raise BuildFault((*route, min(unknown)), f"`{min(unknown)}` may not stand beside `{quantifier}`")
    place, is_relative = _place(data[quantifier], (*route, quantifier))
    where = _expression(data["where"], (*route, "where")) if "where" in data else None
    return Quantified(quantifier, place, is_relative, where, _expression(data["have"], (*route, "have")))


def _ask(place_text: str, data: Mapping[str, Any], route: Route) -> Ask:
    place, is_relative = _place(place_text, route)
    ((question, options),) = data.items()
    try:
        prepared = QUESTIONS[question].prepare(options)
    except OptionFault as fault:
        raise BuildFault((*route, question), str(fault)) from fault
    return Ask(place, is_relative, question, prepared)


def _place(text: str, route: Route) -> tuple[tuple[str, ...], bool]:
    try:
        return pattern_of(text)
    except ValueError as error:
        raise BuildFault(route, f"`{text}` is no place: it starts with `/` or `./`") from error
