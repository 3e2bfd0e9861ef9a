"""Which stated markets belong to which: a state to its country, a member state to the European Union.

Imports no room.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["EU_MEMBERS", "binds", "is_for_others", "is_part"]

EU_MEMBERS: Final = frozenset(
    "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split()  # noqa: SIM905 - a table
)
"""Member states of the European Union by their ISO 3166-1 codes, since 2020-02-01."""


def is_part(stated: str, market: str) -> bool:
    """Say whether what is stated for one market concerns another: it is the same, a part of it, or the whole of it."""
    if stated == market or stated.startswith(market + "-") or market.startswith(stated + "-"):
        return True
    if market == "EU":
        return stated[:2] in EU_MEMBERS
    return stated == "EU" and market[:2] in EU_MEMBERS


def binds(law_of: str, market: str) -> bool:
    """Say whether the law of one market binds another: its own, that of its country, that of the Union."""
    return law_of == market or market.startswith(law_of + "-") or (law_of == "EU" and market[:2] in EU_MEMBERS)


def is_for_others(artefact: Mapping[str, Any], market: str) -> bool:
    """Say whether an artefact is stated to be for other markets only; one without markets goes everywhere."""
    markets = artefact.get("markets")
    if not market or not isinstance(markets, list):
        return False
    stated = [str(item) for item in markets if item is not None]
    return bool(stated) and len(stated) == len(markets) and not any(is_part(item, market) for item in stated)
