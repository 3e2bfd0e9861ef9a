"""How well the reader does on a fixed sample of sentences that people have labelled.

The sentences were looked at while the word lists were written: the figures keep what was reached from slipping,
they do not say how well unseen text is read. The floors lie a little under what was reached.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from specvalidator.wording import CATEGORIES, read_claims, read_statements

HERE = Path(__file__).parent

# category: the least precision, the least recall
FLOORS = {
    "disease": (0.95, 0.80),
    "dosing": (0.90, 0.85),
    "evidence": (0.90, 0.90),
    "function": (0.90, 0.90),
    "germicide": (0.90, 0.70),
    "guarantee": (0.85, 0.90),
    "safety": (0.90, 0.90),
    "status": (0.95, 0.95),
    "superiority": (0.85, 0.85),
    "testimonial": (0.90, 0.55),
}
# Two ways of saying what rx_only says; the sample does not label them.
VARIANTS = {"rx_only_symbol", "rx_only_federal_law"}


def sample(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (HERE / name).read_text("utf-8").splitlines()]


CLAIMS = [
    (set(row["labels"]), {claim.category for claim in read_claims(row["text"])}, row) for row in sample("claims.jsonl")
]
STATEMENTS = [(set(row["satisfies"]), read_statements(row["text"]), row) for row in sample("statements.jsonl")]


def precision_and_recall(pairs: list[tuple[bool, bool]]) -> tuple[float, float]:
    right = sum(wanted and got for wanted, got in pairs)
    return right / sum(got for _, got in pairs), right / sum(wanted for wanted, _ in pairs)


def test_claim_or_not():
    """A sentence with a claim is told from one without."""
    precision, recall = precision_and_recall([(bool(wanted), bool(got)) for wanted, got, _ in CLAIMS])
    assert precision >= 0.97
    assert recall >= 0.93


@pytest.mark.parametrize("category", sorted(CATEGORIES))
def test_category(category: str):
    """Each category is found where it stands, and hardly anywhere else."""
    precision, recall = precision_and_recall([(category in wanted, category in got) for wanted, got, _ in CLAIMS])
    assert precision >= FLOORS[category][0]
    assert recall >= FLOORS[category][1]


def test_hedged():
    """Where a claim is found, a softener on it is seen, and none is made up."""
    wrong = [
        row["id"]
        for wanted, got, row in CLAIMS
        if wanted & got and row["hedged"] != any(claim.hedged for claim in read_claims(row["text"]))
    ]
    assert len(wrong) <= 1


def test_statements():
    """Known statements are found in whatever wording, and not where they are denied."""
    right = wrong = missed = 0
    for wanted, reading, _ in STATEMENTS:
        got = {statement.id for statement in reading.found} - VARIANTS
        right += len(wanted & got)
        wrong += len(got - wanted)
        missed += len(wanted - got)
    assert 2 * right / (2 * right + wrong + missed) >= 0.96


def test_near_misses():
    """Most near misses are reported as such, and none of them as found."""
    wanted = [(row["near_miss_for"], reading) for _, reading, row in STATEMENTS]
    hits = sum(any(miss.id == name for miss in reading.near_misses) for names, reading in wanted for name in names)
    assert hits >= 0.85 * sum(len(names) for names, _ in wanted)
