"""What of the packs needs a person's eye again: clauses read long ago, drafts, requirements without facts, gaps."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from specvalidator.catalogue.summary import questions_of
from specvalidator.packs.coverage import NOT_CHECKED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from specvalidator.catalogue.library import Library
    from specvalidator.packs.coverage import CoveredText
    from specvalidator.packs.source import PackSource

__all__ = ["Audit", "Dated", "Gap", "audit"]

_OF_ITSELF: Final = frozenset({"consistency", "house-policy"})
"""Bases that rest on no text of others, so that there is none to read again."""


class Dated(NamedTuple):
    """A requirement or a route with its clause, the day on which that was read, and how many days ago."""

    pack: str
    id: str
    clause: str
    text_read: str
    days: int


class Gap(NamedTuple):
    """A reason for which clauses of the covered texts are not checked, with those clauses."""

    reason: str
    meaning: str
    clauses: tuple[tuple[str, str], ...]
    """Title of the text, and clause."""


class Audit(NamedTuple):
    """What was found."""

    as_of: str
    older_than: int
    older: tuple[Dated, ...]
    never_read: tuple[Dated, ...]
    drafts: tuple[Dated, ...]
    without_facts: tuple[str, ...]
    without_seeds: tuple[str, ...]
    active: int
    gaps: tuple[Gap, ...]
    questions: Mapping[str, Mapping[str, int]]
    """Pack -> question -> how many active requirements ask it."""


def audit(library: Library, as_of: str, older_than: int) -> Audit:
    """Audit the packs of a library as of a day (empty: the newest edition among them)."""
    day = as_of or max((source.pack.edition for source in library.sources), default="")
    dated = [one for source in library.sources for one in _dated(source, day)]
    rows = [(source, row) for source in library.sources for row in source.data["requirements"]]
    active = [(source, row) for source, row in rows if row.get("status", "active") == "active"]
    of_law = [row for source, row in active if row["basis"] not in _OF_ITSELF]
    return Audit(
        as_of=day,
        older_than=older_than,
        older=tuple(one for one in dated if one.text_read and one.days > older_than),
        never_read=tuple(one for one in dated if not one.text_read),
        drafts=tuple(
            Dated(source.pack.id, row["id"], row["authority"]["cite"], "", 0)
            for source, row in rows
            if row.get("status") == "draft"
        ),
        without_facts=tuple(row["id"] for row in of_law if not row.get("facts")),
        without_seeds=tuple(row["id"] for _, row in active if not row.get("seeds")),
        active=len(active),
        gaps=tuple(_gaps(library.covered)),
        questions={
            source.pack.id: questions_of([row for of, row in active if of is source], source.data.get("conditions", {}))
            for source in library.sources
        },
    )


def _dated(source: PackSource, day: str) -> Iterator[Dated]:
    """Yield what rests on a text of others, with the day on which that was read."""
    for row in source.data["requirements"]:
        if row.get("status", "active") == "active" and row["basis"] not in _OF_ITSELF:
            yield _one(source, row["id"], row["authority"], day)
    for route in source.data.get("routes", ()):
        yield _one(source, f"route {route['id']}", route, day)


def _one(source: PackSource, name: str, clause: Mapping[str, Any], day: str) -> Dated:
    read = clause.get("text_read", "")
    return Dated(source.pack.id, name, clause["cite"], read, _days_between(read, day) if read else 0)


def _days_between(first: str, second: str) -> int:
    """Return how many days lie between two days; for one that no calendar has, as many as there can be."""
    try:
        return (dt.date.fromisoformat(second) - dt.date.fromisoformat(first)).days
    except ValueError:
        return dt.date.max.toordinal()


def _gaps(covered: Sequence[CoveredText]) -> Iterator[Gap]:
    """Yield the reasons for which clauses are not checked, most frequent first."""
    unchecked = [(row.reason, text.title, row.key) for text in covered for row in text.rows if row.how == "not"]
    counts = Counter(reason for reason, _, _ in unchecked)
    for reason in sorted(counts, key=lambda one: (-counts[one], one)):
        clauses = tuple((title, key) for why, title, key in unchecked if why == reason)
        yield Gap(reason, NOT_CHECKED[reason], clauses)
