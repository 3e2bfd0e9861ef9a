"""Texts that break unit parsers: each is read as it should be, or refused, at once and by a refusal of ours."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import time
from fractions import Fraction
from pathlib import Path

import pytest

from specvalidator.quantity import QuantityError, read_quantities, read_quantity


@pytest.mark.parametrize(
    ("text", "low", "high", "symbol"),
    [
        ("0.1–0.5 mg/L", Fraction(1, 10), Fraction(1, 2), "mg/L"),
        ("1,5 mL", Fraction(3, 2), Fraction(3, 2), "mL"),
        ("0,05 ppm", Fraction(1, 20), Fraction(1, 20), "[ppm]"),
        ("1 000 mL", 1000, 1000, "mL"),
        ("1\u00a0000 mL", 1000, 1000, "mL"),
        ("1\u202f000 mL", 1000, 1000, "mL"),
        ("1\u2009000 mL", 1000, 1000, "mL"),
        ("1'000 mL", 1000, 1000, "mL"),
        ("1’000 mL", 1000, 1000, "mL"),
        ("5 ± 1 mL", 5, 5, "mL"),
        ("25 °C", 25, 25, "Cel"),
        ("25 degC", 25, 25, "Cel"),
        ("25 ° C", 25, 25, "Cel"),
        ("25 ℃", 25, 25, "Cel"),
        ("60 dB", 60, 60, "dB"),
        ("5 IU", 5, 5, "[iU]"),
        ("2 ATA", 2, 2, "atm"),
        ("5 Nm3/h", 5, 5, "m3/h"),
        ("5 Nm³/h", 5, 5, "m3/h"),
        ("5 ppmv", 5, 5, "[ppm]"),
        ("5 ppb", 5, 5, "[ppb]"),
        ("5 % v/v", 5, 5, "%{vol}"),
        ("5 wt%", 5, 5, "%{wt}"),
        ("230 VAC", 230, 230, "V"),
        ("45 dBA", 45, 45, "dB"),
        ("760 Torr", 760, 760, "Torr"),
        ("5 \u00b5g/mL", 5, 5, "ug/mL"),
        ("5 \u03bcg/mL", 5, 5, "ug/mL"),
        ("½ L", Fraction(1, 2), Fraction(1, 2), "L"),
        ("1½ L/min", Fraction(3, 2), Fraction(3, 2), "L/min"),
        ("−5 °C", -5, -5, "Cel"),
        ("–20 °C", -20, -20, "Cel"),
        ("-20…+60 °C", -20, 60, "Cel"),
        ("5×10³ CFU/mL", 5000, 5000, "{CFU}/mL"),
        ("5 x 10^3 Pa", 5000, 5000, "Pa"),
        ("2 × 10⁻⁶ mol/L", Fraction(1, 500000), Fraction(1, 500000), "mol/L"),
        ("10⁶ CFU", 10**6, 10**6, "{CFU}"),
        ("5 l/min", 5, 5, "L/min"),
        ("5 ℓ/min", 5, 5, "L/min"),
        ("5 \u212a", 5, 5, "K"),
        ("5 \u2126", 5, 5, "Ohm"),
        ("5 \u03a9", 5, 5, "Ohm"),
        ("-0 mL", 0, 0, "mL"),
        ("5 m^3", 5, 5, "m3"),
        ("5 m³", 5, 5, "m3"),
        ("5\u3000㎎", 5, 5, "mg"),
        ("110 V ~ 220 V", 110, 220, "V"),
        ("110V~220V", 110, 220, "V"),
        ("5 min. to 10 min.", 5, 10, "min"),
        ("20\u00baC", 20, 20, "Cel"),
        ("5 mL\n", 5, 5, "mL"),
        ("de 5 \u0061\u0300 10 mL", 5, 10, "mL"),
    ],
)
def test_a_dangerous_notation_is_read_as_it_is_meant(text, low, high, symbol):
    """No sign is lost, no digits run together, no unit is another."""
    quantity = read_quantity(text)
    assert (quantity.low, quantity.high, quantity.unit.symbol) == (low, high, symbol)


@pytest.mark.parametrize(
    ("text", "low", "high", "low_open", "high_open"),
    [
        ("<0.05 ppm", None, Fraction(1, 20), False, True),
        ("> 5 ppm", 5, None, True, False),
        ("≤ 5 ppm", None, 5, False, False),
        ("≥ 5 ppm", 5, None, False, False),
        ("<= 5 ppm", None, 5, False, False),
        (">= 5 ppm", 5, None, False, False),
        ("=< 5 ppm", None, 5, False, False),
    ],
)
def test_a_comparator_is_kept(text, low, high, low_open, high_open):
    """A bound stays a bound, strict or not."""
    quantity = read_quantity(text)
    assert (quantity.low, quantity.high, quantity.low_open, quantity.high_open) == (low, high, low_open, high_open)
    assert quantity.nominal is None


def test_a_slash_between_two_frequencies_is_a_choice():
    """`50/60 Hz` is two values, not their quotient."""
    quantity = read_quantity("50/60 Hz")
    assert quantity.alternatives == (50, 60)
    assert (quantity.low, quantity.high, quantity.nominal) == (50, 60, None)


def test_a_bracketed_g_is_gauge_pressure():
    """`3 bar(g)` is no product with grams."""
    assert read_quantity("3 bar(g)").unit.basis == "gauge"


REFUSED = [
    ("5 ppt", "ambiguous-unit", None),
    ("5 MG/L", "letter-case", "5 mg/L"),
    ("5 MG/ML", "letter-case", "5 mg/mL"),
    ("5 Mg/mL", "letter-case", "5 mg/mL"),
    ("5 mL/mIN", "letter-case", "5 mL/min"),
    ("5 kpA", "letter-case", "5 kPa"),
    ("25 C", "ambiguous-unit", "25 °C"),
    ("98 F", "ambiguous-unit", "98 °F"),
    ("37-41 degrees", "ambiguous-unit", None),
    ("5 Nm", "ambiguous-unit", None),
    ("mL", "missing-number", None),
    ("5", "missing-unit", None),
    ("5-10", "missing-unit", None),
    ("", "empty", None),
    ("   ", "empty", None),
    ("1e400 m", "number", None),
    ("1e-400 m", "number", None),
    ("5e99999999 m", "number", None),
    ("10^99 m", "number", None),
    ("10^x m", "number", None),
    ("nan m", "not-finite", None),
    ("NaN V", "not-finite", None),
    ("inf V", "not-finite", None),
    ("-inf V", "not-finite", None),
    ("∞ V", "not-finite", None),
    ("5 u", "ambiguous-unit", None),
    ("5 b", "ambiguous-unit", None),
    ("5 a", "ambiguous-unit", None),
    ("5 gr", "ambiguous-unit", None),
    ("5 dr", "ambiguous-unit", None),
    ("5 pt", "ambiguous-unit", None),
    ("5 U", "ambiguous-unit", None),
    ("5 M", "ambiguous-unit", None),
    ("5 oz/h", "ambiguous-unit", None),
    ("5 l/m", "ambiguous-unit", "5 l/min"),
    ("10**10**8 m", "operator", None),
    ("9**9**9", "operator", None),
    ("2**(2**(3)) m", "operator", None),
    ("6^800000 m", "operator", None),
    ("5² mL", "operator", None),
    ("__import__('os').system('x')", "missing-number", None),
    ("5 __class__", "missing-unit", None),
    ("5 compute", "unknown-unit", None),
    ("5 mmmmL", "unknown-unit", None),
    ("5 kkg", "unknown-unit", None),
    ("5 milligrms", "unknown-unit", "5 milligrams"),
    ("5 micro g/mL", "unknown-unit", None),
    ("5 mg/kg/day", "unknown-unit", None),
    ("5 °C/min", "unknown-unit", None),
    ("5 bar(g)/Nm3", "unknown-unit", None),
    ("５ mL", "digits", "5 mL"),
    ("٥ mL", "digits", "5 mL"),
    ("⑤ mL", "digits", "5 mL"),
    ("五 mL", "digits", None),
    ("5 ｍL", "characters", "5 mL"),
    ("5 m\u200bL", "characters", "5 mL"),
    ("5 m\u00adL", "characters", "5 mL"),
    ("5\ufeff mL", "characters", "5 mL"),
    ("5 m\u0327L", "characters", None),
    ("5 mL\x1b[2J", "characters", None),
    ("5 \ud800mL", "characters", None),
    ("1" * 101 + " mL", "number", None),
    ("5 mL" + " " * 200, "too-long", None),
    ("1.0.3 mL", "number", None),
    ("1,00,000 mL", "number", None),
    ("5'10\"", "number", None),
    ("1:30", "missing-unit", None),
    ("5 mg/L @ 20", "unread", None),
    ("10 to 5 mg/L", "reversed-range", "5 to 10 mg/L"),
    ("1/80 L", "slash", None),
    ("5/10 g/h", "slash", None),
    ("2/4 L", "slash", None),
    ("5 gal to 40 L", "ambiguous-unit", None),
    ("20 L to 40 gal", "ambiguous-unit", None),
    ("min. 5 gal, max. 40 L", "ambiguous-unit", None),
    ("5 3/7 mL", "missing-unit", None),
    ("230 V~50 Hz", "two-quantities", None),
    ("at least 5 mL, at most 10 V", "two-quantities", None),
    ("at least 5 mL ± 1 mL, at most 10 mL", "two-quantities", None),
    ("at least 5 mL, at most ± 5 %", "two-quantities", None),
    ("5 mL/", "unread", None),
    ("5 (10 mg/L)", "missing-unit", None),
    ("5 parts of ozone to oxygen", "unread", None),
    ("80 µg·%/ml", "unknown-unit", None),
    ("-20/+60 °C", "slash", "-20 to +60 °C"),
    ("+60/-20 °C", "slash", "-20 to +60 °C"),
    ("2 x 100 W", "several-values", None),
    ("5 mL * 3", "several-values", None),
    ("10 × 105 mm", "several-values", None),
    ("50/60 to 70 Hz", "several-values", None),
    ("12 V, 2 A", "two-quantities", None),
    ("5 ppm 10 ppm", "two-quantities", None),
    ("3.5 kg blue", "unread", "3.5 kg (blue)"),
    ("not 5 ppm", "unread", None),
    ("at least 5 at most 3 ppm", "reversed-range", "3 to 5 ppm"),
    ("at most at least 5 ppm", "unread", None),
    ("up to 5 to 10 ppm", "unread", None),
    ("5 mL (", "unread", None),
    ("5 mL )", "unread", None),
    ("(5 mL maybe)", "unread", None),
    ("(((((5 mL)))))", "missing-number", None),
    ("5 mg/m", "damaged", "5 mg/m3"),
    ("5 parts of ozone", "unread", None),
    ("0 parts ozone to 0 parts oxygen", "unread", None),
    ("± mL", "missing-number", None),
    ("± 5", "missing-unit", None),
    ("±(5 % mL", "unread", None),
    ("5 mL ± 2 V", "dimension", None),
    ("1 L" + "".join(f"({litres} L)" for litres in range(2, 30)), "too-many-readings", None),
]


@pytest.mark.parametrize(("text", "code", "likely"), REFUSED)
def test_what_cannot_be_read_for_certain_is_refused(text, code, likely):
    """A refusal has a code, quotes the text and suggests only what can itself be read."""
    with pytest.raises(QuantityError) as refusal:
        read_quantity(text)
    error = refusal.value
    assert (error.code, error.likely) == (code, likely)
    assert str(error) == error.message
    assert error.message[0] != " "
    assert error.message.isprintable()
    if likely is not None:
        read_quantity(likely)


def test_a_refusal_is_remembered_but_never_shared():
    """The same refusal twice is two exceptions, so that none collects the frames of the other."""
    found = []
    for _ in range(2):
        with pytest.raises(QuantityError) as refusal:
            read_quantity("5 furlongs")
        found.append(refusal.value)
    assert found[0] is not found[1]
    assert found[0].message == found[1].message


HOSTILE = [
    "9**9**9 V",
    "V" + "**9" * 40,
    "m*" * 3000,
    "5 " + "u" * 10_000,
    "x" * 100_000,
    "9" * 100_000,
    "1e" + "9" * 150,
    "(" * 199,
    "5 mL " + "(" * 90 + ")" * 90,
    "5 (mL" * 30,
    "5 " + "m/" * 95,
    "5 " + "m*" * 95,
    "0," * 99,
    "5 mL=" * 33,
    "5 mL or " * 25,
    "5 mL (5 mL) " * 16,
    "5 at 5 " * 28,
    "±5" * 66,
    "½" * 200,
    "⁵" * 200,
    "5 mg-" * 40,
    "min 5 max 5 " * 16,
    "+5-5" * 50,
    "5 parts to " * 18,
    "1 L" + "".join(f"({litres} L)" for litres in range(2, 40)),
    "1,000 gr/m3 ± 1 g/m3 or 10 %" + "(2 g/m3)" * 15,
    "5 L(mL)(uL)(m3)(dL)(cL)(dm3)(cm3)(mm3)(gal)(mL)(uL)(m3)(dL)(cL)(dm3)(cm3)(mm3)(gal)",
    "5 L=6 L=7 L=8 L=9 L=10 L=11 L=12 L=13 L",
]


@pytest.mark.parametrize("text", HOSTILE, ids=[text[:12] for text in HOSTILE])
def test_a_hostile_text_costs_next_to_nothing(text):
    """Whatever the text, the answer comes in bounded time. The goal is a millisecond, the rest for slow machines."""
    read_quantity("5 mg/L (max.)")
    started = time.process_time()
    for read in (read_quantity, read_quantities):
        with contextlib.suppress(QuantityError):
            read(text)
    assert time.process_time() - started < 0.1


def test_reading_brings_in_no_unit_library():
    """Plain texts, prose, refusals and comparisons all go without pint."""
    script = (
        "import sys\n"
        "from specvalidator.quantity import *\n"
        "for text in ('5 mg/L', 'up to 0.05 ppm ± 10 %', '5 mg/kg/day', '5 furlongs', '3 GPM'):\n"
        "    try: compare(read_quantity(text), 'at most', read_quantity('5 ppm'))\n"
        "    except QuantityError: pass\n"
        "sys.exit('pint' in sys.modules or 'yaml' in sys.modules)\n"
    )
    root = Path(__file__).parents[2]
    assert subprocess.run([sys.executable, "-c", script], check=False, cwd=root).returncode == 0
