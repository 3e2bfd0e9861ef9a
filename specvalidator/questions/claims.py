"""`claims`: which claims stand here?

`none_of: [safety, …]` answers no with each claim found; `some_of` is the same question the other way round.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from specvalidator.finding import Ground
from specvalidator.location import Place
from specvalidator.questions.answer import Answer, absent, not_
from specvalidator.questions.artefacts import artefacts_of, words_under
from specvalidator.questions.asking import OptionFault, closed_options
from specvalidator.questions.reading import claims_in, is_judged
from specvalidator.wording import CATEGORIES

if TYPE_CHECKING:
    from specvalidator.questions.asking import Asking
    from specvalidator.sheet import Words

__all__ = ["ask", "prepare"]


@dataclass(frozen=True, slots=True)
class _Wanted:
    categories: frozenset[str]
    kinds: frozenset[str]
    is_negated: bool
    with_words: tuple[str, ...]


def prepare(options: Any) -> _Wanted:
    """Take `none_of` or `some_of` (categories), `in` (kinds of artefact), `with_words` (one of them has to stand in the claim)."""
    known = closed_options(options, {"none_of": list, "some_of": list, "in": list, "with_words": list})
    if ("none_of" in known) == ("some_of" in known):
        message = "`claims` takes either `none_of` or `some_of`"
        raise OptionFault(message)
    categories = frozenset(map(str, known.get("none_of") or known.get("some_of") or ()))
    if not categories or not categories <= CATEGORIES:
        message = f"the categories of claims are: {', '.join(sorted(CATEGORIES))}"
        raise OptionFault(message)
    with_words = tuple(str(word).lower() for word in known.get("with_words", []))
    return _Wanted(categories, frozenset(map(str, known.get("in", []))), "some_of" in known, with_words)


def ask(asking: Asking, wanted: _Wanted) -> Answer:
    """Say whether none (or some) of the claims stand under a place.

    That nothing stands there can be said only of wholly transcribed artefacts in a language that is read.
    """
    answer = _none_of(asking, wanted)
    return not_(answer) if wanted.is_negated else answer


def _none_of(asking: Asking, wanted: _Wanted) -> Answer:
    is_about_artefacts = asking.route[:1] == ("artefacts",)
    if is_about_artefacts:
        artefacts = [one for one in artefacts_of(asking, wanted.kinds) if one.route == asking.route[:2] or len(asking.route) == 1]
        if not artefacts:
            return absent(asking.route, "no transcript of the artefacts in question")
        words = tuple(words for artefact in artefacts if artefact.is_certain for words in artefact.words)
    else:
        words = words_under(asking.sheet, asking.route)
        if not words:
            return absent(asking.route)
    found = tuple(ground for part in words for ground in _claims(asking, part, wanted))
    if found:
        return Answer(truth=False, grounds=found)
    unread = tuple(
        Ground(Place(part.route), because=f"language `{part.language or 'not stated'}`: not read")
        for part in words
        if not is_judged(part)
    )
    if unread:
        return Answer(truth=None, grounds=unread)
    if not is_about_artefacts:
        ground = Ground(Place(asking.route), because="no such claim found here; what else the papers say is not known")
        return Answer(truth=None, grounds=(ground,))
    partial = tuple(
        Ground(Place(artefact.route), artefact.kind, "no such claim found in the part that is transcribed")
        for artefact in artefacts
        if not artefact.is_whole or not artefact.is_certain
    )
    if partial:
        return Answer(truth=None, grounds=partial)
    return Answer(truth=True, grounds=tuple(Ground(Place(artefact.route), artefact.kind) for artefact in artefacts))


def _claims(asking: Asking, words: Words, wanted: _Wanted) -> list[Ground]:
    """Return the claims of the wanted categories in one text."""
    if not is_judged(words):
        return []
    return [
        Ground(Place(words.route, words=(claim.start, claim.end)), claim.text, claim.cue, claim.category, claim.certainty)
        for claim in claims_in(asking.sheet, words)
        if claim.category in wanted.categories
        and claim.certainty != "possible"
        and (not wanted.with_words or any(word in claim.text.lower() for word in wanted.with_words))
    ]
