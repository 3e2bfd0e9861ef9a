"""Comparison with a limit: exact, by intervals, by Kleene logic, with the arithmetic in plain words."""

from __future__ import annotations

from fractions import Fraction

import pytest

from specvalidator.quantity import Conditions, compare, read_conditions, read_quantity

ROOM = read_conditions("25 °C", "1 atm")

CASES = [
    # within a dimension, without rounding
    ("50 ppb", "at most", "0.05 ppm", True),
    ("50.000001 ppb", "at most", "0.05 ppm", False),
    ("0.05 ppm", "below", "50 ppb", False),
    ("0.04 ppm", "below", "50 ppb", True),
    ("0.05 ppm", "at least", "50 ppb", True),
    ("0.05 ppm", "above", "50 ppb", False),
    ("0.06 ppm", "above", "50 ppb", True),
    ("5 mg/L", "equal to", "5 µg/mL", True),
    ("5 mg/L", "equal to", "6 µg/mL", False),
    ("20 °C", "equal to", "68 °F", True),
    ("-40 °C", "equal to", "-40 °F", True),
    # a range keeps to a limit only when all of it does
    ("0.02–0.08 ppm", "at most", "0.05 ppm", False),
    ("0.02–0.05 ppm", "at most", "0.05 ppm", True),
    ("0.02–0.05 ppm", "below", "0.05 ppm", False),
    ("0.02–0.08 ppm", "at least", "0.05 ppm", False),
    ("0.05–0.08 ppm", "at least", "0.05 ppm", True),
    ("0.05–0.08 ppm", "above", "0.05 ppm", False),
    # bounds
    ("up to 0.05 ppm", "at most", "0.05 ppm", True),
    ("up to 0.1 ppm", "at most", "0.05 ppm", False),
    ("up to 0.05 ppm", "below", "0.05 ppm", False),
    ("< 0.05 ppm", "below", "0.05 ppm", True),
    ("< 0.05 ppm", "at most", "0.05 ppm", True),
    ("< 0.05 ppm", "at least", "0.05 ppm", False),
    ("< 0.05 ppm", "at least", "0.04 ppm", None),
    ("up to 0.05 ppm", "at least", "0.05 ppm", None),
    ("up to 0.05 ppm", "at least", "0.06 ppm", False),
    ("> 20 ppm", "at most", "0.05 ppm", False),
    ("> 20 ppm", "at most", "20 ppm", False),
    ("> 20 ppm", "below", "20 ppm", False),
    ("≥ 20 ppm", "below", "20 ppm", False),
    ("≥ 20 ppm", "at most", "20 ppm", None),
    ("≥ 0.01 ppm", "at most", "0.05 ppm", None),
    ("≥ 0.01 ppm", "at least", "0.01 ppm", True),
    ("> 0.01 ppm", "above", "0.01 ppm", True),
    ("≥ 0.01 ppm", "above", "0.01 ppm", False),
    # a limit that excludes itself, has only its other bound, or is a range
    ("0.05 ppm", "at most", "< 0.05 ppm", False),
    ("0.04 ppm", "at most", "< 0.05 ppm", True),
    ("0.05 ppm", "at least", "> 0.05 ppm", False),
    ("0.05 ppm", "at most", "≥ 0.05 ppm", True),
    ("0.05 ppm", "at least", "≤ 0.05 ppm", True),
    ("0.05 ppm", "at most", "0.01–0.05 ppm", True),
    ("0.05 ppm", "at least", "0.01–0.05 ppm", True),
    # a tolerance says where the true value may be
    ("0.048 ppm ± 10 %", "at most", "0.05 ppm", None),
    ("0.048 ppm ± 1 %", "at most", "0.05 ppm", True),
    ("0.06 ppm ± 0.005 ppm", "at most", "0.05 ppm", False),
    ("0.05 ppm ± 0.005 ppm", "at most", "0.05 ppm", None),
    ("0.01–0.048 ppm ± 10 %", "at most", "0.05 ppm", None),
    ("0.048 ppm ± 10 % F.S.", "at most", "0.05 ppm", None),
    ("at least 0.06 ppm ± 10 % F.S.", "at least", "0.05 ppm", None),
    ("0.04 ppm +10/-50 %", "at most", "0.05 ppm", True),
    ("0.05 ppm", "at most", "0.05 ppm ± 10 %", None),
    ("0.04 ppm", "at most", "0.05 ppm ± 10 %", True),
    # an approximate value is within a tenth
    ("about 0.05 ppm", "at most", "0.05 ppm", None),
    ("about 0.046 ppm", "at most", "0.05 ppm", None),
    ("about 0.045 ppm", "at most", "0.05 ppm", True),
    ("about 0.06 ppm", "at most", "0.05 ppm", False),
    ("about 0.04 to 0.045 ppm", "at most", "0.05 ppm", True),
    ("about 20 °C", "at most", "21 °C", None),
    ("about 20 °C ± 10 % F.S.", "at most", "25 °C", True),
    ("about at least 20 °C ± 10 % F.S.", "at least", "5 °C", None),
    # inside
    ("10 to 80 µg/mL", "inside", "1–100 mg/L", True),
    ("10 to 180 µg/mL", "inside", "1–100 mg/L", False),
    ("0.5 to 80 µg/mL", "inside", "1–100 mg/L", False),
    ("up to 80 µg/mL", "inside", "1–100 mg/L", None),
    ("up to 80 µg/mL", "inside", "up to 100 mg/L", True),
    ("at least 10 µg/mL", "inside", "1–100 mg/L", None),
    ("at least 10 µg/mL", "inside", "at least 1 mg/L", True),
    ("50 Hz", "inside", "50/60 Hz", True),
    ("100 mL", "inside", "98 mL ± 5 mL", True),
    ("110 mL", "inside", "98 mL ± 5 mL", False),
    ("100 mL ± 10 mL", "inside", "98 mL ± 5 mL", None),
    ("100 mL", "inside", "at least 98 mL ± 5 % F.S.", None),
    ("5 mL", "inside", "> 5 mL and < 10 mL", False),
    # equal to
    ("100 mL", "equal to", "98 mL ± 5 mL", True),
    ("110 mL", "equal to", "98 mL ± 5 mL", False),
    ("5–10 mL", "equal to", "5–10 mL", True),
    ("5–10 mL", "equal to", "5–11 mL", False),
    ("5–10 mL", "equal to", "4–10 mL", False),
    ("50/60 Hz", "equal to", "50/60 Hz", True),
    ("50 Hz", "equal to", "50/60 Hz", False),
    ("up to 5 mL", "equal to", "up to 5 mL", True),
    ("up to 5 mL", "equal to", "less than 5 mL", False),
    ("up to 5 mL", "equal to", "up to 6 mL", False),
    ("up to 5 mL", "equal to", "5 mL", None),
    ("about 5 mL", "equal to", "5 mL", None),
    ("5 mL ± 1 mL", "equal to", "9 mL", False),
    ("5 mL ± 1 mL", "equal to", "5.5 mL", None),
    # a tolerance as such
    ("±5 %", "at most", "10 %", True),
    ("±5 %", "at most", "2 %", False),
    ("± 2 °C", "at most", "3 K", True),
    ("3 K", "at least", "± 2 °C", True),
    ("±2 µg/ml or 10 %, whichever is greater", "at most", "5 µg/mL", None),
    ("±2 µg/ml or 10 %, whichever is greater", "at most", "1 µg/mL", False),
    ("±2 µg/ml or 10 %, whichever is smaller", "at most", "2 µg/mL", True),
    # other kinds
    ("5 mL", "at most", "5 V", None),
    ("± 2 °C", "at most", "25 °C", None),
    ("45 dB(A)", "at most", "50 dB", None),
    ("45 dB(A)", "at most", "50 dB(A)", True),
    ("45 dB", "at most", "50 dB", True),
    ("230 V AC", "at most", "240 V", True),
    ("50 % RH", "at most", "95 %", True),
]


