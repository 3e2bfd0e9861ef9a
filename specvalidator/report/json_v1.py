"""JSON for programs: one object, its shape versioned (`schemas/review-v1.schema.json`), written sheet by sheet."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from specvalidator.reviews import total

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from specvalidator.finding import Finding
    from specvalidator.location import Location
    from specvalidator.report.run import Run
    from specvalidator.reviews import GroundRecord, ItemRecord, RouteRecord, SheetReview, VerdictRecord

__all__ = ["clean", "dumped", "finding_as_data", "location_as_data", "render"]


def render(reviews: Iterable[SheetReview], run: Run) -> Iterator[str]:
    """Return the review as JSON in ASCII; memory does not grow with the number of sheets."""
    head = {
        "format": "specvalidator-review",
        "version": 1,
        "tool": run.version,
        "as_of": run.as_of or None,
        "markets": list(run.markets),
        "packs": [
            {
                "id": pack.id,
                "title": pack.title,
                "edition": pack.edition,
                "market": pack.market or None,
                "coverage": pack.coverage,
                "fragment": pack.is_fragment,
            }
            for pack in run.packs
        ],
    }
    yield dumped(head, indent=2).removesuffix("\n}") + ',\n  "sheets": ['
    counts: dict[str, int] = {}
    separator = "\n"
    for review in reviews:
        total(counts, review)
        yield separator + "    " + dumped(_sheet(review, run))
        separator = ",\n"
    names = (
        "sheets",
        "not-judged",
        "error",
        "warning",
        "note",
        "met",
        "unmet",
        "undetermined",
        "not-applicable",
    )
    totals = {name.replace("-", "_"): counts.get(name, 0) for name in names}
    yield '\n  ],\n  "counts": ' + json.dumps(totals) + "\n}\n"


def dumped(value: dict[str, Any], indent: int | None = None) -> str:
    """Return JSON in which no CI system finds a command: some look for `##[…]` anywhere in a line."""
    return json.dumps(value, indent=indent).replace("##", "#\\u0023")


def _sheet(review: SheetReview, run: Run) -> dict[str, Any]:
    sheet = _review(review)
    if run.shows_texts:
        from specvalidator.report.texts import texts_as_data  # noqa: PLC0415 - only when it is asked for

        sheet["texts"] = texts_as_data(review.texts)
    if run.compared:
        from specvalidator.compare import compare_markets  # noqa: PLC0415 - only when it is asked for
        from specvalidator.report.compare import comparison_as_data  # noqa: PLC0415

        found = compare_markets(review, run.compared, run.markets)
        sheet["comparison"] = comparison_as_data(found, _route, clean)
    return sheet


def _review(review: SheetReview) -> dict[str, Any]:
    return {
        "file": clean(review.file),
        "document": review.document,
        "device": clean(review.device) or None,
        "judged": review.is_judged,
        "packs": list(review.packs),
        "packs_not_run": [{"pack": pack, "because": clean(why)} for pack, why in review.packs_not_run],
        "counts": {name.replace("-", "_"): count for name, count in review.outcomes.items()},
        "findings": [finding_as_data(finding) for finding in review.findings],
        "verdicts": [_verdict(verdict) for verdict in review.verdicts],
        "routes": [_route(route) for route in review.routes],
    }


def finding_as_data(finding: Finding) -> dict[str, Any]:
    """Return a finding as plain data."""
    return {
        "id": finding.id,
        "title": finding.title,
        "level": str(finding.level),
        "certainty": finding.certainty,
        "message": clean(finding.message),
        "repair": clean(finding.repair),
        "clause": finding.clause,
        "basis": finding.basis,
        "location": location_as_data(finding.location),
        "related": [{**location_as_data(related), "note": clean(related.note)} for related in finding.related],
    }


def location_as_data(location: Location) -> dict[str, Any]:
    """Return a location as plain data; the file is that of what it stands in."""
    span = location.span
    return {
        "pointer": clean(location.pointer),
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
    }


def _verdict(verdict: VerdictRecord) -> dict[str, Any]:
    return {
        "requirement": verdict.requirement,
        "title": verdict.title,
        "pack": verdict.pack,
        "level": str(verdict.level),
        "basis": verdict.basis,
        "clause": verdict.clause,
        "outcome": verdict.outcome.value,
        "items": [_item(item) for item in verdict.items],
        "items_left_out": verdict.left_out,
    }


def _item(item: ItemRecord) -> dict[str, Any]:
    return {
        "item": clean(item.item) or None,
        "outcome": item.outcome.value,
        "reason": clean(item.reason) or None,
        "places": [_place(ground) for ground in item.grounds],
        "places_left_out": item.left_out,
    }


def _place(ground: GroundRecord) -> dict[str, Any]:
    return {
        **location_as_data(ground.location),
        "value": clean(ground.value) or None,
        "because": clean(ground.because) or None,
        "stated": not ground.is_missing,
    }


def _route(route: RouteRecord) -> dict[str, Any]:
    return {
        "route": route.id,
        "title": route.title,
        "pack": route.pack,
        "market": route.market or None,
        "clause": route.clause,
        "certain": route.is_certain,
        "models": [clean(model) for model in route.models],
        "places": [_place(ground) for ground in route.grounds],
    }


def clean(text: str) -> str:
    """Return a text without lone surrogates, which JSON readers refuse."""
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode()
