"""Tolerances: relative, absolute, of full scale, one-sided, combined, and what they do to the values."""

from __future__ import annotations

from fractions import Fraction

import pytest

from specvalidator.quantity import Allowance, QuantityError, Tolerance, read_quantity


def side(absolute=None, relative=None, full_scale=None, combination=""):
    parts = [None if part is None else Fraction(part) for part in (absolute, relative, full_scale)]
    return Allowance(*parts, combination)


TWO_SIDED = [
    ("100 mL ± 5 %", side(relative="1/20")),
    ("100 mL +/- 5 %", side(relative="1/20")),
    ("100 mL +- 5 %", side(relative="1/20")),
    ("100 mL plus or minus 5 %", side(relative="1/20")),
    ("100 mL (±5 %)", side(relative="1/20")),
    ("100 mL ±5 % of reading", side(relative="1/20")),
    ("100 mL ±5 % (of reading)", side(relative="1/20")),
    ("100 mL ±5 % rdg", side(relative="1/20")),
    ("100 mL ±5 % vom Messwert", side(relative="1/20")),
    ("100 mL ±5 % of full scale", side(full_scale="1/20")),
    ("100 mL ±5 % F.S.", side(full_scale="1/20")),
    ("100 mL ±5 % FS", side(full_scale="1/20")),
    ("100 mL ±5 % (FS)", side(full_scale="1/20")),
    ("100 mL ±5 % v.E.", side(full_scale="1/20")),
    ("100 mL ± 2 mL", side(2)),
    ("100 ± 2 mL", side(2)),
    ("(100 ± 2) mL", side(2)),
    ("100 mL ± 2", side(2)),
    ("100 mL ± 0.002 L", side(2)),
    ("100 mL ± 2 mL or 10 %, whichever is greater", side(2, "1/10", None, "greater")),
    ("100 mL ± 2 mL or ± 10 % whichever is greater", side(2, "1/10", None, "greater")),
    ("100 mL ±2 mL, 10 %; whichever is smaller", side(2, "1/10", None, "smaller")),
    ("100 mL ± (2 mL + 10 %)", side(2, "1/10", None, "sum")),
    ("100 mL ±(10 % of reading + 1 % of full scale)", side(None, "1/10", "1/100", "sum")),
    ("100 mL ± 10 % ± 2 mL", side(2, "1/10", None, "sum")),
    ("100 mL ± 2 mL ± 1 mL", side(3, None, None, "sum")),
    ("100 mL ± 2 mL or 1 mL, whichever is smaller", side(1, None, None, "smaller")),
    ("100 mL ± 2 mL or 1 mL, whichever is greater", side(2, None, None, "greater")),
    ("100 mL ± 2 mL or 10 %, je nachdem, was größer ist", side(2, "1/10", None, "greater")),
    ("20 °C ± 2 K", side(2)),
    ("20 °C ± 2 °C", side(2)),
    ("20 °C ± 3.6 °F", side(2)),
    ("5 ppm ± 10 %", side(relative="1/10")),
    ("5 ppm ± 100 ppb", side("1/10")),
    ("5 wt% ± 0.1 wt%", side("1/10")),
    ("50 % ± 5 % of reading", side(relative="1/20")),
    ("50 % RH ± 5 % RH", side(5)),
    ("5 V ± 100 ppm", side(relative="1/10000")),
]


@pytest.mark.parametrize(("text", "allowance"), TWO_SIDED)
def test_a_tolerance_beside_a_value(text, allowance):
    """The same allowance holds upwards and downwards, in the unit of the value."""
    quantity = read_quantity(text)
    assert quantity.tolerance == Tolerance(allowance, allowance)
    assert quantity.tolerance.is_two_sided
    assert quantity.nominal is not None
    assert "tolerance" not in [one.code for one in quantity.ambiguities]


