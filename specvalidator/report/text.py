"""Text for people: findings grouped by sheet, each with the line of the sheet, clause and repair."""

from __future__ import annotations

import functools
import textwrap
from typing import TYPE_CHECKING, Final

from specvalidator.report.visible import visible, visible_parts, width
from specvalidator.reviews import total

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from specvalidator.finding import Finding
    from specvalidator.report.run import Run
    from specvalidator.reviews import RouteRecord, SheetReview

__all__ = ["Paint", "counted", "finding_lines", "levels_of", "render", "wrapped"]

_COLOURS: Final = {"error": "31", "warning": "33", "note": "36", "met": "32", "dim": "2", "bold": "1"}
_MAX_LINE: Final = 110
_MAX_PLACES: Final = 12
_MAX_IDS: Final = 3
_MAX_SHOWN: Final = 60


def render(reviews: Iterable[SheetReview], run: Run) -> Iterator[str]:
    """Return the review as text, sheet by sheet, with the totals and the packs at the end."""
    paint = Paint(has_colour=run.has_colour)
    counts: dict[str, int] = {}
    used: set[str] = set()
    for review in reviews:
        total(counts, review)
        used.update(review.packs)
        if run.compared and review.is_judged:
            yield "".join(_compared(review, run, paint))
        else:
            yield "".join(_sheet(review, paint, shows_met=run.shows_met))
        if run.shows_texts and review.is_judged:
            from specvalidator.report.texts import texts_as_text  # noqa: PLC0415 - only when it is asked for

            yield from texts_as_text(review.texts, paint)
    yield "".join(_end(counts, run, used, paint))


class Paint:
    """Colours on a terminal, nothing elsewhere."""

    def __init__(self, *, has_colour: bool) -> None:
        self.has_colour = has_colour

    def __call__(self, name: str, text: str) -> str:
        """Return a text in one of the colours."""
        return f"\x1b[{_COLOURS[name]}m{text}\x1b[0m" if self.has_colour else text


def _compared(review: SheetReview, run: Run, paint: Paint) -> Iterator[str]:
    from specvalidator.compare import compare_markets  # noqa: PLC0415 - only when it is asked for
    from specvalidator.report.compare import comparison_as_text  # noqa: PLC0415

    yield _head(review, paint)
    yield from comparison_as_text(compare_markets(review, run.compared, run.markets), route_line)


def _head(review: SheetReview, paint: Paint) -> str:
    name = visible(review.file) + (f" (document {review.document})" if review.document > 1 else "")
    device = f" · {visible(review.device)}" if review.device else ""
    return f"{paint('bold', '== ' + name)}{device}\n"


def _sheet(review: SheetReview, paint: Paint, *, shows_met: bool) -> Iterator[str]:
    yield _head(review, paint)
    for finding in review.findings:
        yield "\n"
        yield from finding_lines(finding, paint)
    if review.findings:
        yield "\n"
    if shows_met:
        yield from _routes(review)
        yield from _verdicts(review, paint)
    if not review.is_judged:
        yield "   not judged: the sheet could not be read\n\n"
        return
    yield f"   {levels_of(review.findings)}; {_outcomes(review.outcomes)}\n"
    yield from _open(review, paint)
    yield from _not_run(review)
    yield "\n"


def _not_run(review: SheetReview) -> Iterator[str]:
    """List the packs that the markets of the sheet rule out, those with the same reason together."""
    reasons: dict[str, list[str]] = {}
    for pack, why in review.packs_not_run:
        reasons.setdefault(why, []).append(pack)
    for why, packs in reasons.items():
        many = "s" if len(packs) > 1 else ""
        yield wrapped(f"pack{many} not run, since {visible(why)}: {', '.join(packs)}")


def finding_lines(finding: Finding, paint: Paint) -> Iterator[str]:
    """Yield a finding: level and message, place, the line with carets, what it rests on, the repair."""
    level = str(finding.level)
    sure = "" if finding.certainty == "certain" else f" ({finding.certainty})"
    place = finding.location
    span = place.span
    yield f"{paint(level, f'{level}[{finding.id}]')}{sure} {visible(finding.message)}\n"
    yield f"  --> {visible(place.file)}:{span.line}:{span.column}\n"
    yield from _excerpt(finding, paint)
    for related in finding.related:
        note = visible(related.note)
        yield f"   = {note}: {visible(related.file)}:{related.span.line}:{related.span.column}\n"
    yield wrapped(f"= {finding.basis}: {visible(finding.clause)}")
    yield wrapped(f"= repair: {visible(finding.repair)}")


@functools.lru_cache(maxsize=512)
def wrapped(text: str) -> str:
    """Return a line under a finding, wrapped and indented."""
    return (
        textwrap.fill(text, _MAX_LINE, initial_indent="   ", subsequent_indent="     ", break_on_hyphens=False) + "\n"
    )


