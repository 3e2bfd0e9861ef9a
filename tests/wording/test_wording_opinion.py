"""The second opinion on claims: when it counts, what it shows, and that the weights are those of the sentences."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from specvalidator.data import read_data
from specvalidator.wording import CATEGORIES, read_claims
from specvalidator.wording.claims import claims_by, evidence_of
from specvalidator.wording.features import pair_features, spelling_features
from specvalidator.wording.scorer import ANY, MIDDLE, Scorer, scorer_of

SENTENCES = Path(__file__).parents[2] / "benchmarks" / "sentences"


def made(weights: dict[str, int], **changes: Any) -> Scorer:
    """Return a scorer whose features all speak for any claim, and as much for one of the disease category."""
    features = sorted(weights)
    column = "".join(chr(MIDDLE + weights[feature]) for feature in features)
    nothing = chr(MIDDLE) * len(features)
    names = (ANY, *sorted(CATEGORIES))
    data = {
        "features": "\n".join(features), "weights": {name: column if name in {ANY, "disease"} else nothing for name in names},
        "biases": dict.fromkeys(names, -1.0), "scale": 0.1, "category_floor": 0.5, "likely": 0.5, "sober": 0.9, "short": 0.5,
        "overruling": 0.8, "possible": 0.3, "doubted": 0.05,
    }  # fmt: skip
    return Scorer({**data, **changes})


def read(text: str, scorer: Scorer, role: str = "marketing") -> list[tuple[str, str]]:
    return [(claim.category, claim.certainty) for claim in claims_by(text, role, "en", scorer)]


PLAIN = "The grey box stands beside the zorb on a table of wood"


@pytest.mark.parametrize(
    ("weight", "expected"),
    [
        (0, []),
        (1, []),
        (4, [("disease", "possible")]),
        (20, [("disease", "likely")]),
        (-20, []),
    ],
)
def test_a_sentence_is_a_claim_as_far_as_its_words_weigh(weight: int, expected: list[tuple[str, str]]) -> None:
    assert read(PLAIN, made({"zorb": weight})) == expected


def test_what_speaks_for_a_claim_is_shown() -> None:
    (claim,) = claims_by(
        f"It rains. {PLAIN}. It rains.", "marketing", "en", made({"zorb": 20, "grey box": 9, "of": -3})
    )
    assert claim.cue == "zorb … grey box"
    assert claim.text == f"{PLAIN}."


def test_nothing_is_claimed_where_no_word_speaks_for_it() -> None:
    everything = dict.fromkeys((ANY, *CATEGORIES), 5.0)
    assert read(PLAIN, made({"zorb": -1}, biases=everything)) == []


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("marketing", [("disease", "likely")]),
        ("claim", [("disease", "likely")]),
        ("", [("disease", "likely")]),
        ("instruction", [("disease", "possible")]),
        ("description", [("disease", "possible")]),
        ("statement", [("disease", "possible")]),
        ("caption", [("disease", "possible")]),
    ],
)
def test_words_that_inform_or_instruct_must_weigh_more(role: str, expected: list[tuple[str, str]]) -> None:
    assert read(PLAIN, made({"zorb": 20}), role) == expected
    assert read(PLAIN, made({"zorb": 45}), role) == [("disease", "likely")]


@pytest.mark.parametrize(
    "role", ["trade_name", "contraindication", "warning", "side_effect", "indication", "intended_use"]
)
def test_some_roles_get_no_second_opinion(role: str) -> None:
    scorer = scorer_of("en")
    assert scorer is not None
    text = "Say so long to musty gym kit and to towels that smell of the changing room."
    assert [claim.certainty for claim in read_claims(text, role="marketing")] == ["likely"]
    assert [claim for claim in read_claims(text, role=role) if claim.cue.count("…") > 1] == []


def test_short_lines_must_weigh_more() -> None:
    scorer = made({"zorb": 20}, short=0.9)
    assert read("The grey zorb", scorer) == [("disease", "possible")]
    assert read(PLAIN, scorer) == [("disease", "likely")]
    assert read("Zorb", made({"zorb": 45})) == []


def test_a_denied_construction_must_be_overruled() -> None:
    denied = "The zorb does not cure gout and stands on the table"
    assert read(denied, made({"zorb": 20})) == [("disease", "possible")]
    assert read(denied, made({"zorb": 40})) == [("disease", "likely")]


def test_what_the_weights_speak_against_is_only_possible() -> None:
    text = "The zorb cures gout"
    assert read(text, made({"zorb": 0})) == [("disease", "certain")]
    assert read(text, made({"zorb": -40})) == [("disease", "possible")]


def test_a_question_is_weighed_with_its_answer() -> None:
    scorer = made({"zorb": 20, "nonsense": -30})
    assert read("Is there a zorb on the table in the hall? It is there.", scorer) == [("disease", "likely")]
    assert read("Is there a zorb on the table in the hall? Nonsense.", scorer) == []


def test_each_line_of_a_list_is_weighed_by_itself() -> None:
    scorer = made({"zorb": 20})
    text = f"In the box:\n- a cable of two metres\n- {PLAIN}\n- a plug"
    assert [claim.text for claim in claims_by(text, "marketing", "en", scorer)] == [PLAIN]


def test_a_language_without_weights_has_no_second_opinion() -> None:
    assert scorer_of("de") is None


def test_the_weights_are_those_of_the_sentences() -> None:
    """After a change of the sentences the weights are trained again: `python benchmarks/train_claims.py --write`."""
    together = hashlib.sha256()
    files = sorted(SENTENCES.glob("*.jsonl"))
    for file in files:
        together.update(file.read_bytes())
    data = json.loads(read_data("words/weights-en.json"))
    assert data["digest"] == together.hexdigest()
    assert data["sentences"] == sum(len(file.read_text("utf-8").splitlines()) for file in files)
    assert set(data["weights"]) == {ANY, *CATEGORIES}
    assert {len(column) for column in data["weights"].values()} == {data["features"].count("\n") + 1}


def test_every_feature_with_a_weight_can_be_seen() -> None:
    """The features of the trained sentences hold all that have weights: none is left from another way of writing them."""
    weighed = set(json.loads(read_data("words/weights-en.json"))["features"].split("\n"))
    for file in sorted(SENTENCES.glob("*.jsonl")):
        for line in file.read_text("utf-8").splitlines():
            for seen in evidence_of(json.loads(line)["text"], "en"):
                weighed -= pair_features(seen)
                for word in seen.words:
                    weighed.difference_update(spelling_features(word))
    assert weighed == set()


@settings(max_examples=50)
@given(st.lists(st.sampled_from(PLAIN.split()), min_size=2, max_size=12), st.integers(1, 30))
def test_more_weight_never_makes_a_claim_less_likely(words: list[str], weight: int) -> None:
    text = " ".join(words)
    order = {"possible": 1, "likely": 2, "certain": 3}

    def strength(by: int) -> int:
        return max((order[certainty] for _, certainty in read(text, made({"zorb": by}))), default=0)

    assert strength(weight) <= strength(weight + 5)
