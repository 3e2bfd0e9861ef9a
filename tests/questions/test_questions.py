"""Each question of the closed list: what it answers yes, no and unknown to, and the words that go with it."""

from __future__ import annotations

from typing import Any

import pytest

from specvalidator.location import pattern_of
from specvalidator.questions import QUESTIONS, Answer, Asking, OptionFault
from specvalidator.questions.asking import expand
from specvalidator.sheet import Sheet, read_sheets

HEAD = "spec: 1\ndevice: {name: Unit, kind: medical-ozone-generator}\n"


def sheet(text: str) -> Sheet:
    (found,) = read_sheets((HEAD + text).encode(), "t")
    assert [fault.message for fault in found.faults if fault.id != "SHEET-ambiguous"] == []
    return found


def ask(question: str, place: str, options: Any, text: str, market: str = "") -> Answer:
    found = sheet(text)
    steps, _ = pattern_of(place)
    ((route, value),) = expand(found, steps, ())
    asked = QUESTIONS[question]
    return asked.ask(Asking(found, route, value, (), market), asked.prepare(options))


CASES: list[tuple[str, str, Any, str, bool | None]] = [
    ("present", "/device/model", True, "", None),
    ("present", "/device/name", True, "", True),
    ("present", "/ozone", True, "ozone: {}", None),
    ("present", "/ozone", True, "not_stated: [/ozone]", False),
    ("present", "/ozone/flow", True, "not_stated: [/ozone]", False),
    ("equals", "/device/kind", "medical-ozone-generator", "", True),
    ("equals", "/device/kind", ["sterilizer", "medical-ozone-generator"], "", True),
    ("equals", "/device/kind", "Medical-Ozone-Generator", "", False),
    ("equals", "/ozone/released_to_room", True, "ozone: {released_to_room: true}", True),
    ("equals", "/ozone/released_to_room", True, "ozone: {released_to_room: false}", False),
    ("equals", "/document/revision", 3, "document: {revision: 3}", True),
    ("equals", "/document/revision", "3", "document: {revision: 3}", True),
    ("equals", "/document/revision", True, "document: {revision: 1}", False),
    ("equals", "/document/revision", "true", "document: {revision: 'true'}", True),
    ("equals", "/ozone", "x", "ozone: {flow: 1 L/min}", False),
    ("matches", "/device/name", {"type": "string", "pattern": "^U"}, "", True),
    ("matches", "/device/name", {"type": "string", "pattern": "^X"}, "", False),
    ("matches", "/device/name", {"type": "object"}, "", False),
    ("matches", "/standards", {"type": "array", "minItems": 2}, "standards: [{id: A 1}]", False),
    ("cites", "/standards", {"standard": "IEC 60601-1"}, "standards: [{id: EN 60601-1}]", True),
    ("cites", "/standards", {"standard": "IEC 60601-1"}, "standards: [{id: ANSI/AAMI ES60601-1}]", True),
    ("cites", "/standards", {"standard": "IEC 60601-1"}, "standards: [{id: IEC 60601-1-2}]", False),
    ("cites", "/standards", {"standard": "IEC 60601-1"}, "standards: [{id: ISO 13485}, {id: iec60601-1}]", True),
    ("cites", "/standards", {"standard": ["UL 867", "CSA 187"]}, "standards: [{id: UL867}]", True),
    ("cites", "/standards", {"standard": "UL 867"}, "standards: [{id: UL 867A}]", False),
    ("cites", "/standards", {"standard": "IEC 60601-1", "edition": "stated"}, "standards: [{id: IEC 60601-1}]", None),
    ("cites", "/standards", {"standard": "IEC 60601-1", "edition": "stated"},
     "standards: [{id: IEC 60601-1, edition: 2005}]", True),
    ("cites", "/standards/0", {"edition": "stated"}, "standards: [{id: IEC 60601-1, edition: 2005}]", True),
    ("cites", "/standards/0", {"edition": "stated"}, "standards: [{id: IEC 60601-1}]", None),
    ("cites", "/standards/0", {"edition": "stated"},
     "standards: [{id: IEC 60601-1}]\nnot_stated: [/standards/0/edition]", False),
    ("identifies", "/document/number", "gtin", "document: {number: '(01)00858242007147'}", True),
    ("identifies", "/document/number", "gtin", "document: {number: '00858242007148'}", False),
    ("identifies", "/document/number", "gtin", "document: {number: 4006381333931}", True),
    ("identifies", "/document/number", "gtin", "document: {number: '40063'}", False),
    ("identifies", "/document/number", "us-510k", "document: {number: K143210}", True),
    ("identifies", "/document/number", "us-510k", "document: {number: k143210}", True),
    ("identifies", "/document/number", ["us-de-novo", "us-510k"], "document: {number: DEN200012}", True),
    ("identifies", "/document/number", "us-ide", "document: {number: G180001/S002}", True),
    ("identifies", "/document/number", "us-pma", "document: {number: P9}", False),
    ("identifies", "/document/number", "nct", "document: {number: NCT01234567}", True),
    ("identifies", "/document/number", "notified-body", "document: {number: '0123'}", True),
    ("identifies", "/document/number", "notified-body", "document: {number: 123}", False),
]  # fmt: skip


