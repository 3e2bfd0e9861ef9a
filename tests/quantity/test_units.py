"""Units as they are spelled, compounds, what a unit leaves open, and exact conversion."""

from __future__ import annotations

import contextlib
from fractions import Fraction

import pytest

from specvalidator.quantity import DIMENSIONS, QuantityError, has_dimension, plainly, read_quantity
from specvalidator.quantity.units import table
from specvalidator.quantity.writing import unit_text

SPELLED = """mg/L: 5 mg/L | 5 mg/l | 5 mg / L | 5 mg /L | 5 mg per litre | 5 milligrams per liter | 5 mg/lt
mg/L: 5 mg ozone/L
mg/L: 5 mg O3/L | 5 mg O₃ / L | 5 mg de ozono/l de oxígeno | 5 mg L-1 | 5 mg L⁻¹ | 5 mg·L⁻¹
mg/L: 5 mg*L-1 | 5 мг/л | 5 mg/(L)
ug/mL: 5 µg/mL | 5 μg/ml | 5 ug/mL | 5 mcg/ml | 5 gamma | 5 γ | 5 µg/cc
ug/mL: 5 microgramas por mililitro | 5 µg pro ml
g/m3: 5 g/m3 | 5 g/m³ | 5 g/m^3 | 5 g/cbm | 5 g m-3 | 5 г/м³ | 5 g per cubic metre
g/m3: 5 Gramm pro Kubikmeter
g/h: 5 g/h | 5 g/hr | 5 g/H | 5 g/hour | 5 г/ч | 5 gramos por hora | 5 g O3/h | 5 g ozone per hour
L/min: 5 L/min | 5 l/min. | 5 LPM | 5 lpm | 5 litri al minuto | 5 lt/min | 5 L·min-1 | 5 L min⁻¹
mL/min: 5 mL/min | 5 cc/min | 5 ccm/min
[ppm]: 5 ppm | 5 PPM | 5 parts per million | 5 ppmv | 5 ppm (v/v) | 5 ppm by volume | 5 ppm vol.
[ppm]: 5 vpm | 5 ppmw
%{vol}: 5 % v/v | 5 % (v/v) | 5 vol% | 5 Vol.-% | 5 % by volume | 5 volume percent | 5 % vol
%{vol}: 5 % en volumen | 5 об. %
%{wt}: 5 wt% | 5 wt.-% | 5 % w/w | 5 % by weight | 5 Gew.-% | 5 Gewichtsprozent | 5 weight percent
%{wt}: 5 % en peso | 5% (by mass)
Cel: 5 °C | 5°C | 5 ℃ | 5 degC | 5 deg C | 5 degrees Celsius | 5 Grad Celsius | 5 degrés C
Cel: 5 grados centígrados | 5 ºC
[psi]: 5 psi | 5 PSI | 5 psig | 5 psi(a) | 5 pounds per square inch | 5 lbf/in2
[in_i'Hg]: 5 inHg | 5 in.Hg | 5 in Hg | 5 "Hg | 5 inches of mercury
V: 5 V | 5 Volt | 5 VOLTS | 5 VDC | 5 V d.c. | 5 V~ | 5 V AC | 5 V⎓
dB: 5 dB | 5 dB(A) | 5 dBA | 5 dB A
a: 5 years | 5 Jahre | 5 ans | 5 años | 5 yr | 5 YEARS
[ft_i]: 5 ft | 5 feet | 5'
[in_i]: 5 in | 5 inches | 5"
m2: 5 m2 | 5 m² | 5 sq m | 5 sq. m | 5 square metres | 5 м²
kW.h: 5 kWh | 5 kW·h
{rev}/min: 5 rpm | 5 RPM | 5 U/min | 5 об/мин
V.A: 5 VA | 5 V·A
1: 5 spores | 5 viable spores | 5 SAL
{CFU}/m3: 5 CFU/m3 | 5 KBE/m³"""


