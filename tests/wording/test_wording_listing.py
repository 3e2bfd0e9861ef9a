"""Sentences with verdicts: together they hold all of a text, and each claim stands in its sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specvalidator.wording import language_read, read_claims, read_sentences

PIECES = ("Ozone treats back pain.", "It does not cure flu!", "Is it safe?", "- pain\n- flu", "Indications:\n• pain", "\n\n",
          " ", "®", "e.g. this", "ﬁne &amp; ＦＤＡ", "☃", "No. 5", "\u200b", "_")  # fmt: skip


def verdicts(text: str, **options: str) -> list[tuple[str, str]]:
    return [(text[one.start : one.end], one.verdict) for one in read_sentences(text, **options)]


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("Ozone treats pain. It weighs 3 kg.", {}, [("Ozone treats pain.", "claim"), ("It weighs 3 kg.", "none")]),
        ("  It does not cure flu.\n\nIt heals. ", {}, [("It does not cure flu.", "none"), ("It heals.", "claim")]),
        ("Sciatica", {"role": "indication"}, [("Sciatica", "claim")]),
        ("Sciatica", {"role": "contraindication"}, [("Sciatica", "none")]),
        ("Ozone treats pain. So.", {"language": "xx"}, [("Ozone treats pain.", "not judged"), ("So.", "not judged")]),
        ("", {}, []),
        (" \n ", {}, []),
        ("®", {}, [("®", "none")]),
    ],
)
def test_each_sentence_has_its_verdict(text: str, options: dict[str, str], expected: list[tuple[str, str]]) -> None:
    assert verdicts(text, **options) == expected


@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join) | st.text(max_size=60), st.sampled_from(["en", "xx"]))
def test_the_sentences_hold_the_whole_text_and_all_its_claims(text: str, language: str) -> None:
    sentences = read_sentences(text, language=language)
    at = 0
    for one in sentences:
        assert not text[at : one.start].strip()
        assert one.start < one.end
        at = one.end
    assert not text[at:].strip()
    claims = [claim for one in sentences for claim in one.claims]
    assert claims == list(read_claims(text, language=language))
    for one in sentences:
        assert all(one.start <= claim.start < one.end for claim in one.claims)
        assert (one.verdict == "claim") is any(claim.certainty != "possible" for claim in one.claims)


def test_the_language_that_is_read_with_is_told_by_code_or_words() -> None:
    assert language_read("whatever", "en-US") == "en"
    assert language_read("whatever", "xx") is None
    assert language_read("This is what the device is for.") == "en"
    assert language_read("Laite painaa kolme kiloa ja seisoo kellarissa.", "xx") is None
