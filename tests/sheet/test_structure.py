"""The form of a sheet: each fault in plain words, at its place, with a repair; never a raw validator message."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, ValidationError, validators

from specvalidator.faults import FAULTS, Fault
from specvalidator.schema import KeywordRefusal, Schema
from specvalidator.sheet import Sheet, read_sheets
from specvalidator.sheet.fields import schema_at
from specvalidator.sheet.form import KEYWORDS, QuantityKeyword, sheet_schema

HEAD = "spec: 1\ndevice: {name: Unit, kind: air-cleaner}\n"


def read(text: str) -> Sheet:
    (sheet,) = read_sheets(text.encode(), "t.yaml")
    return sheet


def faults_of(text: str) -> list[Fault]:
    return list(read(text).faults)


def test_the_smallest_sheet_has_no_fault() -> None:
    sheet = read(HEAD)
    assert sheet.faults == ()
    assert sheet.is_readable
    assert (sheet.file, sheet.number, sheet.name) == ("t.yaml", 1, "Unit")


@pytest.mark.parametrize(
    ("body", "fault_id", "line", "column", "says", "repair"),
    [
        ("ozne: {}\n", "SHEET-unknown-key", 3, 1, "`ozne` is not a key of the top level", "Did you mean `ozone`?"),
        ("ozone: {flwo: 1 L/min}\n", "SHEET-unknown-key", 3, 9, "`flwo` is not a key of /ozone", "`flow`"),
        ("humidity: 5 %\n", "SHEET-unknown-key", 3, 1, "`humidity`", "/environment/humidity"),
        ("zzzz: 1\n", "SHEET-unknown-key", 3, 1, "`zzzz`", "x-"),
        ("markets: [{status: listed}]\n", "SHEET-missing-key", 3, 12, "/markets/0 has no `market`", "Add `market`"),
        ("markets: US\n", "SHEET-type", 3, 10, "/markets holds `US`; a list belongs here", "- …"),
        ("device: 5\n", "YAML-duplicate-key", 3, 1, "`device` stands twice", "Keep one"),
        ("ozone: [a]\n", "SHEET-type", 3, 8, "a section with keys belongs here", "Give"),
        ("ozone: {flow: [1 L/min]}\n", "SHEET-type", 3, 15, "a quantity with its unit belongs here", "Give"),
        ("ozone: {released_to_room: yes}\n", "SHEET-type", 3, 27, "`yes`", "Write `true`."),
        ("ozone: {released_to_room: maybe}\n", "SHEET-type", 3, 27, "`true` or `false` belongs here", "Give"),
        ("document: {revision: true}\n", "SHEET-type", 3, 22, "`true`", "quotes"),
        ("document: {title: }\n", "SHEET-empty", 3, 12, "/document/title has no value", "not_stated"),
        ("document: {title: '  '}\n", "SHEET-empty", 3, 12, "/document/title has no value", "not_stated"),
        ("standards: []\n", "SHEET-empty", 3, 1, "/standards is an empty list", "not_stated"),
        ("markets: [{market: USA}]\n", "SHEET-value", 3, 20, "`USA`", "Did you mean `US`?"),
        ("markets: [{market: Mars}]\n", "SHEET-value", 3, 20, "`Mars`", "two-letter country code"),
        ("markets: [{market: US, status: aproved}]\n", "SHEET-value", 3, 32, "`aproved`", "`approved`"),
        ("markets: [{market: US, status: fine}]\n", "SHEET-value", 3, 32, "`fine`", "Use one of: registered"),
        ("document: {date: 2026-13-45}\n", "SHEET-value", 3, 18, "`2026-13-45`", "year-month"),
        ("document: {date: 2026-02-30}\n", "SHEET-value", 3, 18, "`2026-02-30`", "that exists"),
        ("document: {date: 2025-02-29}\n", "SHEET-value", 3, 18, "`2025-02-29`", "that exists"),
        ("document: {date: 1900-02-29}\n", "SHEET-value", 3, 18, "`1900-02-29`", "that exists"),
        ("document: {date: 2026-04-31}\n", "SHEET-value", 3, 18, "`2026-04-31`", "that exists"),
        ("sources: [{at: /device/nmae}]\n", "SHEET-pointer", 3, 16, "leads to nothing", "/device/model"),
        ("sources: [{at: device}]\n", "SHEET-value", 3, 16, "`device`", "ointer"),
        ("document: {date: 20260101}\n", "SHEET-value", 3, 18, "20260101", "year-month"),
        ("treatment: {passes: -1}\n", "SHEET-value", 3, 21, "-1", "umber of passes"),
        ("treatment: {passes: 5}\n", "SHEET-section", 3, 1, "does not belong to the kind `air-cleaner`", "/device/kind"),
        ("not_stated: [/ozone/flwo]\n", "SHEET-pointer", 3, 14, "not a field", "/ozone/flow"),
        ("ozone: {flow: 1 L/min}\nnot_stated: [/ozone/flow]\n", "SHEET-pointer", 4, 14, "stated all the same", "here or there"),
        ("ozone: {flow: quick}\n", "SHEET-quantity", 3, 15, "/ozone/flow", "."),
        ("ozone: {flow: 5 µg/mL}\n", "SHEET-dimension", 3, 15, "a mass concentration; a volume rate belongs here", "unit"),
        ("ozone: {concentration: 40 mg/mL}\n", "SHEET-implausible", 3, 24, "at most 2.15 mg/mL", "µg"),
        ("ozone: {concentration: {value: 40 mg/mL}}\n", "SHEET-implausible", 3, 24, "`40 mg/mL`", "µg"),
        ("ozone: {concentration: 120 wt%}\n", "SHEET-implausible", 3, 24, "at most 100 wt%", "against the paper"),
        ("ozone: {emission: {max: 5000000 ppm}}\n", "SHEET-implausible", 3, 25, "at most 100 vol%", "against the paper"),
        ("ozone: {flow: -1 L/min}\n", "SHEET-implausible", 3, 15, "at least 0 L/min", "against the paper"),
        ("ozone: {feed_gas_dew_point: -300 °C}\n", "SHEET-implausible", 3, 29, "at least -273.15 °C", "paper"),
        ("environment: {operating_temperature: -500 °F to 40 °C}\n", "SHEET-implausible", 3, 38, "-273.15 °C", "paper"),
        ("electrical: {power: -20 W}\n", "SHEET-implausible", 3, 21, "at least 0 W", "against the paper"),
        ("environment: {humidity: -5 %}\n", "SHEET-implausible", 3, 25, "at least 0 %", "against the paper"),
        ("ozone: {concentration: 5 %}\n", "SHEET-ambiguous", 3, 24, "read in two ways", "which of them"),
    ],
)  # fmt: skip
def test_a_fault_of_form_is_said_plainly(  # noqa: PLR0913 - one column of the table each
    body: str, fault_id: str, line: int, column: int, says: str, repair: str
) -> None:
    fault = faults_of(HEAD + body)[0]
    assert (fault.id, fault.span.line, fault.span.column) == (fault_id, line, column), fault
    assert says in fault.message
    assert repair in fault.repair
    assert fault_id in FAULTS


@pytest.mark.parametrize(
    ("text", "fault_id"),
    [
        ("", "FILE-empty"), ("# nothing\n", "FILE-empty"), ("---\n", "FILE-empty"), ("just words\n", "SHEET-root"),
        ("- a\n- b\n", "SHEET-root"), ("services: {web: 1}\n", "SHEET-root"), ("5\n", "SHEET-root"),
        ("spec: 2\ndevice: {name: a, kind: air-cleaner}\n", "SHEET-value"),
        ("spec: 1\n", "SHEET-missing-key"), ("device: {name: a, kind: air-cleaner}\n", "SHEET-missing-key"),
    ],
)  # fmt: skip
def test_what_is_no_sheet_says_so(text: str, fault_id: str) -> None:
    assert [fault.id for fault in faults_of(text)] == [fault_id]


def test_a_faulty_value_counts_as_not_usable_and_the_rest_stays() -> None:
    sheet = read(HEAD + "ozone: {flow: quick, feed_gas: oxygen}\n")
    from specvalidator.source import MISSING

    assert sheet.get(("ozone", "flow")) is MISSING
    assert sheet.is_unusable(("ozone", "flow"))
    assert not sheet.is_unusable(("ozone", "feed_gas"))
    assert sheet.get(("ozone", "feed_gas")) == "oxygen"


def test_keys_of_ones_own_are_allowed_everywhere() -> None:
    assert faults_of(HEAD + "x-mine: {a: 1}\nozone: {x-note: [b]}\n") == []


def test_many_faults_are_listed_up_to_a_number_and_counted_beyond() -> None:
    body = "".join(f"zz{i}: 1\n" for i in range(5000))
    faults = faults_of(HEAD + body)
    assert len(faults) == 51
    assert "4950 more" in faults[-1].message


def test_a_long_list_of_faulty_items_takes_linear_time() -> None:
    import time

    def seconds(count: int) -> float:
        body = "documents: [" + ", ".join(["5"] * count) + "]\n"
        least = float("inf")  # of several runs: what else the machine does only ever adds
        for _ in range(3):
            start = time.process_time()
            faults_of(HEAD + body)
            least = min(least, time.process_time() - start)
        return least

    seconds(1000)
    assert seconds(80_000) < 30 * max(seconds(10_000), 0.01)


def test_no_message_names_a_schema_keyword() -> None:
    bodies = ["ozne: 1\n", "markets: US\n", "markets: [{}]\n", "standards: []\n", "treatment: {passes: x}\n"]
    for body in bodies:
        for fault in faults_of(HEAD + body):
            for word in ("additionalProperties", "is not of type", "required property", "schema", "anyOf"):
                assert word not in fault.message + fault.repair


# -- the schema itself -----------------------------------------------------------------------------------------


def quantity_keyword(validator: object, spec: dict[str, object], instance: object, schema: object) -> object:
    del validator, schema
    try:
        QuantityKeyword({}, spec).validate(instance)
    except KeywordRefusal as refusal:
        yield ValidationError(str(refusal))


FAST = Schema(sheet_schema(), KEYWORDS)
REFEREE = validators.extend(Draft202012Validator, {"quantity": quantity_keyword})(sheet_schema())


def agrees(value: object) -> None:
    ours = [(violation.keyword, violation.route) for violation in FAST.violations(value)]
    theirs = [(error.validator or "falseSchema", tuple(error.absolute_path)) for error in REFEREE.iter_errors(value)]
    assert comparable(ours) == comparable(theirs)


def comparable(violations: list[tuple[str, tuple[object, ...]]]) -> list[tuple[str, str]]:
    """Sort, with one difference levelled: where a section is not allowed, the referee names what holds it."""
    return sorted((keyword, "" if keyword == "falseSchema" else repr(route)) for keyword, route in violations)


KEYS = ["spec", "device", "name", "kind", "markets", "market", "status", "ozone", "flow", "concentration", "value",
        "documents", "id", "passes", "treatment", "sterilization", "x-a", "zz", "room_air", "max", "artefacts", "texts",
        "warning", "text", "standards", "not_stated"]  # fmt: skip
LEAVES = st.sampled_from(
    ["1 L/min", "5 ppm", "40 mg/mL", "", " ", "US", "air-cleaner", "sterilizer", "text", "/ozone/flow"]
)
TREES = st.recursive(
    LEAVES | st.integers(-3, 3) | st.booleans() | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=5),
    max_leaves=20,
)


@given(st.fixed_dictionaries({"spec": st.just(1), "device": TREES}, optional=dict.fromkeys(KEYS[2:], TREES)))
def test_the_fast_validator_and_the_referee_agree(value: object) -> None:
    """jsonschema-rs and jsonschema find the same violations at the same routes."""
    agrees(value)


def test_the_schema_is_valid_for_a_stock_validator_and_every_field_is_described() -> None:
    Draft202012Validator.check_schema(sheet_schema())

    def walk(schema: dict[str, object], pointer: str) -> None:
        for key, inner in schema.get("properties", {}).items():  # type: ignore[attr-defined]
            resolved = schema_at(inner)
            assert str(resolved.get("description", "")).strip().endswith((".", ":", "…")) or "const" in resolved, (
                pointer + key
            )
            walk(inner, f"{pointer}/{key}")
        if "items" in schema:
            walk(schema["items"], pointer + "/*")  # type: ignore[arg-type]

    walk(sheet_schema(), "")


@pytest.mark.parametrize("day", ["2024-02-29", "2000-02-29", "2026-12-31", "2026-06-30", "2026", "2026-02"])
def test_a_date_that_exists_is_taken(day: str) -> None:
    assert faults_of(HEAD + f"document: {{date: {day}}}\n") == []


@given(st.dates())
def test_every_day_of_the_calendar_is_a_date(day: dt.date) -> None:
    assert faults_of(HEAD + f"document: {{date: {day.isoformat()}}}\n") == []


@given(st.integers(1, 9999), st.integers(1, 12), st.integers(1, 31))
def test_a_day_that_no_calendar_has_is_none(year: int, month: int, day: int) -> None:
    try:
        dt.date(year, month, day)
        wanted = []
    except ValueError:
        wanted = ["SHEET-value"]
    found = faults_of(HEAD + f"document: {{date: {year:04}-{month:02}-{day:02}}}\n")
    assert [fault.id for fault in found] == wanted


def examples_of(schema: Mapping[str, Any], route: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str, Any]]:
    """Yield every example in the schema with the place that it is an example of."""
    schema = schema_at(schema)
    for example in schema.get("examples", ()):
        yield route, example, schema.get("quantity")
    for key, inner in schema.get("properties", {}).items():
        if not inner.get("$ref", "").startswith("#/properties/"):
            yield from examples_of(inner, (*route, key))
    if "items" in schema:
        yield from examples_of(schema["items"], (*route, "*"))


EXAMPLES = list(examples_of(sheet_schema()))


def test_the_schema_shows_how_quantities_are_printed() -> None:
    assert len(EXAMPLES) > 25


@pytest.mark.parametrize(("route", "example", "quantity"), EXAMPLES, ids=["/".join(one[0]) for one in EXAMPLES])
def test_an_example_in_the_schema_fits_its_place(route: tuple[str, ...], example: str, quantity: Any) -> None:
    assert route
    QuantityKeyword({}, quantity).validate(example)


@pytest.mark.parametrize(
    "body",
    [
        "ozone: {concentration: up to 80 µg/mL, flow: ≤ 1 L/min, output: 5 g/h ± 10 g/h}",
        "ozone: {feed_gas_dew_point: -100°F, emission: {max: < 0.05 ppm}, released_to_room: true}",
        "environment: {operating_temperature: -40 to 40 °C, altitude: -400 to 2000 m}",
        "electrical: {voltage: 100-240V, power: 0 W}",
        "ozone: {concentration: 100 wt%}",
    ],
)
def test_what_is_possible_is_taken(body: str) -> None:
    assert [fault.message for fault in faults_of(HEAD + body) if fault.id != "SHEET-ambiguous"] == []


def test_the_schema_file_is_plain_json() -> None:
    from specvalidator.data import read_data

    assert json.loads(read_data("device-spec.schema.json"))["$schema"].endswith("2020-12/schema")


@pytest.mark.parametrize(
    ("body", "fault_id", "words"),
    [
        ("device: {name: a, kind: [air-cleaner]}\n", "SHEET-value", "a list"),
        ("device: {name: a, kind: {of: air-cleaner}}\n", "SHEET-value", "a section"),
        ("device: {name: a, kind: }\n", "SHEET-empty", "has no value"),
        ("device: {name: a, kind: air-cleaner, room_air: 1}\n", "SHEET-unknown-key", "`room_air`"),
        ("device: {name: a, kind: air-cleaner, room_airs: 1}\n", "SHEET-unknown-key", "`room_airs`"),
        ("device: {name: a, kind: air-cleaner}\nmarkets: []\n", "SHEET-empty", "/markets"),
        ("device: {name: a, kind: air-cleaner}\nozone: {levels: -1}\n", "SHEET-value", "/ozone/levels"),
        ("device: {name: 5, kind: air-cleaner}\ndocument: {date: 1700}\n", "SHEET-value", "/document/date"),
        ("device: {name: a, kind: air-cleaner}\nozone: {passes: 1}\n", "SHEET-unknown-key", "`passes`"),
    ],
)
def test_what_does_not_fit_is_named_in_plain_words(body: str, fault_id: str, words: str) -> None:
    (fault,) = faults_of("spec: 1\n" + body)
    assert fault.id == fault_id
    assert words in fault.message
    assert fault.repair.endswith((".", "?"))


def test_beyond_the_limit_of_faults_values_are_still_not_used() -> None:
    sheet = read(HEAD + "markets:\n" + "  - {market: US, status: good, zz: 1}\n" * 80)
    assert sheet.faults[-1].id == "SHEET-many"
    assert "111 more" in sheet.faults[-1].message or "110 more" in sheet.faults[-1].message
    assert all(sheet.is_unusable(("markets", index, "status")) for index in (0, 79))


def test_beyond_the_limit_of_faults_quantities_are_still_not_used() -> None:
    sheet = read(HEAD + "monitoring:\n" + "  - {what: ozone-in-gas, accuracy: 5}\n" * 80)
    assert "30 more" in sheet.faults[-1].message or "31 more" in sheet.faults[-1].message
    assert sheet.is_unusable(("monitoring", 79, "accuracy"))


def test_reading_a_faulty_sheet_leaves_nothing_behind_in_a_circle() -> None:
    import gc

    text = HEAD + "ozone: {flow: 5 MG/ML, concentration: 40 kg, output: quick}\nmarkets: [{market: 5}]\nzz: 1\n"
    read(text)
    gc.collect()
    gc.disable()
    try:
        assert len(read(text).faults) >= 4
        assert gc.collect() == 0
    finally:
        gc.enable()


@pytest.mark.parametrize(
    ("field", "text", "fault_id"),
    [("flow", "5 Hz", "SHEET-dimension"), ("flow", "5 Bq", "SHEET-quantity"), ("output", "5 N.m", "SHEET-quantity")],
)
def test_a_unit_of_another_kind_is_refused_though_its_powers_may_fit(field: str, text: str, fault_id: str) -> None:
    assert [fault.id for fault in faults_of(HEAD + f"ozone: {{{field}: {text}}}\n")] == [fault_id]
