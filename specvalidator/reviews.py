"""What a review of sheets is: each sheet's verdicts and findings, located, sorted and counted.

It puts verdicts into the words of their requirements. It reads no files and writes no format.
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, Final, NamedTuple

from specvalidator.faults import FAULTS
from specvalidator.finding import Finding, Ground, Outcome, worst
from specvalidator.judge import Judging
from specvalidator.location import Location, Place, pointer
from specvalidator.market import binds, is_part
from specvalidator.requirement import BASES, Level
from specvalidator.sheet import models_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from specvalidator.faults import Fault
    from specvalidator.finding import ItemVerdict, RouteAnswer, Verdict
    from specvalidator.location import Route
    from specvalidator.requirement import ClosedPack, Pack
    from specvalidator.sheet import Sheet
    from specvalidator.texts import TextRecord

__all__ = [
    "FAIL_ON",
    "GroundRecord",
    "ItemRecord",
    "RouteRecord",
    "SheetReview",
    "VerdictRecord",
    "fails",
    "review_sheet",
    "total",
]

FAIL_ON: Final = ("error", "warning", "note", "undetermined")
_CEILINGS: Final = {"certain": Level.ERROR, "likely": Level.WARNING, "possible": Level.NOTE}
"""How sure the reader of words is bounds the level of what rests on it."""
_FILLER = re.compile(r"\{(value|because|place|category)\}")
_REASON_ASIDE = re.compile(r" \(\{because\}\)|: \{because\}")
_MAX_VALUE: Final = 160
_MAX_LINE: Final = 240
_MAX_GROUNDS: Final = 100
"""Places that are recorded of one item that is unmet, or of a route."""
_MAX_OTHER_GROUNDS: Final = 20
"""Places that are recorded of the items together that are not unmet; one of each at least."""
_MAX_ITEMS: Final = 25
"""Items that are recorded of a requirement beside those that are unmet."""
_MAX_OPEN: Final = 1000
"""Places that are listed as open for one requirement."""
_MAX_NAME: Final = 60
_MAX_NAMES: Final = 5


class GroundRecord(NamedTuple):
    """A place that decides a verdict, in the file."""

    location: Location
    value: str
    because: str
    is_missing: bool


class ItemRecord(NamedTuple):
    """The verdict on one item (pointer), or on the sheet (empty pointer)."""

    item: str
    outcome: Outcome
    reason: str
    grounds: tuple[GroundRecord, ...]
    left_out: int = 0
    """Places that are not recorded, because there are too many: a faulty list has one for each of its items."""


class VerdictRecord(NamedTuple):
    """The verdict of one requirement."""

    requirement: str
    title: str
    pack: str
    level: Level
    basis: str
    clause: str
    outcome: Outcome
    items: tuple[ItemRecord, ...]
    left_out: int = 0
    """Items that are not recorded, none of them unmet, because there are too many."""


class RouteRecord(NamedTuple):
    """A route to a market that the sheet is on; `is_certain` is false for one that it may be on, as far as it says."""

    id: str
    title: str
    pack: str
    market: str
    clause: str
    is_certain: bool
    grounds: tuple[GroundRecord, ...]
    models: tuple[str, ...] = ()
    """The models that this is so for, where it is not so for all models of the sheet."""


class SheetReview(NamedTuple):
    """The review of one sheet. `verdicts` and `routes` are filled only when details were asked for."""

    file: str
    document: int
    device: str
    findings: tuple[Finding, ...]
    outcomes: Mapping[str, int]
    """Outcome -> how many requirements came out so."""
    packs: tuple[str, ...]
    """Packs that were run."""
    packs_not_run: tuple[tuple[str, str], ...]
    """Packs that the sheet's markets rule out, with what is stated."""
    open_places: tuple[tuple[str, tuple[str, ...]], ...]
    """Places whose statement would decide an undetermined requirement, with the ids that wait for them."""
    verdicts: tuple[VerdictRecord, ...] = ()
    is_judged: bool = True
    """False when the sheet could not be read, so that no requirement was asked."""
    routes: tuple[RouteRecord, ...] = ()
    """Routes of the packs that were run which the sheet is on, or may be on."""
    markets: tuple[str, ...] = ()
    """Markets that the sheet states, in its order."""
    texts: tuple[TextRecord, ...] = ()
    """Every text of the sheet, sentence by sentence; filled only when they were asked for."""


