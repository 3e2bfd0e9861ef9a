"""Does a pack hold together? Form, names, places, levels and messages, each fault with its place in the file."""

from __future__ import annotations

import functools
import json
import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from specvalidator.data import read_data
from specvalidator.packs.build import BuildFault, build_pack, stands_for
from specvalidator.packs.trouble import PackError
from specvalidator.questions import QUESTIONS, OptionFault
from specvalidator.requirement import BASES, All, AnyOf, Ask, Level, Named, Not, Quantified
from specvalidator.schema import Schema
from specvalidator.sheet import is_known_place
from specvalidator.source import read_documents

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from specvalidator.location import Route
    from specvalidator.requirement import Expression, Pack, Requirement
    from specvalidator.schema import Violation
    from specvalidator.source import Document

__all__ = ["Examination", "checked_pack", "pack_form"]

_FILLERS: Final = frozenset({"value", "because", "place", "category"})
_OUR_IDS: Final = frozenset({"FILE", "YAML", "LIMIT", "SHEET"})
"""First words of the ids of faults of form."""
_MAX_DEPTH: Final = 100
_MAX_PARTS: Final = 10_000
_FILLER = re.compile(r"\{([^{}]*)\}")


@functools.cache
def pack_form() -> Schema:
    """Return the compiled schema of packs."""
    return Schema(json.loads(read_data("pack.schema.json")))


def checked_pack(data: bytes, name: str) -> tuple[Pack, Document]:
    """Read a pack from YAML and check all of it but its examples. Raises `PackError` for the first fault."""
    examination = Examination(data, name)
    for fault in examination.faults():
        raise fault
    if examination.pack is None or examination.document is None:  # pragma: no cover - then there was a fault
        raise AssertionError
    return examination.pack, examination.document


class Examination:
    """A pack as it is checked: its faults one after the other, and, where there are none, the pack."""

    def __init__(self, data: bytes, name: str) -> None:
        self.data = data
        self.name = name
        self.document: Document | None = None
        self.pack: Pack | None = None

    def faults(self) -> Iterator[PackError]:
        """Yield all faults but those of examples; what comes after a fault of form cannot be looked at."""
        documents = tuple(read_documents(self.data, self.name, decimals=True))
        if not documents:
            yield PackError("the file is empty", self.name)
            return
        document = documents[0]
        if document.faults:
            for wrong in document.faults:
                yield PackError(wrong.message, self.name, wrong.span.line, wrong.span.column)
            return
        if len(documents) > 1:
            yield PackError("a pack file holds one document", self.name)
            return
        faults = _form_faults(document)
        first = next(faults, None)
        if first is not None:
            yield first
            yield from faults
            return
        yield from self._faults_of_parts(document)

    def _faults_of_parts(self, document: Document) -> Iterator[PackError]:
        """Yield what is wrong with routes, conditions and requirements; keep the pack where nothing is."""
        found: list[BuildFault] = []
        pack = build_pack(document.value, found)
        if not found:
            # NOTE: conditions of routes stand in those of requirements, too; they are looked at first and told once.
            found.extend(_faults_of(_checks_of_names(pack, document.value)))
        for wrong in tuple(found) or _faults_of(_checks(pack)):
            found.append(wrong)
            yield PackError.at(document, wrong.route, wrong.reason, "key")
        if not found:
            self.document, self.pack = document, pack


def _faults_of(checks: Iterable[Callable[[], object]]) -> Iterator[BuildFault]:
    for check in checks:
        try:
            check()
        except BuildFault as fault:
            yield fault


def _form_faults(document: Document) -> Iterator[PackError]:
    """Yield what does not fit the pack schema: the first at once, the others when they are asked for."""
    first = pack_form().first_violation(document.value)
    if first is not None:
        yield PackError.at(document, *_spoken(first, document))
        for violation in pack_form().violations(document.value):
            if violation != first:
                yield PackError.at(document, *_spoken(violation, document))


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
    return violation.route, f"{shown} does not have the form that is wanted here ({violation.keyword})"


def _checks_of_names(pack: Pack, data: Mapping[str, Any]) -> Iterator[Callable[[], object]]:
    """Yield the checks of ids and routes, each of which raises `BuildFault`."""
    seen: set[str] = set()
    for index, requirement in enumerate(pack.requirements):
        yield functools.partial(_check_id, requirement, ("requirements", index), seen)
    yield functools.partial(_check_applies, pack)
    rows = data.get("routes", ())
    ids = [requirement.id for requirement in pack.requirements]
    for index in range(len(rows)):
        yield functools.partial(_check_route, rows, index, pack.conditions, ids)