@pytest.mark.parametrize(("question", "place", "options", "text", "truth"), CASES)
def test_a_question_answers(question: str, place: str, options: Any, text: str, truth: bool | None) -> None:
    answer = ask(question, place, options, text)
    assert answer.truth is truth
    assert answer.grounds


MEASURE = {"of": "volume_fraction", "at_most": "0.05 ppm", "presume": "by volume"}
AT = {**MEASURE, "at": {"temperature": "25 °C", "pressure": "760 mmHg"}}


@pytest.mark.parametrize(
    ("stated", "options", "truth"),
    [
        ("50 ppb", MEASURE, True),
        ("0.05 ppm", MEASURE, True),
        ("0.0500001 ppm", MEASURE, False),
        ("0.02 to 0.08 ppm", MEASURE, False),
        ("up to 0.05 ppm", MEASURE, True),
        ("≤ 0.05 ppm", MEASURE, True),
        ("0.048 ppm ± 10 %", MEASURE, None),
        ("{value: 0.048 ppm, uncertainty: ±10 %}", MEASURE, None),
        ("{value: 0.048 ppm, uncertainty: 0.001 ppm}", MEASURE, True),
        ("{value: 0.06 ppm, uncertainty: ±5 %}", MEASURE, False),
        ("0.09 mg/m3", MEASURE, None),
        ("0.09 mg/m3", AT, True),
        ("0.12 mg/m3", AT, False),
        ("{value: 0.1 mg/m3, at: {temperature: 0 °C, pressure: 101325 Pa}}", AT, True),
        ("{value: 0.1 mg/m3, at: {temperature: 25 °C, pressure: 101325 Pa}}", AT, False),
    ],
)
def test_a_quantity_is_compared_as_an_interval_and_exactly(stated: str, options: Any, truth: bool | None) -> None:
    answer = ask("quantity", "/ozone/room_air/max", options, f"ozone: {{room_air: {{max: {stated}}}}}")
    assert answer.truth is truth, answer
    (ground,) = answer.grounds
    assert ground.because


@pytest.mark.parametrize("at", ["{temperature: 25}", "{temperature: warm}", "{pressure: 1 bar gauge}", "warm"])
def test_conditions_that_cannot_be_used_decide_nothing(at: str) -> None:
    text = f"{HEAD}ozone: {{room_air: {{max: {{value: 0.09 mg/m3, at: {at}}}}}}}"
    (found,) = read_sheets(text.encode(), "t")
    route = ("ozone", "room_air", "max")
    asked = QUESTIONS["quantity"]
    answer = asked.ask(Asking(found, route, found.get(route), (), ""), asked.prepare(AT))
    assert answer.truth is None
    if "gauge" not in at:
        assert [fault.pointer.startswith("/ozone/room_air/max/at") for fault in found.faults] == [True]


def test_the_dimension_alone_can_be_asked_for() -> None:
    of = {"of": "mass_concentration"}
    assert ask("quantity", "/ozone/concentration", of, "ozone: {concentration: 5 µg/mL}").truth is True
    assert ask("quantity", "/ozone/concentration", of, "ozone: {concentration: 5 wt%}").truth is False
    assert ask("quantity", "/ozone/concentration", {"of": "mass_fraction"}, "ozone: {concentration: 5 %}").truth is None


STEP = {"relation": "at least", "accuracy": "/ozone/concentration_accuracy", "of": "/ozone/concentration"}
RANGE = "concentration_step: 1 µg/mL, concentration: 0.001-0.08 mg/mL"
GAS = {
    "relation": "at most",
    "with": "/ozone/concentration_step",
    "at": "/ozone/reference_conditions",
    "carrier": "/ozone/feed_gas",
}
COLD, WARM = "{temperature: 0 °C, pressure: 101325 Pa}", "{temperature: 20 °C, pressure: 101325 Pa}"
SHARE = "concentration: 5 wt%, concentration_step: 72 µg/mL"
NORMAL = "reference_conditions: {temperature: 0 °C, pressure: 101325 Pa}"
DATES = {"relation": "not before", "with": "/markets/0/valid_from"}


