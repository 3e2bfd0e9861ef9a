"""Bounds, ranges, approximation and remarks in words, in the languages of the pages."""

from __future__ import annotations

from fractions import Fraction

import pytest

from specvalidator.quantity import QuantityError, read_quantities, read_quantity

UPPER = """up to 5 mL | max. 5 mL | maximum 5 mL | maximum of 5 mL | at most 5 mL | no more than 5 mL
not more than 5 mL | not exceeding 5 mL | does not exceed 5 mL | MAX 5 mL | Max: 5 mL | max = 5 mL
bis zu 5 mL | höchstens 5 mL | maximal 5 mL | nicht mehr als 5 mL | jusqu'à 5 mL | jusqu’à 5 mL
au plus 5 mL | pas plus de 5 mL | hasta 5 mL | máx. 5 mL | como máximo 5 mL | no más de 5 mL
fino a 5 mL | al massimo 5 mL | até 5 mL | no máximo 5 mL | до 5 мл | не более 5 мл | enintään 5 mL
tot 5 mL | upp till 5 mL | 5 mL max | 5 mL max. | 5 mL maximum | 5 mL (max.) | 5 mL or less
5 mL, max. | 5 mL oder weniger | 5 mL como máximo | 5 mL au maximum | 5 mL al massimo
ozone output up to 5 mL | max. Konzentration von 5 mL | up to 5 mL max | limited to 5 mL
(up to 5 mL) | (max. 5) mL | up to (5 mL) | maximo 5 mL"""

UPPER_OPEN = """< 5 mL | less than 5 mL | below 5 mL | under 5 mL | weniger als 5 mL | unter 5 mL | moins de 5 mL
menos de 5 mL | inferior a 5 mL | meno di 5 mL | sotto 5 mL | abaixo de 5 mL | менее 5 мл
ниже 5 мл | poniżej 5 mL | minder dan 5 mL"""

LOWER = """≥ 5 mL | at least 5 mL | min. 5 mL | minimum of 5 mL | not less than 5 mL | no less than 5 mL
from 5 mL | mindestens 5 mL | ab 5 mL | au moins 5 mL | al menos 5 mL | almeno 5 mL
pelo menos 5 mL | не менее 5 мл | от 5 мл | 5 mL min | 5 mL or more | 5 mL and above
5 mL oder mehr | 5 mL mindestens | vähintään 5 mL | desde 5 mL"""

LOWER_OPEN = """> 5 mL | more than 5 mL | above 5 mL | over 5 mL | greater than 5 mL | über 5 mL | mehr als 5 mL
plus de 5 mL | más de 5 mL | più di 5 mL | oltre 5 mL | mais de 5 mL | более 5 мл | свыше 5 мл
yli 5 mL | exceeding 5 mL"""

RANGES = """5 to 10 mL | 5-10 mL | 5 - 10 mL | 5–10 mL | 5 — 10 mL | 5…10 mL | 5...10 mL | 5..10 mL | 5 ÷ 10 mL
5 ~ 10 mL | 5～10 mL | from 5 to 10 mL | between 5 and 10 mL | 5 mL to 10 mL | 5 mL - 10 mL
5 mL to 10 | von 5 bis 10 mL | zwischen 5 und 10 mL | 5 bis 10 mL | de 5 à 10 mL | entre 5 et 10 mL
5 à 10 mL | entre 5 y 10 mL | de 5 a 10 mL | 5 hasta 10 mL | da 5 a 10 mL | tra 5 e 10 mL
da 5 fino a 10 mL | entre 5 e 10 mL | от 5 до 10 мл | 5 до 10 мл | od 5 do 10 mL | van 5 tot 10 mL
5 to a maximum of 10 mL | 5 up to 10 mL | min. 5 max. 10 mL | min. 5, max. 10 mL
at least 5 mL, at most 10 mL | ≥ 5 mL and ≤ 10 mL | ≥ 5 and ≤ 10 mL | max. 10 mL, min. 5 mL
min. 5 mL / max. 10 mL | in the range of 5 to 10 mL | min 5 to max 10 mL | 5 hasta un 10 mL
5 mL to 0.01 L | ≤ 10 mL and ≥ 5 mL"""

ABOUT = """~5 mL | ≈ 5 mL | about 5 mL | approx. 5 mL | approximately 5 mL | around 5 mL | ca. 5 mL
circa 5 mL | etwa 5 mL | ungefähr 5 mL | environ 5 mL | unos 5 mL | aproximadamente 5 mL
около 5 мл | noin 5 mL | 5 mL approx. | 5 mL (approx.)"""

PLAIN = """5 mL | 5mL | 5  mL | +5 mL | 5 mL. | 5 mL; | 5 mL, | Volume: 5 mL | Ozone output: 5 mL | V = 5 mL
the 5 mL | 5 mL (mL) | 5 mL (ml) | 5 mL nominal | nominal 5 mL | Rated volume (total): 5 mL
every 5 mL | 5 mL ozone | 5 mL of ozone | 5 mL O3 | 5 mL O₃ | 5 mL (O3) | 5 mL de ozono
5 mL of water | 5 milliliters | 5 Milliliter | 5 ML (wrong)"""


