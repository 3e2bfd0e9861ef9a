"""Laws that hold for every quantity: text and value, conversion, intervals, comparison, and any text at all."""

from __future__ import annotations

import contextlib
from fractions import Fraction

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from specvalidator.quantity import (
    Quantity,
    QuantityError,
    agree,
    compare,
    has_dimension,
    read_conditions,
    read_quantities,
    read_quantity,
)
from specvalidator.quantity.cells import read_one
from specvalidator.quantity.numbers import COMMA, POINT, exact, number_text
from specvalidator.quantity.plainly import read_plain
from specvalidator.quantity.units import table, unit_named

SYMBOLS = ["mg/L", "ug/mL", "g/h", "L/min", "mL", "V", "kW", "Hz", "min", "mm", "g/m3", "kPa", "W", "d"]
WRITTEN = dict.fromkeys(SYMBOLS)
WRITTEN |= {symbol: symbol.replace("ug", "µg") for symbol in SYMBOLS}
BY_DIMENSION = {}
for _symbol, (_dimension, *_rest) in table()["units"].items():
    BY_DIMENSION.setdefault(_dimension, []).append(_symbol)

decimals = st.decimals(0, 10**9, allow_nan=False, allow_infinity=False, places=4).map(lambda one: f"{one:f}")
wholes = st.integers(0, 10**12).map(str)
numbers = st.one_of(wholes, decimals)
units = st.sampled_from(sorted(WRITTEN))
signs = st.sampled_from(["", "<", "≤", "<= ", ">", "≥ "])
words = st.sampled_from(
    [*list(table()["phrases"])[::7], *list(table()["spellings"])[::5], *list(table()["words"])[::9], "(", ")", "±", "/"]
)
pieces = st.one_of(words, numbers, st.sampled_from(list("()[]+-±~<>=/·×*.,;:%°'\"^@&|²½µ \u200b٥")))
prose = st.lists(pieces, max_size=12).map(" ".join)


@given(numbers, units, signs)
def test_a_value_survives_its_text(number, unit, sign):
    """Text → value → text → value is the identity."""
    quantity = read_quantity(f"{sign}{number} {WRITTEN[unit]}")
    value = next(one for one in (quantity.high, quantity.low) if one is not None)
    assert value == Fraction(number)
    assert quantity.unit.symbol == unit
    again = read_quantity(f"{sign}{number_text(value)} {WRITTEN[unit]}", language="en")
    assert (again.low, again.high, again.low_open, again.high_open) == (
        quantity.low,
        quantity.high,
        quantity.low_open,
        quantity.high_open,
    )


@given(st.integers(0, 10**9), st.integers(1, 3))
def test_a_number_is_the_same_in_every_habit(value, decimals):
    """Point, comma, spaces and apostrophes part the same digits."""
    grouped = f"{value:,}"
    tail = "7" * decimals
    wanted = Fraction(f"{value}.{tail}")
    if value >= 10**6 or value < 1000:
        tail = tail[:2] if value < 1000 else tail
        wanted = Fraction(f"{value}.{tail}")
        assert exact(f"{grouped}.{tail}", COMMA) == wanted
        assert exact(grouped.replace(",", ".") + f",{tail}", POINT) == wanted
    assert exact(grouped.replace(",", "'") + f".{tail}", POINT) == wanted
    assert exact(grouped.replace(",", " "), POINT) == value


ranges = st.tuples(signs, numbers, st.sampled_from(["-", " – ", " to ", "…"]), numbers).map("".join)
values = st.tuples(signs, numbers).map("".join)


@given(st.one_of(values, ranges), st.sampled_from(["", " "]), st.sampled_from(sorted(table()["spellings"])))
@example("5-3", " ", "mL")
@example("1,000", " ", "mL")
@example("<5", "", "ppm")
@example("5", " ", "gr")
@example("5", " ", "m3")
def test_the_short_way_reads_as_the_grammar_does(figure, gap, unit):
    """A plain text has one meaning, whichever way it is read."""
    text = f"{figure}{gap}{unit}"
    short = read_plain(text)
    if short is not None:
        assert short == read_one(text, "")


