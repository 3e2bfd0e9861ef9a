"""Products of quantities that must fit together: concentration × flow against output."""

from __future__ import annotations

from fractions import Fraction

import pytest

from specvalidator.quantity import agree, read_conditions, read_quantity

ROOM = read_conditions("25 °C", "1 atm")
FIVE = Fraction(5, 100)


def read(texts):
    return [read_quantity(text) for text in texts.split(" × ")]


@pytest.mark.parametrize(
    ("left", "right", "options", "truth"),
    [
        ("40 µg/mL × 1 L/min", "2.4 g/h", {}, True),
        ("40 µg/mL × 1 L/min", "2.3 g/h", {}, False),
        ("40 µg/mL × 1 L/min", "2.3 g/h", {"allowance": FIVE}, True),
        ("40 µg/mL × 1 L/min", "2.5 g/h", {"allowance": FIVE}, True),
        ("40 µg/mL × 1 L/min", "2.2 g/h", {"allowance": FIVE}, False),
        ("40 µg/mL × 1 L/min", "3 g/h", {"allowance": FIVE}, False),
        ("10–80 µg/mL × 0.1–1 L/min", "2.4 g/h", {}, True),
        ("10–80 µg/mL × 0.1–1 L/min", "7 g/h", {}, False),
        ("up to 80 µg/mL × 1 L/min", "2.4 g/h", {}, True),
        ("at least 80 µg/mL × 1 L/min", "2.4 g/h", {}, False),
        ("at least 80 µg/mL × 1 L/min", "7 g/h", {}, True),
        ("40 µg/mL ± 10 % × 1 L/min", "2.6 g/h", {}, True),
        ("about 40 µg/mL × 1 L/min", "2.6 g/h", {}, True),
        ("70 mcg/ml × 2000 ml", "140000 mcg", {}, True),
        ("2 % by volume × 1 L/min", "2.36 g/h", {"conditions": ROOM, "allowance": FIVE}, True),
        ("2 % by volume × 1 L/min", "2.36 g/h", {}, None),
        ("2 % × 1 L/min", "2.36 g/h", {"conditions": ROOM}, None),
        ("2 % × 1 L/min", "2.36 g/h", {"conditions": ROOM, "presume": "by volume", "allowance": FIVE}, True),
        ("3 wt% × 1 L/min", "2.38 g/h", {"conditions": ROOM, "carrier": "oxygen", "allowance": FIVE}, True),
        ("3 wt% × 1 L/min", "2.38 g/h", {"conditions": ROOM}, None),
        ("2.36 g/h", "1 L/min × 2 % by volume", {"conditions": ROOM, "allowance": FIVE}, True),
        ("up to 2 % by volume × 1 L/min", "1 g/h", {"conditions": ROOM}, True),
        ("at least 2 % by volume × 1 L/min", "1 g/h", {"conditions": ROOM}, False),
        ("40 µg/mL × 1 SLPM", "2.4 g/h", {}, None),
        ("40 µg/mL × 1 SLPM", "24 g/h", {}, False),
        ("40 g/Nm3 × 1 Nm3/h", "40 g/h", {}, True),
        ("230 V × 2 A", "460 W", {}, True),
        ("230 V × 2 A", "46 W", {}, False),
        ("110/220 V × 2 A", "440 W", {}, True),
        ("110/220 V × 2 A", "300 W", {}, False),
        ("5 mL × 2 V", "3 h", {}, None),
        ("5 mL × 2 V", "5 mL × 2 V", {}, True),
        ("5 ppm × 2 V", "2 V × 3 A", {}, None),
        ("0.1 ppm", "0.2 mg/m3", {"presume": "by volume", "conditions": ROOM, "allowance": FIVE}, True),
        ("0.1 ppm", "0.4 mg/m3", {"presume": "by volume", "conditions": ROOM, "allowance": FIVE}, False),
        ("0.1 ppm", "0.2 mg/m3", {"conditions": ROOM}, None),
        ("0.1 ppm", "2 h", {}, None),
        ("50 Hz", "50/60 Hz", {}, True),
        ("55 Hz", "50/60 Hz", {}, False),
        ("5–10 mL", "8–20 mL", {}, True),
        ("5–10 mL", "11–20 mL", {}, False),
        ("20 °C", "293.15 K", {}, True),
        ("1,000 mL", "1000 mL", {}, None),
        ("1,000 mL", "5 mL", {}, False),
        ("-5–-2 °C × 3 V", "2 °C × 3 V", {}, False),
    ],
)
def test_two_products_fit_together_or_not(left, right, options, truth):
    """They fit when what both sides state can be the same; the reason names every quantity as written."""
    answer = agree(read(left), read(right), **options)
    assert answer.truth is truth, answer.because
    assert answer.because


def test_the_reason_shows_the_product_in_the_unit_of_the_other_side():
    """The reader sees the figure that he can check."""
    answer = agree(read("40 µg/mL × 1 L/min"), read("2.3 g/h"), allowance=FIVE)
    assert answer.because == "40 µg/mL × 1 L/min comes to 2.4 g/h; 2.3 g/h; these overlap within 5 %"
    answer = agree(read("40 µg/mL × 1 L/min"), read("at least 5 mg/mL × 1 L/min"))
    assert "0.08333" in answer.because
    assert "or more g/s" in answer.because


def test_many_choices_are_bounded():
    """Each further list of choices multiplies the work, up to a limit."""
    many = [read_quantity("1,000 mL")] * 6
    answer = agree(many, many)
    assert answer.truth is None
    assert answer.because == "1,000 mL can be read in too many ways"
    choices = [read_quantity("50/60/70/80 Hz")] * 6
    assert agree(choices, choices).truth is True


@pytest.mark.parametrize(("left", "right"), [([], ["5 mL"]), (["5 mL"], []), ([], [])])
def test_an_empty_side_is_our_fault(left, right):
    """It is no finding about a sheet."""
    with pytest.raises(ValueError, match="need a quantity"):
        agree([read_quantity(one) for one in left], [read_quantity(one) for one in right])
