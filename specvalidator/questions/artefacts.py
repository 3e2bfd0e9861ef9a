"""Which artefacts a question about words concerns: by kind, by market, and whether all their words are known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from specvalidator.location import Route
    from specvalidator.questions.asking import Asking
    from specvalidator.sheet import Sheet, Words

__all__ = ["Artefact", "artefacts_of", "words_under"]


@dataclass(frozen=True, slots=True)
class Artefact:
    """An artefact that may be concerned. `is_certain`: its kind is stated and wanted."""

    index: int
    route: Route
    kind: str
    is_certain: bool
    is_whole: bool
    """All its words are transcribed, and there are some."""
    words: tuple[Words, ...]


def artefacts_of(asking: Asking, kinds: frozenset[str]) -> list[Artefact]:
    """Return the artefacts of the wanted kinds (all kinds when none is named) that the market does not rule out.

    An artefact without a kind may be of any; one without markets goes with the device everywhere.
    """
    listed = asking.sheet.get(("artefacts",))
    found = []
    for index, artefact in enumerate(listed if isinstance(listed, list) else ()):
        if not isinstance(artefact, dict) or _is_for_others(artefact, asking.market):
            continue
        kind = artefact.get("kind")
        if kinds and kind is not None and kind not in kinds:
            continue
        words = asking.sheet.artefact_words.get(index, ())
        is_whole = artefact.get("transcribed") == "whole" and bool(words)
        is_certain = not kinds or kind is not None
        found.append(Artefact(index, ("artefacts", index), str(kind or ""), is_certain, is_whole, words))
    return found


def _is_for_others(artefact: dict[str, Any], market: str) -> bool:
    """Say whether an artefact is stated to be for other markets only; a state belongs to its country."""
    markets = artefact.get("markets")
    if not market or not isinstance(markets, list):
        return False
    stated = [str(item) for item in markets if item is not None]
    return bool(stated) and len(stated) == len(markets) and not any(
        item == market or item.startswith(market + "-") or market.startswith(item + "-") for item in stated
    )


def words_under(sheet: Sheet, route: Route) -> tuple[Words, ...]:
    """Return the words that stand under a route."""
    return tuple(words for words in sheet.words if words.route[: len(route)] == route)