@given(st.data())
def test_conversion_there_and_back_is_the_identity(data):
    """Every unit of the table into every other of its dimension and back, without any rounding."""
    dimension = data.draw(st.sampled_from(sorted(BY_DIMENSION)))
    first, second = (data.draw(st.sampled_from(BY_DIMENSION[dimension])) for _ in range(2))
    value = data.draw(st.fractions(-(10**6), 10**6))
    before = Quantity(text="x", unit=unit_named(first), low=value, high=value, nominal=value)
    after = before.in_unit(second)
    assert after.interval() == before.interval()
    assert after.in_unit(first).nominal == value


@given(numbers, numbers, st.integers(0, 50))
def test_a_tolerance_only_widens(low, high, percent):
    """The interval of a range with a tolerance holds the range."""
    low, high = sorted((low, high), key=Fraction)
    bare = read_quantity(f"{low} to {high} mL", language="en").interval()
    wide = read_quantity(f"{low} to {high} mL ± {percent} %", language="en").interval()
    assert wide.low <= bare.low <= bare.high <= wide.high


@given(numbers, numbers, units)
def test_comparison_is_a_total_order_on_single_values(first, second, unit):
    """Exactly one of below, equal and above holds, and at most is not above."""
    one, other = (read_quantity(f"{number} {WRITTEN[unit]}", language="en") for number in (first, second))
    truths = {name: compare(one, name, other).truth for name in ("below", "equal to", "above", "at most", "at least")}
    assert [truths["below"], truths["equal to"], truths["above"]].count(True) == 1
    assert truths["at most"] is not truths["above"]
    assert truths["at least"] is not truths["below"]
    assert truths["equal to"] is agree([one], [other]).truth


@given(prose, st.sampled_from(["at most", "at least", "inside"]))
def test_a_wider_limit_never_turns_yes_into_no(text, relation):
    """What is inside a limit is inside a wider one."""
    try:
        quantity = read_quantity(text)
    except QuantityError:
        return
    if quantity.dimension != "volume":
        return
    near, far = {
        "at most": ("5 mL", "50 mL"),
        "at least": ("5 mL", "1 mL"),
        "inside": ("5–10 mL", "1–50 mL"),
    }[relation]
    if compare(quantity, relation, read_quantity(near)).truth:
        assert compare(quantity, relation, read_quantity(far)).truth is True


@settings(max_examples=400)
@given(st.one_of(st.text(max_size=300), prose, st.text("0123456789 .,-+±/%()mgLµ²³°'\"", max_size=60)))
@example("5 mL (((((((((((((((((((((())))))))))))))))))))))")
@example("\ud800")
@example("4das entspricht,0 ppb")
def test_any_text_is_read_or_refused(text):
    """Nothing but a refusal of ours is ever raised, and what is read can be used."""
    room = read_conditions("25 °C", "1 atm")
    limit = read_quantity("5 ppm")
    found = []
    refusal = None
    try:
        found = [read_quantity(text)]
    except QuantityError as error:
        refusal = error
    if refusal is not None:
        assert refusal.code
        assert refusal.message.isprintable()
        assert refusal.likely is None or read_quantity(refusal.likely)
    with contextlib.suppress(QuantityError):
        found += read_quantities(text, language="de")
    for quantity in found:
        interval = quantity.interval()
        assert interval.low is None or interval.high is None or interval.low <= interval.high
        assert hash(quantity) == hash(quantity)
        assert has_dimension(quantity, quantity.dimension) is True
        compare(quantity, "at most", limit, conditions=room, carrier="oxygen", presume="by volume")
        compare(quantity, "inside", quantity)
        assert agree([quantity], [quantity]).truth is not False
        for ambiguity in quantity.ambiguities:
            assert len(ambiguity.readings) >= 2
            assert ambiguity.message


@given(st.text(max_size=12), numbers)
def test_a_unit_that_is_not_on_the_list_is_never_read(name, number):
    """Any word that the list does not spell, in any case, is no unit."""
    if any(not sign.isalpha() for sign in name) or not name.isascii():
        return
    known = name in table()["spellings"] or name.casefold() in table()["words"]
    if known or name.casefold() in table()["phrases"]:
        return
    with pytest.raises(QuantityError):
        read_quantity(f"{number} {name}")
