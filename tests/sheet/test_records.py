"""Records of a sheet that do not hold together: each said once, at its place."""

from __future__ import annotations

import pytest

from specvalidator.sheet import read_sheets

HEAD = "spec: 1\ndevice: {name: Unit, kind: air-cleaner}\n"


def faults(text: str) -> list[tuple[str, str]]:
    (sheet,) = read_sheets((HEAD + text).encode(), "t.yaml")
    return [(fault.id, fault.pointer) for fault in sheet.faults]


PAPERS = "documents: [{id: man, title: User manual}]\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("evidence: [{id: E1}, {id: E2}]", []),
        ("evidence: [{id: E1}, {id: E1}, {id: ' E1'}]", [("SHEET-id", "/evidence/1/id"), ("SHEET-id", "/evidence/2/id")]),
        ("evidence: [{id: 7}, {id: '7'}]", [("SHEET-id", "/evidence/1/id")]),
        ("documents: [{id: D1}, {id: D1}]", [("SHEET-id", "/documents/1/id")]),
        ("artefacts: [{kind: carton, id: a}, {kind: carton, id: a}]", [("SHEET-id", "/artefacts/1/id")]),
        ("claims: [{text: a}, {text: a}]", []),
        ("documents: [{id: D1}]\nevidence: [{id: D1}]", []),
        (PAPERS + "ozone: {flow: {value: 1 L/min, source: {document: man}}}", []),
        (PAPERS + "ozone: {flow: {value: 1 L/min, source: {document: User manual, page: 3}}}", []),
        (PAPERS + "document: {title: Sheet}\nozone: {flow: {value: 1 L/min, source: {document: Sheet}}}", []),
        (PAPERS + "ozone: {flow: {value: 1 L/min, source: {document: mna}}}",
         [("SHEET-source", "/ozone/flow/source/document")]),
        (PAPERS + "standards: [{id: UL 867, source: {document: x}}, {id: UL 1, source: {document: man}}]",
         [("SHEET-source", "/standards/0/source/document")]),
        (PAPERS + "sources: [{at: /device/kind, document: x}, {at: /device/name, document: man}]",
         [("SHEET-source", "/sources/0/document")]),
        ("ozone: {flow: {value: 1 L/min, source: {document: a paper}}}", []),
        (PAPERS + "ozone: {flow: {value: 1 L/min, source: {page: 3}}}", []),
        (PAPERS + "x-mine: {source: {document: x}}\nozone: {flow: {value: 1 L/min, source: {document: y}}, x-a: [{source: 5}]}",
         [("SHEET-source", "/ozone/flow/source/document")]),
        (PAPERS + "ozone: {flow: 1 L/min}  # resource", []),
        (PAPERS + "resources: 5\nozone: {flow: {value: 1 L/min, source: {document: x}}}",
         [("SHEET-unknown-key", "/resources"), ("SHEET-source", "/ozone/flow/source/document")]),
        (PAPERS + 'ozone: {flow: {value: 1 L/min, "sour\\x63e": {document: x}}}',
         [("SHEET-source", "/ozone/flow/source/document")]),
    ],
)  # fmt: skip
def test_records_hold_together(text: str, found: list[tuple[str, str]]) -> None:
    assert faults(text) == found


@pytest.mark.parametrize("text", ["sources: 5", "documents: 5", "documents: [5]", "evidence: {id: 1}", "sources: [5]"])
def test_records_of_a_wrong_form_are_no_trouble(text: str) -> None:
    assert {ident for ident, _ in faults(PAPERS + text if "documents" not in text else text)} <= {"SHEET-type"}


def test_a_model_is_listed_once() -> None:
    text = "spec: 1\ndevice: {name: U, kind: air-cleaner, variants: [{model: M1}, {model: M2}, {model: M1}, {}, {}]}\n"
    (sheet,) = read_sheets(text.encode(), "t.yaml")
    assert [(fault.id, fault.pointer) for fault in sheet.faults] == [("SHEET-id", "/device/variants/2/model")]


def test_faults_of_records_come_in_the_order_of_the_sheet() -> None:
    text = (
        PAPERS
        + "ozone:\n"
        + "".join(
            f"  {key}: {{value: 1 L/min, source: {{document: x{i}}}}}\n" for i, key in enumerate(("flow", "flow_step"))
        )
    )
    assert [where for _, where in faults(text)] == ["/ozone/flow/source/document", "/ozone/flow_step/source/document"]