def spelled():
    for line in SPELLED.splitlines():
        symbol, _, texts = line.partition(": ")
        yield from ((text.strip(), symbol) for text in texts.split(" | "))


@pytest.mark.parametrize(("text", "symbol"), list(spelled()))
def test_a_unit_is_known_by_its_spellings(text, symbol):
    """Every spelling leads to the one canonical unit."""
    quantity = read_quantity(text)
    assert (quantity.nominal, quantity.unit.symbol) == (5, symbol)


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("5 ppmv", "by volume"),
        ("5 ppm by volume", "by volume"),
        ("5 ppm w/w", "by mass"),
        ("5 ppm (ppmv)", "by volume"),
        ("5 ppm (by weight)", "by mass"),
        ("5 nmol/mol", "by volume"),
        ("5 mg/kg", "by mass"),
        ("5 bar gauge", "gauge"),
        ("5 bar (gauge)", "gauge"),
        ("5 bar Überdruck", "gauge"),
        ("5 bar abs.", "absolute"),
        ("5 kPa absolute", "absolute"),
        ("5 atm", "absolute"),
        ("5 cmH2O", "gauge"),
        ("5 SLPM", "standard"),
        ("5 scfh", "standard"),
        ("5 standard cubic feet per hour", "standard"),
        ("5 Nm³/h", "normal"),
        ("5 g/Nm3", "normal"),
        ("5 V AC", "AC"),
        ("230 V~ (AC)", "AC"),
        ("5 % RH", "relative humidity"),
        ("5 % relative Luftfeuchte", "relative humidity"),
        ("10 to 90 % non-condensing", "relative humidity"),
        ("5 dB(A)", "A-weighted"),
        ("1 % by volume/h", "by volume"),
    ],
)
def test_a_unit_says_what_it_refers_to(text, basis):
    """The basis is kept where it is written."""
    assert read_quantity(text).unit.basis == basis


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("5 ppm", "basis"),
        ("5 ppb", "basis"),
        ("5 %", "basis"),
        ("5 ‰", "basis"),
        ("5 bar", "pressure-reference"),
        ("20 psi", "pressure-reference"),
        ("50 kPa", "pressure-reference"),
        ("up to 2 bar", "pressure-reference"),
        ("5 SLPM", "gas-conditions"),
        ("5 Nl/min", "gas-conditions"),
        ("5 g/h at standard conditions", "gas-conditions"),
        ("5 g/Nm3 at STP", "gas-conditions"),
        ("5 dB", "weighting"),
        ("5 gr/m3", "unit"),
        ("5 gal", "unit"),
        ("5 GPM", "unit"),
        ("2 ATA", "unit"),
        ("5 % at 10 psi", "pressure-reference"),
    ],
)
def test_what_a_unit_leaves_open_is_named_with_both_readings(text, code):
    """A doubt has a code, two readings in plain words and a sentence that quotes the text."""
    doubt = next(one for one in read_quantity(text).ambiguities if one.code == code)
    assert len(doubt.readings) == 2
    assert text in doubt.message


@pytest.mark.parametrize(
    "text",
    [
        "±5 %",
        "50 % RH",
        "1013 hPa",
        "700 to 1060 hPa",
        "70 to 106 kPa",
        "101.325 kPa",
        "14.7 psi",
        "760 mmHg",
        "-0.2 bar",
        "-200 mmHg",
        "1 atm",
        "5 slpm (0 °C, 1013 mbar)",
        "5 slpm at 0 °C and 1 atm",
        "45 dB(A)",
        "5 ppmv",
        "< 1%/day",
    ],
)
def test_what_is_not_open_is_not_asked(text):
    """A tolerance, a humidity, weather pressures and stated conditions leave nothing to ask."""
    assert read_quantity(text).ambiguities == ()


