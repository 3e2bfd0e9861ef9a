"""Twice the text takes about twice as long, whatever the text."""

from __future__ import annotations

import gc
import json
import random
import string
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from specvalidator.data import read_data
from specvalidator.wording import find_wording, near_wording, read_claims, read_statements
from specvalidator.wording.lexicon import Vocabulary
from specvalidator.wording.tokens import tokenise
from specvalidator.wording.trie import find_items, insert

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

WORDS = Path(__file__).parents[2] / "benchmarks" / "sentences"

FEDERAL = "Caution: Federal law restricts this device to sale by or on the order of a ___"
SIZE = 40_000
LIMIT = 2.6
"""A square would give 4. Alone, each seed gives 2.0 to 2.2; what the process has in memory by then adds to it."""
# What a reader with a weakness would choke on: openings that never close, endless lists, half phrases, odd signs.
SEEDS = [
    "not ", "not only ", "treats ", "pain ", "treats pain ", "my pain gone ", "treats pain is unproven but ",
    '"', "? ", "; ",
    "- a\n", ":\n- ", "x: \u2022 ", "\n", " ", "e. ", "a.b.", "1,1,", "''a", "----", "a-b-", "a*b*", "&#", "&amp;",
    "5 ml ", "two sessions ", "no side effects ", "if ", "may ", "; toxic. ", "do not inhale ozone ",
    "contraindications; ", "contraindications: pregnancy; ", "who? ", "who? yes ", "do not use\n", "number 5 g/h ozone ",
    "not only for trained staff ", "is fda approved? no. ", "oxygen away from oil ",
    "federal law restricts this device to sale by or on the order of ", "Rx ", "three times a ",
    "\u200b", "e\u0301", "\ud800", "\u00bd", "\ufdfa", "\u2026",
]  # fmt: skip
READERS: dict[str, Callable[[str], object]] = {
    "claims": read_claims,
    "statements": read_statements,
    "letter": lambda text: find_wording(text, FEDERAL + " x"),
    "nearly": lambda text: near_wording(text, FEDERAL + " x"),
}


@pytest.fixture(autouse=True)
def _quiet_memory() -> Iterator[None]:
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def seconds(read: Callable[[str], object], text: str) -> float:
    start = time.process_time()
    read(text)
    return time.process_time() - start


PAIRS = [(name, seed) for name in ("claims", "statements") for seed in SEEDS]
PAIRS += [
    (name, seed)
    for name in ("letter", "nearly")
    for seed in SEEDS
    if seed.startswith(("federal", "Rx", "not", "\n", "e", "a-", "\u00bd"))
]


@pytest.mark.parametrize(("name", "seed"), PAIRS)
def test_linear(name: str, seed: str):
    """The time grows with the text, not with its square."""
    read = READERS[name]
    single = seed * (SIZE // len(seed))
    double = single + single  # of whole seeds, so that the seam makes nothing new
    # The least of several runs each: what else the machine does only ever adds.
    short = long = float("inf")
    for _ in range(40):
        short, long = min(short, seconds(read, single)), min(long, seconds(read, double))
        if long <= LIMIT * short:
            break
    assert long <= LIMIT * short


def test_megabyte():
    """A million characters are read to the end."""
    text = "It cures asthma and kills germs, not only pain: \u201csafe\u201d. " * 18_000 + "\ud800"
    assert len(text) > 1_000_000
    assert read_claims(text)[-1].end > 999_000
    assert read_statements(text).found == ()


def test_ten_times_the_phrases_cost_at_most_twice():
    """Tagging looks at the words of the text, not at the lists: ten times as many phrases change little."""
    data = json.loads(read_data("generated/claims-en.json"))
    text = (WORDS / "round_a.jsonl").read_text("utf-8")[:SIZE]
    words = tokenise(text, elides=False).words
    few, many = Vocabulary(data), Vocabulary(data)
    chance = random.Random(1)  # noqa: S311 - phrases, not secrets
    for _ in range(100_000):
        insert(many.trie, ["".join(chance.choices(string.ascii_lowercase, k=7)) for _ in range(3)], 0)
    assert len(many.trie) > 10 * len(few.trie)
    before = min(tagging(words, few) for _ in range(5))
    assert min(tagging(words, many) for _ in range(5)) <= 2 * before + 0.002


def tagging(words: list[str], vocabulary: Vocabulary) -> float:
    start = time.process_time()
    find_items(words, vocabulary)
    return time.process_time() - start