@pytest.mark.parametrize(
    ("place", "options", "text", "truth"),
    [
        ("/ozone/output", {"product": ["/ozone/concentration", "/ozone/flow"]},
         "ozone: {concentration: 80 µg/mL, flow: 0.5 L/min, output: 2.4 g/h}", True),
        ("/ozone/output", {"product": ["/ozone/concentration", "/ozone/flow"]},
         "ozone: {concentration: 80 µg/mL, flow: 0.5 L/min, output: 2.5 g/h}", False),
        ("/ozone/output", {"product": ["/ozone/concentration", "/ozone/flow"], "within": "10 %"},
         "ozone: {concentration: 5 to 80 µg/mL, flow: 0.1 to 1 L/min, output: up to 48 g/h}", False),
        ("/ozone/output", {"product": ["/ozone/concentration", "/ozone/flow"], "within": "10 %"},
         "ozone: {concentration: 5 to 80 µg/mL, flow: 0.1 to 1 L/min, output: 0 to 48 g/h}", False),
        ("/ozone/output", {"product": ["/ozone/concentration", "/ozone/flow"], "within": "10 %"},
         "ozone: {concentration: 5 to 80 µg/mL, flow: 0.1 to 1 L/min, output: 0 to 5 g/h}", True),
        ("/ozone/output", {"product": ["/ozone/concentration", "/ozone/flow"], "within": "10 %"},
         "ozone: {concentration: 5 to 80 µg/mL, flow: 0.1 to 1 L/min, output: 4 to 5.4 g/h}", False),
        ("/ozone/output", {"product": ["/ozone/concentration", "/ozone/flow"], "within": "10 %"},
         "ozone: {concentration: 5 to 80 µg/mL, flow: 0.1 to 1 L/min, output: 5 g/h ± 20 %}", True),
        ("/ozone/output", {"product": ["/ozone/concentration", "/ozone/flow"], "within": "10 %"},
         "ozone: {concentration: 5 to 80 µg/mL, flow: 0.1 to 1 L/min, output: at least 4 g/h}", True),
        ("/ozone/output", {"product": ["/ozone/concentration", "/ozone/flow"], "within": "10 %"},
         "ozone: {concentration: 80 µg/mL, flow: 0.5 L/min, output: 2.5 g/h}", True),
        ("/ozone/output", {"product": ["/ozone/concentration", "/ozone/flow"]},
         "ozone: {concentration: 80 µg/mL, output: 2.4 g/h}", None),
        ("/ozone/concentration_step", {"relation": "at most", "with": "/ozone/concentration"},
         "ozone: {concentration: 1 to 80 µg/mL, concentration_step: 1 µg/mL}", True),
        ("/ozone/concentration_step", {"relation": "at most", "with": "/ozone/concentration"},
         "ozone: {concentration: 1 to 80 µg/mL, concentration_step: 100 µg/mL}", False),
        ("/monitoring/0/alarm/value", {"relation": "inside", "with": "/monitoring/0/range", "presume": "by volume"},
         "monitoring: [{what: ozone-in-room-air, range: 0 to 1 ppm, alarm: {value: 50 ppb}}]", True),
        ("/monitoring/0/alarm/value", {"relation": "inside", "with": "/monitoring/0/range", "presume": "by volume"},
         "monitoring: [{what: ozone-in-room-air, range: 0 to 1 ppm, alarm: {value: 5 ppm}}]", False),
        ("/treatment/total_blood_volume", {"product": ["/treatment/blood_volume_per_pass", "/treatment/passes"]},
         "treatment: {blood_volume_per_pass: 200 mL, passes: 10, total_blood_volume: 2 L}", True),
        ("/treatment/total_blood_volume", {"product": ["/treatment/blood_volume_per_pass", "/treatment/passes"]},
         "treatment: {blood_volume_per_pass: 200 mL, passes: 5, total_blood_volume: 2 L}", False),
        ("/ozone/concentration_step", STEP, "ozone: {concentration_step: 1 µg/mL}", None),
        ("/ozone/concentration_step", STEP,
         "ozone: {concentration_step: 1 µg/mL, concentration_accuracy: ±1 µg/mL, concentration: 1-80 µg/mL}", True),
        ("/ozone/concentration_step", STEP,
         "ozone: {concentration_step: 1 µg/mL, concentration_accuracy: ±0.002 mg/mL, concentration: 1-80 µg/mL}", False),
        ("/ozone/concentration_step", STEP,
         "ozone: {concentration_step: 1 µg/mL, concentration_accuracy: ±10 %, concentration: 1-10 µg/mL}", True),
        ("/ozone/concentration_step", STEP,
         "ozone: {concentration_step: 1 µg/mL, concentration_accuracy: ±10 %, concentration: 1-80 µg/mL}", None),
        ("/ozone/concentration_step", STEP,
         "ozone: {concentration_step: 1 µg/mL, concentration_accuracy: 10 %, concentration: 20-80 µg/mL}", False),
        ("/ozone/concentration_step", STEP,
         "ozone: {concentration_step: 1 µg/mL, concentration_accuracy: ±10 % F.S., concentration: 1-80 µg/mL}", False),
        ("/ozone/concentration_step", STEP,
         f"ozone: {{{RANGE}, concentration_accuracy: '±0.5 µg/mL or 1 %, whichever is greater'}}", True),
        ("/ozone/concentration_step", STEP,
         "ozone: {concentration_step: 1 µg/mL, concentration_accuracy: ±10 %, concentration: up to 80 µg/mL}", None),
        ("/ozone/concentration_step", STEP,
         f"ozone: {{{RANGE}, concentration_accuracy: '±1 ppm or 1 %, whichever is greater'}}", None),
        ("/ozone/concentration_step", STEP,
         "ozone: {concentration_step: 1 µg/mL, concentration_accuracy: '> 1 µg/mL', concentration: 1-80 µg/mL}", None),
        ("/ozone/concentration_step", {"relation": "at most", "with": "/ozone/concentration"},
         "ozone: {concentration_step: {value: 1 µg/mL, uncertainty: some}, concentration: 80 µg/mL}", None),
        ("/ozone/concentration_step", {"relation": "at most", "with": "/ozone/concentration"},
         "ozone: {concentration_step: 1 µg/mL, concentration: {value: 80 µg/mL, uncertainty: some}}", None),
        ("/ozone/concentration", GAS, "ozone: {concentration: 5 wt%, concentration_step: 72 µg/mL}", None),
        ("/ozone/concentration", GAS, f"ozone: {{{SHARE}, feed_gas: medical oxygen, {NORMAL}}}", False),
        ("/ozone/concentration", GAS, f"ozone: {{{SHARE}, feed_gas: ambient air, {NORMAL}}}", True),
        ("/ozone/concentration", GAS, f"ozone: {{{SHARE}, feed_gas: oxygen or air, {NORMAL}}}", None),
        ("/ozone/concentration", GAS, f"ozone: {{{SHARE}, {NORMAL}}}", None),
        ("/ozone/concentration", GAS,
         f"ozone: {{concentration: {{value: 1000 ppmv, at: {COLD}}}, concentration_step: 2.15 µg/mL}}", True),
        ("/ozone/concentration", GAS,
         f"ozone: {{concentration: {{value: 1000 ppmv, at: {COLD}}}, concentration_step: {{value: 2.15 µg/mL, at: {WARM}}}}}",
         None),
        ("/markets/0/valid_to", DATES, "markets: [{market: EU, valid_from: 2024-05-01, valid_to: 2029-04-30}]", True),
        ("/markets/0/valid_to", DATES, "markets: [{market: EU, valid_from: 2024-05-01, valid_to: 2024-04}]", False),
        ("/markets/0/valid_to", DATES, "markets: [{market: EU, valid_from: 2024-05-01, valid_to: 2024-05}]", None),
        ("/markets/0/valid_to", DATES, "markets: [{market: EU, valid_from: 2024, valid_to: 2024}]", True),
        ("/markets/0/valid_to", DATES, "markets: [{market: EU, valid_to: 2024}]", None),
        ("/markets/0/number", DATES, "markets: [{market: EU, valid_from: 2024, number: next week}]", None),
    ],
)  # fmt: skip
def test_quantities_of_a_sheet_are_compared_with_each_other(
    place: str, options: Any, text: str, truth: bool | None
) -> None:
    answer = ask("agrees", place, options, text)
    assert answer.truth is truth, answer


