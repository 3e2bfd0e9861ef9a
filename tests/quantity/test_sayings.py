"""What words around a value say of it: a vacuum, a difference, a humidity, a step, how accurate it is."""

from __future__ import annotations

from fractions import Fraction

import pytest

from specvalidator.quantity import QuantityError, compare, read_conditions, read_quantity


@pytest.mark.parametrize("text", ["vacuum 0.8 bar", "0.8 bar vacuum", "Unterdruck: 0,8 bar", "0.8 bar of vacuum"])
def test_a_vacuum_without_a_sign_has_two_readings(text):
    """0.8 bar above nothing, or 0.8 bar below the air around; both count in a comparison."""
    quantity = read_quantity(text)
    (doubt,) = quantity.ambiguities
    assert doubt.code == "pressure-reference"
    assert (quantity.unit.basis, quantity.nominal) == ("absolute", Fraction(4, 5))
    assert [(one.unit.basis, one.nominal) for one in doubt.others] == [("gauge", Fraction(-4, 5))]
    room = read_conditions("20 °C", "1 atm")
    assert compare(quantity, "at most", read_quantity("1 bar abs"), conditions=room).truth is True
    assert compare(quantity, "at most", read_quantity("0.5 bar abs"), conditions=room).truth is None


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("max. vacuum 0.8 bar", "-0.8", None), ("vacuum 0.2 to 0.6 bar", "-0.6", "-0.2"), ("vacuum > 5 inHg", None, "-5")],
)
def test_the_deeper_a_vacuum_the_further_below_zero(text, low, high):
    (doubt,) = read_quantity(text).ambiguities
    (below,) = doubt.others
    assert (below.low, below.high) == tuple(None if end is None else Fraction(end) for end in (low, high))


@pytest.mark.parametrize("text", ["vacuum -0.8 bar", "vacuum < 100 mbar abs", "-0.8 bar vacuum", "vacuum 5 V"])
def test_a_vacuum_with_a_sign_or_a_reference_has_one(text):
    assert not read_quantity(text).ambiguities


@pytest.mark.parametrize(
    ("text", "dimension"),
    [
        ("ΔT 5 °C", "temperature_difference"),
        ("Δϑ: 5 °C", "temperature_difference"),
        ("∆T ≤ 9 °F", "temperature_difference"),
        ("temperature rise of 5 K", "temperature_difference"),
        ("temperature 5 °C", "temperature"),
    ],
)
def test_a_difference_of_temperatures_is_none_of_them(text, dimension):
    quantity = read_quantity(text)
    assert quantity.dimension == dimension
    if dimension == "temperature_difference":
        assert compare(quantity, "at most", read_quantity("5 K")).truth is True


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("RH 85 %", "relative humidity"),
        ("humidity: 20-80 %", "relative humidity"),
        ("20 % to 80 % RH", "relative humidity"),
        ("50 % ± 5 % RH", "relative humidity"),
        ("LpA 62 dB", "A-weighted"),
        ("AC 230 V", "AC"),
        ("DC 24 V ± 10 %", "DC"),
        ("AC/DC 24 V", ""),
        ("AC DC 24 V", ""),
        ("RH 5 mg/L", ""),
        ("1 bar to 3 bar gauge", "gauge"),
        ("1 bar(g) to 3 bar", "gauge"),
    ],
)
def test_what_a_value_refers_to_may_stand_before_it_or_at_one_end(text, basis):
    assert read_quantity(text).unit.basis == basis


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("0.1–1 L/min in 0.1 steps", "in 0.1 steps"),
        ("1–80 µg/ml, step: 1 µg/ml", "step: 1 µg/ml"),
        ("1–80 µg/ml in Schritten von 5", "in Schritten von 5"),
        ("5 V, resolution 1 %", "resolution 1 %"),
        ("0.1 ppm 8-hour TWA", "8-hour TWA"),
        ("0.1 ppm 24 h average", "24 h average"),
    ],
)
def test_a_step_and_a_mean_are_kept_beside_the_value(text, remark):
    assert read_quantity(text).remark == remark


@pytest.mark.parametrize(
    ("text", "absolute", "relative"),
    [
        ("5 V with an accuracy of ± 2 %", None, "0.02"),
        ("5 V, tolerance: 0.5 V", "0.5", None),
        ("5 V accuracy 2 %", None, "0.02"),
        ("better than ± 2 %", None, "0.02"),
        ("± 2 % or better", None, "0.02"),
        ("± 2 % max", None, "0.02"),
        ("± 5 %, but not less than 0.02 mg/L", "0.02", "0.05"),
        ("± 5 % (min. 0.02 mg/L)", "0.02", "0.05"),
        ("± 5 % or 2 mg/L (whichever is greater)", "2", "0.05"),
        ("5 % of reading or 2 mg/L", "2", "0.05"),
        ("2 mg/L or 5 % of reading", "2", "0.05"),
        ("2 mg/L + 5 % of reading", "2", "0.05"),
    ],
)
def test_a_tolerance_in_words_is_one(text, absolute, relative):
    found = read_quantity(text).tolerance.plus
    assert found.absolute == (None if absolute is None else Fraction(absolute))
    assert found.relative == (None if relative is None else Fraction(relative))