@pytest.mark.parametrize(("stated", "relation", "limit", "truth"), CASES)
def test_a_stated_quantity_against_a_limit(stated, relation, limit, truth):
    """True, false, or not to be decided; the reason names both as written."""
    answer = compare(read_quantity(stated), relation, read_quantity(limit))
    assert answer.truth is truth, answer.because
    assert stated in answer.because
    assert limit in answer.because


@pytest.mark.parametrize(
    ("stated", "relation", "limit", "because"),
    [
        ("50 ppb", "at most", "0.05 ppm", "50 ppb comes to 0.05 ppm, which is at most 0.05 ppm"),
        ("0.08 ppm", "at most", "0.05 ppm", "0.08 ppm is not at most 0.05 ppm"),
        (
            "0.048 ppm ± 10 %",
            "at most",
            "0.05 ppm",
            "0.048 ppm ± 10 % comes to 0.0432 to 0.0528 ppm, which may or may not be at most 0.05 ppm",
        ),
        ("≥ 1 L", "at most", "500 mL", "≥ 1 L comes to 1000 mL or more, which is not at most 500 mL"),
        ("≤ 1 L", "at least", "500 mL", "≤ 1 L comes to 1000 mL or less, which may or may not be at least 500 mL"),
        ("1–2 L", "inside", "1–5 dL", "1–2 L comes to 10 to 20 dL, which is not inside 1–5 dL"),
        ("5 mL", "at most", "5 V", "5 mL is a volume and 5 V a voltage"),
        ("1 × 10^-9 g", "at most", "1 g", "1 × 10^-9 g is at most 1 g"),
        ("1 ng", "at most", "1 kg", "1 ng comes to 1 × 10^-12 kg, which is at most 1 kg"),
    ],
)
def test_the_reason_is_the_arithmetic_in_plain_words(stated, relation, limit, because):
    """Values as written, and what they come to in the unit of the limit."""
    assert compare(read_quantity(stated), relation, read_quantity(limit)).because == because


