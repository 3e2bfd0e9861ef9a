"""The notations of real pages: each is read as it is meant, or refused, or flagged; none is read wrongly."""

from __future__ import annotations

import os
from fractions import Fraction
from pathlib import Path

import pytest
import yaml

from specvalidator.quantity import QuantityError, read_quantities, read_quantity

HERE = Path(__file__).parent
ROWS = yaml.safe_load((HERE / "notations.yaml").read_text(encoding="utf-8"))
MORE = yaml.safe_load((HERE / "more_notations.yaml").read_text(encoding="utf-8"))
OUTSIDE = yaml.safe_load((HERE / "outside_notations.yaml").read_text(encoding="utf-8"))
ALL = ROWS + MORE + OUTSIDE
SHARED = Path(os.environ.get("SPECVALIDATOR_SHARED") or HERE.parents[2] / "shared")
CORPUS = SHARED / "corpus" / "notations.yaml"


def number(text):
    mantissa, times, power = text.partition(" × 10^")
    return Fraction(mantissa) * Fraction(10) ** int(power) if times else Fraction(text)


def described(quantity):
    """Return a quantity in the form of the rows."""
    found = {}
    if quantity.nominal is not None:
        found["value"] = quantity.nominal
    else:
        found.update({key: value for key in ("low", "high") if (value := getattr(quantity, key)) is not None})
    if quantity.low_open or quantity.high_open:
        found["open"] = True
    if quantity.alternatives:
        found["choices"] = list(quantity.alternatives)
    return {**found, **qualified(quantity)}


def qualified(quantity):
    """Return what is said about the value of a quantity."""
    found = {"unit": quantity.unit.symbol}
    if quantity.unit.basis:
        found["basis"] = quantity.unit.basis
    if quantity.approximate:
        found["about"] = True
    if quantity.tolerance:
        found["tolerance"] = allowed(quantity.tolerance.plus)
        if not quantity.tolerance.is_two_sided:
            found["down"] = allowed(quantity.tolerance.minus)
    if quantity.dimension == "temperature_difference":
        found["difference"] = True
    if quantity.equals:
        found["equals"] = quantity.equals.text
    if quantity.remark:
        found["remark"] = quantity.remark
    if quantity.ambiguities:
        found["flags"] = [ambiguity.code for ambiguity in quantity.ambiguities]
    return found


def allowed(side):
    parts = ("absolute", "relative", "full_scale", "combination")
    return {name: value for name in parts if (value := getattr(side, name)) or value == 0}


def wanted(row):
    found = {key: value for key, value in row.items() if key not in ("id", "text", "language")}
    for key in ("value", "low", "high"):
        if key in found:
            found[key] = number(found[key])
    if "choices" in found:
        found["choices"] = [number(one) for one in found["choices"]]
    for side in {"tolerance", "down"} & set(found):
        found[side] = {key: value if key == "combination" else number(value) for key, value in found[side].items()}
    return found


@pytest.mark.parametrize("row", ALL, ids=[row["id"] for row in ALL])
def test_a_printed_notation_is_read_refused_or_flagged(row):
    """Every notation of the collection comes out as its row says."""
    language = row.get("language", "")
    if "refused" not in row:
        assert described(read_quantity(row["text"], language=language)) == wanted(row)
        return
    with pytest.raises(QuantityError) as refusal:
        read_quantity(row["text"], language=language)
    assert refusal.value.code == row["refused"]
    assert refusal.value.likely == row.get("likely")
    if "several" in row:
        parts = [f"{one.text} -> {one.unit.symbol}" for one in read_quantities(row["text"], language=language)]
        assert parts == row["several"]


def test_the_collection_is_whole():
    """All 133 printed notations are here, besides those that are to be expected."""
    assert len({row["id"] for row in ROWS if row["id"][0] == "n" and "language" not in row}) == 133
    assert sum(row["id"][0] == "e" for row in ROWS) >= 37
    assert len({row["text"] for row in MORE}) > 1000
    assert len({row["text"] for row in OUTSIDE}) > 1000


@pytest.mark.skipif(not CORPUS.exists(), reason="the shared corpus is not beside this checkout")
def test_no_notation_is_read_against_its_meaning():
    """Where a notation is read at all, its numbers and unit are those of the corpus, or a flag says otherwise."""
    rows = yaml.safe_load(CORPUS.read_text(encoding="utf-8"))["notations"]
    mine = {row["id"]: row for row in ROWS}
    for row in rows:
        text, means = row["example"], row["means"]
        assert mine[row["id"]]["text"] == text
        try:
            quantity = read_quantity(text)
        except QuantityError:
            continue
        flags = {ambiguity.code for ambiguity in quantity.ambiguities}
        readings = [quantity, *(other for one in quantity.ambiguities for other in one.others)]
        stated = {means[key] for key in ("min", "max", "nominal") if means.get(key) is not None}
        if "tolerance" in means and means.get("nominal") is not None:
            stated = {means["nominal"]}
        numbers = [
            {float(value) for value in (one.low, one.high, one.nominal) if value is not None} for one in readings
        ]
        assert stated in numbers, text
        unit = means["unit"]
        assert quantity.unit.symbol == unit or (unit == "%{vol}" and quantity.unit.symbol == "%"), text
        if means.get("damaged") or means.get("conflict"):
            assert flags & {"damaged", "conflict"}, text
        assert quantity.approximate == bool(means.get("approx")), text
