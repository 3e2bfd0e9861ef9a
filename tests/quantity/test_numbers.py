"""Decimal and thousands marks of either habit, settled by language, by a second number, or flagged."""

from __future__ import annotations

from fractions import Fraction

import pytest

from specvalidator.quantity import QuantityError, compare, read_quantity


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,5 mL", Fraction(3, 2)),
        ("1,25 mL", Fraction(5, 4)),
        ("0,050 mL", Fraction(1, 20)),
        ("0.125 mL", Fraction(1, 8)),
        ("0,125 mL", Fraction(1, 8)),
        (".25 mL", Fraction(1, 4)),
        (",25 mL", Fraction(1, 4)),
        ("1234,567 mL", Fraction(1234567, 1000)),
        ("1234.567 mL", Fraction(1234567, 1000)),
        ("1,2345 mL", Fraction(12345, 10000)),
        ("1,234.5 mL", Fraction(2469, 2)),
        ("1.234,5 mL", Fraction(2469, 2)),
        ("1,000,000 mL", 10**6),
        ("1.000.000 mL", 10**6),
        ("12 345 678 mL", 12345678),
        ("1 000,5 mL", Fraction(2001, 2)),
        ("1 000.500 mL", Fraction(2001, 2)),
        ("1'000.5 mL", Fraction(2001, 2)),
        ("1'000,5 mL", Fraction(2001, 2)),
        ("1e3 mL", 1000),
        ("1.5E-3 mL", Fraction(3, 2000)),
        ("+5 mL", 5),
        ("007 mL", 7),
        ("3/4 mL", Fraction(3, 4)),
        ("1 1/2 mL", Fraction(3, 2)),
        ("-3/4 V", Fraction(-3, 4)),
    ],
)
def test_a_number_has_one_exact_value(text, value):
    """What the marks decide by themselves is exact and not flagged."""
    quantity = read_quantity(text)
    assert quantity.nominal == value
    assert quantity.ambiguities == ()


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("1,000 mL", 1000, 1),
        ("1.000 mL", 1, 1000),
        ("15.000 V", 15, 15000),
        ("999,999 mL", 999999, Fraction(999999, 1000)),
    ],
)
def test_three_digits_after_a_mark_are_flagged_with_both_readings(text, first, second):
    """A mark before exactly three digits may part thousands or decimals; both readings are kept and named."""
    quantity = read_quantity(text)
    [doubt] = quantity.ambiguities
    assert doubt.code == "separator"
    assert len(doubt.readings) == 2
    assert [quantity.nominal, *(other.nominal for other in doubt.others)] == [first, second]
    assert all(reading in doubt.message for reading in doubt.readings)


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("up to 1,000 mL", ("up to 1000 mL", "up to 1 mL")),
        ("less than 1,000 mL", ("below 1000 mL", "below 1 mL")),
        ("at least 1,000 mL", ("from 1000 mL", "from 1 mL")),
        ("more than 1,000 mL", ("above 1000 mL", "above 1 mL")),
        ("10,000/20,000 V", ("10000 or 20000 V", "10 or 20 V")),
        ("1,000–2,000 bar(g)", ("1000 to 2000 bar gauge", "1 to 2 bar gauge")),
        ("1,000 h", ("1000 h", "1 h")),
        ("1,000 % by weight", ("1000 % by mass", "1 % by mass")),
        ("± 1,000 mL", ("± 1000 mL", "± 1 mL")),
        ("± 1,000 %", ("± 1000 %", "± 1 %")),
    ],
)
def test_readings_are_told_in_plain_words(text, readings):
    """Each reading keeps its direction and its unit."""
    found = next(one.readings for one in read_quantity(text).ambiguities if one.code == "separator")
    assert found == readings


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("1,000 mL", "en", 1000),
        ("1.000 mL", "en", 1),
        ("1,000 mL", "en-GB", 1000),
        ("1,000 mL", "EN_us", 1000),
        ("1.000 mL", "de", 1000),
        ("1,000 mL", "de-DE", 1),
        ("1.000 mL", "de-CH", 1),
        ("1.000 mL", "fr", 1000),
        ("1.000 mL", "it", 1000),
        ("1.000 mL", "es", 1000),
        ("1.000 mL", "es-MX", 1),
        ("1.000 mL", "pt", 1000),
        ("1.000 mL", "ru", 1000),
        ("1.000 mL", "pl", 1000),
    ],
)
def test_the_language_of_the_text_settles_it(text, language, value):
    """A habit of the language decides what the marks leave open."""
    quantity = read_quantity(text, language=language)
    assert quantity.nominal == value
    assert quantity.ambiguities == ()