def test_a_doubtful_unit_keeps_both_units():
    """`gr` may be grams or grains, and both are at hand for a comparison."""
    quantity = read_quantity("7000 gr/m3")
    [doubt] = quantity.ambiguities
    assert quantity.in_unit("g/m3").nominal == 7000
    assert doubt.others[0].in_unit("[lb_av]/[cft_i]").unit.symbol == "[lb_av]/[cft_i]"
    assert doubt.others[0].interval().low == Fraction("453.59237")


def test_two_doubts_make_four_readings():
    """Each further doubt is kept for every reading so far."""
    quantity = read_quantity("1 × 103 gr/m3")
    readings = {quantity.nominal * quantity.unit.factor}
    for doubt in quantity.ambiguities:
        readings |= {other.nominal * other.unit.factor for other in doubt.others}
    assert len(readings) == 4


@pytest.mark.parametrize(
    ("text", "symbol", "value"),
    [
        ("5 mg/L", "ug/mL", 5),
        ("5 mg/L", "g/m3", 5),
        ("50 ppb", "[ppm]", Fraction(1, 20)),
        ("50 ppbv", "[ppm]", Fraction(1, 20)),
        ("50 ppbv", "%{vol}", Fraction(5, 10**6)),
        ("5 mL/m3", "[ppm]", 5),
        ("5 % v/v", "[ppm]", 50000),
        ("5 bar(g)", "kPa", 500),
        ("1 psi", "Pa", Fraction(8896443230521, 1290320000)),
        ("1 inHg", "Pa", Fraction("3386.388640341")),
        ("20 °C", "[degF]", 68),
        ("20 °C", "K", Fraction("293.15")),
        ("-40 °F", "Cel", -40),
        ("1 gal (US)", "L", Fraction("3.785411784")),
        ("1 cfm", "L/min", Fraction("28.316846592")),
        ("5 V AC", "mV", 5000),
        ("1 yr", "d", Fraction("365.25")),
        ("10 SLPM", "L/h", 600),
    ],
)
def test_conversion_within_a_dimension_is_exact(text, symbol, value):
    """The value in another unit is the exact fraction, and the basis stays."""
    before = read_quantity(text)
    after = before.in_unit(symbol)
    assert after.nominal == value
    assert after.unit.symbol == symbol
    assert after.unit.basis == before.unit.basis
    assert after.interval() == before.interval()


def test_choices_and_bounds_are_converted_too():
    """Nothing of a quantity stays behind in the old unit."""
    assert read_quantity("50/60 Hz").in_unit("kHz").alternatives == (Fraction(1, 20), Fraction(3, 50))
    upper = read_quantity("up to 5 mL").in_unit("L")
    assert (upper.low, upper.high, upper.nominal) == (None, Fraction(1, 200), None)
    lower = read_quantity("at least 5 mL").in_unit("L")
    assert (lower.low, lower.high) == (Fraction(1, 200), None)


@pytest.mark.parametrize(
    ("text", "symbol", "code"),
    [
        ("5 mg/L", "mL", "dimension"),
        ("5 mg/L", "[ppm]", "dimension"),
        ("5 ppm", "%{vol}", "dimension"),
        ("5 mg/L", "furlong", "unknown-unit"),
        ("5 mg/L", "", "unknown-unit"),
    ],
)
def test_conversion_into_something_else_is_refused(text, symbol, code):
    """Only units of the same dimension, and only canonical ones."""
    with pytest.raises(QuantityError) as refusal:
        read_quantity(text).in_unit(symbol)
    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("text", "symbol", "dimension", "base"),
    [
        ("5 g/yd", None, None, None),
        ("2 mg/in3", "mg/[in_i]3", "mass_concentration", Fraction(2, 1000) / Fraction("0.0254") ** 3),
        ("3 lb/min/ft3", None, None, None),
        ("2 kg/wk", "kg/wk", "mass_rate", Fraction(2000, 604800)),
        ("3 ft3/d", "[cft_i]/d", "volume_rate", Fraction("0.3048") ** 3 * 3 / 86400),
        ("3 g·min/L", "g.min/L", "exposure", 180000),
        ("2 Nm3/wk", "m3/wk", "volume_rate", Fraction(2, 604800)),
        ("3 mW·s/cm2", "mW.s/cm2", "radiant_exposure", 30),
        ("2 W·min", "W.min", "energy", 120),
        ("2 CFU/uL", "{CFU}/uL", "count_concentration", 2 * 10**9),
        ("5 µg/L/bar", None, None, None),
        ("5 V/m", None, None, None),
        ("5 mg·mg·mg/L/L", None, None, None),
    ],
)
def test_a_compound_beyond_the_table_is_asked_of_pint(text, symbol, dimension, base):
    """A well-formed compound of known units has pint's exact factor; one of no known dimension is refused."""
    if symbol is None:
        with pytest.raises(QuantityError) as refusal:
            read_quantity(text)
        assert refusal.value.code == "unknown-unit"
        return
    quantity = read_quantity(text)
    assert (quantity.unit.symbol, quantity.dimension) == (symbol, dimension)
    assert quantity.interval().low == base


