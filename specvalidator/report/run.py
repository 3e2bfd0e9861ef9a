"""What a report says about the run itself."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["PackNote", "Run"]


@dataclass(frozen=True, slots=True)
class PackNote:
    """A pack as a report names it."""

    id: str
    title: str
    edition: str
    coverage: str
    market: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """The tool's version, the packs, the day judged by, and how the text is to look."""

    version: str
    packs: tuple[PackNote, ...]
    as_of: str = ""
    markets: tuple[str, ...] = ()
    has_colour: bool = False
    shows_met: bool = False