@pytest.mark.parametrize("options", [{"with": "/ozone/flwo"}, {"with": "/ozone/flow", "at": "/ozone/conditions"}])
def test_places_that_are_no_fields_are_refused_when_a_pack_is_checked(options: Any) -> None:
    question = QUESTIONS["agrees"]
    assert question.check is not None
    with pytest.raises(OptionFault, match="not a field"):
        question.check(question.prepare(options))


@pytest.mark.parametrize(
    ("name", "truth"),
    [
        ("IEC 60601-1:2005", True),
        ("EN ISO 14971:2019/A11:2021", True),
        ("UL 867 5th Ed.", True),
        ("UL 867, 5th edition", True),
        ("ASTM F1980-21", True),
        ("ISO 13485 2016", True),
        ("IEC 60601-1", None),
        ("IEC 60601-2-10", None),
        ("ISO 10993-10", None),
        ("EN 2010-1", None),
    ],
)
def test_an_edition_that_stands_in_the_number_is_one(name: str, truth: bool | None) -> None:
    assert ask("cites", "/standards/0", {"edition": "stated"}, f"standards: [{{id: '{name}'}}]").truth is truth


@pytest.mark.parametrize(
    "name",
    ["IEC 60601-1", "EN 60601-1:2006", "ANSI/AAMI ES60601-1", "CSA C22.2 No. 60601-1", "KS C IEC 60601-1",
     "ABNT NBR IEC 60601-1", "AS/NZS IEC 60601.1", "UL 60601-1", "GB 9706.1", "JIS T 0601-1", "IS 13450-1"],
)  # fmt: skip
def test_an_adoption_counts_as_the_standard(name: str) -> None:
    wanted = {"standard": ["IEC 60601-1", "GB 9706-1", "JIS T 0601-1", "IS 13450-1"]}
    assert ask("cites", "/standards", wanted, f"standards: [{{id: '{name}'}}]").truth is True
    assert ask("cites", "/standards", {"standard": "ISO 13485"}, f"standards: [{{id: '{name}'}}]").truth is False