def review_sheet(  # noqa: PLR0913 - one parameter per option
    sheet: Sheet,
    packs: Sequence[ClosedPack],
    *,
    as_of: str = "",
    markets: Iterable[str] = (),
    detailed: bool = False,
    lists_texts: bool = False,
) -> SheetReview:
    """Judge a sheet by packs and put the verdicts in words.

    `as_of` (YYYY-MM-DD) is the day judged by; by default the edition of each pack. `markets` are judged for
    whether the sheet states them or not. `detailed` records every verdict with its places, `lists_texts` every
    sentence of every text.
    """
    findings = [_from_fault(sheet, fault) for fault in sheet.faults]
    asked = frozenset(markets)
    run: list[str] = []
    not_run: list[tuple[str, str]] = []
    models = models_of(sheet)
    judged: list[list[Verdict]] = [[] for _ in models]
    routes: list[RouteRecord] = []
    for pack in packs if sheet.is_readable else ():
        is_asked_for = bool(pack.market) and any(binds(pack.market, market) for market in asked)
        grounds = () if is_asked_for else _other_markets(sheet, pack.market)
        if not grounds:
            opened = pack.open()
            judgings = [Judging(model, opened, is_asked_for=is_asked_for) for model in models]
            grounds = () if is_asked_for else judgings[0].ruled_out()  # no model changes the markets
        if grounds:
            not_run.append((pack.id, "; ".join(f"{pointer(g.place.route)} is {g.value}" for g in grounds)))
            continue
        run.append(pack.id)
        for reached_by, judging in zip(judged, judgings, strict=True):
            reached_by.extend(judging.verdicts(as_of or pack.edition))
        if detailed:
            routes += _routes(models, judgings, opened)
    found = [_of_unmet(model, verdicts) for model, verdicts in zip(models, judged, strict=True)]
    findings += found[0] if len(models) == 1 else _told_apart(models, found)
    reached = [verdict.outcome for verdict in judged[0]]
    if len(models) > 1:
        reached = [worst([verdict.outcome for verdict in same]) for same in zip(*judged, strict=True)]
    outcomes = {outcome.value: reached.count(outcome) for outcome in Outcome}
    return SheetReview(
        file=sheet.file,
        document=sheet.number,
        device=sheet.name,
        findings=_sorted(findings),
        outcomes=outcomes,
        packs=tuple(run),
        packs_not_run=tuple(not_run),
        open_places=_open_places(itertools.chain.from_iterable(judged)),
        verdicts=_records(models, judged) if detailed else (),
        is_judged=sheet.is_readable,
        routes=tuple(routes),
        markets=_stated_markets(sheet),
        texts=_texts(sheet) if lists_texts else (),
    )


def _texts(sheet: Sheet) -> tuple[TextRecord, ...]:
    from specvalidator.texts import texts_of_sheet  # noqa: PLC0415 - only when it is asked for

    return texts_of_sheet(sheet)


def _stated_markets(sheet: Sheet) -> tuple[str, ...]:
    """Return the markets that a sheet states, each once."""
    listed = sheet.get(("markets",))
    entries = listed if isinstance(listed, list) else ()
    stated = [entry.get("market") for entry in entries if isinstance(entry, dict)]
    return tuple(dict.fromkeys(one for one in stated if isinstance(one, str) and one))


