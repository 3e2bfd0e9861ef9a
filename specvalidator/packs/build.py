"""From the plain data of a pack to a `Pack`: expressions, options and levels, each checked as it is built."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from specvalidator.location import pattern_of
from specvalidator.questions import QUESTIONS, OptionFault
from specvalidator.requirement import (
    All,
    AnyOf,
    Ask,
    Authority,
    Exemption,
    Later,
    Level,
    MarketRoute,
    Named,
    Not,
    Pack,
    Quantified,
    Requirement,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from specvalidator.location import Route
    from specvalidator.requirement import Expression

__all__ = ["BuildFault", "build_pack", "stands_for"]

_QUANTIFIERS = ("some", "every", "none")
_Part = TypeVar("_Part")


class BuildFault(ValueError):
    """Something in the pack makes no sense; `route` leads to it."""

    def __init__(self, route: Route, reason: str) -> None:
        super().__init__(reason)
        self.route = route
        self.reason = reason


def build_pack(data: Mapping[str, Any], faults: list[BuildFault] | None = None) -> Pack:
    """Build a pack from data that fits the pack schema. Raises `BuildFault`.

    With `faults`, what cannot be built is left out and put there instead, and all is built at once; else what a
    requirement asks is built when it is needed.
    """
    applies = data.get("applies")
    build = _Build(data.get("routes", ()), is_eager=faults is not None)

    def built(make: Callable[[Any, Route], _Part], value: Any, route: Route) -> list[_Part]:
        try:
            return [make(value, route)]
        except BuildFault as fault:
            if faults is None:
                raise
            faults.append(fault)
            return []

    return Pack(
        id=data["pack"],
        title=data["title"],
        edition=data["edition"],
        coverage=data["coverage"],
        market=data.get("market", ""),
        applies=None if applies is None else Named(applies),
        conditions={
            name: expression
            for name, value in data.get("conditions", {}).items()
            for expression in built(build.expression, value, ("conditions", name))
        },
        requirements=tuple(
            requirement
            for index, value in enumerate(data["requirements"])
            for requirement in built(build.requirement, value, ("requirements", index))
        ),
        routes=tuple(map(_route, data.get("routes", ()))),
        is_fragment=data.get("fragment", False),
    )


def _route(row: Mapping[str, Any]) -> MarketRoute:
    return MarketRoute(
        id=row["id"],
        title=row["title"],
        cite=row["cite"],
        when=Named(row["when"]),
        says=row["says"],
        brings=tuple(row.get("brings", ())),
        exempts=tuple(row.get("exempts", ())),
        url=row.get("url", ""),
        text_read=row.get("text_read", ""),
    )


class _Build:
    """Builds the expressions and requirements of one pack."""

    def __init__(self, routes: Sequence[Mapping[str, Any]], *, is_eager: bool) -> None:
        self.is_eager = is_eager
        self.known: dict[str, Expression] = {}
        self.asks: dict[str, Ask] = {}
        self.exemptions = [
            (exempted, Exemption(route["when"], route["title"], route["cite"]))
            for route in routes
            for exempted in route.get("exempts", ())
        ]

    def requirement(self, data: Mapping[str, Any], route: Route) -> Requirement:
        """Return a requirement."""
        in_force = data.get("in_force", {})
        exemptions = tuple([exemption for ids, exemption in self.exemptions if stands_for(ids, data["id"])])
        when = self.when(data.get("when"), exemptions, (*route, "when"))
        return Requirement(
            id=data["id"],
            title=data["title"],
            authority=Authority(**data["authority"]),
            basis=data["basis"],
            level=Level[data["level"].upper()],
            when=when,
            later=self.later(data["ask"], (*route, "ask")),
            message=data["message"],
            repair=data["repair"],
            missing=data.get("missing", ""),
            if_absent=data.get("if_absent", "undetermined"),
            each=self.each(data, route),
            is_when_of_item=when is not None and _looks_at_item(when),
            status=data.get("status", "active"),
            in_force_from=in_force.get("from", ""),
            in_force_until=in_force.get("until", ""),
            exemptions=exemptions,
        )

    def later(self, data: Any, route: Route) -> Later:
        """Return what builds an expression; where faults are looked for, it is built already."""
        later = Later(partial(self.expression, data, route))
        if self.is_eager:
            later.get()
        return later

    def when(self, data: Any, exemptions: tuple[Exemption, ...], route: Route) -> Expression | None:
        """Return when a requirement applies: as it says itself, and on none of the routes that are exempt from it."""
        if not exemptions:
            return None if data is None else self.expression(data, route)
        own = [] if data is None else data if isinstance(data, list) else [data]
        return self.expression([*own, *({"not": exemption.condition} for exemption in exemptions)], route)

    def each(self, data: Mapping[str, Any], route: Route) -> Quantified | None:
        """Return the list whose items a requirement is asked of, or None."""
        if "each" not in data:
            if "where" in data:
                raise BuildFault((*route, "where"), "`where` chooses items and needs an `each`")
            return None
        place, is_relative = _place(data["each"], (*route, "each"))
        if is_relative:
            raise BuildFault((*route, "each"), "`each` starts at the root")
        where = self.expression(data["where"], (*route, "where")) if "where" in data else None
        return Quantified("every", place, False, where, All(()))

    def expression(self, data: Any, route: Route) -> Expression:
        """Return the expression that data stand for; the same one for the same data, so that it is asked once."""
        key = repr(data)
        found = self.known.get(key)
        if found is None:
            found = self.known[key] = self.read(data, route)
        return found

    def read(self, data: Any, route: Route) -> Expression:
        """Read an expression: a name, a list, all/any/not, a quantifier, or places with a question each."""
        if isinstance(data, str):
            return Named(data)
        if isinstance(data, list):
            return _joined([self.expression(part, (*route, index)) for index, part in enumerate(data)])
        quantifier = next((word for word in _QUANTIFIERS if word in data), None)
        if quantifier is not None:
            return self.quantified(data, route, quantifier)
        if "where" in data or "have" in data:
            raise BuildFault(route, "`where` and `have` need `some`, `every` or `none`")
        parts: list[Expression] = []
        for key, value in data.items():
            here = (*route, key)
            if key == "all":
                parts.append(self.expression(value, here))
            elif key == "any":
                parts.append(AnyOf(tuple(self.expression(part, (*here, index)) for index, part in enumerate(value))))
            elif key == "not":
                parts.append(Not(self.expression(value, here)))
            else:
                parts.append(self.ask(key, value, here))
        return _joined(parts)

    def ask(self, place: str, data: Mapping[str, Any], route: Route) -> Ask:
        """Return a question at a place; the same one for the same data, whatever is asked beside it."""
        key = repr((place, data))
        found = self.asks.get(key)
        if found is None:
            found = self.asks[key] = _ask(place, data, route)
        return found

    def quantified(self, data: Mapping[str, Any], route: Route, quantifier: Any) -> Quantified:
        """Return a question of some, every or none of the items of a list."""
        unknown = set(data) - {quantifier, "where", "have"}
        if unknown:
            raise BuildFault((*route, min(unknown)), f"`{min(unknown)}` may not stand beside `{quantifier}`")
        place, is_relative = _place(data[quantifier], (*route, quantifier))
        where = self.expression(data["where"], (*route, "where")) if "where" in data else None
        return Quantified(quantifier, place, is_relative, where, self.expression(data["have"], (*route, "have")))


def stands_for(ids: str, requirement_id: str) -> bool:
    """Say whether an id, or the beginning of one and a star, names a requirement."""
    return requirement_id.startswith(ids[:-1]) if ids.endswith("*") else ids == requirement_id


def _looks_at_item(expression: Expression) -> bool:
    """Say whether an expression asks anything at a place that starts at the item in hand."""
    match expression:
        case Ask() | Quantified():
            return expression.is_relative
        case All(parts) | AnyOf(parts):
            return any(_looks_at_item(part) for part in parts)
        case Not(part):
            return _looks_at_item(part)
        case _:
            return False


def _joined(parts: list[Expression]) -> Expression:
    return parts[0] if len(parts) == 1 else All(tuple(parts))


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