@pytest.mark.parametrize("at", ["", f", at: {COLD}"])
def test_an_accuracy_that_leaves_it_open_says_so_for_both_ends(at: str) -> None:
    text = f"concentration_accuracy: ±10 %, concentration: {{value: 1-80 µg/mL{at}}}"
    answer = ask("agrees", "/ozone/concentration_step", STEP, f"ozone: {{concentration_step: 1 µg/mL, {text}}}")
    assert answer.truth is None
    first, *others = answer.grounds
    assert str(first.because).startswith("1 µg/mL is at least 0.1 µg/mL (±10 %); 1 µg/mL is not at least 8")
    assert [ground.place.route[1] for ground in others] == ["concentration_accuracy", "concentration"]


LABEL = "{kind: device-label, language: en, transcribed: whole, texts: {statement: [Rx only]}}"
PART = "{kind: device-label, language: en, transcribed: part, texts: {statement: [Model 5]}}"
BARE = "{kind: device-label, language: en, transcribed: whole, texts: {statement: [Model 5]}}"
KINDLESS = "{language: en, transcribed: whole, texts: {statement: [Rx only]}}"
FOREIGN = "{kind: device-label, language: en, markets: [EU], transcribed: whole, texts: {statement: [Rx only]}}"
RX = {"wording": "Rx only", "in": ["device-label"]}


@pytest.mark.parametrize(
    ("artefacts", "truth"),
    [
        ("", None),
        (f"artefacts: [{LABEL}]", True),
        (f"artefacts: [{PART}]", None),
        (f"artefacts: [{BARE}]", False),
        (f"artefacts: [{BARE}, {LABEL}]", True),
        (f"artefacts: [{BARE}, {PART}]", None),
        (f"artefacts: [{FOREIGN}]", None),
        (f"artefacts: [{FOREIGN}, {BARE}]", False),
        ("artefacts: [{kind: device-label, transcribed: whole}]", None),
        ("artefacts: [{kind: carton, transcribed: whole, texts: {statement: [Rx only]}}]", None),
    ],
)
def test_a_wording_is_missing_only_from_what_is_wholly_transcribed(artefacts: str, truth: bool | None) -> None:
    assert ask("states", "/artefacts", RX, artefacts, "US").truth is truth


def test_an_artefact_without_a_kind_may_be_the_one_and_decides_nothing() -> None:
    (found,) = read_sheets((HEAD + f"artefacts: [{KINDLESS}]").encode(), "t")
    question = QUESTIONS["states"]
    answer = question.ask(Asking(found, ("artefacts",), found.get(("artefacts",)), (), "US"), question.prepare(RX))
    assert answer.truth is None


def test_a_wording_split_over_lines_is_found_where_it_starts() -> None:
    caution = {
        "wording": "CAUTION—Investigational device. Limited by {Federal|United States} law to investigational use."
    }
    text = (
        "artefacts: [{kind: device-label, transcribed: whole, texts: {statement: "
        "['Caution: investigational device.', 'Limited by Federal law to investigational use']}}]"
    )
    answer = ask("states", "/artefacts", caution, text)
    assert answer.truth is True
    assert answer.grounds[0].place.route == ("artefacts", 0, "texts", "statement", 0)


def test_a_role_is_found_by_its_key() -> None:
    text = "artefacts: [{kind: instructions, transcribed: whole, texts: {interference: [Keep away from magnets.]}}]"
    assert ask("states", "/artefacts", {"role": "interference"}, text).truth is True
    assert ask("states", "/artefacts", {"role": "warning"}, text).truth is False


def test_a_statement_is_found_by_its_meaning_and_a_near_miss_is_explained() -> None:
    wanted = {"statement": "not_fda_approved"}
    found = "artefacts: [{kind: brochure, language: en, transcribed: whole, texts: {statement: ['%s']}}]"
    assert ask("states", "/artefacts", wanted, found % "This device is not approved by the FDA.").truth is True
    answer = ask("states", "/artefacts", wanted, found % "FDA approval is pending.")
    assert answer.truth is False
    assert answer.grounds[0].because


def test_a_wording_that_is_nearly_there_is_explained() -> None:
    text = "artefacts: [{kind: device-label, transcribed: whole, texts: {statement: [Keep dry., 'Rx use only', '%s']}}]"
    wanted = {"wording": ["Rx only", "Caution: Federal law restricts this device to sale by or on the order of a ___"]}
    answer = ask("states", "/artefacts", wanted, text % "Weight 3 kg")
    assert answer.truth is False
    assert answer.grounds[0].place.route == ("artefacts", 0, "texts", "statement", 1)
    assert answer.grounds[0].because == "puts `use` between `Rx` and `only`"
    federal = "Caution: Federal law restricts this device to use by or on the order of a dentist"
    answer = ask("states", "/artefacts", wanted, text % federal)
    assert answer.grounds[0].value == federal
    assert answer.grounds[0].because == "says `use` where the law has `sale`"


FIGURE = {
    "statement": "max_ozone_output_stated",
    "figure": {
        "of": "volume_fraction",
        "at_most": "0.05 ppm",
        "at": {"temperature": "25 °C", "pressure": "760 mmHg"},
        "presume": "by volume",
    },
}


