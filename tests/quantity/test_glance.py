"""What is said at a glance is what the exact way says."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specvalidator.quantity import agree, compare, glimpse, read_quantity, surely_agrees, surely_keeps
from specvalidator.quantity.compare import RELATIONS

NUMBERS = st.one_of(
    st.sampled_from(["0", "1", "2", "5", "10", "0.05", "0,05", "50", "99.999999999999", "100", "100.000000000001"]),
    st.from_regex(r"[0-9]{1,15}(\.[0-9]{1,15})?", fullmatch=True),
)
UNITS = st.sampled_from(
    ["ppm", "ppmv", "ppb", "%", "mg/m3", "µg/mL", "mg/L", "g/h", "mg/h", "L/min", "Nm³/h", "m3/h", "°C", "°F", "K", "bar",
     "psi", "kPa", "dB", "dB(A)", "V", "mL", "mg", "s", "min", "Hz", "unit"]
)  # fmt: skip
PRESUMED = st.sampled_from(["", "by volume", "by mass"])


@st.composite
def texts(draw: st.DrawFn) -> str:
    first, second, unit = draw(NUMBERS), draw(NUMBERS), draw(UNITS)
    form = draw(
        st.sampled_from(
            [
                "{0} {2}",
                "{0} {2}",
                "{0} to {1} {2}",
                "≤ {0} {2}",
                "{0} {2} ± 5 %",
                "about {0} {2}",
                "up to {0} {2}",
                "min. {0} {2}",
                "> {0} {2}",
                "{0} {2} to {1} {2}",
            ]
        )
    )
    return form.format(first, second, unit)


def seen(text: str, presume: str):
    found = glimpse(text, presume)
    return found, None if found is None else read_quantity(text)


@given(texts(), texts(), st.sampled_from(RELATIONS), PRESUMED)
def test_a_limit_that_is_surely_kept_is_kept(stated: str, limit: str, relation: str, presume: str) -> None:
    (one, exact_one), (other, exact_other) = seen(stated, presume), seen(limit, presume)
    if one is None or other is None or exact_one is None or exact_other is None:
        return
    truth = surely_keeps(one, relation, other)
    if truth is not None:
        assert compare(exact_one, relation, exact_other, presume=presume).truth is truth


@given(texts(), st.lists(texts(), min_size=1, max_size=3), st.sampled_from(["0", "0.05", "0.1", "1"]), PRESUMED)
def test_quantities_that_surely_agree_agree(left: str, right: list[str], allowed: str, presume: str) -> None:
    one, exact_one = seen(left, presume)
    others = [seen(text, presume) for text in right]
    if one is None or exact_one is None:
        return
    glimpses = [other for other, _ in others if other is not None]
    exact = [quantity for _, quantity in others if quantity is not None]
    if len(glimpses) < len(right):
        return
    truth = surely_agrees(one, glimpses, float(allowed))
    if truth is not None:
        assert agree([exact_one], exact, allowance=Fraction(allowed), presume=presume).truth is truth


@pytest.mark.parametrize(
    ("left", "right", "within", "truth"),
    [
        ("2.4 g/h", ["80 µg/mL", "0.5 L/min"], 0.1, True),
        ("24 g/h", ["80 µg/mL", "0.5 L/min"], 0.1, False),
        ("0.03 to 2.4 g/h", ["1 to 80 µg/mL", "0.5 L/min"], 0.1, True),
        ("0.03 to 24 g/h", ["1 to 80 µg/mL", "0.5 L/min"], 0.1, False),
        ("2.64 g/h", ["88 µg/mL", "0.5 L/min"], 0.0, None),
        ("2.4 g/h", ["80 µg/mL", "0.5 mL"], 0.1, None),
        ("2.4 L/min", ["2 L", "1.2 Nm³/h"], 0.1, None),
        ("5 V", ["5 V"], 0.0, None),
        ("5 V", ["5.1 V"], 0.0, False),
        ("5 V", ["5.1 V"], 0.1, True),
        ("5 V", ["5 A"], 0.1, None),
        ("5 V", ["up to 5 V"], 0.1, None),
    ],
)
def test_agreement_at_a_glance(left: str, right: list[str], within: float, truth: bool | None) -> None:
    one, others = glimpse(left), [glimpse(text) for text in right]
    assert one is not None
    found = [other for other in others if other is not None]
    assert surely_agrees(one, found, within) is truth if len(found) == len(right) else truth is None


@pytest.mark.parametrize(
    ("stated", "relation", "limit", "truth"),
    [
        ("0.04 ppm", "at most", "0.05 ppm", True),
        ("50 ppb", "at most", "0.05 ppm", None),
        ("0.04 to 0.06 ppm", "at most", "0.05 ppm", False),
        ("5 V", "above", "4 V", True),
        ("4 to 5 V", "at least", "4.5 V", False),
        ("4 to 5 V", "inside", "3 to 6 V", True),
        ("4 to 5 V", "inside", "4 to 6 V", None),
        ("4 to 7 V", "inside", "4 to 6 V", False),
        ("5 V", "equal to", "6 V", None),
        ("5 V", "below", "6 A", None),
        ("up to 5 V", "at most", "6 V", True),
        ("≤ 7 V", "below", "6 V", False),
        ("< 5 V", "at least", "6 V", None),
        ("> 7 V", "at least", "6 V", True),
        ("≥ 7 V", "at most", "6 V", None),
        ("max. 5 V", "inside", "4 to 6 V", None),
        ("7 V", "at most", "≤ 6 V", False),
    ],
)
def test_limits_at_a_glance(stated: str, relation: str, limit: str, truth: bool | None) -> None:
    one, other = glimpse(stated), glimpse(limit)
    assert one is not None
    assert other is not None
    assert surely_keeps(one, relation, other) is truth


@pytest.mark.parametrize(
    "text",
    ["5 bar", "about 5 V", "≤ 1,000 V", "up to 1,000 V", "5 V ± 10 %", "1,000 V", "5 Nm³/h", "", "5 units", "5 to 4 V"],
)
def test_what_is_not_plain_is_left_to_the_exact_way(text: str) -> None:
    assert glimpse(text) is None


def test_a_bare_ratio_is_what_is_presumed() -> None:
    bare, presumed, stated = glimpse("5 ppm"), glimpse("5 ppm", "by volume"), glimpse("5 ppmv")
    assert bare is not None
    assert bare != presumed
    assert presumed == stated == glimpse("5 ppmv", "by volume")
