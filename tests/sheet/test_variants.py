"""The models that one sheet covers: what each of them is, where its values stand, and what is said of them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specvalidator import review_text
from specvalidator.location import Place
from specvalidator.sheet import Sheet, models_of, read_sheets
from specvalidator.sheet.variants import home_of
from specvalidator.source import LIMITS, MISSING

HEAD = """\
spec: 1
device:
  name: Wave
  kind: water-ozone-system
  ozone_generation: by-design
  variants:
    - {model: W7, overrides: {ozone: {output: 7 g/h}}}
    - {model: W15, name: Wave Plus, overrides: {ozone: {output: {value: 15 g/h, kind: declared}, flow: 2 L/min}}}
ozone:
  concentration: 40 mg/L
  flow: 3 L/min
"""


def read(text: str) -> Sheet:
    (sheet,) = read_sheets(text.encode(), "t.yaml")
    return sheet


def test_each_model_is_the_sheet_with_its_own_values() -> None:
    small, large = models_of(read(HEAD))
    assert small.get(("ozone", "output")) == "7 g/h"
    assert small.get(("ozone", "flow")) == "3 L/min"
    assert large.get(("ozone", "flow")) == "2 L/min"
    assert large.get(("ozone", "concentration")) == "40 mg/L"
    assert (small.name, large.name) == ("Wave", "Wave Plus")
    assert large.get(("device", "variants")) is MISSING
    assert large.measured[("ozone", "output", "value")].text == "15 g/h"


def test_a_value_of_a_model_stands_where_it_is_written() -> None:
    _, large = models_of(read(HEAD))
    place = large.locate(Place(("ozone", "output", "value")))
    assert (place.pointer, place.span.line) == ("/device/variants/1/overrides/ozone/output/value", 8)
    assert large.locate(Place(("ozone", "concentration"))).span.line == 10
    assert large.locate(Place(("device", "name"))).pointer == "/device/variants/1/name"
    assert large.locate(Place(("ozone", "pressure"), "key")).pointer == "/ozone/pressure"
    assert large.pointer(("ozone", "flow")) == "/device/variants/1/overrides/ozone/flow"


def test_a_list_and_a_value_with_its_source_are_replaced_whole() -> None:
    text = HEAD.replace("{output: 7 g/h}", "{output: {value: 7 g/h}}, monitoring: [{what: flow}]") + (
        "  output: {value: 9 g/h, source: {page: 2}}\nmonitoring:\n  - {what: ozone-in-gas, range: 0 to 5 mg/L}\n"
    )
    small, _ = models_of(read(text))
    assert small.get(("ozone", "output")) == {"value": "7 g/h"}
    assert small.get(("monitoring",)) == [{"what": "flow"}]
    route = ("monitoring", 0, "range")
    assert small.get(route) is MISSING
    assert home_of(read(text).document, 0, route)[:2] == ("device", "variants")


def test_a_sheet_without_models_is_judged_itself() -> None:
    sheet = read("spec: 1\ndevice: {name: Unit, kind: air-cleaner}\n")
    assert models_of(sheet) == (sheet,)
    empty = read("spec: 1\ndevice: {name: Unit, kind: air-cleaner, variants: []}\n")
    assert models_of(empty) == (empty,)
    unreadable = read("spec: [")
    assert models_of(unreadable) == (unreadable,)


def test_a_faulty_value_of_a_model_counts_as_not_stated_and_never_as_the_sheets_own() -> None:
    sheet = read(HEAD.replace("flow: 2 L/min", "flow: 2 L per").replace("7 g/h", "7 g/x"))
    assert {fault.pointer for fault in sheet.faults} == {
        "/device/variants/0/overrides/ozone/output",
        "/device/variants/1/overrides/ozone/flow",
    }
    small, large = models_of(sheet)
    assert large.is_unusable(("ozone", "flow"))
    assert large.get(("ozone", "flow")) is MISSING
    assert not small.is_unusable(("ozone", "flow"))
    assert small.is_unusable(("ozone", "output"))


def test_a_fault_of_the_sheet_is_one_of_each_model_that_keeps_the_value() -> None:
    sheet = read(HEAD.replace("flow: 3 L/min", "flow: 3 L per"))
    small, large = models_of(sheet)
    assert small.is_unusable(("ozone", "flow"))
    assert not large.is_unusable(("ozone", "flow"))


def test_a_faulty_entry_of_the_list_is_the_sheet_as_it_is() -> None:
    sheet = read(HEAD.replace("{model: W7, overrides: {ozone: {output: 7 g/h}}}", "W7"))
    assert [fault.id for fault in sheet.faults] == ["SHEET-type"]
    small, _ = models_of(sheet)
    assert small.get(("ozone", "flow")) == "3 L/min"
    assert not small.is_unusable(("device", "kind"))


def test_a_value_that_describes_no_model_is_reported() -> None:
    sheet = read(HEAD + "  output: 9 g/h\n")
    (fault,) = sheet.faults
    assert (fault.id, fault.pointer, fault.span.line) == ("SHEET-overridden", "/ozone/output", 12)
    assert read(HEAD).faults == ()


def findings(text: str) -> list[tuple[str, str, str]]:
    (sheet,) = review_text(text).sheets
    return [(found.id, found.location.pointer, found.message) for found in sheet.findings]


def test_a_finding_says_which_model_it_concerns() -> None:
    ((ident, where, message),) = [one for one in findings(HEAD) if one[0] == "CORE-output-agrees"]
    assert where == "/device/variants/1/overrides/ozone/output"
    assert message.endswith("This concerns the model `W15`.")
    assert ident


def test_a_finding_that_concerns_all_models_is_said_once() -> None:
    makers = [message for ident, _, message in findings(HEAD) if ident == "CORE-maker"]
    assert makers == ["The sheet does not name the maker of the device."]


def test_many_models_are_not_all_named() -> None:
    extra = "".join(f"    - {{model: X{i}, overrides: {{ozone: {{output: 9 kg/h}}}}}}\n" for i in range(9))
    text = HEAD.replace("ozone:\n  concentration", extra + "ozone:\n  concentration")
    messages = [message for ident, _, message in findings(text) if ident == "CORE-output-agrees"]
    assert len(messages) == 10  # each stands at a place of its own
    shared = text.replace("concentration: 40 mg/L", "concentration: 40 mg/L\n  concentration_step: 90 mg/L").replace(
        "{model: W7, overrides: {ozone: {output: 7 g/h}}}",
        "{model: W7, overrides: {ozone: {concentration_step: 1 mg/L}}}",
    )
    (step,) = [message for ident, _, message in findings(shared) if ident == "CORE-step-within-range"]
    assert "`W15`, `X0`, `X1`, `X2`, `X3` and 5 more" in step


def test_a_verdict_has_the_items_of_each_model_where_they_differ() -> None:
    (sheet,) = review_text(HEAD).sheets
    by_id = {verdict.requirement: verdict for verdict in sheet.verdicts}
    output = by_id["CORE-output-agrees"]
    assert output.outcome.value == "unmet"
    assert [(item.outcome.value, item.reason) for item in output.items] == [
        ("met", "model `W7`"),
        ("unmet", "model `W15`"),
    ]
    assert [item.reason for item in by_id["CORE-maker"].items] == [""]
    assert sum(sheet.outcomes.values()) == len(sheet.verdicts)


def test_a_model_without_number_or_name_is_called_by_its_place() -> None:
    text = (
        'spec: 1\ndevice: {name: "", kind: air-cleaner, variants: [{x-a: 1}, {overrides: {ozone: {output: 1 g/h}}}]}\n'
    )
    (sheet,) = review_text(text).sheets
    reasons = {item.reason for verdict in sheet.verdicts for item in verdict.items}
    assert any("model `2`" in reason for reason in reasons)


def test_a_long_sheet_is_not_judged_for_models_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("specvalidator.sheet.variants.LIMITS", LIMITS._replace(size=len(HEAD) * 2 - 50))
    sheet = read(HEAD)
    assert [fault.id for fault in sheet.faults] == ["LIMIT-variants"]
    assert len(models_of(sheet)) == 1


OZONE = st.fixed_dictionaries(
    {},
    optional={
        "flow": st.sampled_from(["1 L/min", "2 L/min"]),
        "output": st.sampled_from(["1 g/h", "2 g/h"]) | st.just({"value": "3 g/h"}),
        "emission": st.fixed_dictionaries({}, optional={"max": st.sampled_from(["1 ppb", "2 ppb"])}),
    },
)


@given(OZONE, st.lists(OZONE, min_size=1, max_size=3))
def test_every_value_of_a_model_is_found_where_it_is_said_to_stand(base: Any, overrides: list[Any]) -> None:
    value = {
        "spec": 1,
        "device": {
            "name": "Unit",
            "kind": "air-cleaner",
            "variants": [{"model": str(i), "overrides": {"ozone": one}} for i, one in enumerate(overrides)],
        },
        "ozone": base,
    }
    sheet = read(json.dumps(value))
    for index, model in enumerate(models_of(sheet)):
        for route, measured in model.measured.items():
            assert sheet.document.get(home_of(sheet.document, index, route)) == measured.text
