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
from specvalidator.wording.claims import claims_by

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
# The statements that the samples label; the reader knows more.
LABELLED = {
    "contraindications_g6pd",
    "contraindications_pregnancy",
    "contraindications_thrombocytopenia",
    "do_not_inhale",
    "electrical_oxygen_fire_hazard",
    "eye_and_lung_irritant",
    "investigational_device",
    "max_ozone_output_stated",
    "monitoring_required",
    "not_a_substitute_for_medical_advice",
    "not_fda_approved",
    "rx_only",
    "single_use",
    "smallest_room_area_stated",
    "toxic_gas_no_known_medical_use",
    "trained_professionals_only",
    "ventilation_required",
}


def sample(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (HERE / name).read_text("utf-8").splitlines()]


# What constructions tell; what is learned from the same sentences says nothing about them.
CLAIMS = [
    (set(row["labels"]), {claim.category for claim in claims_by(row["text"], "marketing", "en", None)}, row)
    for row in sample("claims.jsonl")
]
# file: the least F1, the least share of near misses that are explained
STATEMENT_FLOORS = {
    "statements.jsonl": (0.98, 0.95),
    "statements_a.jsonl": (0.98, 0.95),
    "statements_b.jsonl": (0.98, 0.95),
    "statements_c.jsonl": (0.98, 0.95),
}


def precision_and_recall(pairs: list[tuple[bool, bool]]) -> tuple[float, float]:
    right = sum(wanted and got for wanted, got in pairs)
    return right / sum(got for _, got in pairs), right / sum(wanted for wanted, _ in pairs)


# file: the least precision, the least recall of claim or not; nothing was learned from these sentences
UNSEEN_FLOORS = {"round_h.jsonl": (0.95, 0.88), "round_i.jsonl": (0.75, 0.78)}
UNSEEN = HERE.parents[1] / "benchmarks" / "sentences" / "unseen"


@pytest.mark.parametrize("name", sorted(UNSEEN_FLOORS))
def test_claim_or_not_in_sentences_that_nobody_learned_from(name: str):
    """Constructions and weights together read them as at the first contact, by certain and likely claims."""
    pairs = []
    for line in (UNSEEN / name).read_text("utf-8").splitlines():
        row = json.loads(line)
        optional = set(row.get("optional", ()))
        found = {claim.category for claim in read_claims(row["text"]) if claim.certainty != "possible"}
        pairs.append((bool(set(row["labels"]) - optional), bool(found - optional)))
    precision, recall = precision_and_recall(pairs)
    least_precision, least_recall = UNSEEN_FLOORS[name]
    assert precision >= least_precision
    assert recall >= least_recall


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
        if wanted & got
        and row["hedged"] != any(claim.hedged for claim in claims_by(row["text"], "marketing", "en", None))
    ]
    assert len(wrong) <= 1


@pytest.mark.parametrize("name", STATEMENT_FLOORS)
def test_statements(name: str):
    """Known statements are found in whatever wording, and not where they are denied; most near misses are explained."""
    right = wrong = missed = explained = near = 0
    for row in sample(name):
        reading = read_statements(row["text"])
        optional = set(row.get("optional", ()))
        wanted = set(row["satisfies"]) - optional
        got = ({statement.id for statement in reading.found} & LABELLED) - optional
        right += len(wanted & got)
        wrong += len(got - wanted)
        missed += len(wanted - got)
        close = set(row["near_miss_for"]) - optional
        near += len(close)
        explained += len(close & {miss.id for miss in reading.near_misses})
    least_f1, least_share = STATEMENT_FLOORS[name]
    assert 2 * right / (2 * right + wrong + missed) >= least_f1
    assert explained >= least_share * near
