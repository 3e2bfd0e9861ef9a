"""What exact means here: nothing is rounded, from the definitions of the units to the verdict."""

from __future__ import annotations

import itertools
import json
import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specvalidator.data import read_data
from specvalidator.quantity import Conditions, Quantity, compare, read_quantity
from specvalidator.quantity.dimensions import BASE_UNITS
from specvalidator.quantity.ozone import CARRIERS, CONVERTIBLE, Gas
from specvalidator.quantity.units import as_difference, unit_named

pint = pytest.importorskip("pint")
GENERATED = json.loads(read_data("generated/units.json"))

POUND = Fraction("0.45359237")
GRAVITY = Fraction("9.80665")
INCH = Fraction("0.0254")
MERCURY = Fraction("13595.1")
WATER = Fraction(1000)

DEFINED = {
    "[psi]": POUND * GRAVITY / INCH**2,
    "[in_i'Hg]": MERCURY * GRAVITY * INCH,
    "mm[Hg]": MERCURY * GRAVITY / 1000,
    "[in_i'H2O]": WATER * GRAVITY * INCH,
    "cm[H2O]": WATER * GRAVITY / 100,
    "mm[H2O]": WATER * GRAVITY / 1000,
    "m[H2O]": WATER * GRAVITY,
    "Torr": Fraction(101_325, 760),
    "atm": Fraction(101_325),
    "att": GRAVITY * 10_000,
    "kgf/cm2": GRAVITY * 10_000,
    "N/mm2": Fraction(1_000_000),
    "[lb_av]": POUND * 1000,
    "[oz_av]": POUND * 1000 / 16,
    "[gr]": POUND * 1000 / 7000,
    "[in_i]": INCH,
    "[ft_i]": INCH * 12,
    "[sft_i]": (INCH * 12) ** 2,
    "[cft_i]": (INCH * 12) ** 3,
    "[gal_us]": 231 * INCH**3,
    "[gal_br]": Fraction("0.00454609"),
    "[cft_i]/h": (INCH * 12) ** 3 / 3600,
    "[lb_av]/d": POUND * 1000 / 86_400,
    "kW.h": Fraction(3_600_000),
    "mA.h": Fraction("3.6"),
    "[degF]": Fraction(5, 9),
    "Cel": Fraction(1),
}
"""Units by their legal or conventional definitions, in the base units of their dimensions."""

COMMON = {
    "us_gallon": "gallon",
    "us_fluid_ounce": "fluid_ounce",
    "part_per_million": "ppm",
    "part_per_billion": "0.001*ppm",
    "part_per_hundred_million": "0.01*ppm",
    "millimeter_of_mercury": "mmHg",
    "inch_of_mercury": "inHg",
    "centimeter_of_water": "cmH2O",
    "millimeter_of_water": "(cmH2O/10)",
    "meter_of_water": "(100*cmH2O)",
    "inch_of_water": "inch_H2O",
    "degree_celsius": "delta_degC",
    "degree_fahrenheit": "delta_degF",
}
"""Names of our list -> what pint's own list calls them."""
OURS_ALONE = (
    *("decibel", "degree", "revolution", "log10_reduction", "international_unit", "colony", "acidity"),
    "turbidity_unit",
)
"""Kinds that are base units of their own here; counts and levels have no second definition."""


def test_fifty_parts_per_billion_meet_a_limit_in_parts_per_million():
    """The example that floating point fails: 50 ppb is at most 0.05 ppm, to the last digit."""
    limit = read_quantity("0.05 ppm")
    assert compare(read_quantity("50 ppb"), "at most", limit).truth is True
    assert compare(read_quantity("50 ppb"), "equal to", limit).truth is True
    assert compare(read_quantity("50.000000000001 ppb"), "at most", limit).truth is False
    assert compare(read_quantity("0.05 ppm"), "at most", read_quantity("50 ppb")).truth is True


@pytest.mark.parametrize("symbol", DEFINED)
def test_a_unit_is_what_its_definition_says(symbol):
    assert unit_named(symbol).factor == DEFINED[symbol]


@pytest.mark.parametrize(("text", "kelvin"), [("32 °F", "273.15"), ("212 °F", "373.15"), ("-40 °F", "233.15")])
def test_a_temperature_in_fahrenheit_is_exact(text, kelvin):
    assert read_quantity(text).interval().low == Fraction(kelvin)