@pytest.mark.parametrize(
    ("statement", "truth"),
    [
        ("Maximum ozone output of this device: 0.02 ppm.", True),
        ("The ozone output is 50 ppb at most, at 120 V.", True),
        ("Maximum ozone output: 0.09 mg/m3 in 99.9 % of all cases.", True),
        ("Maximum ozone output of this device: 0.1 ppm.", False),
        ("Maximum ozone output: 50 mg/h.", False),
        ("Press start.", False),
    ],
)
def test_the_figure_of_a_statement_is_compared(statement: str, truth: bool) -> None:
    text = (
        f"artefacts: [{{kind: device-label, language: en, transcribed: whole, texts: {{statement: ['{statement}']}}}}]"
    )
    answer = ask("states", "/artefacts", FIGURE, text)
    assert answer.truth is truth
    assert bool(answer.grounds[0].because) is (statement != "Press start.")


def test_a_figure_outside_the_bounds_counts_beside_one_inside() -> None:
    inside, outside = (
        f"{{kind: {kind}, language: en, transcribed: whole, texts: {{statement: ['Maximum ozone output: {figure}']}}}}"
        for kind, figure in (("device-label", "0.02 ppm"), ("instructions", "0.2 ppm"))
    )
    assert ask("states", "/artefacts", FIGURE, f"artefacts: [{inside}, {outside}]").truth is False
    kindless = outside.replace("kind: instructions, ", "")
    wanted = {**FIGURE, "in": ["device-label", "instructions"]}
    (found,) = read_sheets((HEAD + f"artefacts: [{inside}, {kindless}]").encode(), "t")
    question = QUESTIONS["states"]
    asking = Asking(found, ("artefacts",), found.get(("artefacts",)), (), "US")
    assert question.ask(asking, question.prepare(wanted)).truth is None


def test_a_language_that_is_not_read_decides_nothing() -> None:
    text = (
        "artefacts: [{kind: brochure, language: nl, transcribed: whole, "
        "texts: {marketing: [Geneest artrose en is gegarandeerd zonder bijwerkingen.]}}]"
    )
    assert ask("claims", "/artefacts", {"none_of": ["disease"]}, text).truth is None
    assert ask("states", "/artefacts", {"statement": "rx_only"}, text).truth is None


@pytest.mark.parametrize(("copy", "truth"), [("CE approved.", False), ("A device approved by the FDA.", True)])
def test_a_blank_before_a_word_asks_for_its_beginning(copy: str, truth: bool | None) -> None:
    wanted = {"none_of": ["status"], "with_words": [" ce approv", "zz"]}
    assert ask("claims", "/artefacts", wanted, COPY % ("whole", copy)).truth is truth


PRINTED = "artefacts: [{kind: device-label, %s}]"
LOT = {"words": ["lot number", "LOT", "SN"], "symbol": ["5.1.5", "batch code"], "in": ["device-label"]}


@pytest.mark.parametrize(
    ("label", "truth"),
    [
        ("language: en, transcribed: whole, texts: {statement: ['LOT 17']}", True),
        ("language: en, transcribed: whole, texts: {statement: ['Lot-number: 17']}", True),
        ("language: en, transcribed: part, texts: {statement: ['SN 17']}", True),
        ("language: en, transcribed: part, texts: {statement: ['LOT17']}", True),
        ("language: en, transcribed: whole, texts: {statement: [A lot of ozone]}, symbols: [5.1.5 Batch code]", True),
        ("language: en, transcribed: whole, texts: {statement: [A lot of ozone]}, symbols: [Batch code]", True),
        ("language: en, transcribed: whole, texts: {statement: [PILOT]}, symbols: [15.1.5]", False),
        ("language: en, transcribed: whole, texts: {statement: [PILOT]}, symbols: [5.1.50, BATCH CODES]", False),
        ("language: en, transcribed: whole, texts: {statement: [PILOT]}", None),
        ("language: en, transcribed: part, texts: {statement: [PILOT]}, symbols: [CE]", None),
        ("language: de, transcribed: whole, texts: {statement: [Charge 17]}, symbols: [CE]", None),
        ("language: de, transcribed: whole, texts: {statement: [LOT 17]}, symbols: [CE]", True),
    ],
)
def test_single_words_or_a_symbol_suffice(label: str, truth: bool | None) -> None:
    assert ask("states", "/artefacts", LOT, PRINTED % label).truth is truth


def test_symbols_that_were_looked_for_are_known_not_to_be_there() -> None:
    label = PRINTED % "language: en, transcribed: whole, texts: {statement: [Unit]}"
    assert ask("states", "/artefacts", LOT, label + "\nnot_stated: [/artefacts/0/symbols]").truth is False


def test_words_in_capitals_alone_are_found_missing_in_any_language() -> None:
    label = PRINTED % "language: de, transcribed: whole, texts: {statement: [Gerät]}"
    assert ask("states", "/artefacts", {"words": ["SN", "LOT"]}, label).truth is False
    assert ask("states", "/artefacts", {"words": ["SN", "serial *"]}, label).truth is None