@pytest.mark.parametrize(
    ("text", "symbol", "dimension", "allowance"),
    [
        ("±5 %", "%", "fraction", side(relative="1/20")),
        ("± 5 % of reading", "%", "fraction", side(relative="1/20")),
        ("5 % of reading", "%", "fraction", side(relative="1/20")),
        ("2 % of full scale", "%", "fraction", side(full_scale="1/50")),
        ("± 2 µg/mL", "ug/mL", "mass_concentration", side(2)),
        ("Accuracy: ± 2 µg/mL", "ug/mL", "mass_concentration", side(2)),
        ("± 2 °C", "Cel", "temperature_difference", side(2)),
        ("Greater of 0.01 wt% or 2% of reading", "%{wt}", "mass_fraction", side("1/100", "1/50", None, "greater")),
        ("the greater of 5 ppb or 2 %", "[ppb]", "fraction", side(5, "1/50", None, "greater")),
        ("smaller of 5 ppb and 2 %", "[ppb]", "fraction", side(5, "1/50", None, "smaller")),
        ("5 ppb or 2 %, whichever is greater", "[ppb]", "fraction", side(5, "1/50", None, "greater")),
        ("±2 µg/ml or 10 %, whichever is greater", "ug/mL", "mass_concentration", side(2, "1/10", None, "greater")),
    ],
)
def test_a_tolerance_alone(text, symbol, dimension, allowance):
    """Without a value there are no bounds, and a bare percentage needs no basis."""
    quantity = read_quantity(text)
    assert quantity.is_tolerance
    assert (quantity.low, quantity.high, quantity.nominal) == (None, None, None)
    assert (quantity.unit.symbol, quantity.dimension) == (symbol, dimension)
    assert quantity.tolerance == Tolerance(allowance, allowance)
    assert quantity.ambiguities == ()


@pytest.mark.parametrize(
    ("text", "plus", "minus"),
    [
        ("100 mL +10/-5 %", side(relative="1/10"), side(relative="1/20")),
        ("100 mL +10 %/-5 %", side(relative="1/10"), side(relative="1/20")),
        ("100 mL +10 % -5 mL", side(relative="1/10"), side(5)),
        ("100 mL -5/+10 %", side(relative="1/10"), side(relative="1/20")),
        ("+10/-5 %", side(relative="1/10"), side(relative="1/20")),
        ("-5/+10 %", side(relative="1/10"), side(relative="1/20")),
        ("+0.5/-0.2 mm", side("1/2"), side("1/5")),
    ],
)
def test_a_tolerance_that_differs_upwards_and_downwards(text, plus, minus):
    """Each side keeps its own allowance."""
    quantity = read_quantity(text)
    assert quantity.tolerance == Tolerance(plus, minus)
    assert not quantity.tolerance.is_two_sided
    assert quantity.ambiguities == ()


@pytest.mark.parametrize("text", ["(+10%)", "+10 %", "7 g/h +10 %", "7 g/h (+10 %)"])
def test_a_tolerance_upwards_only_may_have_lost_its_minus(text):
    """`+10 %` alone is flagged: one-sided, or ± with half the sign lost."""
    quantity = read_quantity(text)
    tenth = side(relative="1/10")
    assert quantity.tolerance == Tolerance(tenth, side(0))
    [doubt] = quantity.ambiguities
    assert doubt.code == "damaged"
    assert doubt.others[0].tolerance == Tolerance(tenth, tenth)


def test_a_tolerance_downwards_only_may_have_lost_its_plus():
    """The other way round."""
    quantity = read_quantity("7 g/h (-10 % +)")
    assert quantity.tolerance is None
    quantity = read_quantity("7 g/h -10 % (+)")
    assert quantity.tolerance == Tolerance(side(0), side(relative="1/10"))


@pytest.mark.parametrize("text", ["90%+/-3%", "90 % ± 3 %", "5 wt% ± 3 %", "5 % v/v ± 3 %"])
def test_percent_of_a_percentage_is_points_or_a_share(text):
    """Both are kept: 87 to 93 %, and 87.3 to 92.7 %."""
    quantity = read_quantity(text)
    [doubt] = [one for one in quantity.ambiguities if one.code == "tolerance"]
    assert quantity.tolerance.plus == side(3)
    assert doubt.others[0].tolerance.plus == side(relative="3/100")


def test_one_doubtful_side_leaves_the_other_as_it_is():
    """`+3 %` of 90 wt% may be points, `-2 wt%` is points."""
    quantity = read_quantity("90 wt% +3 % -2 wt%")
    [doubt] = [one for one in quantity.ambiguities if one.code == "tolerance"]
    assert quantity.tolerance == Tolerance(side(3), side(2))
    assert doubt.others[0].tolerance == Tolerance(side(relative="3/100"), side(2))
    doubt = read_quantity("90 wt% +3 wt% -2 %").ambiguities[0]
    assert doubt.others[0].tolerance == Tolerance(side(3), side(relative="1/50"))
    assert read_quantity("90 % +3 % -2 % of reading").tolerance.plus == side(relative="3/100")