def _other_markets(sheet: Sheet, market: str) -> tuple[Ground, ...]:
    """Return the markets of a sheet where none of them is that of a pack; empty when one may be, or none is stated.

    NOTE: a pack that is ruled out so need not even be loaded.
    """
    listed = sheet.get(("markets",))
    if not market or not isinstance(listed, list) or not listed:
        return ()
    grounds = []
    for index, entry in enumerate(listed):
        stated = entry.get("market") if isinstance(entry, dict) else None
        if not isinstance(stated, str) or is_part(stated, market):
            return ()
        grounds.append(Ground(Place(("markets", index, "market")), stated))
    return tuple(grounds)


# -- findings --------------------------------------------------------------------------------------------------


def _from_fault(sheet: Sheet, fault: Fault) -> Finding:
    """Make a finding of a fault in the form of the sheet."""
    kind = FAULTS[fault.id]
    excerpt, cut = sheet.document.source.excerpt(fault.span.line, fault.span.column, _MAX_LINE)
    return Finding(
        id=fault.id,
        title=kind.title,
        level=Level[kind.level.upper()],
        message=fault.message,
        repair=fault.repair,
        clause=kind.rule,
        basis="form of the sheet",
        location=Location(sheet.file, sheet.number, fault.pointer, fault.span),
        related=tuple(Location(sheet.file, sheet.number, "", span, note) for span, note in fault.related),
        excerpt=excerpt,
        excerpt_cut=cut,
    )


def _of_unmet(sheet: Sheet, verdicts: Sequence[Verdict]) -> list[Finding]:
    unmet = (verdict for verdict in verdicts if verdict.outcome is Outcome.UNMET)
    return [finding for verdict in unmet for finding in _from_verdict(sheet, verdict)]


def _from_verdict(sheet: Sheet, verdict: Verdict) -> list[Finding]:
    """Make a finding of every place that leaves a requirement unmet, with the places that are noted after it."""
    findings = []
    for item in verdict.items:
        if item.outcome is Outcome.UNMET:
            gaps: list[tuple[Ground, dict[Location, None]]] = []
            for ground in item.grounds:
                if not ground.place.note:
                    gaps.append((ground, {}))
                elif gaps and _is_another(ground, gaps[-1][0]):
                    gaps[-1][1][sheet.locate(ground.place)] = None
            findings += [_from_ground(sheet, verdict, ground, tuple(related)) for ground, related in gaps]
    return findings


def _is_another(ground: Ground, first: Ground) -> bool:
    """Say whether something stands at a place that is noted, and it is another one than that of the finding."""
    return ground.place.route != first.place.route and bool(ground.value or not ground.is_missing)


def _told_apart(models: Sequence[Sheet], found: Sequence[list[Finding]]) -> Iterator[Finding]:
    """Yield the findings of all models of a sheet, each once; one that does not concern them all says which."""
    concerned: dict[Finding, list[str]] = {}
    for model, findings in zip(models, found, strict=True):
        for finding in dict.fromkeys(findings):
            concerned.setdefault(finding, []).append(model.model[:_MAX_NAME])
    for finding, names in concerned.items():
        if len(names) == len(models):
            yield finding
        else:
            shown = ", ".join(f"`{name}`" for name in names[:_MAX_NAMES])
            more = f" and {len(names) - _MAX_NAMES} more" if len(names) > _MAX_NAMES else ""
            many = "s" if len(names) > 1 else ""
            yield finding._replace(message=f"{finding.message} This concerns the model{many} {shown}{more}.")


def _from_ground(sheet: Sheet, verdict: Verdict, ground: Ground, related: tuple[Location, ...]) -> Finding:
    requirement = verdict.requirement
    template = requirement.message
    place = ground.place
    if ground.is_missing:
        template = requirement.missing or requirement.message
        place = Place(place.route, "key")
    location = sheet.locate(place)
    excerpt, cut = sheet.document.source.excerpt(location.span.line, location.span.column, _MAX_LINE)
    return Finding(
        id=requirement.id,
        title=requirement.title,
        level=min(requirement.level, _CEILINGS[ground.certainty]),
        message=_filled(template, ground),
        repair=_filled(requirement.repair, ground),
        clause=requirement.authority.cite,
        basis=BASES[requirement.basis].title,
        location=location,
        related=related,
        certainty=ground.certainty,
        excerpt=excerpt,
        excerpt_cut=cut,
    )