@pytest.mark.parametrize(
    ("text", "of", "presume", "answer"),
    [
        ("5 mg/L", "mass_concentration", "", True),
        ("5 mg/L", "volume_fraction", "", False),
        ("5 ppm", "volume_fraction", "", None),
        ("5 ppm", "mass_fraction", "", None),
        ("5 ppm", "volume_fraction", "by volume", True),
        ("5 ppm", "mass_fraction", "by volume", False),
        ("5 ppm", "fraction", "", True),
        ("5 ppm", "fraction", "by volume", True),
        ("5 ppmv", "volume_fraction", "", True),
        ("5 ppmv", "mass_fraction", "", False),
        ("5 ppmv", "fraction", "", False),
        ("±5 %", "fraction", "", True),
        ("±5 %", "volume_fraction", "by volume", False),
        ("50 % RH", "fraction", "", True),
        ("50 % RH", "volume_fraction", "by volume", False),
        ("1 %/day", "mass_fraction_drift", "", None),
        ("1 %/day", "mass_fraction_drift", "by mass", True),
        ("2 K", "temperature", "", True),
        ("2 K", "temperature_difference", "", True),
        ("2 °C", "temperature_difference", "", False),
        ("± 2 K", "temperature_difference", "", True),
        ("± 2 K", "temperature", "", False),
        ("5 g/h", "time", "", False),
    ],
)
def test_a_bare_ratio_has_a_basis_only_when_one_is_presumed(text, of, presume, answer):
    """Without a presumption the answer is unknown, not no."""
    assert has_dimension(read_quantity(text), of, presume) is answer


def test_every_dimension_has_a_name_that_reads():
    """Names are plain words, for messages."""
    assert {"mass_concentration", "volume_fraction", "fraction", "pressure", "sound_level"} <= DIMENSIONS
    assert all(name.replace("_", "").isalpha() for name in DIMENSIONS)


