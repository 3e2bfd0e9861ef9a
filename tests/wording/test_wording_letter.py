"""Prescribed wording: to the letter, or not at all."""

from __future__ import annotations

import pytest

from specvalidator.wording import find_wording

FEDERAL = "Caution: Federal law restricts this device to sale by or on the order of a ___"
INVESTIGATIONAL = "CAUTION—Investigational device. Limited by {Federal|United States} law to investigational use."
ANIMALS = (
    "CAUTION—Device for investigational use in laboratory animals or other tests that do not involve human subjects."
)


@pytest.mark.parametrize(
    ("text", "wording", "quote"),
    [
        ("Rx only", "Rx only", "Rx only"),
        ("Label: RX-ONLY.", "Rx only", "RX-ONLY"),
        ("R\u00adx  \n only", "Rx only", "R\u00adx  \n only"),
        ("℞ only", "℞ only", "℞ only"),
        (
            "CAUTION - federal law restricts this device to sale by, or on the order of, a licensed dentist. Keep dry.",
            FEDERAL,
            "CAUTION - federal law restricts this device to sale by, or on the order of, a licensed dentist",
        ),
        (
            "Caution: Federal law restricts this device to sale by or on the order of a physician\n\nKeep dry",
            FEDERAL,
            "Caution: Federal law restricts this device to sale by or on the order of a physician",
        ),
        (
            FEDERAL.replace("___", "one two three four five six seven"),
            FEDERAL,
            FEDERAL.replace("___", "one two three four five six"),
        ),
        (
            "“Caution – Investigational device. Limited by United\nStates law to investigational use.”",
            INVESTIGATIONAL,
            "Caution – Investigational device. Limited by United\nStates law to investigational use",
        ),
        (
            "caution--investigational device; limited by federal law to investigational use",
            INVESTIGATIONAL,
            "caution--investigational device; limited by federal law to investigational use",
        ),
        (ANIMALS.upper(), ANIMALS, ANIMALS.upper()[:-1]),
        ("on the order of a physician or dentist only", "order of a ___ only", "order of a physician or dentist only"),
        ("Rx Rx only", "Rx only", "Rx only"),
        ("100 % pure", "100 % pure", "100 % pure"),
        ("a b c", "{a|a b} {b|b c} {c|}", "a b c"),
    ],
)
def test_found(text: str, wording: str, quote: str):
    """Letter case, spacing, punctuation and dashes do not count; the span is that of the original."""
    span = find_wording(text, wording)
    assert span is not None
    assert text[span[0] : span[1]] == quote


@pytest.mark.parametrize(
    ("text", "wording"),
    [
        ("", "Rx only"),
        ("For prescription use only", "Rx only"),
        ("Rx", "Rx only"),
        ("Rx use only", "Rx only"),
        ("Rx only", "℞ only"),
        ("Federal law restricts this device to sale by or on the order of a physician", FEDERAL),
        ("Caution: Federal law restricts this device to sale by or on the order of a", FEDERAL),
        ("Caution: Federal law restricts this device to sale by or on the order of physicians", FEDERAL),
        ("Caution: Investigational device. Limited by state law to investigational use.", INVESTIGATIONAL),
        ("order of a one two three four five six seven only", "order of a ___ only"),
        ("order of a physician. Only", "order of a ___ x only"),
        ("anything", ""),
        ("anything", "—"),
        ("anything", "___"),
    ],
)
def test_not_found(text: str, wording: str):
    """A word too few, too many or another one is not the prescribed wording."""
    assert find_wording(text, wording) is None


def test_blank_ends_with_the_sentence():
    """An open blank takes no word from the next sentence, except its first."""
    text = "order of a physician. Keep it dry"
    assert find_wording(text, "order of a ___") == (0, len("order of a physician"))