def _filled(template: str, ground: Ground) -> str:
    """Put what the sheet has at a place into a message. Only the four known fillers mean anything.

    Where no reason is known, the brackets or the colon that a message has for it go with it.
    """
    if "{" not in template:
        return template
    if "{because}" in template and not str(ground.because):
        template = _REASON_ASIDE.sub("", template)
    return _FILLER.sub(lambda found: _FILLERS[found[1]](ground), template)


def _shortened(value: str) -> str:
    return value if len(value) <= _MAX_VALUE else value[:_MAX_VALUE] + "…"


_FILLERS: Final[Mapping[str, Callable[[Ground], str]]] = {
    "value": lambda ground: _shortened(ground.value),
    "because": lambda ground: str(ground.because),
    "place": lambda ground: pointer(ground.place.route),
    "category": lambda ground: ground.category,
}


def _sorted(findings: list[Finding]) -> tuple[Finding, ...]:
    """Sort by place, then id, and drop what says the same twice."""
    unique = dict.fromkeys(findings)

    def by_place(finding: Finding) -> tuple[int, int, int, str, str]:
        span = finding.location.span
        return (span.line, span.column, -finding.level, finding.id, finding.message)

    return tuple(sorted(unique, key=by_place))


# -- verdicts --------------------------------------------------------------------------------------------------


