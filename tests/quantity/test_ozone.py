"""Ozone in gas: the figures of the field's own tables come out."""

from __future__ import annotations

from fractions import Fraction

import pytest

from specvalidator.quantity import Conditions, read_conditions
from specvalidator.quantity.ozone import CARRIERS, GAS_CONSTANT, OZONE, Gas, in_words

DEGREES = {celsius: read_conditions(f"{celsius} °C", "1 atm") for celsius in (0, 20, 25)}


@pytest.mark.parametrize(("celsius", "milligrams"), [(0, "2.14"), (20, "2.00"), (25, "1.96")])
def test_one_ppm_by_volume_in_milligrams(celsius, milligrams):
    """1 ppm is 2.14 mg/m3 at 0 °C, 2.00 at 20 °C and 1.96 at 25 °C, all at 1 atm."""
    found = Gas(DEGREES[celsius], "").convert(Fraction(1, 10**6), "volume_fraction", "mass_concentration")
    assert f"{float(found * 1000):.2f}" == milligrams


@pytest.mark.parametrize(
    ("grams", "carrier", "celsius", "percent"),
    [
        (10, "oxygen", 0, 0.699),
        (10, "air", 0, 0.771),
        (40, "oxygen", 20, 2.977),
        (40, "air", 20, 3.279),
        (70, "oxygen", 25, 5.258),
        (100, "oxygen", 0, 6.845),
        (100, "air", 0, 7.508),
        (150, "oxygen", 0, 10.15),
        (200, "air", 25, 15.83),
    ],
)
def test_a_mass_concentration_in_percent_by_weight(grams, carrier, celsius, percent):
    """Percent by weight needs the carrier gas; the figures are those of a professional table, to its rounding."""
    found = Gas(DEGREES[celsius], carrier).convert(Fraction(grams), "mass_concentration", "mass_fraction")
    assert float(found * 100) == pytest.approx(percent, rel=1e-3)


def test_the_constants_are_those_that_are_documented():
    """48.00 g/mol, the exact gas constant, oxygen and dry air."""
    assert Fraction(48) == OZONE
    assert Fraction("8.31446261815324") == GAS_CONSTANT
    assert dict(CARRIERS) == {"oxygen": Fraction("31.998"), "air": Fraction("28.96")}


def test_what_is_missing_is_named():
    """Nothing is assumed in its place."""
    assert Gas(None, "").missing("volume_fraction", "mass_concentration") == ["the temperature", "the pressure"]
    half = Conditions(Fraction(300), None)
    assert Gas(half, "").missing("mass_concentration", "volume_fraction") == ["the pressure"]
    assert Gas(DEGREES[0], "").missing("mass_fraction", "volume_fraction") == ["the carrier gas (oxygen or air)"]
    assert Gas(DEGREES[0], "air").missing("mass_fraction", "mass_concentration") == []


@pytest.mark.parametrize("value", [Fraction(0), Fraction(1)])
def test_no_ozone_and_pure_ozone_are_the_ends(value):
    """Nothing and all stay nothing and all, by volume and by mass."""
    gas = Gas(DEGREES[0], "oxygen")
    assert gas.convert(value, "volume_fraction", "mass_fraction") == value
    assert gas.convert(value, "mass_fraction", "volume_fraction") == value


@pytest.mark.parametrize("value", [Fraction(-1, 10), Fraction(11, 10)])
def test_a_share_beyond_the_whole_is_no_mixture(value):
    """Less than nothing and more than all have no mass fraction."""
    gas = Gas(DEGREES[0], "oxygen")
    assert gas.convert(value, "mass_fraction", "volume_fraction") is None
    assert gas.convert(value, "volume_fraction", "mass_fraction") is None


@pytest.mark.parametrize(
    ("conditions", "words"),
    [
        (Conditions(Fraction("298.15"), Fraction(101325)), "at 25 °C and 101.325 kPa"),
        (Conditions(Fraction("273.15"), None), "at 0 °C"),
        (Conditions(None, Fraction(100000)), "at 100 kPa"),
        (Conditions(), "at conditions that are not stated"),
        (None, "at conditions that are not stated"),
    ],
)
def test_conditions_in_words(conditions, words):
    """A message gives them as a reader knows them."""
    assert in_words(conditions) == words
