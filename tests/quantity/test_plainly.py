"""The short way reads nothing otherwise than the grammar does: it gives the same quantity, or none."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from specvalidator.data import read_data
from specvalidator.quantity import QuantityError
from specvalidator.quantity.cells import read_one
from specvalidator.quantity.plainly import read_plain
from specvalidator.sheet.form import QuantityKeyword

TABLE = json.loads(read_data("generated/units.json"))
UNITS = sorted(
    {"µg/mL", "μg/ml", "ug/mL", "mg/L", "g/m3", "g/m³", "ppm", "PPM", "ppb", "ppmv", "%", "wt%", "% v/v", "vol%", "g/h", "mg/H"}
    | {"L/min", "l/min", "LPM", "SLPM", "SCFH", "Nm3/h", "Nm³/h", "cc/min", "mbar", "bar", "psi", "PSI", "bar(g)", "barg", "psig"}
    | {"kPa", "kPa absolute", "kPa (gauge)", "MPa", "mmHg", "hPa", "°C", "°F", "K", "V", "V AC", "VAC", "W", "Hz", "A", "mA", "kg"}
    | {"g", "mg", "µg", "mL", "L", "m", "mm", "cm", "in", "m2", "m²", "ft2", "m3", "h", "min", "s", "d", "dB", "dB(A)", "dBA", "kWh"}
    | {"µg", "mcg/ml", "gamma", "gr", "gal", "GPM", "ATA", "atm", "Torr", "inHg", "IU", "mol/L", "J/m2", "Nm", "m/s", "1/h", "ppt"}
    | {"mg ozone/L", "mg de ozono/l", "ppm ozone", "µg/mL O3", "volts", "minutes", "Gewichtsprozent", "micrograms per millilitre"}
)  # fmt: skip
WORDS = [
    "up to",
    "max.",
    "max",
    "maximum",
    "about",
    "approx.",
    "ca.",
    "at least",
    "min.",
    "over",
    "under",
    "from",
    "below",
    "minus",
]
WORDS += [
    "AC",
    "DC",
    "at",
    "ozone",
    "level",
    "bis",
    "hasta",
    "circa",
    "nominal",
    "less than",
    "Up to",
    "MAX",
    "typ.",
    "a",
    "per",
    "x",
]
NUMBERS = [
    "0",
    "1",
    "5",
    "7",
    "10",
    "12",
    "40",
    "50",
    "99",
    "100",
    "230",
    "760",
    "1000",
    "1013",
    "101325",
    "0.05",
    "0,05",
    "1.5",
]
NUMBERS += ["1,5", "2.25", "1,000", "1.000", "0.125", "1.125", "12.345", "100.0", "3.14159", "00.5", "05", "1e3"]
number = st.sampled_from(NUMBERS)
unit = st.sampled_from(UNITS)
space = st.sampled_from(["", " "])
to = st.sampled_from(["-", " - ", "–", " – ", " to ", "to", "...", "…", " ... "])
sign = st.sampled_from(["", "<", "<=", "≤", ">", "≥ ", "> ", "< ", "± ", "±", "-", "+", "~"])
TEXTS = st.one_of(
    st.tuples(sign, number, space, unit),
    st.tuples(number, to, number, space, unit),
    st.tuples(number, space, unit, to, number, space, unit),
    st.tuples(number, space, unit, st.sampled_from([" ± ", " ±", "±"]), number, space, unit),
    st.tuples(number, st.sampled_from([" ± ", " ±", "±"]), number, space, unit),
    st.tuples(st.sampled_from(WORDS), space, number, space, unit),
    st.tuples(st.sampled_from(["-", "−", "- "]), number, to, number, space, unit),
    st.tuples(number, space, unit, st.sampled_from([" ", ", ", " (", " or "]), number, space, unit),
).map("".join)


def grammar(text: str) -> object:
    try:
        return read_one(text, "")
    except QuantityError as error:
        return error.code


@settings(max_examples=2000, deadline=None)
@given(TEXTS)
def test_the_short_way_gives_what_the_grammar_gives_or_nothing(text: str) -> None:
    found = read_plain(text)
    if found is not None:
        assert found == grammar(text)


@pytest.mark.parametrize("spelling", sorted(TABLE["spellings"]) if "spellings" in TABLE else UNITS)
def test_every_spelling_of_a_unit_is_read_alike(spelling: str) -> None:
    for text in (f"5 {spelling}", f"5-10 {spelling}", f"±5 {spelling}", f"up to 5 {spelling}", f"5 {spelling} ± 2 %"):
        found = read_plain(text)
        if found is not None:
            assert found == grammar(text), text


@pytest.mark.parametrize(
    "text",
    ["5 mg/L", "≤ 0.05 ppm", "10 to 80 µg/mL", "±5 %", "±2 µg/mL", "230 V ± 10 %", "5 ± 1 kg", "up to 5 W", "max. 10 s",
     "5 °C to 40 °C", "40 kPa absolute", "0.5 L/min"],
)  # fmt: skip
def test_the_usual_notations_go_the_short_way(text: str) -> None:
    assert read_plain(text) == grammar(text) is not None


def fences() -> list[QuantityKeyword]:
    found: list[QuantityKeyword] = []

    def collect(schema: object) -> None:
        if isinstance(schema, dict):
            if isinstance(schema.get("quantity"), dict):
                found.append(QuantityKeyword(schema, schema["quantity"]))
            for inner in schema.values():
                collect(inner)

    collect(json.loads(read_data("device-spec.schema.json")))
    return found


FENCES = fences()
COLD = st.from_regex(
    r"-[0-9]{1,4}([.,][0-9]{1,4})?( ?(-|–|to|\.\.\.) ?-?[0-9]{1,3}([.,][0-9]{1,4})?)? ?°[CF]", fullmatch=True
)


@settings(max_examples=2000, deadline=None)
@given(st.one_of(TEXTS, COLD), st.sampled_from(FENCES))
def test_what_the_first_look_takes_the_full_reading_takes_and_finds_nothing_open(
    text: str, place: QuantityKeyword
) -> None:
    if place.surely_takes(text):
        quantity = place.read(text)
        codes = {doubt.code for doubt in quantity.ambiguities}
        is_settled_here = bool(place.presume) or "fraction" in place.of
        assert codes <= ({"basis"} if is_settled_here else set()), (text, codes)


def test_the_first_look_takes_the_usual_notations() -> None:
    taken = sum(
        any(place.surely_takes(text) for place in FENCES)
        for text in (
            "5 mg/L", "10 to 80 µg/mL", "±5 %", "40 kPa absolute", "up to 5 W", "max. 0.05 ppm", "230 V ± 10 %",
            "5 kg ± 1 kg", "5 ± 1 kg", "5 mg/L to 8 mg/L", "-5 °C", "-10–40 °C", "-10 to -5 °C",
        )
    )  # fmt: skip
    assert taken == 13


@pytest.mark.parametrize(
    "text", ["5 V ± 1 s", "1,000 V ± 5 %", "5 V ± 1,000 V", "-1.234 °C", "-5 to -10 °C", "roughly 5 V"]
)
def test_the_first_look_leaves_what_is_not_plain(text: str) -> None:
    assert not any(place.surely_takes(text) for place in FENCES)
