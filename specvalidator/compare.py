"""What each market says of one sheet, side by side: counts, routes, and, place by place, who finds what.

Pure functions over a review that was made in detail. Markets are set beside each other, never weighed.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from specvalidator.finding import Outcome, worst
from specvalidator.location import route_of
from specvalidator.market import binds, is_part
from specvalidator.questions import QUESTIONS
from specvalidator.requirement import All, AnyOf, Ask, Named, Not, Quantified

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from specvalidator.finding import Finding
    from specvalidator.requirement import ClosedPack, Expression, Pack, Requirement
    from specvalidator.reviews import ItemRecord, RouteRecord, SheetReview, VerdictRecord

__all__ = ["Cell", "Comparison", "Row", "Side", "Silence", "compare_markets"]

_OF_A_VALUE: Final = frozenset({"value", "text", "name"})
"""Keys under which a section holds the value of its place."""


class Side(NamedTuple):
    """One market: its packs that were run, the routes, and how many findings and verdicts there are."""

    market: str
    stated: tuple[str, ...]
    """The markets of the sheet that its law concerns; empty when it was only asked for by name."""
    packs: tuple[str, ...]
    is_fragment: bool
    levels: Mapping[str, int]
    outcomes: Mapping[str, int]
    routes: tuple[RouteRecord, ...]


class Silence(NamedTuple):
    """A requirement that looks at a place and finds nothing there: its verdict, and why where that is not `met`."""

    id: str
    title: str
    outcome: Outcome
    reason: str


class Cell(NamedTuple):
    """What one market says at a place: its findings; where there are none, its requirements that look there."""

    market: str
    findings: tuple[Finding, ...]
    silent: tuple[Silence, ...]


class Row(NamedTuple):
    """A place where at least one market finds something, with a cell for each."""

    pointer: str
    line: int
    column: int
    values: tuple[str, ...]
    """What the sheet states there that is found, each once."""
    cells: tuple[Cell, ...]


class Comparison(NamedTuple):
    """The sides, the places, and what belongs to no market."""

    sides: tuple[Side, ...]
    rows: tuple[Row, ...]
    without_pack: tuple[str, ...]
    """Markets of the sheet for which no pack was run."""
    other_levels: Mapping[str, int]
    """Findings about the form of the sheet and of packs that belong to no market."""


def compare_markets(review: SheetReview, packs: Sequence[ClosedPack], asked: Sequence[str] = ()) -> Comparison:
    """Set the markets beside each other that a sheet states, and those asked for by name.

    The review has to be one in detail, made by these packs.
    """
    run = [pack.open() for pack in packs if pack.id in review.packs and pack.market]
    concerned = [pack for pack in run if _stated(review, pack.market) or any(binds(pack.market, one) for one in asked)]
    by_market: dict[str, list[Pack]] = {}
    for pack in concerned:
        by_market.setdefault(pack.market, []).append(pack)
    asking = {pack.id: pack for pack in concerned}
    looking = [_Looking(verdict, asking[verdict.pack]) for verdict in review.verdicts if verdict.pack in asking]
    market_of = {one.verdict.requirement: one.pack.market for one in looking}
    levels = Counter((market_of.get(finding.id, ""), str(finding.level)) for finding in review.findings)
    sides = tuple(_side(review, market, of_market, levels) for market, of_market in by_market.items())
    return Comparison(
        sides=sides,
        rows=tuple(_rows(review, list(by_market), looking)) if sides else (),
        without_pack=tuple(one for one in review.markets if not any(is_part(one, side.market) for side in sides)),
        other_levels={level: levels["", level] for level in ("error", "warning", "note")},
    )


def _stated(review: SheetReview, market: str) -> tuple[str, ...]:
    return tuple(one for one in review.markets if is_part(one, market))


def _side(review: SheetReview, market: str, packs: Sequence[Pack], levels: Mapping[tuple[str, str], int]) -> Side:
    ids = {pack.id for pack in packs}
    reached = Counter(verdict.outcome for verdict in review.verdicts if verdict.pack in ids)
    return Side(
        market=market,
        stated=_stated(review, market),
        packs=tuple(pack.id for pack in packs),
        is_fragment=any(pack.is_fragment for pack in packs),
        levels={level: levels[market, level] for level in ("error", "warning", "note")},
        outcomes={outcome.value: reached[outcome] for outcome in Outcome},
        routes=tuple(route for route in review.routes if route.pack in ids),
    )


# -- places ----------------------------------------------------------------------------------------------------


class _Look(NamedTuple):
    """A question at a place as a requirement asks it; `*` in the place stands for any entry."""

    place: tuple[str, ...]
    question: str
    words: frozenset[str]
    """For questions about words: what is looked for."""
    kinds: frozenset[str]
    """For questions about words: the kinds of artefact that are looked into; empty for all."""


class _Looking:
    """The verdict of a requirement of a market, with the places that it looks at."""

    def __init__(self, verdict: VerdictRecord, pack: Pack) -> None:
        self.verdict = verdict
        self.pack = pack
        requirement = next(one for one in pack.requirements if one.id == verdict.requirement)
        self.looks = tuple(dict.fromkeys(_looks(requirement, pack)))


def _looks(requirement: Requirement, pack: Pack) -> Iterator[_Look]:
    item = () if requirement.each is None else (*requirement.each.place, "*")
    for place, ask in _asks(requirement.ask, item, pack):
        seek = QUESTIONS[ask.question].seek
        sought = seek(ask.options) if seek is not None else None
        if sought is None:
            yield _Look(place, ask.question, frozenset(), frozenset())
        else:
            yield _Look(place, ask.question, sought.words, sought.kinds)


def _asks(expression: Expression, item: tuple[str, ...], pack: Pack) -> Iterator[tuple[tuple[str, ...], Ask]]:
    """Yield the questions of an expression with their places from the root, through the conditions that it names."""
    match expression:
        case Ask():
            yield (*item, *expression.place) if expression.is_relative else expression.place, expression
        case Named(name):
            yield from _asks(pack.conditions[name], (), pack)
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from _asks(part, item, pack)
        case Not(part):
            yield from _asks(part, item, pack)
        case Quantified():
            start = (*item, *expression.place) if expression.is_relative else expression.place
            yield from _asks(expression.have, (*start, "*"), pack)


def _begins(place: tuple[str, ...], steps: tuple[str, ...]) -> bool:
    """Say whether a place, as far as it goes, leads the way that these steps lead."""
    return all(one in ("*", step) for one, step in zip(place, steps, strict=False))


def _covers(look: _Look, steps: tuple[str, ...]) -> bool:
    """Say whether a question is asked of what stands at these steps: there, or of all that is below a place."""
    if len(look.place) > len(steps) or not _begins(look.place, steps):
        return False
    rest = steps[len(look.place) :]
    is_of_whole = bool(look.words) or look.question == "cites"
    return not rest or is_of_whole or (len(rest) == 1 and rest[0] in _OF_A_VALUE)


def _alike(look: _Look, found: Sequence[_Look]) -> bool:
    """Say whether a question looks for what one of those that found something looks for.

    Two questions about words look at the same thing only where they look for the same words in the same artefacts.
    """
    if not look.words:
        return True
    return any(
        look.question == other.question
        and not look.words.isdisjoint(other.words)
        and (not look.kinds or not other.kinds or not look.kinds.isdisjoint(other.kinds))
        for other in found
    )


def _rows(review: SheetReview, markets: Sequence[str], looking: Sequence[_Looking]) -> Iterator[Row]:
    """Yield the places where a market finds something, in the order of the sheet."""
    by_id = {one.verdict.requirement: one for one in looking}
    by_place: dict[str, list[Finding]] = {}
    for finding in review.findings:
        if finding.id in by_id:
            by_place.setdefault(finding.location.pointer, []).append(finding)
    values: dict[str, dict[str, None]] = {}
    for one in looking:
        for item in one.verdict.items:
            if item.outcome is Outcome.UNMET:
                for ground in item.grounds:
                    values.setdefault(ground.location.pointer, {})[ground.value] = None
    for pointer, findings in by_place.items():
        steps = route_of(pointer)
        found = [look for finding in findings for look in by_id[finding.id].looks if _covers(look, steps)]
        span = findings[0].location.span
        cells = tuple(_cell(market, findings, by_id, found, steps) for market in markets)
        yield Row(pointer, span.line, span.column, tuple(filter(None, values.get(pointer, {}))), cells)


def _cell(
    market: str,
    findings: Sequence[Finding],
    by_id: Mapping[str, _Looking],
    found: Sequence[_Look],
    steps: tuple[str, ...],
) -> Cell:
    """Return what a market says at a place."""
    own = tuple(finding for finding in findings if by_id[finding.id].pack.market == market)
    if own:
        return Cell(market, own, ())
    silent = tuple(
        _silence(one.verdict, steps)
        for one in by_id.values()
        if one.pack.market == market and any(_covers(look, steps) and _alike(look, found) for look in one.looks)
    )
    return Cell(market, (), silent)


def _silence(verdict: VerdictRecord, steps: tuple[str, ...]) -> Silence:
    """Say how a requirement comes out for what stands at a place; where it is asked of each entry, for that entry."""
    concerned = [item for item in verdict.items if item.item and route_of(item.item) == steps[: item.item.count("/")]]
    items = concerned or list(verdict.items)
    outcome = worst([item.outcome for item in items])
    first = next(item for item in items if item.outcome is outcome)
    return Silence(verdict.requirement, verdict.title, outcome, _reason(first))


def _reason(item: ItemRecord) -> str:
    """Say why an item is not applicable, open, or unmet at another place."""
    if item.outcome is Outcome.MET:
        return ""
    if item.outcome is Outcome.UNMET:
        places = dict.fromkeys(ground.location.pointer or "/" for ground in item.grounds)
        return f"finds it at {next(iter(places), '/')}"
    if item.outcome is Outcome.UNDETERMINED:
        places = dict.fromkeys(ground.location.pointer or "/" for ground in item.grounds)
        return f"{next(iter(places))} would decide" if places else item.reason
    stated = next((ground for ground in item.grounds if ground.value or ground.because), None)
    shown = "" if stated is None else f"{stated.location.pointer or '/'} is {stated.value}"
    if stated is not None and not stated.value:
        shown = f"{stated.location.pointer or '/'}: {stated.because}"
    if item.reason and item.reason != "does not apply":
        return f"{item.reason}{', since ' + shown if shown else ''}"
    return shown or item.reason