def _checks(pack: Pack) -> Iterator[Callable[[], object]]:
    """Yield the checks of conditions and requirements, each of which raises `BuildFault`."""
    named = _Names(pack)
    for name, expression in pack.conditions.items():
        yield functools.partial(named.follow, name, ("conditions", name))
        yield functools.partial(_check_from, expression, None, ("conditions", name))
    for index, requirement in enumerate(pack.requirements):
        route = ("requirements", index)
        where = None if requirement.each is None else requirement.each.where
        for key, asked in (("when", requirement.when), ("where", where), ("ask", requirement.ask)):
            if asked is not None:
                yield functools.partial(named.measure, asked, (*route, key), 0)
        yield functools.partial(_check_requirement, requirement, route)


def _check_id(requirement: Requirement, route: Route, seen: set[str]) -> None:
    if requirement.id in seen:
        raise BuildFault((*route, "id"), f"the id {requirement.id} stands twice")
    seen.add(requirement.id)
    if requirement.id.partition("-")[0] in _OUR_IDS:
        raise BuildFault((*route, "id"), f"`{requirement.id}` is an id of the form of sheets")


def _check_applies(pack: Pack) -> None:
    if isinstance(pack.applies, Named) and pack.applies.name not in pack.conditions:
        raise BuildFault(("applies",), f"there is no condition `{pack.applies.name}`")


def _check_route(
    rows: Sequence[Mapping[str, Any]], index: int, conditions: Mapping[str, Expression], ids: Sequence[str]
) -> None:
    """Check that a route names conditions and requirements of the pack, and that a clause that exempts was read."""
    route, row = ("routes", index), rows[index]
    if row["when"] not in conditions:
        raise BuildFault((*route, "when"), f"there is no condition `{row['when']}`")
    if any(row["id"] == other["id"] for other in rows[:index]):
        raise BuildFault((*route, "id"), f"the route `{row['id']}` stands twice")
    if "exempts" in row and "text_read" not in row:
        raise BuildFault(route, "a clause that exempts has to be read: `text_read` is missing")
    for key in ("brings", "exempts"):
        for place, wanted in enumerate(row.get(key, ())):
            if not any(stands_for(wanted, known) for known in ids):
                raise BuildFault((*route, key, place), f"there is no requirement `{wanted}`")


class _Size(NamedTuple):
    """How large an expression is with the conditions that it names written out: levels, and parts in all."""

    depth: int
    parts: int


class _Names:
    """Follows the names in a pack's expressions, each condition once however often it is named.

    Names are refused that nobody defined, that lead in a circle, and that stand for more than can be asked: forty
    conditions that each name the next one twice stand for a million million parts.
    """

    def __init__(self, pack: Pack) -> None:
        self.conditions = pack.conditions
        self.sizes: dict[str, _Size | None] = {}
        """None: its condition is being measured."""

    def follow(self, name: str, route: Route, above: int = 0) -> _Size:
        """Return the size of the condition of a name. Raises `BuildFault`."""
        if name not in self.conditions:
            raise BuildFault(route, f"there is no condition `{name}`")
        if name not in self.sizes:
            self.sizes[name] = None
            try:
                self.sizes[name] = self.measure(self.conditions[name], route, above)
            except BuildFault:
                self.sizes[name] = _Size(0, 1)  # told once, where it stands
                raise
        size = self.sizes[name]
        if size is None:
            raise BuildFault(route, f"the condition `{name}` refers to itself")
        return size

    def measure(self, expression: Expression, route: Route, above: int) -> _Size:
        """Check the names, places and options of an expression and return its size. Raises `BuildFault`."""
        deepest = 0
        count = 0
        for level, part in _parts(expression):
            size = _Size(0, 1)
            if isinstance(part, Named):
                _check_size(route, above + level, count)
                size = self.follow(part.name, route, above + level)
            elif isinstance(part, Ask | Quantified) and not part.is_relative:
                _check_place(part.place, route)
            if isinstance(part, Ask):
                _check_options(part, route)
            deepest = max(deepest, level + size.depth)
            count += size.parts
            _check_size(route, above + deepest, count)
        return _Size(deepest, count)


def _check_size(route: Route, depth: int, parts: int) -> None:
    if depth > _MAX_DEPTH:
        raise BuildFault(route, f"conditions stand more than {_MAX_DEPTH} deep in each other here")
    if parts > _MAX_PARTS:
        raise BuildFault(route, f"more than {_MAX_PARTS} conditions are asked here")


def _parts(expression: Expression, level: int = 1) -> Iterator[tuple[int, Expression]]:
    """Return an expression and everything inside it, each with its level."""
    yield level, expression
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
        yield from _parts(part, level + 1)


def _check_options(ask: Ask, route: Route) -> None:
    check = QUESTIONS[ask.question].check
    if check is not None:
        try:
            check(ask.options)
        except OptionFault as fault:
            raise BuildFault(route, str(fault)) from fault


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
    if requirement.if_absent == "unmet" and "{value}" in requirement.message and not requirement.missing:
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
            items = (*start, *expression.place, "*")
            _check_place(items[:-1], route)
            for asked in (expression.where, expression.have):
                if asked is not None:
                    _check_from(asked, items, route)