def cases(block):
    return [text.strip() for line in block.splitlines() for text in line.split(" | ")]


@pytest.mark.parametrize("text", cases(UPPER))
def test_an_upper_bound_in_words(text):
    """The number is the greatest value, itself included; nothing is said of the least."""
    found = read_quantity(text)
    assert (found.low, found.high, found.high_open, found.nominal) == (None, 5, False, None)
    assert found.unit.symbol == "mL"


@pytest.mark.parametrize("text", cases(UPPER_OPEN))
def test_a_strict_upper_bound_in_words(text):
    """The number itself is excluded."""
    found = read_quantity(text)
    assert (found.low, found.high, found.high_open) == (None, 5, True)


@pytest.mark.parametrize("text", cases(LOWER))
def test_a_lower_bound_in_words(text):
    """The number is the least value, itself included."""
    found = read_quantity(text)
    assert (found.low, found.high, found.low_open, found.nominal) == (5, None, False, None)


@pytest.mark.parametrize("text", cases(LOWER_OPEN))
def test_a_strict_lower_bound_in_words(text):
    """The number itself is excluded."""
    found = read_quantity(text)
    assert (found.low, found.high, found.low_open) == (5, None, True)


@pytest.mark.parametrize("text", cases(RANGES))
def test_a_range_in_signs_and_words(text):
    """Both ends are kept, in the unit of the first."""
    found = read_quantity(text)
    assert (found.low, found.high, found.nominal, found.alternatives) == (5, 10, None, ())
    assert (found.low_open, found.high_open) == (False, False)
    assert found.unit.symbol == "mL"


def test_two_bounds_joined_keep_what_stands_beside_them():
    """The tolerance, conditions and remarks of the second bound hold for both."""
    found = read_quantity("min. 5 max. 10 mL ± 1 mL at 20 °C")
    assert (found.low, found.high, found.tolerance.plus.absolute) == (5, 10, 1)
    assert found.conditions.temperature == Fraction("293.15")
    found = read_quantity("about at least 5 mL net, at most 0.01 L")
    assert (found.low, found.high, found.unit.symbol, found.approximate, found.remark) == (5, 10, "mL", True, "net")
    found = read_quantity("max. 10 °C, min. 41 °F")
    assert (found.low, found.high, found.unit.symbol) == (5, 10, "Cel")


@pytest.mark.parametrize(
    ("text", "low", "high", "symbol"),
    [
        ("AC220-240V", 220, 240, "V"),
        ("AC 220V", 220, 220, "V"),
        ("DC12V", 12, 12, "V"),
        ("Φ10 mm", 10, 10, "mm"),
        ("-20℃~60℃", -20, 60, "Cel"),
        ("0℃-40℃", 0, 40, "Cel"),
        ("5~95%RH", 5, 95, "%"),
        ("≤95%(non-condensing)", None, 95, "%"),
        ("5～20g/h", 5, 20, "g/h"),
        ("20g/h±5%", 20, 20, "g/h"),
        ("15PSI(0.1MPa)", 15, 15, "[psi]"),
        ("1 to 10 g/h, adjustable", 1, 10, "g/h"),
        ("5 g/h @ 4 L/min O2", 5, 5, "g/h"),
        ("5 gal to 10 gal", 5, 10, "[gal_us]"),
        ("3 log10 reduction", 3, 3, "{log10}"),
        ("5 cmH2O", 5, 5, "cm[H2O]"),
        ("150W max.", None, 150, "W"),
    ],
)
def test_the_shorthand_of_spec_sheets(text, low, high, symbol):
    """What stands on type plates and in catalogue tables, run together as it is."""
    found = read_quantity(text)
    assert (found.low, found.high, found.unit.symbol) == (low, high, symbol)


def test_a_strict_bound_opens_a_range():
    """`more than 5 to 10` excludes 5, `> 5 and < 10` both."""
    found = read_quantity("more than 5 to 10 mL")
    assert (found.low, found.high, found.low_open, found.high_open) == (5, 10, True, False)
    found = read_quantity("> 5 mL and < 10 mL")
    assert (found.low, found.high, found.low_open, found.high_open) == (5, 10, True, True)


@pytest.mark.parametrize("text", cases(ABOUT))
def test_an_approximate_value(text):
    """The value is kept and marked as approximate."""
    found = read_quantity(text)
    assert (found.nominal, found.approximate) == (5, True)


@pytest.mark.parametrize("text", ["about 5 to 10 mL", "5 to about 10 mL", "~5-~10 mL", "ca. 5 bis ca. 10 mL"])
def test_an_approximate_range(text):
    """Approximation of either end makes the range approximate."""
    found = read_quantity(text)
    assert (found.low, found.high, found.approximate) == (5, 10, True)


