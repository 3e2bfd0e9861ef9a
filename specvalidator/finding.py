"""What a verdict and a finding are.

A verdict answers one requirement for one sheet; a finding is a fault put in words, with its place in the file.
"""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specvalidator.location import Location, Place, Route
    from specvalidator.requirement import Level, MarketRoute, Requirement

__all__ = ["Finding", "Ground", "ItemVerdict", "Outcome", "RouteAnswer", "Verdict", "worst"]


class Outcome(enum.Enum):
    """The four verdicts."""

    MET = "met"
    UNMET = "unmet"
    UNDETERMINED = "undetermined"
    NOT_APPLICABLE = "not-applicable"


WORST_FIRST = (Outcome.UNMET, Outcome.UNDETERMINED, Outcome.MET, Outcome.NOT_APPLICABLE)
"""How the verdicts of items roll up to one."""


def worst(outcomes: Sequence[Outcome]) -> Outcome:
    """Return the outcome that several roll up to."""
    first = outcomes[0]
    if outcomes.count(first) == len(outcomes):
        return first  # nearly always
    return next(outcome for outcome in WORST_FIRST if outcome in outcomes)


class Ground(NamedTuple):
    """A place that decides, or would decide, an answer, with what stands there and why it matters."""

    place: Place
    value: str = ""
    """What the sheet states there, as written."""
    because: object = ""
    """The arithmetic, the cue, or what is missing: its `str` is in plain words, put together when it is asked for."""
    category: str = ""
    """For words: the category of the claim, or the id of the statement."""
    certainty: str = "certain"
    """For words: how sure the reader is; only a certain reading makes an error."""
    is_missing: bool = False
    """Nothing is stated at the place."""


class Shown(Protocol):
    """What knows its grounds, and may put them together only when they are asked for."""

    @property
    def grounds(self) -> tuple[Ground, ...]:
        """Return the places that decide."""


class ItemVerdict(NamedTuple):
    """The verdict on one item of a list, or on the sheet (`item` empty), with what decides it."""

    item: Route
    outcome: Outcome
    shown: Shown
    reason: str = ""

    @property
    def grounds(self) -> tuple[Ground, ...]:
        """Return the places that decide, or would decide."""
        return self.shown.grounds


class Verdict(NamedTuple):
    """The verdict of one requirement on one sheet: the worst of its items."""

    requirement: Requirement
    pack: str
    outcome: Outcome
    items: tuple[ItemVerdict, ...]


class RouteAnswer(NamedTuple):
    """A route of a pack that a sheet is on, or may be on, with what decides it or would."""

    route: MarketRoute
    is_certain: bool
    grounds: tuple[Ground, ...]


class Finding(NamedTuple):
    """One fault: what, where, which clause, how to repair."""

    id: str
    title: str
    level: Level
    message: str
    repair: str
    clause: str
    basis: str
    location: Location
    related: tuple[Location, ...] = ()
    certainty: str = "certain"
    excerpt: str = ""
    """The line of the file where the finding starts, or the part of it around the finding."""
    excerpt_cut: int = 0
    """How many characters of the line stand before the excerpt."""
