"""`states`: does a statement stand in the artefact that the law binds?

By its meaning (`statement`, an id of the word lists), to the letter (`wording`, as the law prescribes it), by single
words (`words`, one of which has to stand there), or any text of a role (`role`, a key under the artefact's `texts`).
`symbol` names symbols that say the same, and may be all that is asked. `repeated` asks, of another place than the
artefacts, whether what is stated there is printed on one of them; `language`, whether one is in one of these languages.
With `figure`, only a statement counts that gives a figure of the dimension in question, and all such figures in it have
to keep the bounds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from specvalidator.finding import Ground
from specvalidator.location import Place
from specvalidator.questions.answer import Answer, absent
from specvalidator.questions.artefacts import Artefact, artefacts_of, joined
from specvalidator.questions.asking import OptionFault, Sought, closed_options
from specvalidator.questions.figures import figures_in
from specvalidator.questions.quantity import Bounds
from specvalidator.questions.quantity import prepare as prepare_bounds
from specvalidator.questions.reading import is_in_words_of_packs, is_judged, near_misses_in, statements_among
from specvalidator.questions.spotting import Spotted, is_symbol_known, reduced, spot, spot_symbol, spotted
from specvalidator.wording import STATEMENTS, find_wording, near_wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specvalidator.questions.asking import Asking
    from specvalidator.sheet import Words
    from specvalidator.wording import Statement

__all__ = ["ask", "check", "prepare", "seek"]


_OPTIONS: Final[dict[str, type | tuple[type, ...]]] = {
    "statement": (str, list),
    "wording": (str, list),
    "words": (str, list),
    "role": str,
    "symbol": (str, list),
    "repeated": bool,
    "language": (str, list),
    "figure": dict,
    "in": list,
}
_ALONE: Final = ("statement", "wording", "words", "role", "repeated", "language")


class _Wanted(NamedTuple):
    statements: tuple[str, ...]
    wordings: tuple[str, ...]
    words: Spotted
    role: str
    symbols: Spotted
    is_repeated: bool
    languages: frozenset[str]
    kinds: tuple[str, ...]
    """In the order in which a reviewer would look; the first that is there is named when the statement is missing."""
    figure: Bounds | None = None
    """What the figures of a statement are compared with."""


def prepare(options: Any) -> _Wanted:
    """Take one of `statement` (ids; one suffices), `wording`, `words`, `role`, `repeated` and `language`.

    `symbol` goes with any of the first four, or alone; `figure` with `statement`: it takes what the question `quantity`
    takes, with a bound. `in` are the kinds of artefact that may carry it.
    """
    known = closed_options(options, _OPTIONS)
    asked = [name for name in _ALONE if known.get(name)]
    has_symbol = bool(known.get("symbol"))
    if len(asked) > 1 or (not asked and not has_symbol) or (has_symbol and asked[-1:] in (["repeated"], ["language"])):
        message = f"`states` takes one of {', '.join(_ALONE)}; `symbol` goes with the first four, or alone"
        raise OptionFault(message)
    figure = prepare_bounds(known["figure"]) if "figure" in known else None
    if figure is not None and not (asked == ["statement"] and figure.bounds):
        message = "`figure` goes with `statement` and has a bound"
        raise OptionFault(message)
    return _Wanted(
        tuple(_listed(known.get("statement"))),
        tuple(_listed(known.get("wording"))),
        spotted(tuple(_listed(known.get("words")))),
        known.get("role", ""),
        spotted(tuple(_listed(known.get("symbol")))),
        bool(known.get("repeated")),
        frozenset(language.lower() for language in _listed(known.get("language"))),
        tuple(map(str, known.get("in", []))),
        figure,
    )


def check(wanted: _Wanted) -> None:
    """Check that the word lists know the statements. Raises `OptionFault`."""
    for statement in sorted(wanted.statements):
        if statement not in STATEMENTS:
            message = f"`{statement}` is no statement that the word lists know"
            raise OptionFault(message)


def seek(wanted: _Wanted) -> Sought:
    """Return what is looked for; nothing for a value that is to be repeated, which is asked about its own place."""
    named = (
        ("role", (wanted.role,) if wanted.role else ()),
        ("words", (*wanted.words.capitals, *wanted.words.others)),
        ("symbol", (*wanted.symbols.capitals, *wanted.symbols.others)),
        ("language", sorted(wanted.languages)),
    )
    sought = frozenset(f"{name} {one}" for name, ones in named for one in ones)
    return Sought(sought | {*wanted.statements, *wanted.wordings}, frozenset(wanted.kinds))


def _listed(value: Any) -> list[str]:
    if value is None:
        return []
    return [str(item) for item in value] if isinstance(value, list) else [str(value)]


def ask(asking: Asking, wanted: _Wanted) -> Answer:
    """Yes when one of the artefacts carries it; no only when all of them are wholly transcribed and none does.

    No as well when one of them carries it with a figure outside the bounds.
    """
    artefacts = artefacts_of(asking, wanted.kinds)
    if not wanted.is_repeated:
        if not artefacts:
            return absent(("artefacts",), f"no transcript of {_kinds(wanted)}")
        if wanted.languages:
            return _in_language(asking, artefacts, wanted.languages)
        return _ask(asking, artefacts, wanted)
    text = reduced(asking.text)
    if not text.strip():
        return asking.absent()
    if not artefacts:
        return absent(("artefacts",), f"no transcript of {_kinds(wanted)}")
    return _ask(asking, artefacts, wanted._replace(words=Spotted((), (text.casefold(),))))


def _ask(asking: Asking, artefacts: list[Artefact], wanted: _Wanted) -> Answer:
    outside = [] if wanted.figure is None else [(one, _outside(asking, one, wanted)) for one in artefacts]
    if any(grounds for _, grounds in outside):
        is_certain = any(artefact.is_certain and grounds for artefact, grounds in outside)
        return Answer(False if is_certain else None, tuple(one for _, grounds in outside for one in grounds))
    doubtful: list[Ground] = []
    for artefact in artefacts:
        found = _found(asking, artefact, wanted)
        if found and artefact.is_certain:
            return Answer(truth=True, grounds=found)
        doubtful.extend(found or _doubts(asking, artefact, wanted))
    if doubtful:
        return Answer(truth=None, grounds=tuple(doubtful))
    first, *rest = _missing(asking, artefacts, wanted)
    if wanted.is_repeated:
        first = first._replace(because=f"`{asking.text}` does not stand there")
    return Answer(truth=False, grounds=(first, *rest))


def _doubts(asking: Asking, artefact: Artefact, wanted: _Wanted) -> tuple[Ground, ...]:
    """Return why it cannot be said that an artefact in which it was not found does not carry it."""
    if not artefact.is_whole or not artefact.is_certain:
        because = "not found in the part that is transcribed" if artefact.is_certain else "its kind is not stated"
        return (Ground(Place((*artefact.route, "transcribed")), artefact.kind, because),)
    if (any(wanted.symbols) or wanted.is_repeated) and not is_symbol_known(asking.sheet, artefact):
        return (Ground(Place((*artefact.route, "symbols")), artefact.kind, "its symbols are not transcribed"),)
    if wanted.is_repeated:
        return ()
    is_asked = wanted.statements or wanted.words.others
    if is_asked and not all(is_judged(asking.sheet, words) for words in artefact.words):
        return (Ground(Place(artefact.route), artefact.kind, "in a language that is not read"),)
    if wanted.words.others and not all(is_in_words_of_packs(asking.sheet, words) for words in artefact.words):
        return (Ground(Place(artefact.route), artefact.kind, "in another language than the words that are looked for"),)
    return ()


def _in_language(asking: Asking, artefacts: list[Artefact], languages: frozenset[str]) -> Answer:
    """Say whether one of the artefacts is in one of the languages; no only when all of them state another."""
    doubtful, others = [], []
    for artefact in artefacts:
        route = (*artefact.route, "language")
        stated = asking.sheet.get(route)
        ground = Ground(Place(route), str(stated) if isinstance(stated, str) else "", artefact.kind.replace("-", " "))
        is_wanted = isinstance(stated, str) and stated.lower().replace("_", "-").partition("-")[0] in languages
        if is_wanted and artefact.is_certain:
            return Answer(truth=True, grounds=(ground,))
        if is_wanted or not artefact.is_certain or not isinstance(stated, str):
            doubtful.append(ground)
        else:
            others.append(ground)
    return Answer(truth=None if doubtful else False, grounds=tuple(doubtful or others))


def _kinds(wanted: _Wanted) -> str:
    return " or ".join(kind.replace("-", " ") for kind in wanted.kinds) or "any artefact"


def _found(asking: Asking, artefact: Artefact, wanted: _Wanted) -> tuple[Ground, ...]:
    """Look for the texts of the role, a prescribed wording or the meaning in the words of one artefact.

    A label's sentence is often transcribed in several lines, so for a wording its words are read as one text.
    """
    symbols = wanted.words if wanted.is_repeated else wanted.symbols
    symbol = spot_symbol(asking.sheet, artefact, symbols) if any(symbols) else None
    if symbol is not None:
        return (symbol,)
    if any(wanted.words):
        place = spot(asking.sheet, artefact, wanted.words)
        return () if place is None else (place,)
    if wanted.role:
        return tuple([Ground(Place(words.route), words.text) for words in artefact.of_role(wanted.role)])
    if wanted.wordings:
        text = joined(asking.sheet, artefact)
        spans = (find_wording(text, wording) for wording in wanted.wordings)
        span = next((span for span in spans if span is not None), None)
        return () if span is None else (_ground(artefact.words, span, "stands as prescribed"),)
    for words, statement in _statements(asking, artefact, wanted):
        figures = [] if wanted.figure is None else figures_in(statement.text, wanted.figure)
        if wanted.figure is None or figures:
            because = "; ".join(str(figure) for figure in figures if figure.truth)
            return (_said(words, statement, because),)
    return ()


def _statements(asking: Asking, artefact: Artefact, wanted: _Wanted) -> list[tuple[Words, Statement]]:
    """Return the wanted statements of one artefact, each with the words it stands in."""
    among = statements_among(asking.sheet, artefact.route, artefact.words)
    return [found for one in wanted.statements for found in among.get(one, ())]


def _said(words: Words, statement: Statement, because: str) -> Ground:
    place = Place(words.route, words=(statement.start, statement.end))
    return Ground(place, statement.text, because, statement.id)


def _outside(asking: Asking, artefact: Artefact, wanted: _Wanted) -> tuple[Ground, ...]:
    """Return the statements of an artefact whose figures do not keep the bounds."""
    if wanted.figure is None:
        return ()
    broken = []
    for words, statement in _statements(asking, artefact, wanted):
        first = next((one for one in figures_in(statement.text, wanted.figure) if one.truth is False), None)
        if first is not None:
            broken.append(_said(words, statement, str(first)))
    return tuple(broken)


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
    """Return the words of an artefact that touch the statement or wording without making it, and why they do not."""
    text = joined(asking.sheet, artefact) if wanted.wordings else ""
    nears = [near for wording in wanted.wordings if (near := near_wording(text, wording)) is not None]
    for near in sorted(nears, key=lambda near: near.start - near.end):  # the longest is the least chance
        yield _ground(artefact.words, (near.start, near.end), near.why)
    if wanted.figure is not None:
        (_, bound), *_ = wanted.figure.bounds
        for words, statement in _statements(asking, artefact, wanted):
            yield _said(words, statement, f"gives no figure that can be compared with {bound.text}")
    for words in artefact.words if wanted.statements else ():
        for miss in near_misses_in(asking.sheet, words):
            if miss.id in wanted.statements:
                place = Place(words.route, words=(miss.start, miss.end))
                yield Ground(place, miss.text, miss.why, miss.id)
