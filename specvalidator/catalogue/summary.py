"""What one pack holds, counted and listed: levels, routes, questions, and how far the texts behind it are covered."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from specvalidator.catalogue.saying import said, written_out
from specvalidator.catalogue.yaml_text import as_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from specvalidator.catalogue.phrase import Phrase
    from specvalidator.packs.coverage import CoveredText
    from specvalidator.packs.source import PackSource

__all__ = ["PRESENCE", "Covered", "Line", "PackSummary", "Scope", "covered_by", "questions_of", "summarise"]

_QUESTIONS: Final = (
    "present",
    "equals",
    "matches",
    "quantity",
    "agrees",
    "states",
    "claims",
    "cites",
    "identifies",
)
PRESENCE: Final = "only that something stands there"


class Line(NamedTuple):
    """A requirement in one line."""

    id: str
    level: str
    clause: str
    title: str
    status: str


class Scope(NamedTuple):
    """A route in words."""

    id: str
    title: str
    clause: str
    url: str
    text_read: str
    condition: str
    when: Phrase
    conditions: tuple[Phrase, ...]
    """Those that `when` names, written out."""
    says: str
    brings: tuple[str, ...]
    exempts: tuple[str, ...]


class Covered(NamedTuple):
    """How many clauses of a text a pack checks wholly or partly, and how many nothing checks, by reason."""

    title: str
    wholly: int
    partly: int
    by_others: int
    unchecked: Mapping[str, int]


class PackSummary(NamedTuple):
    """A pack, summed up."""

    id: str
    title: str
    market: str
    edition: str
    coverage: str
    is_fragment: bool
    levels: Mapping[str, int]
    """Active requirements by level."""
    drafts: int
    withdrawn: int
    questions: Mapping[str, int]
    """Active requirements that ask each question; one may ask several."""
    routes: tuple[Scope, ...]
    requirements: tuple[Line, ...]
    texts: tuple[Covered, ...]
    base_sheet: str
    """The sheet that the examples are laid over, as YAML."""


def summarise(source: PackSource, covered: Sequence[CoveredText]) -> PackSummary:
    """Sum up a pack; `covered` are the texts whose coverage is recorded."""
    pack, data = source.pack, source.data
    rows = data["requirements"]
    active = [row for row in rows if row.get("status", "active") == "active"]
    levels = Counter(row["level"] for row in active)
    statuses = Counter(row.get("status", "active") for row in rows)
    return PackSummary(
        id=pack.id,
        title=pack.title,
        market=pack.market,
        edition=pack.edition,
        coverage=" ".join(pack.coverage.split()),
        is_fragment=pack.is_fragment,
        levels={level: levels[level] for level in ("error", "warning", "note")},
        drafts=statuses["draft"],
        withdrawn=statuses["withdrawn"],
        questions=questions_of(active, data.get("conditions", {})),
        routes=tuple(_scope(route, data["conditions"]) for route in data.get("routes", ())),
        requirements=tuple(
            Line(row["id"], row["level"], row["authority"]["cite"], row["title"], row.get("status", "active"))
            for row in rows
        ),
        texts=tuple(covered_by({row["id"] for row in rows}, covered)),
        base_sheet=as_yaml(data["base_sheet"]),
    )


def _scope(route: Mapping[str, Any], conditions: Mapping[str, Any]) -> Scope:
    return Scope(
        id=route["id"],
        title=route["title"],
        clause=route["cite"],
        url=route.get("url", ""),
        text_read=route.get("text_read", ""),
        condition=route["when"],
        when=said(conditions[route["when"]]),
        conditions=tuple(written_out(conditions[route["when"]], conditions)),
        says=" ".join(route["says"].split()),
        brings=tuple(route.get("brings", ())),
        exempts=tuple(route.get("exempts", ())),
    )


def covered_by(ids: Iterable[str], covered: Iterable[CoveredText]) -> list[Covered]:
    """Return how far each text that requirements are recorded to check is covered by them."""
    known = frozenset(ids)
    found = []
    for text in covered:
        ours = [row for row in text.rows if not known.isdisjoint(row.by)]
        if not ours:
            continue
        how = Counter(row.how for row in ours)
        unchecked = Counter(row.reason for row in text.rows if row.how == "not")
        by_others = sum(row.how != "not" for row in text.rows) - len(ours)
        found.append(Covered(text.title, how["wholly"], how["partly"], by_others, dict(sorted(unchecked.items()))))
    return found


def questions_of(rows: Iterable[Mapping[str, Any]], conditions: Mapping[str, Any]) -> dict[str, int]:
    """Return how many requirements ask each question, and how many ask no more than that something stands there."""
    counts: Counter[str] = Counter()
    for row in rows:
        asked = set(_asked(row["ask"], conditions))
        counts.update({name.partition(" ")[0] for name in asked})
        if asked <= {"present", "states role"}:
            counts[PRESENCE] += 1
    return {name: counts[name] for name in (*_QUESTIONS, PRESENCE)}


def _asked(data: Any, conditions: Mapping[str, Any]) -> list[str]:
    """Return the questions that an expression asks, through the conditions that it names."""
    if isinstance(data, str):
        return _asked(conditions[data], conditions)
    if isinstance(data, list):
        return [name for part in data for name in _asked(part, conditions)]
    found = []
    for key, value in data.items():
        if key in ("all", "any", "not", "where", "have"):
            found += _asked(value, conditions)
        elif key not in ("some", "every", "none"):
            ((question, options),) = value.items()
            is_role = question == "states" and "role" in options
            found.append("states role" if is_role else question)
    return found
