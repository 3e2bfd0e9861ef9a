"""`states`: does a statement stand in the artefact that the law binds?

By its meaning (`statement`, an id of the word lists), to the letter (`wording`, as the law prescribes it), or any
text of a role (`role`, a key under the artefact's `texts`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from specvalidator.finding import Ground
from specvalidator.location import Place
from specvalidator.questions.answer import Answer, absent
from specvalidator.questions.artefacts import Artefact, artefacts_of
from specvalidator.questions.asking import OptionFault, Sought, closed_options
from specvalidator.questions.reading import is_judged, near_misses_in, statements_among
from specvalidator.wording import STATEMENTS, find_wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specvalidator.questions.asking import Asking
    from specvalidator.sheet import Words

__all__ = ["ask", "check", "prepare", "seek"]


class _Wanted(NamedTuple):
    statements: tuple[str, ...]
    wordings: tuple[str, ...]
    role: str
    kinds: tuple[str, ...]
    """In the order in which a reviewer would look; the first that is there is named when the statement is missing."""


def prepare(options: Any) -> _Wanted:
    """Take `statement` (ids; one suffices), `wording` (texts) or `role`, and `in`: the kinds that may carry it."""
    known = closed_options(options, {"statement": (str, list), "wording": (str, list), "role": str, "in": list})
    statements = tuple(_listed(known.get("statement")))
    wordings = tuple(_listed(known.get("wording")))
    role = known.get("role", "")
    if bool(statements) + bool(wordings) + bool(role) != 1:
        message = "`states` takes one of `statement`, `wording` and `role`"
        raise OptionFault(message)
    return _Wanted(statements, wordings, role, tuple(map(str, known.get("in", []))))


def check(wanted: _Wanted) -> None:
    """Check that the word lists know the statements. Raises `OptionFault`."""
    for statement in sorted(wanted.statements):
        if statement not in STATEMENTS:
            message = f"`{statement}` is no statement that the word lists know"
            raise OptionFault(message)


def seek(wanted: _Wanted) -> Sought:
    """Return the statements, the wordings or the role that are looked for."""
    role = {f"role {wanted.role}"} if wanted.role else set()
    return Sought(frozenset({*wanted.statements, *wanted.wordings, *role}), frozenset(wanted.kinds))


def _listed(value: Any) -> list[str]:
    if value is None:
        return []
    return [str(item) for item in value] if isinstance(value, list) else [str(value)]


def ask(asking: Asking, wanted: _Wanted) -> Answer:
    """Yes when one of the artefacts carries it; no only when all of them are wholly transcribed and none does."""
    artefacts = artefacts_of(asking, wanted.kinds)
    if not artefacts:
        return absent(("artefacts",), f"no transcript of {_kinds(wanted)}")
    doubtful: list[Ground] = []
    for artefact in artefacts:
        found = _found(asking, artefact, wanted)
        if found and artefact.is_certain:
            return Answer(truth=True, grounds=found)
        if found:
            doubtful.extend(found)
        elif not artefact.is_whole or not artefact.is_certain:
            because = "not found in the part that is transcribed" if artefact.is_certain else "its kind is not stated"
            doubtful.append(Ground(Place((*artefact.route, "transcribed")), artefact.kind, because))
        elif wanted.statements and not all(is_judged(asking.sheet, words) for words in artefact.words):
            doubtful.append(Ground(Place(artefact.route), artefact.kind, "in a language that is not read"))
    if doubtful:
        return Answer(truth=None, grounds=tuple(doubtful))
    return Answer(truth=False, grounds=_missing(asking, artefacts, wanted))


def _kinds(wanted: _Wanted) -> str:
    return " or ".join(kind.replace("-", " ") for kind in wanted.kinds) or "any artefact"


def _found(asking: Asking, artefact: Artefact, wanted: _Wanted) -> tuple[Ground, ...]:
    """Look for the texts of the role, a prescribed wording or the meaning in the words of one artefact.

    A label's sentence is often transcribed in several lines, so for a wording its words are read as one text.
    """
    if wanted.role:
        return tuple([Ground(Place(words.route), words.text) for words in artefact.of_role(wanted.role)])
    if wanted.wordings:
        text = "\n".join(words.text for words in artefact.words)
        spans = (find_wording(text, wording) for wording in wanted.wordings)
        span = next((span for span in spans if span is not None), None)
        return () if span is None else (_ground(artefact.words, span, "stands as prescribed"),)
    known = statements_among(asking.sheet, artefact.route, artefact.words)
    for wanted_id in wanted.statements:
        if wanted_id in known:
            words, statement = known[wanted_id]
            place = Place(words.route, words=(statement.start, statement.end))
            return (Ground(place, statement.text, "", statement.id),)
    return ()


def _ground(words: tuple[Words, ...], span: tuple[int, int], because: str) -> Ground:
    """Put a span of the joined text back into the text where it starts."""
    start, end = span
    for part in words:
        if start < len(part.text):
            inside = (start, min(end, len(part.text)))
            return Ground(Place(part.route, words=inside), part.text[inside[0] : inside[1]], because)
        start -= len(part.text) + 1
        end -= len(part.text) + 1
    raise AssertionError(span)


def _missing(asking: Asking, artefacts: list[Artefact], wanted: _Wanted) -> tuple[Ground, ...]:
    """Name the artefact that lacks the statement, with the nearest miss where there is one; the others beside it."""
    order = {kind: position for position, kind in enumerate(wanted.kinds)}
    first, *rest = sorted(artefacts, key=lambda artefact: order.get(artefact.kind, 0))
    near = next((miss for artefact in (first, *rest) for miss in _near_misses(asking, artefact, wanted)), None)
    named = Ground(Place((*first.route, "kind")), first.kind.replace("-", " "), is_missing=True)
    others = [
        Ground(Place((*artefact.route, "kind"), note="not found here either"), artefact.kind) for artefact in rest
    ]
    return (near or named, *others)


def _near_misses(asking: Asking, artefact: Artefact, wanted: _Wanted) -> Iterator[Ground]:
    """Return the words of an artefact that touch the statement without making it, and why they do not."""
    for words in artefact.words if wanted.statements else ():
        for miss in near_misses_in(asking.sheet, words):
            if miss.id in wanted.statements:
                place = Place(words.route, words=(miss.start, miss.end))
                yield Ground(place, miss.text, miss.why, miss.id)
