"""Say how a text misses a prescribed wording that it nearly has: words exchanged, left out, put in or in another order.

It may not decide whether the wording is required, nor accept what comes near.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from specvalidator.wording.letter import blank_ends, compile_wording, counted_words, find_wording
from specvalidator.wording.values import NearWording

if TYPE_CHECKING:
    from specvalidator.wording.letter import Part, Wording

__all__ = ["near_wording"]

_SHORT_WORD = 3
_SHORT_WEIGHT = 0.4
"""What a short word counts beside a longer one: they stand everywhere."""
_SHORT_WORDING = 3
"""Of a wording with up to this many words, all must stand there."""
_LEAST_SHARE = 0.5
_LONGEST_WORDING = 120
_SHOWN = 3
"""How many differences are told; a text with more of them is told to have others."""


def near_wording(text: str, wording: str) -> NearWording | None:
    """Return the words of a text that come nearest to a prescribed wording, with what is different, or nothing.

    Nothing is returned where the wording stands to the letter, and where less than about half of it stands.
    """
    prescribed = compile_wording(wording)
    if not prescribed.parts or len(prescribed.parts) > _LONGEST_WORDING or find_wording(text, wording) is not None:
        return None
    tokens, places, words, closed, _ = counted_words(text)
    window = _best_window(words, prescribed.parts)
    if window is None:
        return None
    start, end = window
    steps = _align(words[start:end], closed[start:end], prescribed.parts)
    laid = [step for step in steps if step.after > step.first]
    if not any(step.is_same for step in laid):
        return None
    written = [text[slice(*tokens.span(places[place], places[place] + 1))] for place in range(start, end)]
    why = _explain(steps, written, prescribed)
    if not why:
        return None
    begin, stop = tokens.span(places[start + laid[0].first], places[start + laid[-1].after - 1] + 1)
    return NearWording(begin, stop, text[begin:stop], why)


def _weight(word: str) -> float:
    return 1.0 if len(word) > _SHORT_WORD else _SHORT_WEIGHT


def _best_window(words: list[str], parts: tuple[Part, ...]) -> tuple[int, int] | None:
    """Return the stretch of the text with most of the words of the wording, in one pass over the text."""
    sought = _Sought(parts)
    width = len(parts) + max(4, len(parts) // 2)
    best = 0.0
    best_end = 0
    for end, word in enumerate(words):
        sought.enter(word)
        if end >= width:
            sought.leave(words[end - width])
        if sought.score > best + _ROUNDING:
            best, best_end = sought.score, end + 1
    if best + _ROUNDING < sought.least:
        return None
    return max(0, best_end - width), min(len(words), best_end + width // 2)


_ROUNDING = 1e-6


class _Sought:
    """How much of a wording stands in a stretch of the text that moves along the text.

    No word counts more often than it is due.
    """

    __slots__ = ("_due", "_inside", "_others", "least", "score")

    def __init__(self, parts: tuple[Part, ...]) -> None:
        self._due = Counter(word for part in parts if part is not None for word in part[0])
        alternatives = {word for part in parts if part for other in part[1:] for word in other}
        self._others = alternatives - set(self._due)
        self._inside: Counter[str] = Counter()
        self.score = 0.0
        total = sum(_weight(word) * count for word, count in self._due.items())
        self.least = total if self._due.total() <= _SHORT_WORDING else _LEAST_SHARE * total

    def enter(self, word: str) -> None:
        if word in self._due:
            self._inside[word] += 1
            if self._inside[word] <= self._due[word]:
                self.score += _weight(word)
        elif word in self._others:
            self.score += _weight(word)

    def leave(self, word: str) -> None:
        if word in self._due:
            self._inside[word] -= 1
            if self._inside[word] < self._due[word]:
                self.score -= _weight(word)
        elif word in self._others:
            self.score -= _weight(word)


class _Step(NamedTuple):
    """One step of the alignment: words of the text from `first` to `after` beside one place of the wording."""

    first: int
    after: int
    part: int
    """The place of the wording, or -1 where the text has words that the wording has not."""
    is_same: bool


_Cost = tuple[float, int, int, bool]
"""The cost so far, the word and the place that the last step came from, and whether they are the same."""


def _align(words: list[str], closed: list[bool], parts: tuple[Part, ...]) -> list[_Step]:
    """Lay the wording along the words with the fewest differences; words before and after it cost nothing."""
    rows = [[_FAR] * (len(words) + 1) for _ in range(len(parts) + 1)]
    rows[0] = [(0.0, -1, -1, False)] * (len(words) + 1)
    for number, part in enumerate(parts):
        row, below = rows[number], rows[number + 1]
        for here in range(len(words) + 1):
            if number and here:
                _reach(row, here, (row[here - 1][0] + _PUT_IN, here - 1, number, False))
            cost = row[here][0]
            _reach(below, here, (cost + _LEFT_OUT, here, number, False))
            if here < len(words):
                exchanged = _ALIKE if _is_alike(words[here], part) else _EXCHANGED
                _reach(below, here + 1, (cost + exchanged, here, number, False))
            for after in _ends(words, closed, here, part):
                _reach(below, after, (cost, here, number, True))
    final = rows[-1]
    here = min(range(len(words) + 1), key=lambda end: (final[end][0], end))
    return _steps(rows, here)


_FAR: _Cost = (float("inf"), -1, -1, False)
_PUT_IN, _LEFT_OUT, _EXCHANGED, _ALIKE = 0.7, 1.0, 1.5, 0.5
_STEM = 5
"""Words that begin with so many same letters are taken as forms of one word: investigation, investigations."""


def _is_alike(word: str, part: Part) -> bool:
    return part is not None and any(
        len(alternative) == 1 and len(word) >= _STEM and alternative[0][:_STEM] == word[:_STEM] for alternative in part
    )


def _reach(row: list[_Cost], here: int, cost: _Cost) -> None:
    if cost[0] < row[here][0]:
        row[here] = cost


def _ends(words: list[str], closed: list[bool], here: int, part: Part) -> list[int]:
    if part is None:
        return blank_ends(words, closed, here)
    return [
        here + len(alternative)
        for alternative in part
        if alternative and tuple(words[here : here + len(alternative)]) == alternative
    ] + [here for alternative in part if not alternative]


def _steps(rows: list[list[_Cost]], here: int) -> list[_Step]:
    """Walk back from the end of the cheapest alignment."""
    steps = []
    number = len(rows) - 1
    while number > 0:
        _, before, came_from, is_same = rows[number][here]
        steps.append(_Step(before, here, -1 if came_from == number else came_from, is_same))
        here, number = before, came_from
    return steps[::-1]


def _explain(steps: list[_Step], written: list[str], wording: Wording) -> str:
    """Say in one phrase what is different."""
    runs = _runs(steps)
    differences = [place for place, run in enumerate(runs) if not run[0].is_same]
    if not differences:
        return ""
    if _is_shuffled([step for place in differences for step in runs[place]], written, wording):
        return "has the words of the law in another order"
    told = [_tell(runs, place, written, wording) for place in differences[:_SHOWN]]
    rest = len(differences) - len(told)
    if rest:
        told.append(f"differs in {rest} more place" + "s" * (rest > 1))
    return ", ".join(told[:-1]) + " and " * (len(told) > 1) + told[-1]


def _runs(steps: list[_Step]) -> list[list[_Step]]:
    """Group the steps into runs that are the same and runs that are not."""
    runs: list[list[_Step]] = []
    for step in steps:
        if runs and runs[-1][0].is_same == step.is_same:
            runs[-1].append(step)
        else:
            runs.append([step])
    return runs


def _is_shuffled(steps: list[_Step], written: list[str], wording: Wording) -> bool:
    """Say whether the words that differ are the same words at other places."""
    text = Counter(word.casefold() for step in steps for word in written[step.first : step.after])
    law = Counter(wording.shown[step.part].casefold() for step in steps if step.part >= 0)
    if text or not law:
        return bool(law) and text == law
    around = Counter(word.casefold() for word in written)
    whole = Counter(shown.casefold() for shown in wording.shown)
    return all(around[word] >= whole[word] for word in law)


def _tell(runs: list[list[_Step]], place: int, written: list[str], wording: Wording) -> str:
    run = runs[place]
    text = [word for step in run for word in written[step.first : step.after]]
    law = [wording.shown[step.part] for step in run if step.part >= 0]
    if law and text:
        return f"says `{' '.join(text)}` where the law has `{' '.join(law)}`"
    if law and not 0 < place < len(runs) - 1:
        return f"leaves out `{' '.join(law)}` at the {'end' if place else 'beginning'}"
    before, after = runs[place - 1][-1], runs[place + 1][0]
    left, right = written[before.after - 1], written[after.first]
    if text:
        return f"puts `{' '.join(text)}` between `{left}` and `{right}`"
    prescribed = f"{wording.shown[before.part]} {' '.join(law)} {wording.shown[after.part]}"
    return f"says `{left} {right}` where the law has `{prescribed}`"