def test_a_symbol_alone_is_asked_and_an_open_end_is_found() -> None:
    label = PRINTED % "transcribed: whole, texts: {statement: [Sterilised by heat]}, symbols: [CE 0123]"
    assert ask("states", "/artefacts", {"symbol": "CE"}, label).truth is True
    assert ask("states", "/artefacts", {"words": "sterili*"}, label).truth is True
    assert ask("states", "/artefacts", {"words": "sterilis"}, label).truth is False


@pytest.mark.parametrize(
    ("place", "text", "truth"),
    [
        ("/device/manufacturer", "transcribed: whole, texts: {statement: ['ACME GMBH, Linz']}", True),
        ("/device/manufacturer", "language: xx, transcribed: whole, texts: {statement: [Other]}, symbols: [CE]", False),
        ("/device/manufacturer", "transcribed: part, symbols: ['5.1.1 Acme GmbH']", True),
        ("/device/manufacturer", "transcribed: whole, texts: {statement: [Other GmbH]}", None),
        ("/device/manufacturer", "transcribed: part, texts: {statement: [Other GmbH]}", None),
        ("/device/manufacturer/name", "transcribed: whole, texts: {statement: [Acme GmbH]}", True),
        ("/device/distributor", "transcribed: whole, texts: {statement: [Acme GmbH]}", None),
        ("/device/model", "transcribed: whole, texts: {statement: [Acme GmbH]}", None),
    ],
)
def test_what_is_stated_elsewhere_is_repeated_on_an_artefact(place: str, text: str, truth: bool | None) -> None:
    (found,) = read_sheets(
        (
            "spec: 1\ndevice: {name: Unit, kind: sterilizer, model: '®', manufacturer: {name: Acme GmbH}}\n"
            + PRINTED % text
        ).encode(),
        "t",
    )
    ((route, value),) = expand(found, pattern_of(place)[0], ())
    question = QUESTIONS["states"]
    options = question.prepare({"repeated": True, "in": ["device-label"]})
    assert question.ask(Asking(found, route, value, (), ""), options).truth is truth


@pytest.mark.parametrize(
    ("artefacts", "truth"),
    [
        ("[{kind: instructions, language: it}]", True),
        ("[{kind: instructions, language: IT-CH}, {kind: instructions}]", True),
        ("[{kind: instructions, language: en}]", False),
        ("[{kind: instructions, language: en}, {kind: instructions}]", None),
        ("[{kind: instructions, language: en, markets: [US]}]", None),
        ("[{kind: carton, language: it}]", None),
    ],
)
def test_an_artefact_is_in_one_of_the_languages(artefacts: str, truth: bool | None) -> None:
    wanted = {"language": ["de", "it"], "in": ["instructions"]}
    assert ask("states", "/artefacts", wanted, "artefacts: " + artefacts, "EU").truth is truth


def test_an_artefact_without_a_kind_may_be_in_the_language() -> None:
    (found,) = read_sheets((HEAD + "artefacts: [{language: it}]").encode(), "t")
    question = QUESTIONS["states"]
    for language in ("it", "de"):
        options = question.prepare({"language": language, "in": ["instructions"]})
        asking = Asking(found, ("artefacts",), found.get(("artefacts",)), (), "EU")
        assert question.ask(asking, options).truth is None


COPY = "artefacts: [{kind: web-page, language: en, transcribed: %s, texts: {marketing: ['%s']}}]"


@pytest.mark.parametrize(
    ("whole", "copy", "truth"),
    [
        ("whole", "Cures arthritis.", False),
        ("part", "Cures arthritis.", False),
        ("whole", "A grey box.", True),
        ("part", "A grey box.", None),
        ("whole", "It does not cure arthritis.", True),
    ],
)
def test_that_no_claim_stands_can_be_said_only_of_a_whole_transcript(whole: str, copy: str, truth: bool | None) -> None:
    answer = ask("claims", "/artefacts", {"none_of": ["disease"]}, COPY % (whole, copy))
    assert answer.truth is truth
    if truth is False:
        assert answer.grounds[0].category == "disease"
        assert answer.grounds[0].place.words is not None


def test_some_of_is_the_same_question_the_other_way_round() -> None:
    assert ask("claims", "/artefacts", {"some_of": ["disease"]}, COPY % ("part", "Cures arthritis.")).truth is True
    assert ask("claims", "/artefacts", {"some_of": ["disease"]}, COPY % ("part", "A grey box.")).truth is None


def test_a_stated_field_without_claims_has_none_and_a_section_may_hide_some() -> None:
    text = "intended_use: {statement: Cleaning of air., indications: [Odor]}"
    none = {"none_of": ["disease"]}
    assert ask("claims", "/intended_use/statement", none, text).truth is True
    assert ask("claims", "/intended_use", none, text).truth is None
    assert ask("claims", "/intended_use/clinical_benefit", none, text).truth is None
    listed = text + "\nnot_stated: [/intended_use/clinical_benefit]"
    assert ask("claims", "/intended_use/clinical_benefit", none, listed).truth is True


