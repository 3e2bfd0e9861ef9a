"""`claims`: which claims stand here?

`none_of: [safety, …]` answers no with each claim found; `some_of` is the same question the other way round. Of
`with_words`, one has to stand in the claim; a blank before it asks for the beginning of a word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from specvalidator.finding import Ground
from specvalidator.location import Place
from specvalidator.questions.answer import Answer, not_, unknown, yes
from specvalidator.questions.artefacts import artefacts_of, words_under
from specvalidator.questions.asking import OptionFault, Sought, closed_options
from specvalidator.questions.reading import claims_among
from specvalidator.source import MISSING
from specvalidator.wording import CATEGORIES

if TYPE_CHECKING:
    from specvalidator.questions.artefacts import Artefact
    from specvalidator.questions.asking import Asking
    from specvalidator.questions.reading import Heard

__all__ = ["ask", "prepare", "seek"]


class _Wanted(NamedTuple):
    categories: frozenset[str]
    kinds: tuple[str, ...]
    is_negated: bool
    with_words: tuple[str, ...]


def prepare(options: Any) -> _Wanted:
    """Take `none_of` or `some_of` (categories), `in` (kinds of artefact), `with_words` (one has to stand there)."""
    known = closed_options(options, {"none_of": list, "some_of": list, "in": list, "with_words": list})
    if ("none_of" in known) == ("some_of" in known):
        message = "`claims` takes either `none_of` or `some_of`"
        raise OptionFault(message)
    categories = frozenset(map(str, known.get("none_of") or known.get("some_of") or ()))
    if not categories or not categories <= CATEGORIES:
        message = f"the categories of claims are: {', '.join(sorted(CATEGORIES))}"
        raise OptionFault(message)
    with_words = tuple(str(word).lower() for word in known.get("with_words", []))
    return _Wanted(categories, tuple(map(str, known.get("in", []))), "some_of" in known, with_words)


def seek(wanted: _Wanted) -> Sought:
    """Return the kinds of claim that are looked for."""
    return Sought(frozenset(f"claim {one}" for one in wanted.categories), frozenset(wanted.kinds))


def ask(asking: Asking, wanted: _Wanted) -> Answer:
    """Say whether none (or some) of the claims stand under a place.

    That none stands there can be said of a field that is stated, and of artefacts that are wholly transcribed, in a
    language that is read; never of what may have been left out.
    """
    answer = _none_of(asking, wanted)
    return not_(answer) if wanted.is_negated else answer


def _none_of(asking: Asking, wanted: _Wanted) -> Answer:
    if asking.value is MISSING and asking.sheet.is_listed_missing(asking.route):
        return yes(asking.route, because="looked for and not there")
    if asking.route[:1] == ("artefacts",):
        artefacts = [
            one for one in artefacts_of(asking, wanted.kinds) if one.route == asking.route[:2] or not asking.route[1:]
        ]
        if not artefacts:
            return asking.absent("no transcript of the artefacts in question")
        heard = [claims_among(asking.sheet, one.route, one.words) for one in artefacts if one.is_certain]
        return _claims(heard, wanted) or _all_transcribed(artefacts)
    words = words_under(asking.sheet, asking.route)
    if not words:
        return asking.absent()
    return _claims([claims_among(asking.sheet, asking.route, words)], wanted) or _whole_field(asking)


def _claims(heard: list[Heard], wanted: _Wanted) -> Answer | None:
    """Answer no with the wanted claims, or unknown when words are in a language that is not read."""
    found = [
        Ground(
            Place(words.route, words=(claim.start, claim.end)),
            claim.text,
            claim.cue,
            claim.category,
            claim.certainty,
        )
        for one in heard
        for words, claim in one.claims
        if claim.category in wanted.categories
        and claim.certainty != "possible"
        and (not wanted.with_words or any(word in f" {claim.text.lower()}" for word in wanted.with_words))
    ]
    if found:
        return Answer(truth=False, grounds=tuple(found))
    unread = [
        Ground(Place(words.route), because=f"language `{words.language or 'not stated'}`: not read")
        for one in heard
        for words in one.unread
    ]
    return Answer(truth=None, grounds=tuple(unread)) if unread else None


def _all_transcribed(artefacts: list[Artefact]) -> Answer:
    """Say that no claim stands in the artefacts, if all their words are known."""
    partial = [artefact for artefact in artefacts if not artefact.is_whole or not artefact.is_certain]
    because = "no such claim found in the part that is transcribed" if partial else ""
    return Answer(
        None if partial else True,
        lambda: tuple(Ground(Place(artefact.route), artefact.kind, because) for artefact in partial or artefacts),
    )


def _whole_field(asking: Asking) -> Answer:
    """Say that no claim stands in a field; of a section, whose other fields may be left out, it cannot be said."""
    if isinstance(asking.value, dict) and "text" not in asking.value:
        return unknown(asking.route, because="no such claim found here; what else the papers say is not known")
    return yes(asking.route, asking.text)