@pytest.mark.parametrize(
    "text",
    [
        "> ± 5 %",
        "more than ± 5 V",
        "185 nm + 254 nm",
        "≥ 5 ppm / 10 ppm",
        "max. 50/60 Hz",
        "up to 5 or 10 V",
        "min 5 V, max 9 V and a half",
        "min. 5 V, 9 furlongs",
        "5 °C min / 40 furlongs max",
        "5 V accuracy 5",
        "5 V accuracy 5 kg",
        "5 V accuracy: high",
        "± 5 %, but",
        "± 5 %, but not less than",
        "± 5 %, but not less than 3",
        "± 5 % (but not less than 3 V",
        "5 kg / 200 g/m",
        "5 kg / 500 lb",
        "5 V / 5 furlongs",
        "0.1 ppm 8-hour walk",
        "0.1 ppm 8-bar TWA",
        "0.1 ppm 8",
        "2 % of reading per year",
        "± 20 million V",
        "5 V or better",
        "2 L/min to 5 NL/min",
        "110V/220V/240V",
        "-20°C/+60°C",
        "1~230 V",
        "0° to 50 V",
        "10, 20, 40 µg/ml",
        "not < 5 V",
        "α/β < 5 V",
        "one two three four five six seven < 5 V",
        "pH",
    ],
)
def test_what_only_looks_so_is_refused(text):
    with pytest.raises(QuantityError):
        read_quantity(text)


@pytest.mark.parametrize(
    ("text", "flag"), [("5'", "unit"), ('30"', "unit"), ("10'-15'", "unit"), ('1/4"', ""), ('2.5"', ""), ("5 ft", "")]
)
def test_a_prime_may_be_a_length_or_a_time(text, flag):
    """Halves and quarters are inches; nobody tells a time so."""
    assert [one.code for one in read_quantity(text).ambiguities] == ([flag] if flag else [])


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("1-2 million ions/cm3", 1_000_000, 2_000_000), ("500 - 2 million V", 500_000_000, 2_000_000)],
)
def test_a_word_that_multiplies_counts_for_both_ends(text, low, high):
    if low > high:
        with pytest.raises(QuantityError) as refusal:
            read_quantity(text)
        assert refusal.value.code == "reversed-range"
        return
    quantity = read_quantity(text)
    assert (quantity.low, quantity.high) == (low, high)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("5 °C min / 40 °C max", 5, 40),
        ("5 V min, 9 V max", 5, 9),
        ("9 V max, 5 V min", 5, 9),
        ("20 to approx. 60 V", 20, 60),
    ],
)
def test_a_bound_may_stand_behind_each_end(text, low, high):
    quantity = read_quantity(text)
    assert (quantity.low, quantity.high) == (low, high)
    assert quantity.approximate == ("approx" in text)


def test_stated_conditions_settle_what_a_name_for_them_leaves_open():
    """0 °C and 1 atm are meant when they are printed beside the name, and 1.013 bar is never 1013 bar there."""
    assert read_quantity("5 L/min at STP").ambiguities
    for text in ("5 L/min at STP (0 °C, 1 atm)", "1 Nm³/h (0 °C, 1.013 bar)", "1 Nm³/h (0 °C, 1,013 bar)"):
        quantity = read_quantity(text)
        assert not quantity.ambiguities
        assert round(quantity.conditions.pressure / 1000) == 101


@pytest.mark.parametrize(
    ("text", "is_damaged"),
    [
        ("5 g/h (100 % duty cycle)", False),
        ("40 µg/mL (40 mg/L; 40 g/m3)", False),
        ("0.1 ppm (8 h/day)", False),
        ("1 atm (101 K\\kPa)", True),
        ("1 atm (101 furlongs)", True),
        ("80 µg/ml (±10 %, max 90)", True),
        ("80 µg/ml (±10 %)", False),
        ("1 atm (101 kPa/m/s)", True),
    ],
)
def test_a_bracket_with_a_number_and_no_unit_seems_damaged(text, is_damaged):
    assert ("damaged" in {one.code for one in read_quantity(text).ambiguities}) is is_damaged