@pytest.mark.parametrize(
    ("text", "symbol", "value"),
    [
        ("100 psi", "Pa", 100 * POUND * GRAVITY / INCH**2),
        ("30 inHg", "Pa", Fraction("101591.65921023")),
        ("1 lb", "g", Fraction("453.59237")),
        ("5 K", "[degF]", Fraction("-450.67")),
        ("1 ft3", "L", Fraction("28.316846592")),
    ],
)
def test_a_figure_comes_out_to_the_last_digit(text, symbol, value):
    """By hand, from the definitions alone."""
    assert read_quantity(text).in_unit(symbol).nominal == value


def pairs():
    kinds = {}
    for symbol, (dimension, *_rest) in GENERATED["units"].items():
        kinds.setdefault(dimension, []).append(symbol)
    return [pair for symbols in kinds.values() for pair in itertools.product(symbols, repeat=2)]


PAIRS = pairs()


def there_and_back(first, second, value):
    before = Quantity("x", unit_named(first), low=value, high=value, nominal=value)
    after = before.in_unit(second)
    return after.in_unit(first).nominal == value and after.interval().low == before.interval().low


def test_every_pair_of_units_there_and_back_is_the_identity():
    """All ordered pairs of every dimension, temperatures among them, for a value that no factor divides."""
    assert [pair for pair in PAIRS if not there_and_back(*pair, Fraction(-1_000_003, 998_244_353))] == []


@given(st.sampled_from(PAIRS), st.fractions(-(10**9), 10**9))
def test_any_value_there_and_back_is_the_identity(pair, value):
    assert there_and_back(*pair, value)


def test_there_are_thousands_of_pairs():
    assert len(PAIRS) > 9000
    assert ("Cel", "[degF]") in PAIRS


@given(st.fractions(-(10**6), 10**6), st.sampled_from(["Cel", "[degF]", "K"]), st.sampled_from(["Cel", "[degF]", "K"]))
def test_a_difference_of_temperatures_forgets_the_zero(value, first, second):
    before = Quantity("x", as_difference(unit_named(first)), low=value, high=value, nominal=value)
    after = before.in_unit(second)
    assert after.nominal == value * unit_named(first).factor / unit_named(second).factor
    assert after.in_unit(first).nominal == value


@given(
    st.fractions(0, 1),
    st.sampled_from(sorted(itertools.permutations(sorted(CONVERTIBLE), 2))),
    st.sampled_from(sorted(CARRIERS)),
    st.fractions(200, 400),
    st.fractions(10_000, 300_000),
)
def test_ozone_there_and_back_is_the_identity(share, kinds, carrier, kelvin, pascal):
    """A volume fraction, a mass fraction and a mass concentration, under any temperature, pressure and carrier."""
    gas = Gas(Conditions(kelvin, pascal), carrier)
    source, target = kinds
    value = gas.convert(share, "volume_fraction", source)
    there = gas.convert(value, source, target)
    assert gas.convert(there, target, source) == value
    assert gas.convert(value, source, "volume_fraction") == share


SHARED = [
    symbol
    for symbol in GENERATED["units"]
    if not any(name in OURS_ALONE for name in re.findall(r"[a-z_0-9]*[a-z_]", GENERATED["pint"][symbol]))
]


def test_nearly_every_entry_has_a_second_witness():
    assert len(SHARED) > 450
    assert len(GENERATED["units"]) - len(SHARED) < 20


@pytest.mark.parametrize("symbol", SHARED)
def test_every_entry_is_what_the_common_list_says(symbol, common):
    """An independent witness: factor and dimension of each entry by pint's own list of units."""
    expression = GENERATED["pint"][symbol]
    dimension, factor, _offset, _basis = GENERATED["units"][symbol]
    base = GENERATED["pint"].get(BASE_UNITS[dimension], "1")
    one, of_base = (
        common.Quantity(Fraction(1), "1") * common.parse_expression(renamed(each)) for each in (expression, base)
    )
    assert (one / of_base).to("").magnitude == Fraction(factor)
    powers = {name.strip("[]"): power for name, power in dict(one.dimensionality).items()}
    assert powers == GENERATED["dimensions"][dimension]


def renamed(expression):
    return re.sub(r"[a-z_]+", lambda found: COMMON.get(found[0], found[0]), expression)


@pytest.fixture(scope="module")
def common():
    return pint.UnitRegistry(non_int_type=Fraction)
