"""Prescribed wording: to the letter, or not at all."""

from __future__ import annotations

import pytest

from specvalidator.wording import find_wording, near_wording

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


BIOCIDES = "Use biocides safely. Always read the label and product information before use."
CALIFORNIA = "Meets California ozone emissions limit. CARB certified"
NOT_CALIFORNIA = "Does not meet California air cleaner regulation requirements; cannot be shipped to California."
INDUSTRIAL = "For industrial use only. Use only in unoccupied spaces. Health hazard: emits ozone."
CLINICAL = "exclusively for clinical investigation"
CLINICAL_PACKAGING = "exclusively for clinical investigations"
CUSTOM = "custom-made device"
DEPLETING = (
    "Warning: {Contains|Manufactured with} ___, a substance which harms public health and environment by destroying "
    "ozone in the upper atmosphere."
)
LATEX = "Caution: This Product Contains Natural Rubber Latex Which May Cause Allergic Reactions."


@pytest.mark.parametrize(
    ("text", "wording"),
    [
        # 21 CFR 801.109(b)(1)
        ("RX ONLY", "Rx only"),
        ("CAUTION: FEDERAL LAW RESTRICTS THIS DEVICE TO SALE\nBY OR ON THE ORDER OF A DENTIST", FEDERAL),
        # 21 CFR 812.5(a) and (c)
        ("Caution - investigational device. Limited by Federal law to investigational use.", INVESTIGATIONAL),
        ("CAUTION\u2013INVESTIGATIONAL DEVICE.\nLIMITED BY UNITED STATES LAW TO INVESTIGATIONAL USE", INVESTIGATIONAL),
        (ANIMALS.replace("\u2014", " \u2013 "), ANIMALS),
        # 21 CFR 801.63 and 801.433
        (
            "WARNING: Contains CFC-12, " + DEPLETING.partition("___, ")[2].replace("by ", "by\n"),
            DEPLETING,
        ),
        (
            "warning: manufactured with " + DEPLETING.replace("___", "carbon tetrachloride").partition("} ")[2],
            DEPLETING,
        ),
        # 21 CFR 801.437(d)
        (LATEX.upper(), LATEX),
        # 17 CCR 94803 and 94806
        (INDUSTRIAL.upper().replace(". ", ".\n"), INDUSTRIAL),
        ("MEETS CALIFORNIA OZONE\nEMISSIONS LIMIT - CARB CERTIFIED", CALIFORNIA),
        (NOT_CALIFORNIA.replace(";", " \u2013"), NOT_CALIFORNIA),
        # Regulation (EU) 2017/745, Annex I 23.2(p), 23.2(q) and 23.3(f)
        ("Custom made device", CUSTOM),
        ("EXCLUSIVELY FOR CLINICAL INVESTIGATION", CLINICAL),
        ("Exclusively  for clinical\ninvestigations.", CLINICAL_PACKAGING),
        # Regulation (EU) No 528/2012, Article 72
        (BIOCIDES.upper(), BIOCIDES),
        ("Use biocides safely \u2013 always read the label and product information before use", BIOCIDES),
    ],
)
def test_prescribed_wordings(text: str, wording: str):
    """Wordings of the law are found in other letter case, spacing and with other dashes; none is then nearly there."""
    assert find_wording(text, wording) is not None
    assert near_wording(text, wording) is None


@pytest.mark.parametrize(
    ("text", "wording", "why"),
    [
        (
            "CAUTION: Investigational device. Limited by law to investigational use.",
            INVESTIGATIONAL,
            "says `by law` where the law has `by Federal (or United States) law`",
        ),
        (
            "CAUTION: Investigational device. Limited by state law to investigational use.",
            INVESTIGATIONAL,
            "says `state` where the law has `Federal (or United States)`",
        ),
        (
            "Caution: New Drug\u2014Limited by Federal law to investigational use",
            INVESTIGATIONAL,
            "says `New Drug` where the law has `Investigational device`",
        ),
        (
            "Investigational device. Limited by Federal law to investigational use.",
            INVESTIGATIONAL,
            "leaves out `CAUTION` at the beginning",
        ),
        (
            "CAUTION: Device for investigational use in laboratory animals or other tests.",
            ANIMALS,
            "leaves out `that do not involve human subjects` at the end",
        ),
        (
            "Caution: Federal law strictly restricts this device to sale by or on the order of a physician",
            FEDERAL,
            "puts `strictly` between `law` and `restricts`",
        ),
        (
            "Caution: Federal law restricts this device to sale on or by the order of a physician",
            FEDERAL,
            "has the words of the law in another order",
        ),
        (
            "Caution: Federal law restricts this device to use by or on the order of a physician",
            FEDERAL,
            "says `use` where the law has `sale`",
        ),
        (
            "United States, Federal. " * 20
            + "Caution: Investigational device. Limited by US law to investigational use",
            INVESTIGATIONAL,
            "says `US` where the law has `Federal (or United States)`",
        ),
        ("a c", "a {b|} c d", "leaves out `d` at the end"),
        ("Rx use only", "Rx only", "puts `use` between `Rx` and `only`"),
        ("Only Rx", "Rx only", "has the words of the law in another order"),
        (
            "Warning: Contains CFC-12, a substance which harms the environment by destroying ozone in the upper atmosphere.",
            DEPLETING,
            "says `the` where the law has `public health and`",
        ),
        (
            "Caution: This product contains latex which may cause allergic reactions.",
            LATEX,
            "says `contains latex` where the law has `Contains Natural Rubber Latex`",
        ),
        (
            "For industrial use only. Use in unoccupied spaces only. Health hazard: emits ozone.",
            INDUSTRIAL,
            "has the words of the law in another order",
        ),
        (
            "This air cleaner complies with the federal ozone emissions limit. ARB certified.",
            CALIFORNIA,
            "leaves out `Meets California` at the beginning and says `ARB` where the law has `CARB`",
        ),
        (
            "Does not meet California requirements; cannot be shipped to California.",
            NOT_CALIFORNIA,
            "says `California requirements` where the law has `California air cleaner regulation requirements`",
        ),
        (
            "Exclusively for clinical investigations",
            CLINICAL,
            "says `investigations` where the law has `investigation`",
        ),
        ("For clinical investigation only", CLINICAL, "leaves out `exclusively` at the beginning"),
        (
            "Use biocides safely. Always read the label before use.",
            BIOCIDES,
            "says `label before` where the law has `label and product information before`",
        ),
        (
            "Use biocides with care. Read the whole label and any product leaflet right before first use",
            BIOCIDES,
            (
                "says `with care` where the law has `safely Always`, puts `whole` between `the` and `label`, "
                "puts `any` between `and` and `product` and differs in 2 more places"
            ),
        ),
    ],
)
def test_near_wording(text: str, wording: str, why: str):
    """What is nearly the prescribed wording is quoted, with the words that differ."""
    near = near_wording(text, wording)
    assert near is not None
    assert near.why == why
    assert text[near.start : near.end] == near.text


@pytest.mark.parametrize(
    ("text", "wording"),
    [
        ("", "Rx only"),
        ("For professional use only", "Rx only"),
        ("The housing is blue.", BIOCIDES),
        ("Read the label.", BIOCIDES),
        ("Limited warranty by law", INVESTIGATIONAL),
        ("anything", ""),
        ("anything", "___"),
        ("a " * 200, "a " * 130 + "b"),
        ("states united", "{United States}"),
    ],
)
def test_not_even_near(text: str, wording: str):
    """A few words in common are no near miss, and a wording longer than any label is not compared."""
    assert near_wording(text, wording) is None