@pytest.mark.parametrize("text", cases(PLAIN)[:-1])
def test_labels_substances_and_punctuation_change_nothing(text):
    """What names the value or stands beside it leaves it as it is."""
    found = read_quantity(text)
    assert (found.nominal, found.approximate, found.ambiguities) == (5, False, ())


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("2.0 kg (with package)", "with package"),
        ("-100 °F dew point", "dew point"),
        ("0.1 ppm TWA", "TWA"),
        ("0.1 ppm (8 h TWA)", "8 h TWA"),
        ("3.5 kg net", "net"),
        ("48 dB(A) at 1 m", "at 1 m"),
        ("5 g/h at 4 to 6 L/min", "at 4 to 6 L/min"),
        ("5 g/h at room temperature", "at room temperature"),
        ("5 g/h at the outlet", "at the outlet"),
        ("5 g/h at ambient", "at ambient"),
        ("5 g/h @ inlet air", "at inlet"),
        ("5 W (VA)", "VA"),
        ("5 mL ± 1 mL (±20 %)", "±20 %"),
        ("0.06 ppm for 8 hours", "for 8 hours"),
        ("0.1 ppm, for 8-10 h", "for 8-10 h"),
        ("0.05 ppm over an average of 8 hours", "over an average of 8 hours"),
        ("16 A fuse", "fuse"),
        ("100 W (230 V)", "230 V"),
        ("5 mL (see (a) and (b (c)))", "see (a) and (b (c))"),
        ("5 mL [approved]", "approved"),
        ("240 mm (W)", "W"),
        ("5 mL (±)", "±"),
        ("5 mL (k = 2)", "k = 2"),
        ("10 to 90 % RH, non-condensing", ""),
    ],
)
def test_a_remark_is_kept_beside_the_value(text, remark):
    """Words that do not change the value are kept, not dropped and not obeyed."""
    assert read_quantity(text).remark == remark


@pytest.mark.parametrize(
    "text",
    [
        "5 mL for ever",
        "5 mL for",
        "5 mL at",
        "5 mL at times",
        "5 mL unlike",
        "5 mL max min",
        "5-10 mL max",
        "less mL 5 whatever",
        "5 mL minus",
        "about",
        "from mL",
        "5 mL or so on",
    ],
)
def test_words_that_may_change_the_meaning_are_not_skipped(text):
    """What is not known is refused, not ignored."""
    with pytest.raises(QuantityError):
        read_quantity(text)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("2 h 59 m 59 s", 10799),
        ("2 h 30 min", 9000),
        ("2h30min", 9000),
        ("1 year 6 months", 47336400),
        ("1 h and 30 s", 3630),
    ],
)
def test_a_length_of_time_in_parts_is_one_value(text, seconds):
    """Hours, minutes and seconds add up."""
    found = read_quantity(text)
    assert found.interval().low == found.interval().high == seconds


@pytest.mark.parametrize("text", ["2 h 59", "30 min 2 h", "2 h 5 mL", "2 h 1.5 min 3 h"])
def test_what_is_no_sum_of_times_is_not_added(text):
    """Parts run from the greater to the smaller unit."""
    with pytest.raises(QuantityError):
        read_quantity(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("150 mg/h, hasta 50 m2", ["150 mg/h", "hasta 50 m2"]),
        ("220V 50Hz, <= 200W", ["220V", "50Hz", "<= 200W"]),
        ("1–10 µg/ml gas · 5–20 µg/ml water", ["1–10 µg/ml gas", "5–20 µg/ml water"]),
        ("5 mL", ["5 mL"]),
        ("5 mL and 10 V", ["5 mL", "10 V"]),
        ("5 mL | 10 V & 3 A", ["5 mL", "10 V", "3 A"]),
        ("Nominal: Up to 20 L/min; Maximum: 55 L/min", ["Nominal: Up to 20 L/min", "Maximum: 55 L/min"]),
    ],
)
def test_a_cell_of_several_quantities_is_read_one_by_one(text, found):
    """Each quantity keeps its own stretch of the text."""
    assert [one.text for one in read_quantities(text)] == found


@pytest.mark.parametrize(
    ("text", "values"),
    [("240 × 195 × 80 mm", [240, 195, 80]), ("12' by 12'", [12, 12]), ("240 mm x 19 cm", [240, 19])],
)
def test_measures_that_are_multiplied_are_read_one_by_one(text, values):
    """Width, depth and height are three lengths."""
    assert [one.nominal for one in read_quantities(text)] == values


@pytest.mark.parametrize("text", ["", "5 mL, 10", "5 mL; blue", "2 x 100 W", "5 mL /", "5 mL, 5 furlongs", "240 × mm"])
def test_a_cell_with_a_part_that_cannot_be_read_is_refused(text):
    """Nothing of a cell is read unless all of it is."""
    with pytest.raises(QuantityError):
        read_quantities(text)


def test_several_quantities_share_one_habit_of_marks():
    """An open mark is flagged in each quantity that has one."""
    first, second = read_quantities("1,000 mL; 5 V")
    assert [one.code for one in first.ambiguities] == ["separator"]
    assert second.ambiguities == ()