def _open_places(verdicts: Iterable[Verdict]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the places that undetermined requirements wait for.

    Those come first that may decide an error, then a warning, then a note; of these, what most wait for.
    """
    waiting: dict[Route, dict[str, Level]] = {}
    before: tuple[ItemVerdict, ...] = ()
    places: list[dict[str, Level]] = []
    for requirement, _, outcome, items in verdicts:
        if outcome is Outcome.MET or outcome is Outcome.NOT_APPLICABLE:
            continue  # no item is open: that would weigh more
        if items is not before:  # requirements under one condition share their items
            before = items
            open_grounds = (ground for item in items if item.outcome is Outcome.UNDETERMINED for ground in item.grounds)
            # NOTE: where each of many items waits for each of many others, the first places stand for all.
            first = itertools.islice(open_grounds, _MAX_OPEN)
            places = [waiting.setdefault(ground.place.route, {}) for ground in first]
        for ids in places:
            ids[requirement.id] = requirement.level
    ranked = sorted([(max(ids.values()), len(ids), -place) for place, ids in enumerate(waiting.values())], reverse=True)
    entries = list(waiting.items())
    return tuple([(pointer(entries[-place][0]) or "/", tuple(entries[-place][1])) for _, _, place in ranked])


def _records(models: Sequence[Sheet], judged: Sequence[Sequence[Verdict]]) -> tuple[VerdictRecord, ...]:
    """Record every verdict; where the models of a sheet differ, with the items of each model, named."""
    records = []
    for same in zip(*judged, strict=True):
        ones = [_record(model, verdict) for model, verdict in zip(models, same, strict=True)]
        record = ones[0]
        if any(one.items != record.items for one in ones):
            items = (
                item._replace(reason=f"model `{model.model[:_MAX_NAME]}`" + (f": {item.reason}" if item.reason else ""))
                for model, one in zip(models, ones, strict=True)
                for item in one.items
            )
            record = record._replace(outcome=worst([one.outcome for one in ones]), items=tuple(items))
        records.append(record)
    return tuple(records)


def _record(sheet: Sheet, verdict: Verdict) -> VerdictRecord:
    requirement = verdict.requirement
    items = verdict.items if len(verdict.items) <= _MAX_ITEMS else _fewer(verdict.items)
    return VerdictRecord(
        requirement=requirement.id,
        title=requirement.title,
        pack=verdict.pack,
        level=requirement.level,
        basis=BASES[requirement.basis].title,
        clause=requirement.authority.cite,
        outcome=verdict.outcome,
        items=tuple(_item_record(sheet, item, max(1, _MAX_OTHER_GROUNDS // len(items))) for item in items),
        left_out=len(verdict.items) - len(items),
    )


def _fewer(items: tuple[ItemVerdict, ...]) -> tuple[ItemVerdict, ...]:
    """Return the unmet items of a long list and as many of the others as are recorded."""
    others = (item for item in items if item.outcome is not Outcome.UNMET)
    kept = {id(item) for item in itertools.islice(others, _MAX_ITEMS)}
    return tuple(item for item in items if item.outcome is Outcome.UNMET or id(item) in kept)


def _item_record(sheet: Sheet, item: ItemVerdict, most: int) -> ItemRecord:
    kept = item.grounds[: _MAX_GROUNDS if item.outcome is Outcome.UNMET else most]
    grounds = tuple(_ground_record(sheet, ground) for ground in kept)
    left_out = len(item.grounds) - len(grounds)
    return ItemRecord(sheet.pointer(item.item), item.outcome, item.reason, grounds, left_out)


def _routes(models: Sequence[Sheet], judgings: Sequence[Judging], pack: Pack) -> Iterator[RouteRecord]:
    """Yield the routes of a pack that a sheet is on or may be on; where its models differ, with those concerned."""
    found: dict[tuple[str, bool], list[tuple[Sheet, RouteAnswer]]] = {}
    for model, judging in zip(models, judgings, strict=True):
        for answer in judging.routes():
            found.setdefault((answer.route.id, answer.is_certain), []).append((model, answer))
    for answers in found.values():
        sheet, answer = answers[0]
        route = answer.route
        yield RouteRecord(
            id=route.id,
            title=route.title,
            pack=pack.id,
            market=pack.market,
            clause=route.cite,
            is_certain=answer.is_certain,
            grounds=tuple(_ground_record(sheet, ground) for ground in answer.grounds[:_MAX_GROUNDS]),
            models=() if len(answers) == len(models) else tuple(model.model[:_MAX_NAME] for model, _ in answers),
        )


def _ground_record(sheet: Sheet, ground: Ground) -> GroundRecord:
    return GroundRecord(sheet.locate(ground.place), ground.value[:_MAX_LINE], str(ground.because), ground.is_missing)


# -- counts ----------------------------------------------------------------------------------------------------


def total(counts: dict[str, int], review: SheetReview) -> dict[str, int]:
    """Add a sheet's review to running counts: sheets, unread sheets, levels of findings, outcomes."""
    counts["sheets"] = counts.get("sheets", 0) + 1
    counts["not-judged"] = counts.get("not-judged", 0) + (not review.is_judged)
    for level in ("error", "warning", "note"):
        counts[level] = counts.get(level, 0) + sum(str(finding.level) == level for finding in review.findings)
    for outcome, count in review.outcomes.items():
        counts[outcome] = counts.get(outcome, 0) + count
    return counts


def fails(counts: Mapping[str, int], fail_on: Iterable[str]) -> bool:
    """Say whether a review fails: a finding at or above the chosen level, or, when chosen, an undetermined one.

    `undetermined` stands beside the levels: chosen alone it comes with `error`. A sheet that could not be read
    has an error among its findings and always counts.
    """
    chosen = set(fail_on)
    levels = [level for level in ("error", "warning", "note") if level in chosen] or ["error"]
    lowest = ("error", "warning", "note").index(levels[-1])
    if any(counts.get(level, 0) for level in ("error", "warning", "note")[: lowest + 1]):
        return True
    return "undetermined" in chosen and counts.get("undetermined", 0) > 0
