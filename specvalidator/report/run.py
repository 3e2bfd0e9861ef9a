"""What a report says about the run itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from specvalidator.requirement import ClosedPack

__all__ = ["PackNote", "Run"]


class PackNote(NamedTuple):
    """A pack as a report names it."""

    id: str
    title: str
    edition: str
    coverage: str
    market: str = ""
    is_fragment: bool = False


class Run(NamedTuple):
    """The tool's version, the packs, the day judged by, and how the text is to look."""

    version: str
    packs: tuple[PackNote, ...]
    as_of: str = ""
    markets: tuple[str, ...] = ()
    has_colour: bool = False
    shows_met: bool = False
    shows_texts: bool = False
    """Every sentence of every text is listed."""
    compared: tuple[ClosedPack, ...] = ()
    """Packs by which the markets of each sheet are set beside each other; empty: they are not."""