def _excerpt(finding: Finding, paint: Paint) -> Iterator[str]:
    """Show the line of the sheet with carets under what the finding is about; long lines are cut around it."""
    span = finding.location.span
    if not finding.excerpt.strip():
        return
    start = span.column - 1 - finding.excerpt_cut
    end = span.end_column - 1 - finding.excerpt_cut if span.end_line == span.line else len(finding.excerpt)
    end = max(start + 1, end)
    first = max(0, start - _MAX_LINE // 2)
    is_cut = first + finding.excerpt_cut > 0
    before, marked, after = visible_parts(
        (finding.excerpt[first:start], finding.excerpt[start:end][:_MAX_LINE], finding.excerpt[end : first + _MAX_LINE])
    )
    number = str(span.line)
    margin = " " * len(number)
    yield f" {margin} |\n"
    yield f" {number} | {'…' if is_cut else ''}{before}{marked}{after}\n"
    carets = paint(str(finding.level), "^" * max(1, width(marked)))
    yield f" {margin} | {' ' * (width(before) + is_cut)}{carets}\n"


def levels_of(findings: tuple[Finding, ...]) -> str:
    """Return how many findings of each level there are, in words."""
    counts = {"error": 0, "warning": 0, "note": 0}
    for finding in findings:
        counts[str(finding.level)] += 1
    return ", ".join(counted(count, level) for level, count in counts.items())


def counted(count: int, word: str) -> str:
    """Return a number with its word, which takes an s where it is not one."""
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def _outcomes(outcomes: object) -> str:
    return ", ".join(f"{count} {name.replace('-', ' ')}" for name, count in dict(outcomes).items())  # type: ignore[call-overload]


def _open(review: SheetReview, paint: Paint) -> Iterator[str]:
    """List what the sheet would have to state to be judged further."""
    if not review.open_places:
        return
    yield f"   {paint('dim', 'undetermined: these places would decide, as far as the papers state them')}\n"
    column = min(44, max(len(place) for place, _ in review.open_places))
    for place, ids in review.open_places[:_MAX_PLACES]:
        more = f" and {len(ids) - _MAX_IDS} more" if len(ids) > _MAX_IDS else ""
        yield f"     {visible(place):<{column}}  {', '.join(ids[:_MAX_IDS])}{more}\n"
    rest = len(review.open_places) - _MAX_PLACES
    if rest > 0:
        yield f"     and {counted(rest, 'more place')}\n"


def _routes(review: SheetReview) -> Iterator[str]:
    """List the routes to its markets that the sheet is on, then those that it may be on."""
    for route in sorted(review.routes, key=lambda one: not one.is_certain):
        yield route_line(route)
    if review.routes:
        yield "\n"


def route_line(route: RouteRecord) -> str:
    """Return a line that says which route a sheet is on, by which clause, and what is stated that shows it."""
    models = f", for {', '.join(f'`{visible(model)}`' for model in route.models)}" if route.models else ""
    clause = "" if route.clause.lower() in route.title.lower() else f" ({route.clause})"
    named = f"{route.title}{clause}{models}"
    if route.is_certain:
        return wrapped(f"route: {visible(named)}{_since(route)}")
    open_places = dict.fromkeys(ground.location.pointer or "/" for ground in route.grounds)
    places = ", ".join(list(open_places)[:_MAX_IDS]) + (" …" if len(open_places) > _MAX_IDS else "")
    return wrapped(f"route not known: {visible(named)}; {visible(places)} would decide")


def _since(route: RouteRecord) -> str:
    stated = dict.fromkeys(
        f"{ground.location.pointer} is {ground.value[:_MAX_SHOWN]}{'…' if len(ground.value) > _MAX_SHOWN else ''}"
        for ground in route.grounds
        if ground.value
    ) or dict.fromkeys(f"{ground.location.pointer or '/'}: {ground.because}" for ground in route.grounds)
    return f", since {visible(' and '.join(list(stated)[:_MAX_IDS]))}" if stated else ""


def _verdicts(review: SheetReview, paint: Paint) -> Iterator[str]:
    """List every verdict with the places that show it."""
    for verdict in review.verdicts:
        if verdict.outcome.value == "unmet":
            continue
        name = verdict.outcome.value
        colour = "met" if name == "met" else "dim"
        yield f"   {paint(colour, f'{name:<14}')} {verdict.requirement}  looked for: {visible(verdict.title)}\n"
        for item in verdict.items:
            shown = item.grounds[:3]
            for ground in shown:
                span = ground.location.span
                value = f": {visible(ground.value)}" if ground.value else f": {visible(ground.because)}"
                yield f"                    {visible(ground.location.pointer) or '/'} (line {span.line}){value[:90]}\n"
            if item.reason and not shown:
                yield f"                    {visible(item.reason)}\n"
    if review.verdicts:
        yield "\n"


def _end(counts: dict[str, int], run: Run, used: set[str], paint: Paint) -> Iterator[str]:
    if not counts:
        return
    levels = ", ".join(counted(counts[level], level) for level in ("error", "warning", "note"))
    names = ("met", "unmet", "undetermined", "not-applicable")
    outcomes = ", ".join(f"{counts.get(name, 0)} {name.replace('-', ' ')}" for name in names)
    yield paint("bold", f"{counted(counts['sheets'], 'sheet')}: {levels}") + f"; {outcomes}\n"
    if counts["not-judged"]:
        unread = counts["not-judged"]
        yield f"{counted(unread, 'sheet')} could not be read and {'was' if unread == 1 else 'were'} not judged\n"
    day = f" as of {run.as_of}" if run.as_of else ""
    if used:
        yield f"judged{day} by what these packs cover, and nothing beyond:\n"
    for pack in [pack for pack in run.packs if pack.id in used]:
        part = "; a fragment: only some facts of this market could be verified" if pack.is_fragment else ""
        note = f"{pack.id} ({pack.edition}{part}): {visible(pack.coverage)}"
        yield textwrap.fill(note, 100, initial_indent="  ", subsequent_indent="    ") + "\n"
