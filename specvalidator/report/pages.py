"""Reviews of pages (`specvalidator text`) as text for people and as JSON for programs, page by page.

The shape of the JSON is versioned (`schemas/text-v1.schema.json`). A format reads no files and decides no exit status.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from specvalidator.page_reviews import total
from specvalidator.report.json_v1 import clean, dumped, finding_as_data
from specvalidator.report.text import Paint, counted, finding_lines, levels_of, wrapped
from specvalidator.report.texts import in_short, place_of, statement_as_data, texts_as_data, texts_as_text
from specvalidator.report.visible import visible
from specvalidator.texts import VERDICTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from specvalidator.page_reviews import PageReview
    from specvalidator.texts import StatementRecord

__all__ = ["PAGE_FORMATS", "PageRun"]

_MOST_UNREAD: Final = 5


class PageRun(NamedTuple):
    """What a report of pages says about the run itself."""

    version: str
    role: str
    language: str = ""
    has_colour: bool = False
    shows_texts: bool = False


def _as_text(reviews: Iterable[PageReview], run: PageRun) -> Iterator[str]:
    paint = Paint(has_colour=run.has_colour)
    counts: dict[str, int] = {}
    for review in reviews:
        total(counts, review)
        yield "".join(_page(review, run, paint))
    levels = ", ".join(counted(counts[level], level) for level in ("error", "warning", "note"))
    yield paint("bold", f"{counted(counts['pages'], 'page')}: {levels}") + f"; {_sentences(counts)}\n"
    if counts["not-read"]:
        unread = counts["not-read"]
        yield f"{counted(unread, 'page')} could not be read and {'was' if unread == 1 else 'were'} not judged\n"
    yield "a claim is shown with its words; whether it is true or allowed is not judged here\n"


def _page(review: PageReview, run: PageRun, paint: Paint) -> Iterator[str]:
    kind = f" · {review.kind}" if review.is_read else ""
    yield f"{paint('bold', '== ' + visible(review.file))}{kind}\n"
    for finding in review.findings:
        yield "\n"
        yield from finding_lines(finding, paint)
    if review.findings:
        yield "\n"
    if not review.is_read:
        yield "   not judged: the page could not be read\n\n"
        return
    yield f"   {levels_of(review.findings)}; {_sentences(review.counts)}\n"
    if review.unread:
        places = ", ".join(f"line {place.span.line}" for place in review.unread[:_MOST_UNREAD])
        more = len(review.unread) - _MOST_UNREAD
        rest = f" and {counted(more, 'more place')}" if more > 0 else ""
        yield wrapped(f"not judged, since its language is not read: what begins at {places}{rest}")
    yield from _statements("known statement", review.statements)
    if run.shows_texts:
        yield from _statements("comes near to a statement", review.near_misses)
    if review.left_out and run.shows_texts:
        yield wrapped(f"{counted(review.left_out, 'more statement')} or near misses are not listed here")
    yield "\n"
    if run.shows_texts:
        yield from texts_as_text(review.texts, paint)


def _sentences(counts: Mapping[str, int]) -> str:
    numbers = ", ".join(f"{counts[verdict]} {verdict}" for verdict in VERDICTS)
    return f"sentences: {numbers}"


def _statements(what: str, found: Iterable[StatementRecord]) -> Iterator[str]:
    for one in found:
        why = f" ({one.why})" if one.why else ""
        yield wrapped(f"{what} {one.id} at {place_of(one.location)}: {visible(in_short(one.text))}{visible(why)}")


def _as_json(reviews: Iterable[PageReview], run: PageRun) -> Iterator[str]:
    head = {
        "format": "specvalidator-text",
        "version": 1,
        "tool": run.version,
        "role": run.role,
        "language": clean(run.language) or None,
    }
    yield dumped(head, indent=2).removesuffix("\n}") + ',\n  "pages": ['
    counts: dict[str, int] = {}
    separator = "\n"
    for review in reviews:
        total(counts, review)
        yield separator + "    " + dumped(_page_as_data(review, run))
        separator = ",\n"
    names = ("pages", "not-read", "error", "warning", "note", *VERDICTS, "statements")
    totals = {name.replace("-", "_").replace(" ", "_"): counts.get(name, 0) for name in names}
    yield '\n  ],\n  "counts": ' + json.dumps(totals) + "\n}\n"


def _page_as_data(review: PageReview, run: PageRun) -> dict[str, Any]:
    page = {
        "file": clean(review.file),
        "kind": review.kind or None,
        "read": review.is_read,
        "counts": {verdict.replace(" ", "_"): review.counts[verdict] for verdict in VERDICTS},
        "findings": [finding_as_data(finding) for finding in review.findings],
        "statements": [statement_as_data(one) for one in review.statements],
        "near_misses": [statement_as_data(one) for one in review.near_misses],
        "left_out": review.left_out,
        "not_read": [{"line": place.span.line, "column": place.span.column} for place in review.unread],
    }
    if run.shows_texts:
        page["texts"] = texts_as_data(review.texts)
    return page


PAGE_FORMATS: Final[Mapping[str, Callable[[Iterable[PageReview], PageRun], Iterator[str]]]] = {
    "text": _as_text,
    "json": _as_json,
}
