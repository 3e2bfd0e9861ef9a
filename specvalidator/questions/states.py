"""`states`: does a statement stand in the artefact that the law binds?

By its meaning (`statement`, an id of the word lists), to the letter (`wording`, as the law prescribes it), or any
text of a role (`role`, a key under the artefact's `texts`). With `figure`, only a statement counts that gives a figure
of the dimension in question, and all such figures in it have to keep the bounds.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from specvalidator.finding import Ground
from specvalidator.location import Place
from specvalidator.quantity import Comparison, QuantityError, read_quantity
from specvalidator.questions.answer import Answer, absent
from specvalidator.questions.artefacts import Artefact, artefacts_of
from specvalidator.questions.asking import OptionFault, closed_options
from specvalidator.questions.quantity import Bounds, held
from specvalidator.questions.quantity import prepare as prepare_bounds
from specvalidator.questions.reading import is_judged, near_misses_in, statements_among
from specvalidator.wording import STATEMENTS, find_wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specvalidator.questions.asking import Asking
    from specvalidator.sheet import Words
    from specvalidator.wording import Statement

__all__ = ["ask", "check", "prepare"]


_FIGURE: Final = re.compile(r"(?<![\w.,])[<>≤≥±~]?\s?\d")
_MOST_FIGURES: Final = 16
_MOST_WORDS: Final = 6
_MOST_SIGNS: Final = 60


class _Wanted(NamedTuple):
    statements: frozenset[str]
    wordings: tuple[str, ...]
    role: str
    kinds: tuple[str, ...]
    """In the order in which a reviewer would look; the first that is there is named when the statement is missing."""
    figure: Bounds | None = None
    """What the figures of a statement are compared with."""


def prepare(options: Any) -> _Wanted:
    """Take `statement` (ids; one suffices), `wording` (texts) or `role`, and `in`: the kinds that may carry it.

    `figure` goes with `statement` and takes what the question `quantity` takes, with a bound.
    """
    known = closed_options(
        options, {"statement": (str, list), "wording": (str, list), "role": str, "in": list, "figure": dict}
    )
    statements = frozenset(_listed(known.get("statement")))
    wordings = tuple(_listed(known.get("wording")))
    role = known.get("role", "")
    if bool(statements) + bool(wordings) + bool(role) != 1:
        message = "`states` takes one of `statement`, `wording` and `role`"
        raise OptionFault(message)
    figure = prepare_bounds(known["figure"]) if "figure" in known else None
    if figure is not None and not (statements and figure.bounds):
        message = "`figure` goes with `statement` and has a bound"
        raise OptionFault(message)
    return _Wanted(statements, wordings, role, tuple(map(str, known.get("in", []))), figure)


def check(wanted: _Wanted) -> None:
    """Check that the word lists know the statements. Raises `OptionFault`."""
    for statement in sorted(wanted.statements):
        if statement not in STATEMENTS:
            message = f"`{statement}` is no statement that the word lists know"
            raise OptionFault(message)


def _listed(value: Any) -> list[str]:
    if value is None:
        return []
    return [str(item) for item in value] if isinstance(value, list) else [str(value)]


def ask(asking: Asking, wanted: _Wanted) -> Answer:
    """Yes when one of the artefacts carries it; no only when all of them are wholly transcribed and none does.

    No as well when one of them carries it with a figure outside the bounds.
    """
    artefacts = artefacts_of(asking, frozenset(wanted.kinds))
    if not artefacts:
        return absent(("artefacts",), f"no transcript of {_kinds(wanted)}")
    doubtful: list[Ground] = []
    if wanted.figure is not None:
        outside = [(artefact, one) for artefact in artefacts for one in _outside(asking, artefact, wanted)]
        if outside:
            is_certain = any(artefact.is_certain for artefact, _ in outside)
            return Answer(truth=False if is_certain else None, grounds=tuple(one for _, one in outside))
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
        texts = (words for words in artefact.words if words.route[3:4] == (wanted.role,))
        return tuple(Ground(Place(words.route), words.text) for words in texts)
    if wanted.wordings:
        text = "\n".join(words.text for words in artefact.words)
        spans = (find_wording(text, wording) for wording in wanted.wordings)
        span = next((span for span in spans if span is not None), None)
        return () if span is None else (_ground(artefact.words, span, "stands as prescribed"),)
    for words, statement in _statements(asking, artefact, wanted):
        figures = [] if wanted.figure is None else _figures(statement.text, wanted.figure)
        if wanted.figure is None or figures:
            because = "; ".join(str(figure) for figure in figures if figure.truth)
            return (_said(words, statement, because),)
    return ()


def _statements(asking: Asking, artefact: Artefact, wanted: _Wanted) -> list[tuple[Words, Statement]]:
    """Return the wanted statements of one artefact, each with the words it stands in."""
    among = statements_among(asking.sheet, artefact.route, artefact.words)
    return [(words, statement) for words, statement in among if statement.id in wanted.statements]


def _said(words: Words, statement: Statement, because: str) -> Ground:
    place = Place(words.route, words=(statement.start, statement.end))
    return Ground(place, statement.text, because, statement.id)


def _outside(asking: Asking, artefact: Artefact, wanted: _Wanted) -> Iterator[Ground]:
    """Return the statements of an artefact whose figures do not keep the bounds."""
    if wanted.figure is None:
        return
    for words, statement in _statements(asking, artefact, wanted):
        broken = next((one for one in _figures(statement.text, wanted.figure) if one.truth is False), None)
        if broken is not None:
            yield _said(words, statement, str(broken))


def _figures(text: str, bounds: Bounds) -> list[Comparison]:
    """Compare the figures of a statement that can be compared; voltages, areas and percentages stand beside them."""
    found = []
    for number in list(_FIGURE.finditer(text))[:_MOST_FIGURES]:
        pieces = text[number.start() : number.start() + _MOST_SIGNS].split()[:_MOST_WORDS]
        for length in range(len(pieces), 0, -1):
            try:
                quantity = read_quantity(" ".join(pieces[:length]).rstrip(".,;:)"))
            except QuantityError:
                continue
            if quantity.unit.symbol != "%":
                found += [one for one in held(quantity, bounds) if one.truth is not None]
            break
    return found


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
    if wanted.figure is not None:
        (_, bound), *_ = wanted.figure.bounds
        for words, statement in _statements(asking, artefact, wanted):
            yield _said(words, statement, f"gives no figure that can be compared with {bound.text}")
    for words in artefact.words if wanted.statements else ():
        for miss in near_misses_in(asking.sheet, words):
            if miss.id in wanted.statements:
                place = Place(words.route, words=(miss.start, miss.end))
                yield Ground(place, miss.text, miss.why, miss.id)
