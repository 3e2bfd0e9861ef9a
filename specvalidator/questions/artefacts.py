"""Which artefacts a question about words concerns: by kind, by market, and whether all their words are known."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from specvalidator.market import is_for_others

if TYPE_CHECKING:
    from specvalidator.location import Route
    from specvalidator.questions.asking import Asking
    from specvalidator.sheet import Sheet, Words

__all__ = ["Artefact", "artefacts_of", "joined", "words_under"]


class Artefact(NamedTuple):
    """An artefact that may be concerned. `is_certain`: its kind is stated and wanted."""

    position: int
    route: Route
    kind: str
    is_certain: bool
    is_whole: bool
    """All its words are transcribed, and there are some beside its title."""
    words: tuple[Words, ...]

    def of_role(self, role: str) -> tuple[Words, ...]:
        """Return its texts of one role."""
        return tuple([words for words in self.words if words.route[3:4] == (role,)])


def artefacts_of(asking: Asking, kinds: tuple[str, ...]) -> list[Artefact]:
    """Return the artefacts of the wanted kinds (all kinds when none is named) that the market does not rule out.

    An artefact without a kind may be of any; one without markets goes with the device everywhere.
    """
    key = "artefacts", (asking.market, *kinds)
    found: list[Artefact] | None = asking.sheet.readings.get(key)
    if found is None:
        if kinds:
            found = [one for one in _all(asking, has_kinds=True) if not one.is_certain or one.kind in kinds]
        else:
            found = _all(asking, has_kinds=False)
        asking.sheet.readings[key] = found
    return found


def joined(sheet: Sheet, artefact: Artefact) -> str:
    """Return the words of an artefact as one text, one after the other; the same one for every asking of a sheet."""
    found: str | None = sheet.readings.get(("joined", artefact.route))
    if found is None:
        found = sheet.readings["joined", artefact.route] = "\n".join(words.text for words in artefact.words)
    return found


def _all(asking: Asking, *, has_kinds: bool) -> list[Artefact]:
    key = "all artefacts", (asking.market, int(has_kinds))
    found: list[Artefact] | None = asking.sheet.readings.get(key)
    if found is None:
        found = asking.sheet.readings[key] = _not_for_others(asking, has_kinds=has_kinds)
    return found


def _not_for_others(asking: Asking, *, has_kinds: bool) -> list[Artefact]:
    """Return the artefacts of a sheet that the market does not rule out, whatever their kinds."""
    listed = asking.sheet.get(("artefacts",))
    found = []
    for index, artefact in enumerate(listed if isinstance(listed, list) else ()):
        if not isinstance(artefact, dict) or is_for_others(artefact, asking.market):
            continue
        kind = artefact.get("kind")
        words = asking.sheet.artefact_words.get(index, ())
        has_texts = any(one.route[2] == "texts" for one in words)
        is_whole = artefact.get("transcribed") == "whole" and has_texts
        is_certain = not has_kinds or kind is not None
        found.append(Artefact(index, ("artefacts", index), str(kind or ""), is_certain, is_whole, words))
    return found


def words_under(sheet: Sheet, route: Route) -> tuple[Words, ...]:
    """Return the words that stand under a route outside the artefacts, in the order of the sheet."""
    index: dict[Route, tuple[Words, ...]] | None = sheet.readings.get(("words under", ()))
    if index is None:
        # NOTE: made once a sheet; a list can have thousands of items, each asked for its words.
        under: dict[Route, list[Words]] = {}
        for words in sheet.words:
            # Those of artefacts are asked for by artefact, or with the whole sheet.
            for length in range(1 if words.artefact is not None else len(words.route) + 1):
                under.setdefault(words.route[:length], []).append(words)
        index = {above: tuple(found) for above, found in under.items()}
        sheet.readings["words under", ()] = index
    return index.get(route, ())
