"""What is offered for a date or a market in another form: one thing, or nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specvalidator import review_text
from specvalidator.sheet.likely import likely_date, likely_market


@pytest.mark.parametrize(
    ("text", "likely"),
    [
        ("31.03.2026", "2026-03-31"),
        ("1.2.2026", "2026-02-01"),
        ("31/03/2026", "2026-03-31"),
        ("03/31/2026", "2026-03-31"),
        ("03/04/2026", ""),
        ("04/04/2026", "2026-04-04"),
        ("2026/3/1", "2026-03-01"),
        ("2026-3-1", "2026-03-01"),
        ("2026-02-30", ""),
        ("30.02.2026", ""),
        ("March 2026", "2026-03"),
        ("31 March 2026", "2026-03-31"),
        ("March 31, 2026", "2026-03-31"),
        ("Mar 2026", "2026-03"),
        ("Foo 2026", ""),
        ("soon", ""),
    ],
)
def test_a_date_that_can_be_one_only_is_offered(text: str, likely: str) -> None:
    assert likely_date(text) == likely


@pytest.mark.parametrize(
    ("text", "likely"),
    [("USA", "US"), ("Germany", "DE"), ("no", "NO"), ("eu", "EU"), ("California", "US-CA"), ("Mars", ""), ("xx", "")],
)
def test_a_market_by_name_is_offered_by_code(text: str, likely: str) -> None:
    assert likely_market(text) == likely


@given(st.text(max_size=30))
def test_any_text_gets_an_answer(text: str) -> None:
    assert isinstance(likely_date(text) + likely_market(text), str)


@pytest.mark.parametrize(
    ("body", "repair"),
    [
        ("markets: [{market: USA}]", "Did you mean `US`?"),
        ("artefacts: [{kind: carton, markets: [Germany]}]", "Did you mean `DE`?"),
        ("gas_status: [{market: no}]", "Did you mean `NO`?"),
        ("document: {date: 31.03.2026}", "Did you mean `2026-03-31`?"),
        ("document: {date: 2026-02-30}", "Give a date that exists"),
    ],
)
def test_what_was_likely_meant_is_the_repair(body: str, repair: str) -> None:
    (sheet,) = review_text("spec: 1\ndevice: {name: Unit, kind: air-cleaner}\n" + body + "\n").sheets
    assert repair in next(finding.repair for finding in sheet.findings if finding.id == "SHEET-value")