@pytest.mark.parametrize(
    ("stated", "limit", "options", "truth", "words"),
    [
        ("0.1 mg/m3", "0.05 ppm", {"presume": "by volume"}, None, "needs the temperature and the pressure"),
        ("0.1 mg/m3", "0.05 ppm", {"presume": "by volume", "conditions": ROOM}, False, "at 25 °C and 101.325 kPa"),
        ("0.05 ppm", "0.1 mg/m3", {"presume": "by volume", "conditions": ROOM}, True, "0.0980977 mg/m3"),
        ("0.05 ppm", "0.1 mg/m3", {"conditions": ROOM}, None, "by volume or by mass"),
        ("0.1 mg/m3", "0.05 ppm", {"conditions": ROOM}, None, "by volume or by mass"),
        ("0.05 ppm", "0.1 ppmv", {}, None, "by volume or by mass"),
        ("0.05 ppmv", "0.1 ppm", {}, None, "0.1 ppm does not say"),
        ("0.05 ppm", "0.1 ppmv", {"presume": "by volume"}, True, "0.05 ppm"),
        ("0.05 ppm", "0.1 ppm", {}, True, "0.05 ppm is at most"),
        ("1 %/day", "2 % by mass/day", {}, None, "by volume or by mass"),
        ("1 %/day", "2 % by mass/day", {"presume": "by mass"}, True, "is at most"),
        ("5 wt%", "100 g/m3", {"conditions": ROOM}, None, "the carrier gas"),
        ("5 wt%", "100 g/m3", {"conditions": ROOM, "carrier": "oxygen"}, True, "in oxygen"),
        ("5 wt%", "100 g/m3", {"conditions": ROOM, "carrier": "helium"}, None, "the carrier gas"),
        ("5 wt%", "3 % v/v", {"carrier": "air"}, False, "in air"),
        ("5 wt%", "3 % v/v", {"carrier": "oxygen"}, False, "in oxygen"),
        ("3 % v/v", "5 wt%", {"carrier": "oxygen"}, True, "in oxygen"),
        ("120 wt%", "3 % v/v", {"carrier": "oxygen"}, None, "no possible mixture"),
        ("3000 g/m3", "3 wt%", {"conditions": ROOM, "carrier": "oxygen"}, None, "no possible mixture"),
        ("3000 g/m3", "3 % v/v", {"conditions": ROOM}, False, "% by volume"),
        ("0.1 mg/m3 at 25 °C, 1 atm", "0.05 ppmv", {}, False, "at 25 °C"),
        ("0.1 mg/m3 at 25 °C", "0.05 ppmv", {}, None, "the pressure"),
        ("0.1 mg/m3 at 25 °C", "0.05 ppmv", {"conditions": Conditions(None, Fraction(101325))}, False, "at 25 °C"),
        ("0.05 ppmv", "0.1 mg/m3 (20 °C, 1 atm)", {"conditions": ROOM}, True, "at 20 °C"),
        ("5 g/h", "0.1 ppmv", {"conditions": ROOM}, None, "mass rate"),
        ("±5 %", "10 %", {"presume": "by volume"}, True, "5 %"),
    ],
)
def test_ozone_is_converted_only_under_conditions_that_are_stated(stated, limit, options, truth, words):
    """Volume fraction, mass fraction and mass concentration meet by the ideal gas law, or not at all."""
    answer = compare(read_quantity(stated), "at most", read_quantity(limit), **options)
    assert answer.truth is truth, answer.because
    assert words in answer.because


