"""Reference conditions, in a text and on their own."""

from __future__ import annotations

from fractions import Fraction

import pytest

from specvalidator.quantity import Conditions, QuantityError, read_conditions, read_quantity

ATM = Fraction(101325)
ROOM = Fraction("293.15")


@pytest.mark.parametrize(
    ("text", "temperature", "pressure"),
    [
        ("5 mg/L at 20 °C and 1 atm", ROOM, ATM),
        ("5 mg/L at 20 °C, 1 atm", ROOM, ATM),
        ("5 mg/L @ 20 °C / 1013.25 mbar", ROOM, ATM),
        ("5 mg/L (20 °C, 1 atm)", ROOM, ATM),
        ("5 mg/L (at 20 °C and 760 Torr)", ROOM, ATM),
        ("5 mg/L, at 20 °C", ROOM, None),
        ("5 mg/L bei 20 °C", ROOM, None),
        ("5 mg/L at approx. 68 °F", ROOM, None),
        ("5 mg/L at 1 atm", None, ATM),
        ("5 mg/L at 1013.25 hPa", None, ATM),
        ("5 mg/L at 1 bar, 20 °C", ROOM, 100_000),
        ("5 mg/L at 1 bar abs", None, 100_000),
        ("5 mg/L a 20 °C", ROOM, None),
        ("5 mg/L at 20 °C at 1 atm", ROOM, ATM),
    ],
)
def test_conditions_in_a_text(text, temperature, pressure):
    """A temperature and an absolute pressure are kept exactly, in kelvin and pascal."""
    quantity = read_quantity(text)
    assert quantity.conditions == Conditions(temperature, pressure)
    assert (quantity.nominal, quantity.ambiguities) == (5, ())


@pytest.mark.parametrize("text", ["5 mg/L at 1 bar", "5 mg/L @ 0.5 bar", "5 mg/L at 10 psi", "5 mg/L at 90 kPa"])
def test_a_pressure_that_may_be_gauge_is_no_condition(text):
    """It is kept as a remark and asked about."""
    quantity = read_quantity(text)
    assert quantity.conditions is None
    assert [one.code for one in quantity.ambiguities] == ["pressure-reference"]
    assert quantity.remark.startswith("at ")


def test_a_gauge_pressure_is_a_remark():
    """It says how the device is fed, not what the gas volume refers to."""
    quantity = read_quantity("5 L/min at 2 bar(g)")
    assert (quantity.conditions, quantity.ambiguities, quantity.remark) == (None, (), "at 2 bar(g)")


@pytest.mark.parametrize(
    ("text", "temperatures", "pressures"),
    [
        ("5 g/Nm3 at STP", ("273.15", "273.15"), (101325, 100000)),
        ("5 g/m3 (NTP)", ("293.15", "273.15"), (101325, 101325)),
        ("5 g/m3 at standard conditions", ("273.15", "293.15"), (101325, 101325)),
        ("5 g/m3 im Normzustand", ("273.15", "293.15"), (101325, 101325)),
    ],
)
def test_a_name_for_conditions_has_two_meanings(text, temperatures, pressures):
    """Both are kept."""
    quantity = read_quantity(text)
    [doubt] = quantity.ambiguities
    both = [Conditions(Fraction(one), Fraction(other)) for one, other in zip(temperatures, pressures, strict=True)]
    assert [quantity.conditions, doubt.others[0].conditions] == both


@pytest.mark.parametrize(
    "text",
    ["5 mg/L at 20", "5 mg/L at 20 °C and", "20 °C (1 atm) at", "5 mg/L at 20 furlongs", "5 mg/L at 50/60 °C/"],
)
def test_conditions_that_cannot_be_read_are_refused(text):
    """A number without a unit is no condition."""
    with pytest.raises(QuantityError):
        read_quantity(text)


def test_conditions_on_their_own():
    """A requirement gives them as texts."""
    assert read_conditions("25 °C", "760 mmHg").temperature == Fraction("298.15")
    assert read_conditions("20 degC", "1 bar") == Conditions(ROOM, Fraction(100_000))
    assert read_conditions(None, "1 atm") == Conditions(None, ATM)
    assert read_conditions("20 °C", None) == Conditions(ROOM, None)
    assert read_conditions(None, None) == Conditions()


@pytest.mark.parametrize(
    ("temperature", "pressure"),
    [
        ("5 mL", None),
        ("10 to 20 °C", None),
        ("-300 °C", None),
        (None, "5 mL"),
        (None, "1 to 2 bar"),
        (None, "2 bar(g)"),
        (None, "-1 bar"),
        ("warm", None),
    ],
)
def test_what_is_no_condition_is_refused(temperature, pressure):
    """Single values above zero, the pressure absolute."""
    with pytest.raises(QuantityError):
        read_conditions(temperature, pressure)