@pytest.mark.parametrize(
    ("text", "equal"),
    [
        ("0.1 ppm = 0.2 mg/m3", "0.2 mg/m3"),
        ("0.1 ppm (0.2 mg/m3)", "0.2 mg/m3"),
        ("0.1 ppm or 0.2 mg/m3", "0.2 mg/m3"),
        ("0.2 mg/m3 (0.1 ppm)", "0.1 ppm"),
        ("0.05 ppm (50 ppb)", "50 ppb"),
        ("up to 0.05 ppm (50 ppb)", "50 ppb"),
        ("20 °C (68 °F)", "68 °F"),
        ("1 atm (101 kPa)", "101 kPa"),
        ("12 in (30 cm)", "30 cm"),
        ("90 min (1.5 h)", "1.5 h"),
        ("1 mg/L = 1 ppm", "1 ppm"),
        ("1.0% by weight is equal to 12.07 g/m3", "12.07 g/m3"),
        ("4.46e-9 mol/L (0.1 ppm)", "0.1 ppm"),
        ("0.1 ppm (4.46e-9 mol/L)", "4.46e-9 mol/L"),
        ("4.46e-9 mol/L = 0.214 mg/m3", "0.214 mg/m3"),
        ("0.214 mg/m3 = 4.46e-9 mol/L", "4.46e-9 mol/L"),
        ("3-log (99.9 %)", "99.9 %"),
        ("99.9 % (3 log)", "3 log"),
        ("2.5 log (99.7 %)", "99.7 %"),
        ("≈ 5 mL ≈ 5 cm3", "5 cm3"),
    ],
)
def test_an_equivalent_is_kept_beside_the_first_figure(text, equal):
    """The first figure is the quantity, the second what the page gives as the same; no conflict is seen."""
    quantity = read_quantity(text)
    assert quantity.equals.text == equal
    assert not {"conflict", "damaged"} & {one.code for one in quantity.ambiguities}


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("0.1 ppm (200 mg/m3)", "0.1 ppm", "200 mg/m3"),
        ("90 min (2 h)", "90 min", "2 h"),
        ("20 °C (60 °F)", "20 °C", "60 °F"),
        ("3-log (99 %)", "3 log", "99 %"),
        ("1 a 100 microgramas por mililitros (mg/ml)", "1 to 100 µg/mL", "1 to 100 mg/mL"),
        ("5 ppm (mg/L)", "5 ppm", "5 mg/L"),
        ("5 L = 5 mL", "5 L", "5 mL"),
    ],
)
def test_an_equivalent_that_cannot_be_is_a_conflict(text, first, second):
    """Both figures are named, and both are tried in a comparison."""
    quantity = read_quantity(text)
    [doubt] = [one for one in quantity.ambiguities if one.code == "conflict"]
    assert doubt.readings == (first, second)
    assert len(doubt.others) == 1


def test_an_equivalent_with_a_lost_sign_is_flagged():
    """`200 g/m` has lost a raised figure; the first figure stands."""
    quantity = read_quantity("0.1 ppmv = 200 g/m")
    assert quantity.nominal == Fraction(1, 10)
    assert [one.code for one in quantity.ambiguities] == ["damaged"]
    with pytest.raises(QuantityError):
        read_quantity("0.1 ppmv = 200 furlongs")


@pytest.mark.parametrize("text", ["0.1 ppm = 5 h", "0.1 ppm equals 5 V", "5 mL or 6 V", "5 mL (ppt)", "5 g/h (5 (V))"])
def test_another_matter_is_no_equivalent(text):
    """A figure of another kind is a second quantity, or in brackets a remark."""
    if "(" in text:
        assert read_quantity(text).equals is None
        return
    with pytest.raises(QuantityError) as refusal:
        read_quantity(text)
    assert refusal.value.code in ("two-quantities", "unread")


def test_a_unit_may_stand_in_a_bracket_alone():
    """`5–10 (mg/L)` takes its unit from the bracket."""
    quantity = read_quantity("5–10 (mg/L)")
    assert (quantity.low, quantity.high, quantity.unit.symbol) == (5, 10, "mg/L")


def test_the_memory_of_units_is_bounded():
    """Thousands of unit texts that nobody knows are not all kept."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    for first in letters:
        for second in letters:
            for third in "qxz":
                with contextlib.suppress(QuantityError):
                    read_quantity(f"5 {first}{second}{third}{first}")
    assert len(plainly._units) <= 1024  # noqa: SLF001 - the bound is the promise
    assert read_quantity("5 mL").unit.symbol == "mL"


@pytest.mark.parametrize("symbol", [symbol for symbol in table()["units"] if symbol != "1"])
def test_a_unit_in_a_message_reads_as_the_unit_it_is(symbol):
    """What a message calls a unit is a spelling of that unit."""
    assert read_quantity(f"5 {unit_text(symbol)}").unit.symbol == symbol
