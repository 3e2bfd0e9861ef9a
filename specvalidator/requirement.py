"""What a requirement, a condition and a pack are.

Plain values: how they are asked is `judge`'s business, how they are read from YAML is `packs`'. Imports no room.
"""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = [
    "BASES",
    "All",
    "AnyOf",
    "Ask",
    "Authority",
    "Basis",
    "ClosedPack",
    "Exemption",
    "Expression",
    "Later",
    "Level",
    "MarketRoute",
    "Named",
    "Not",
    "Pack",
    "Quantified",
    "Requirement",
    "with_drafts",
]


class Level(enum.IntEnum):
    """How much a finding weighs."""

    NOTE = 1
    WARNING = 2
    ERROR = 3

    def __str__(self) -> str:
        return self.name.lower()


class Basis(NamedTuple):
    """What a requirement rests on, in words, and the highest level that this may have."""

    title: str
    ceiling: Level


BASES: Final[Mapping[str, Basis]] = {
    "legal-limit": Basis("legal limit", Level.ERROR),
    "legal-content": Basis("content that the law asks for", Level.ERROR),
    "prescribed-wording": Basis("wording that the law prescribes", Level.ERROR),
    "prohibition": Basis("prohibition by law", Level.ERROR),
    "special-control": Basis("special control", Level.ERROR),
    "guidance": Basis("guidance of the authority", Level.WARNING),
    "consistency": Basis("the sheet against itself or against physics", Level.WARNING),
    "recognised-standard": Basis("recognised standard", Level.NOTE),
    "professional-reference": Basis("professional reference", Level.NOTE),
    "house-policy": Basis("house policy", Level.NOTE),
    "draft": Basis("draft, its clause remembered and not read", Level.NOTE),
}
"""What a verdict may say depends on what it rests on: only law makes an error."""


class Authority(NamedTuple):
    """Who asks, in which clause, and the day on which that clause's text was read (empty: not read)."""

    name: str
    cite: str
    url: str = ""
    text_read: str = ""
    edition: str = ""
    """Edition of the text that was read."""


# -- what is asked: a small language of conditions, combined by Kleene logic ---------------------------------


class Named(NamedTuple):
    """A condition of the pack, by name."""

    name: str


class All(NamedTuple):
    """True when every part is; false when one is false."""

    parts: tuple[Expression, ...]


class AnyOf(NamedTuple):
    """True when one part is; false when all are false."""

    parts: tuple[Expression, ...]


class Not(NamedTuple):
    """True when the part is false; unknown stays unknown."""

    part: Expression


class Ask(NamedTuple):
    """A question at a place. `*` in the place asks it of every item; a place without a slash starts at the item."""

    place: tuple[str, ...]
    is_relative: bool
    question: str
    options: Any
    """The options as the question prepared them."""


class Quantified(NamedTuple):
    """Some, every or none of the items of a list for which `where` holds have what `have` asks."""

    quantifier: Literal["some", "every", "none"]
    place: tuple[str, ...]
    is_relative: bool
    where: Expression | None
    have: Expression


Expression = Named | All | AnyOf | Not | Ask | Quantified


class Later:
    """An expression that is built from its data when it is first needed: most of a pack never is in one run."""

    __slots__ = ("_build", "_built")

    def __init__(self, build: Callable[[], Expression]) -> None:
        self._build = build
        self._built: Expression | None = None

    def get(self) -> Expression:
        """Return the expression, the same one each time."""
        if self._built is None:
            self._built = self._build()
        return self._built


class Exemption(NamedTuple):
    """A route on which a requirement does not apply: the condition, by name, and the clause that exempts."""

    condition: str
    title: str
    cite: str


class Requirement(NamedTuple):
    """One thing that an authority asks of a sheet, and how to find out whether it is there."""

    id: str
    title: str
    authority: Authority
    basis: str
    level: Level
    when: Expression | None
    """When it applies; None: to every sheet."""
    later: Later
    """What it asks, built when it is first needed; see `ask`."""
    message: str
    repair: str
    missing: str = ""
    """What to say when nothing is stated and that is already a gap; without it, `message`."""
    if_absent: Literal["undetermined", "unmet", "met"] = "undetermined"
    each: Quantified | None = None
    """Asked of each item of a list that `where` admits; `have` is not used."""
    is_when_of_item: bool = False
    """Whether `when` looks at the item; else it is asked once for all items."""
    status: Literal["active", "draft", "withdrawn"] = "active"
    in_force_from: str = ""
    in_force_until: str = ""
    exemptions: tuple[Exemption, ...] = ()
    """Routes on which it does not apply; their conditions are part of `when`, denied."""

    @property
    def ask(self) -> Expression:
        """Return what it asks."""
        return self.later.get()


class MarketRoute(NamedTuple):
    """One route to a market, or out of the law's reach: when a sheet is on it, and what it brings and exempts from."""

    id: str
    title: str
    cite: str
    when: Named
    """The condition of the pack under which a sheet is on this route."""
    says: str
    """What the clause does, in a sentence."""
    brings: tuple[str, ...] = ()
    """Ids of requirements; a `*` at the end stands for all that begin so."""
    exempts: tuple[str, ...] = ()
    url: str = ""
    text_read: str = ""


def with_drafts(pack: Pack) -> Pack:
    """Return a pack whose drafts are asked as well, as notes that say what they are."""
    asked = tuple(
        one._replace(status="active", basis="draft", level=Level.NOTE) if one.status == "draft" else one
        for one in pack.requirements
    )
    return pack._replace(requirements=asked)


class Pack(NamedTuple):
    """Requirements of one authority or one subject, with the conditions that they share."""

    id: str
    title: str
    edition: str
    """Day up to which the law in the pack was followed; the default for the day judged by."""
    coverage: str
    """What of the subject the pack covers, in a sentence; no pack covers a market wholly."""
    market: str
    """The market it is for; empty when it is for all."""
    applies: Expression | None
    """When the sheet stands under this pack at all; None: always."""
    conditions: Mapping[str, Expression]
    requirements: tuple[Requirement, ...]
    routes: tuple[MarketRoute, ...] = ()
    """The table of scope: which status in the market brings what, and what it exempts from."""
    is_fragment: bool = False
    """Only some facts of the market could be verified, so that silence says little."""

    def open(self) -> Pack:
        """Return the pack: it is open already."""
        return self


class ClosedPack(Protocol):
    """A pack of which no more is known than what a report says of it, until it is opened to be judged by."""

    @property
    def id(self) -> str:
        """Return its id."""

    @property
    def title(self) -> str:
        """Return its title."""

    @property
    def edition(self) -> str:
        """Return the day up to which the law was followed."""

    @property
    def coverage(self) -> str:
        """Return what it covers."""

    @property
    def market(self) -> str:
        """Return the market it is for."""

    @property
    def is_fragment(self) -> bool:
        """Return whether only some facts of the market could be verified."""

    def open(self) -> Pack:
        """Return the pack, loaded when it is first asked for."""
