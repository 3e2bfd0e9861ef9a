"""The generated table: every entry is what pint says, and regenerating changes no byte."""

from __future__ import annotations

import json
import warnings
from fractions import Fraction

import pytest

from specvalidator.data import data_path, read_data
from specvalidator.quantity import DIMENSIONS, dimensions, table
from specvalidator.quantity.units import unit_named

pint = pytest.importorskip("pint")
GENERATED = json.loads(read_data("generated/units.json"))


@pytest.fixture(scope="module")
def listed():
    """Load the registry of the closed list afresh, without a warning."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return pint.UnitRegistry(data_path("units.txt"), non_int_type=Fraction)


@pytest.fixture(scope="module")
def common():
    """Load pint's own registry, an independent witness for the units that both know."""
    return pint.UnitRegistry(non_int_type=Fraction)


def test_the_table_is_regenerated_byte_for_byte():
    """What is committed is what the lists say today."""
    assert table.compile_units() == read_data("generated/units.json")


@pytest.mark.parametrize("symbol", GENERATED["units"])
def test_every_entry_is_what_pint_says(listed, symbol):
    """Factor, offset and dimension of each unit, asked of pint once more."""
    dimension, factor, offset, _basis = GENERATED["units"][symbol]
    expression = GENERATED["pint"][symbol]
    base = dimensions.BASE_UNITS[dimension]
    target = GENERATED["pint"].get(base, "")
    unit = listed.parse_units(expression)
    zero, one, seven = (
        listed.Quantity(Fraction(value), unit).to(listed.parse_units(target)).magnitude for value in (0, 1, 7)
    )
    assert Fraction(offset) == zero
    assert Fraction(factor) == one - zero
    assert seven == Fraction(factor) * 7 + Fraction(offset)
    powers = {name.strip("[]"): power for name, power in dict(unit.dimensionality).items()}
    assert GENERATED["dimensions"][dimension] == powers


@pytest.mark.parametrize(
    ("symbol", "name", "target"),
    [
        ("[psi]", "psi", "pascal"),
        ("[in_i'Hg]", "inHg", "pascal"),
        ("mm[Hg]", "mmHg", "pascal"),
        ("cm[H2O]", "centimeter_H2O", "pascal"),
        ("[in_i'H2O]", "inch_H2O", "pascal"),
        ("Torr", "torr", "pascal"),
        ("atm", "standard_atmosphere", "pascal"),
        ("att", "technical_atmosphere", "pascal"),
        ("kgf/cm2", "kilogram_force/centimeter**2", "pascal"),
        ("[cft_i]/min", "cubic_feet/minute", "meter**3/second"),
        ("[gal_us]", "gallon", "meter**3"),
        ("[gal_br]", "imperial_gallon", "meter**3"),
        ("[foz_us]", "fluid_ounce", "meter**3"),
        ("[lb_av]", "pound", "gram"),
        ("[oz_av]", "ounce", "gram"),
        ("[gr]", "grain", "gram"),
        ("kcal", "kilocalorie", "joule"),
        ("eV", "electron_volt", "joule"),
        ("a", "julian_year", "second"),
        ("kW.h", "kilowatt_hour", "joule"),
    ],
)
def test_the_units_of_the_list_are_the_common_ones(common, symbol, name, target):
    """Our own definitions agree with pint's, exactly."""
    found = common.Quantity(Fraction(1), name).to(target).magnitude
    assert unit_named(symbol).factor == found


def test_fahrenheit_is_exact(common):
    """Factor 5/9 and the zero at 459.67 below."""
    assert common.Quantity(Fraction(0), "degF").to("kelvin").magnitude == unit_named("[degF]").offset
    assert unit_named("[degF]").factor == Fraction(5, 9)


def test_every_dimension_has_a_base_unit_and_powers():
    """A product of base values is the base value of the product."""
    assert set(GENERATED["dimensions"]) == set(DIMENSIONS)
    for name, base in dimensions.BASE_UNITS.items():
        if base in GENERATED["units"] and GENERATED["units"][base][0] == name:
            assert GENERATED["units"][base][1:3] == ["1", "0"]


def test_every_spelling_leads_somewhere():
    """No spelling names a unit, a doubt or a refusal that is not there."""
    for meaning in {*GENERATED["spellings"].values(), *GENERATED["words"].values()}:
        if meaning[0] in "!?":
            assert int(meaning[1:]) < len(GENERATED["refusals" if meaning[0] == "!" else "doubts"])
        else:
            symbol, _, basis = meaning.partition("|")
            assert unit_named(symbol, basis).symbol
    for _code, first, second, *readings in GENERATED["doubts"]:
        assert all(unit_named(*one.split("|")) for one in (first, second))
        assert len(readings) == 2


def test_a_unit_of_no_list_is_not_there():
    """The list is closed."""
    with pytest.raises(KeyError):
        unit_named("furlong")


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("second = [time]\n#: unit s time second\n#: unit s time 2*second\n", "given to pint as"),
        (
            "second = [time]\nmeter = [length]\n#: unit s time second\n#: unit m time meter\n",
            "is no time",
        ),
        (
            "second = [time]\nmeter = [length]\n#: unit s time second\n#:   = s\n#: unit m length meter\n#:   = s\n",
            "spelled for",
        ),
        ("second = [time]\n#: unify s time second\n", "not known: unify"),
    ],
)
def test_a_list_that_contradicts_itself_is_refused(monkeypatch, tmp_path, lines, message):
    """Our own data is checked when the table is made."""
    (tmp_path / "units.txt").write_text(lines, encoding="utf-8")
    monkeypatch.setattr(table, "data_path", lambda name: str(tmp_path / name))
    monkeypatch.setattr(table, "read_data", lambda name: (tmp_path / name).read_bytes())
    table.registry.cache_clear()
    try:
        with pytest.raises(table.UnitListError, match=message):
            table.compile_units()
    finally:
        table.registry.cache_clear()