@pytest.mark.parametrize(
    ("stated", "limit", "options", "truth"),
    [
        ("0.8 bar", "1 bar", {}, True),
        ("0.8 bar", "5 bar(g)", {}, True),
        ("0.8 bar", "5 bar(a)", {}, True),
        ("0.8 bar", "1.5 bar(a)", {}, None),
        ("3 bar", "1.5 bar(a)", {}, False),
        ("1 bar(g)", "2.5 bar(a)", {}, True),
        ("1 bar(g)", "2 bar(a)", {}, None),
        ("1 bar(g)", "2.02 bar(a)", {"conditions": ROOM}, True),
        ("1 bar(g)", "2.01 bar(a)", {"conditions": ROOM}, False),
        ("2.01 bar(a)", "1 bar(g)", {"conditions": ROOM}, True),
        ("2.02 bar(a)", "1 bar(g)", {"conditions": ROOM}, False),
        ("1013 hPa", "1.2 bar(a)", {}, True),
        ("-0.2 bar", "0.5 bar(a)", {}, None),
        ("-0.2 bar", "0 bar(g)", {}, True),
        ("2 ATA", "2 bar(a)", {}, None),
        ("2 ATA", "2.1 bar(a)", {}, True),
    ],
)
def test_gauge_and_absolute_meet_with_the_air_pressure_between(stated, limit, options, truth):
    """The air around has 50 to 110 kPa unless it is stated; a bare pressure is tried as both."""
    answer = compare(read_quantity(stated), "at most", read_quantity(limit), **options)
    assert answer.truth is truth, answer.because


@pytest.mark.parametrize(
    ("stated", "limit", "options", "truth"),
    [
        ("5 SLPM", "6 SLPM", {}, True),
        ("5 SLPM", "10 L/min", {}, True),
        ("5 SLPM", "5.5 L/min", {}, None),
        ("5 SLPM", "2 L/min", {}, False),
        ("5 SLPM", "5 Nl/min", {}, None),
        ("5 L/min", "4 SLPM", {}, None),
        ("5 slpm (0 °C, 1 atm)", "5.5 L/min", {"conditions": ROOM}, True),
        ("5 slpm (0 °C, 1 atm)", "5.4 L/min", {"conditions": ROOM}, False),
        ("10 g/Nm3", "100 µg/mL", {}, True),
        ("98 g/Nm3", "100 µg/mL", {}, None),
        ("300 g/Nm3", "100 µg/mL", {}, False),
        ("100 g/m3 at 0 °C, 1 atm", "95 g/m3 at 20 °C, 1 atm", {}, True),
        ("100 g/m3 at 0 °C, 1 atm", "90 g/m3 at 20 °C, 1 atm", {}, False),
        ("100 g/m3 at 20 °C, 1 atm", "100 g/m3 at 20 °C, 1 atm", {}, True),
        ("less than 5 SLPM", "10 L/min", {}, True),
    ],
)
def test_gas_volumes_of_different_conditions_are_not_taken_as_one(stated, limit, options, truth):
    """Where the conditions are not all stated, only what holds for any ordinary ones is decided."""
    answer = compare(read_quantity(stated), "at most", read_quantity(limit), **options)
    assert answer.truth is truth, answer.because


def test_a_conflict_is_decided_only_when_both_figures_agree():
    """`90 min (2 h)` keeps to three hours either way, and to 100 minutes only one way."""
    text = read_quantity("90 min (2 h)")
    assert compare(text, "at most", read_quantity("3 h")).truth is True
    assert compare(text, "at most", read_quantity("100 min")).truth is None


def test_a_limit_with_two_readings_is_tried_in_both():
    """The limit may be the doubtful one."""
    limit = read_quantity("1,000 ppm")
    assert compare(read_quantity("0.5 ppm"), "at most", limit).truth is True
    assert compare(read_quantity("5 ppm"), "at most", limit).truth is None


def test_many_readings_are_tried_up_to_a_limit():
    """Doubts upon doubts are all tried while they are few, and undecided when they are many."""
    text = read_quantity("1,000 gr/m3 ± 2 g/m3 or 10 % (5 mg/m3)")
    assert compare(text, "at most", read_quantity("5 kg/m3")).truth is True
    rivals = " ".join(f"({litres},000 L = 1 mL)" for litres in range(2, 9))
    answer = compare(read_quantity(f"1 L {rivals}"), "at most", read_quantity("1,000 m3"))
    assert answer.truth is None


def test_an_unknown_relation_is_our_fault():
    """It is no finding about a sheet."""
    with pytest.raises(ValueError, match="one of: at most"):
        compare(read_quantity("5 mL"), "near", read_quantity("5 mL"))