@pytest.mark.parametrize("language", ["", "xx", "tlh-KL", "-", "no such language"])
def test_an_unknown_language_settles_nothing(language):
    """Only a language whose habit is known decides."""
    assert [one.code for one in read_quantity("1,000 mL", language=language).ambiguities] == ["separator"]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("0,5 to 1,000 mL", Fraction(1, 2), 1),
        ("0.5 to 1,000 mL", Fraction(1, 2), 1000),
        ("1.5 to 1.500 mL", Fraction(3, 2), Fraction(3, 2)),
        ("100 to 100,000 mL", 100, 100000),
        ("1,000 mL (1 L)", 1000, 1000),
        ("1,000 mL (1 mL)", 1, 1),
        ("101.325 kPa(a)", Fraction("101.325"), Fraction("101.325")),
        ("1.013 bar(a)", Fraction("1.013"), Fraction("1.013")),
        ("1,000 to 1,000,000 mL", 1000, 10**6),
    ],
)
def test_a_second_number_settles_it(text, low, high):
    """A number that shows its habit, or anything that makes sense under one habit only, decides."""
    quantity = read_quantity(text)
    assert (quantity.low, quantity.high) == (low, high)
    assert quantity.ambiguities == ()


def test_two_numbers_of_different_habits_settle_nothing():
    """`0,5` and `0.5` in one text show two habits, so a third number stays open."""
    quantity = read_quantity("1,000 mL ± 0.5 mL (max., 0,5)")
    assert "separator" in [one.code for one in quantity.ambiguities]


def test_a_range_that_is_backwards_under_one_habit_has_the_other():
    """A reading that is refused leaves the one that is not."""
    quantity = read_quantity("500 to 1,000 mL")
    assert (quantity.low, quantity.high, quantity.ambiguities) == (500, 1000, ())


def test_a_text_that_is_refused_either_way_is_refused_once():
    """Both habits fail: the first refusal stands."""
    with pytest.raises(QuantityError, match="1,000 furlongs"):
        read_quantity("1,000 furlongs")


def test_a_mark_that_leads_to_the_same_is_no_doubt():
    """Where the number with the open mark is only a remark, both readings are the same quantity."""
    assert read_quantity("5 mL (type 1,000)").ambiguities == ()


def test_an_open_mark_decides_only_what_holds_either_way():
    """`1,000 ppm` is above 0.5 ppm either way, and above 5 ppm only one way."""
    text = read_quantity("1,000 ppm")
    assert compare(text, "at most", read_quantity("0.5 ppm")).truth is False
    answer = compare(text, "at most", read_quantity("5 ppm"))
    assert answer.truth is None
    assert "1000 ppm is not at most 5 ppm" in answer.because
    assert "1 ppm is at most 5 ppm" in answer.because


@pytest.mark.parametrize(
    ("text", "first", "second", "code"),
    [
        ("1 × 106 viable spores", 10**6, 106, "damaged"),
        ("-2 × 103 V", -2000, -206, "damaged"),
    ],
)
def test_a_power_that_came_down_is_flagged_with_both_readings(text, first, second, code):
    """`× 106` may be ten to the sixth."""
    quantity = read_quantity(text)
    [doubt] = [one for one in quantity.ambiguities if one.code == code]
    assert [quantity.nominal, doubt.others[0].nominal] == [first, second]


@pytest.mark.parametrize(
    ("text", "value"),
    [("4.46×10-9 mol/L", Fraction("4.46e-9")), ("10-6 SAL", Fraction(1, 10**6)), ("5 x 10-3 g", Fraction(1, 200))],
)
def test_a_negative_power_that_came_down_is_read_and_flagged(text, value):
    """`10-9` after a multiplication sign, and `10-6` of a count, are powers."""
    quantity = read_quantity(text)
    assert quantity.nominal == value
    assert [one.code for one in quantity.ambiguities] == ["damaged"]


@pytest.mark.parametrize("text", ["10-6 mL", "5 × 10-99 mL", "5 × 10-6.5 mL"])
def test_what_is_no_power_is_not_made_one(text):
    """A range backwards is a range backwards."""
    with pytest.raises(QuantityError):
        read_quantity(text)


@pytest.mark.parametrize(
    ("text", "choices"),
    [("110/220 V", (110, 220)), ("100/120/200 V", (100, 120, 200)), ("40 or 42 mg/L", (40, 42)), ("-10/-20 °C", None)],
)
def test_choices_are_kept_apart(text, choices):
    """Values of which one holds are no range and no quotient."""
    if choices is None:
        with pytest.raises(QuantityError):
            read_quantity(text)
        return
    quantity = read_quantity(text)
    assert quantity.alternatives == choices
    assert (quantity.low, quantity.high, quantity.nominal) == (min(choices), max(choices), None)