@pytest.mark.parametrize(
    ("question", "options"),
    [
        ("present", False), ("present", "yes"), ("equals", []), ("equals", {}), ("equals", [1.5]),
        ("matches", "x"), ("matches", {}), ("matches", {"type": "string", "allOf": [{"$ref": "#"}]}),
        ("matches", {"type": "array", "prefixItems": [{"type": "string"}] * 300}),
        ("quantity", {}), ("quantity", {"of": "volume_fraction", "at": {"colour": "red"}}), ("quantity", []),
        ("quantity", {"of": "volume_fraction", "at_most": 5}), ("quantity", {"of": "volume_fraction", "at": {"pressure": "x"}}),
        ("agrees", {"with": "x"}), ("agrees", {"with": "/a", "relation": "near"}), ("agrees", {"with": "/a", "within": "5 V"}),
        ("agrees", {"with": "/markets/*/number"}), ("agrees", {"accuracy": "/a"}), ("agrees", {"with": "/a", "of": "/b"}),
        ("agrees", {"with": "/a", "at": "b"}), ("agrees", {}), ("agrees", {"with": "/a", "product": ["/b"]}),
        ("agrees", {"with": "/a", "within": "much"}), ("agrees", {"product": ["/a"], "relation": "below"}),
        ("states", {}), ("states", {"role": "a", "wording": "b"}), ("states", {"colour": 1}),
        ("states", {"repeated": True, "symbol": "CE"}), ("states", {"language": "it", "words": "a"}),
        ("states", {"repeated": False}),
        ("states", {"role": "a", "figure": {"of": "volume_fraction", "at_most": "1 ppm", "presume": "by volume"}}),
        ("states", {"statement": "rx_only", "figure": {"of": "volume_fraction"}}),
        ("claims", {}), ("claims", {"none_of": []}), ("claims", {"none_of": ["a"], "some_of": ["b"]}),
        ("cites", {"standard": "the best"}), ("cites", {"edition": "2005"}), ("identifies", []), ("identifies", "isbn"),
    ],
)  # fmt: skip
def test_options_that_make_no_sense_are_refused(question: str, options: Any) -> None:
    with pytest.raises(OptionFault):
        QUESTIONS[question].prepare(options)


LIMIT = {"of": "volume_fraction", "at_most": "0.05 ppm", "presume": "by volume"}


@pytest.mark.parametrize(
    ("text", "truth", "words"),
    [
        ("{value: 0.04 ppm, uncertainty: 0.005 ppm}", True, "comes to"),
        ("{value: 0.04 ppm, uncertainty: ±0.02 ppm}", None, "may or may not"),
        ("{value: 0.04 ppm, uncertainty: ± 50 %}", None, "may or may not"),
        ("{value: 0.08 ppm, uncertainty: 0.01 ppm}", False, "is not at most"),
        ("{value: 0.04 ppm ± 0.001 ppm, uncertainty: 0.5 ppm}", True, "is at most"),
        ("{value: 0.12 mg/m3, at: {temperature: 25 °C, pressure: 101.325 kPa}}", False, "at 25 °C and 101.325 kPa"),
        ("{value: 0.12 mg/m3, at: {temperature: 25 °C}}", None, "pressure"),
        ("{value: 0.12 mg/m3}", None, "does not state"),
        ("{value: 0.04 ppm, uncertainty: a little}", None, "cannot be read"),
        ("{value: 0.12 mg/m3, at: {temperature: 20 to 30 °C}}", None, "no single temperature"),
    ],
)
def test_a_stated_uncertainty_and_stated_conditions_count(text: str, truth: bool | None, words: str) -> None:
    answer = ask("quantity", "/ozone/room_air/max", LIMIT, f"ozone: {{room_air: {{max: {text}}}}}")
    assert answer.truth is truth
    assert words in str(answer.grounds[0].because)


def test_two_bounds_give_both_reasons() -> None:
    both = {"of": "volume_fraction", "at_least": "1 ppb", "at_most": "0.05 ppm", "presume": "by volume"}
    answer = ask("quantity", "/ozone/room_air/max", both, "ozone: {room_air: {max: 0.04 ppm}}")
    assert answer.truth is True
    assert str(answer.grounds[0].because).count("; ") == 1


@pytest.mark.parametrize(("edition", "truth"), [("2016", True), ("'2016'", True), ("2003", False), ("'2003'", False)])
def test_a_number_does_not_slip_through_a_pattern(edition: str, truth: bool) -> None:
    """JSON Schema asks patterns of texts only: an edition that is a number would fit every one."""
    text = f"standards: [{{id: ISO 13485, edition: {edition}}}]"
    answer = ask("matches", "/standards/0/edition", {"type": ["string", "integer"], "pattern": "2016"}, text)
    assert answer.truth is truth
