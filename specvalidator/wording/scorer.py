"""Give a second opinion on a sentence: how likely it makes a claim, of which categories, and what speaks for it.

A weight for every feature that training kept (see `benchmarks/train_claims.py`), added up and turned into a
probability; nothing else. It may not cut texts, nor decide what a probability is good for.
"""

from __future__ import annotations

import json
from functools import cache
from itertools import pairwise
from math import exp
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from specvalidator.data import has_data, read_data
from specvalidator.wording.features import pair_features, spelling_features

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specvalidator.wording.features import Evidence

__all__ = ["ANY", "MIDDLE", "Opinion", "Scorer", "scorer_of"]

ANY: Final = "any"
"""The name under which the weights of "makes any claim" stand, before those of the categories."""
MIDDLE: Final = 80
"""A weight is written as one character; this is the code of nothing. Its distance times the scale is the weight."""
_KEPT_WORDS: Final = 8192
_SHOWN: Final = 3


class Opinion(NamedTuple):
    """What the weights say of one line."""

    probability: float
    """That it makes a claim, 0 to 1."""
    found: list[int]
    """The places of its features that have weights."""


class Scorer:
    """The weights of one language."""

    __slots__ = (
        "_any",
        "_biases",
        "_category_floor",
        "_columns",
        "_places",
        "_scale",
        "_words",
        "doubted",
        "likely",
        "overruling",
        "possible",
        "short",
        "sober",
    )

    def __init__(self, data: dict[str, Any]) -> None:
        features = data["features"].split("\n")
        self._places = dict(zip(features, range(len(features)), strict=True))
        self._columns: dict[str, bytes] = {name: column.encode() for name, column in data["weights"].items()}
        self._any = self._columns.pop(ANY)
        self._biases: dict[str, float] = data["biases"]
        self._scale: float = data["scale"]
        self._category_floor: float = data["category_floor"]
        self.likely: float = data["likely"]
        """The probability from which a claim is likely,"""
        self.sober: float = data["sober"]
        """from which it is in words that inform or instruct, where few make one,"""
        self.short: float = data["short"]
        """from which it is in a heading or another line of a few words,"""
        self.overruling: float = data["overruling"]
        """from which it is though a construction of its category is withheld, as in a denial,"""
        self.possible: float = data["possible"]
        """from which it is possible,"""
        self.doubted: float = data["doubted"]
        """and below which even what a construction tells is no more than possible."""
        self._words: dict[str, tuple[int, list[int]]] = {}

    def opinion(self, seen: Evidence) -> Opinion:
        """Return what the weights say."""
        known = self._words
        found = [place for place in map(self._places.get, pair_features(seen)) if place is not None]
        for word in set(seen.words):
            found += (known.get(word) or self._learn(word))[1]
        total = sum(map(self._any.__getitem__, found)) - MIDDLE * len(found)
        return Opinion(_probability(self._biases[ANY] + total * self._scale), found)

    def categories(self, opinion: Opinion, *, beside: float = 0.0) -> tuple[str, ...]:
        """Return the categories that a claim is of, the likeliest first; at least one.

        With `beside`, those that it is of beside others that are told: from that chance on, and perhaps none.
        """
        found = opinion.found
        nothing = MIDDLE * len(found)
        chances = sorted(
            (
                (_probability(self._biases[name] + (sum(map(column.__getitem__, found)) - nothing) * self._scale), name)
                for name, column in self._columns.items()
            ),
            reverse=True,
        )
        floor = max(beside, self._category_floor)
        likely = tuple(name for chance, name in chances if chance >= floor)
        return likely if likely or beside else (chances[0][1],)

    def cues(self, words: Sequence[str]) -> tuple[str, ...]:
        """Return the words and pairs of words that speak most for a claim; a word weighs with its spelling."""
        known = self._words
        weighed = {word: (known.get(word) or self._learn(word))[0] for word in set(words) if word[0].isalpha()}
        for one, other in pairwise(words):
            row = self._places.get(f"{one} {other}")
            if row is not None and one[0].isalpha() and other[0].isalpha():
                weighed[f"{one} {other}"] = self._any[row] - MIDDLE
        strongest = sorted(weighed, key=lambda cue: (-weighed[cue], cue))
        return tuple(cue for cue in strongest[:_SHOWN] if weighed[cue] > 0)

    def _learn(self, word: str) -> tuple[int, list[int]]:
        """Return what a word weighs with its spelling, and the places of its features."""
        if len(self._words) >= _KEPT_WORDS:
            self._words.clear()
        found = [place for place in map(self._places.get, spelling_features(word)) if place is not None]
        known = self._words[word] = (sum(map(self._any.__getitem__, found)) - MIDDLE * len(found), found)
        return known


def _probability(score: float) -> float:
    return 1 / (1 + exp(-score)) if score > -_FAR else 0.0


_FAR: Final = 500.0
"""Further from nought than this, a probability is nought."""


@cache
def scorer_of(language: str) -> Scorer | None:
    """Load the weights of a language; most languages have none."""
    name = f"words/weights-{language}.json"
    return Scorer(json.loads(read_data(name))) if has_data(name) else None
