"""What a review of pages is: the claims of each as findings, its statements, and every text if that is asked for.

No sheet stands behind a page, so that nobody says what is authorised: a claim that is certain is a warning, one that is
only likely a note, and none an error. It reads no files and writes no format.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from specvalidator.faults import FAULTS
from specvalidator.finding import Finding
from specvalidator.location import Location
from specvalidator.pages import read_page
from specvalidator.requirement import Level
from specvalidator.texts import NOT_READ, VERDICTS, texts_of_page

if TYPE_CHECKING:
    from specvalidator.faults import Fault
    from specvalidator.pages import Page
    from specvalidator.source import SourceText
    from specvalidator.texts import ClaimRecord, StatementRecord, TextRecord

__all__ = ["PageReview", "review_page", "total", "unread_page"]

_LEVELS: Final = {"certain": Level.WARNING, "likely": Level.NOTE}
"""The level of a claim by how sure the reader is; a possible one is no finding."""
_MOST_CLAIMS: Final = 1000
"""Claims of a page that are listed one by one; the rest is counted."""
_MOST_STATEMENTS: Final = 1000
_MOST_NEAR: Final = 200
_ONE_FILE: Final = "one readable text file per page"
_MAX_LINE: Final = 240
_MAX_SHOWN: Final = 200
_COVERED: Final = "Take it out, or show the authorisation of each market whose indications, verbatim, it lies inside."
_NEVER: Final = "Take it out: no authorisation covers it."
_SHOWN: Final = "Take it out, or show what it rests on: the document, its date and what was compared or found."
_REPAIRS: Final = {
    "disease": _COVERED,
    "function": _COVERED,
    "germicide": _COVERED,
    "dosing": _COVERED,
    "safety": _NEVER,
    "guarantee": _NEVER,
    "status": "Take it out, or show the document of the authority that says so; registration is no approval.",
    "superiority": _SHOWN,
    "evidence": _SHOWN,
    "testimonial": "Take it out; what a user reports shows nothing of the device.",
}


class PageReview(NamedTuple):
    """The review of one page."""

    file: str
    kind: str
    findings: tuple[Finding, ...]
    statements: tuple[StatementRecord, ...]
    near_misses: tuple[StatementRecord, ...]
    left_out: int
    """Statements and near misses that are not recorded, because there are too many."""
    counts: dict[str, int]
    """Sentences by verdict, and how many of those not judged are in a language that is not read (`not read`)."""
    unread: tuple[Location, ...]
    """Where texts begin whose language is not read."""
    texts: tuple[TextRecord, ...] = ()
    """Filled only when they were asked for."""
    is_read: bool = True


def review_page(data: bytes, name: str, *, role: str, language: str, lists_texts: bool = False) -> PageReview:
    """Read a page and put its claims in words. `name` is how the file is called.

    `role` is what texts do to which no heading gives a role; `language` the code of all texts, "" to tell it by them.
    """
    page = read_page(data, name)
    source = page.source

    def locate(start: int, end: int) -> Location:
        return Location(name, 1, "", source.span(start, end))

    findings: list[Finding] = [] if page.fault is None else [_from_fault(page, page.fault)]
    statements: list[StatementRecord] = []
    near_misses: list[StatementRecord] = []
    unread: list[Location] = []
    more: list[ClaimRecord] = []
    texts: list[TextRecord] = []
    left_out = 0
    counts = dict.fromkeys((*VERDICTS, NOT_READ), 0)
    for text in texts_of_page(page, locate, role, language):
        for sentence in text.sentences:
            counts[sentence.verdict] += 1
            for claim in [one for one in sentence.claims if one.claim.certainty in _LEVELS]:
                if len(findings) <= _MOST_CLAIMS:
                    findings.append(_from_claim(source, text, claim))
                else:
                    more.append(claim)
        if text.because.endswith(NOT_READ):
            counts[NOT_READ] += len(text.sentences)
            unread.append(text.location)
        left_out += len(text.statements) + len(text.near_misses)
        statements += text.statements[: max(0, _MOST_STATEMENTS - len(statements))]
        near_misses += text.near_misses[: max(0, _MOST_NEAR - len(near_misses))]
        if lists_texts:
            texts.append(text)
    if more:
        findings.append(_from_many(more))
    findings.sort(key=lambda one: (one.location.span.line, one.location.span.column, one.id))
    return PageReview(
        file=name,
        kind=page.kind,
        findings=tuple(findings),
        statements=tuple(statements),
        near_misses=tuple(near_misses),
        left_out=left_out - len(statements) - len(near_misses),
        counts=counts,
        unread=tuple(unread),
        texts=tuple(texts),
        is_read=bool(page.passages) or page.fault is None,
    )


def unread_page(fault: Fault, name: str) -> PageReview:
    """Return the review of a page that could not be opened."""
    kind = FAULTS[fault.id]
    finding = Finding(
        id=fault.id,
        title=kind.title,
        level=Level[kind.level.upper()],
        message=fault.message,
        repair=fault.repair,
        clause=_ONE_FILE if fault.id.startswith("FILE-") else kind.rule,
        basis="form of the file",
        location=Location(name, 1, "", fault.span),
    )
    return PageReview(name, "", (finding,), (), (), 0, dict.fromkeys((*VERDICTS, NOT_READ), 0), (), is_read=False)


def _from_fault(page: Page, fault: Fault) -> Finding:
    """Make a finding of what is wrong with a page as a file."""
    excerpt, cut = page.source.excerpt(fault.span.line, fault.span.column, _MAX_LINE)
    finding = unread_page(fault, page.source.name).findings[0]
    return finding._replace(excerpt=excerpt, excerpt_cut=cut)


def _from_claim(source: SourceText, text: TextRecord, found: ClaimRecord) -> Finding:
    """Make a finding of a claim."""
    claim = found.claim
    kind = FAULTS["TEXT-claim"]
    span = found.location.span
    excerpt, cut = source.excerpt(span.line, span.column, _MAX_LINE)
    words = " ".join(claim.text.split())
    shown = words if len(words) <= _MAX_SHOWN else words[:_MAX_SHOWN] + "…"
    softened = "; that it is softened does not change that" if claim.hedged else ""
    message = (
        f"The words `{shown}` make a claim of the category {claim.category}{softened}. It is told by"
        f" `{claim.cue[:_MAX_SHOWN]}`; the text is read as {text.role.replace('_', ' ')}."
    )
    return Finding(
        id="TEXT-claim",
        title=kind.title,
        level=_LEVELS[claim.certainty],
        message=message,
        repair=_REPAIRS[claim.category],
        clause=kind.rule,
        basis="reading of words",
        location=found.location,
        certainty=claim.certainty,
        excerpt=excerpt,
        excerpt_cut=cut,
    )


def _from_many(more: list[ClaimRecord]) -> Finding:
    """Make one finding of the claims that are not listed one by one."""
    kind = FAULTS["TEXT-many"]
    return Finding(
        id="TEXT-many",
        title=kind.title,
        level=max(_LEVELS[one.claim.certainty] for one in more),
        message=f"{len(more)} more claims start here and are not listed one by one.",
        repair="Repair those listed and check again; --show-text lists every sentence.",
        clause=kind.rule,
        basis="reading of words",
        location=more[0].location,
        certainty="certain" if any(one.claim.certainty == "certain" for one in more) else "likely",
    )


def total(counts: dict[str, int], review: PageReview) -> dict[str, int]:
    """Add a page's review to running counts: pages, unread pages, levels of findings, sentences by verdict.

    What was not judged because of its language counts as `undetermined`, which a run can fail on.
    """
    counts["pages"] = counts.get("pages", 0) + 1
    counts["not-read"] = counts.get("not-read", 0) + (not review.is_read)
    for level in ("error", "warning", "note"):
        counts[level] = counts.get(level, 0) + sum(str(finding.level) == level for finding in review.findings)
    for verdict in VERDICTS:
        counts[verdict] = counts.get(verdict, 0) + review.counts[verdict]
    counts["statements"] = counts.get("statements", 0) + len(review.statements)
    counts["undetermined"] = counts.get("undetermined", 0) + review.counts[NOT_READ]
    return counts