def test_two_allowances_without_a_rule_are_flagged():
    """`±2 µg/ml or 10 %` does not say which holds."""
    quantity = read_quantity("±2 µg/ml or 10 %")
    [doubt] = quantity.ambiguities
    assert (quantity.tolerance.plus.combination, doubt.others[0].tolerance.plus.combination) == ("greater", "smaller")


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("100 mL ± 5 %", 95, 105),
        ("100 mL ± 2 mL", 98, 102),
        ("10 to 100 mL ± 5 %", Fraction("9.5"), 105),
        ("10 to 100 mL ± 5 % F.S.", 5, 105),
        ("10 to 100 mL ± 2 mL or 5 %, whichever is greater", 8, 105),
        ("10 to 100 mL ± 2 mL or 5 %, whichever is smaller", Fraction("9.5"), 102),
        ("10 to 100 mL ± (2 mL + 5 %)", Fraction("7.5"), 107),
        ("100 mL +10/-5 %", 95, 110),
        ("up to 100 mL ± 5 %", None, 105),
        ("at least 100 mL ± 5 %", 95, None),
        ("at least 100 mL ± 5 % F.S.", None, None),
        ("at least 100 mL ± 2 mL or 5 % F.S., whichever is smaller", 98, None),
        ("at least 100 mL ± 2 mL or 5 % F.S., whichever is greater", None, None),
        ("± 2 mL", 2, 2),
        ("+3/-2 mL", 3, 3),
    ],
)
def test_a_tolerance_widens_the_values(text, low, high):
    """The interval is what is stated, moved outwards by the allowance; an allowance of an unknown is unbounded."""
    interval = read_quantity(text).interval()
    scale = Fraction(1, 10**6)
    assert interval.low == (None if low is None else low * scale)
    assert interval.high == (None if high is None else high * scale)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("±5 %", Fraction(1, 20), Fraction(1, 20)),
        ("± 5 % F.S.", Fraction(1, 20), Fraction(1, 20)),
        ("±5 % or 2 mL", None, None),
    ],
)
def test_a_tolerance_alone_has_a_size(text, low, high):
    """A percentage alone has its own size; beside an absolute part it has no greatest."""
    interval = read_quantity(text).interval()
    if low is None:
        assert (interval.low, interval.high) == (Fraction(2, 10**6), None)
    else:
        assert (interval.low, interval.high) == (low, high)


def test_an_allowance_of_nothing_known_has_no_greatest():
    """A share of an unknown value is anything from zero up."""
    assert side(relative="1/10").bounds(None, None) == (0, None)
    assert side(2, "1/10", None, "smaller").bounds(None, None) == (0, 2)


@pytest.mark.parametrize(
    ("text", "symbol", "plus"),
    [
        ("100 mL ± 2 mL", "L", side("1/500")),
        ("100 mL ± 5 %", "L", side(relative="1/20")),
        ("20 °C ± 2 K", "[degF]", side("18/5")),
        ("20 °C ± 5 %", "K", side(1)),
        ("± 2 °C", "[degF]", side("18/5")),
        ("± 2 °C", "K", side(2)),
    ],
)
def test_a_tolerance_follows_its_value_into_another_unit(text, symbol, plus):
    """Absolute parts are scaled, shares stay; 5 % of 20 °C is 1 K, not 5 % of 293 K."""
    assert read_quantity(text).in_unit(symbol).tolerance.plus == plus


def test_a_share_of_an_unknown_scale_cannot_follow():
    """5 % of a full scale that nobody states has no size in a unit with another zero."""
    with pytest.raises(QuantityError, match="share of an unknown value"):
        read_quantity("at least 20 °C ± 5 % F.S.").in_unit("K")


@pytest.mark.parametrize("text", ["5 mL of reading", "5 % of reading ± 2 %", "up to 5 % of reading max 3"])
def test_what_is_no_share_is_refused(text):
    """Only a percentage can be one of a reading, and only once."""
    with pytest.raises(QuantityError):
        read_quantity(text)
