"""What findings say: the message of a requirement, filled from the place where it is unmet."""

from __future__ import annotations

import pytest

from specvalidator.finding import Finding
from specvalidator.packs.check import checked_pack
from specvalidator.reviews import review_sheet
from specvalidator.sheet import read_sheets

HEAD = """\
pack: trial
title: Trial
edition: 2026-01-01
coverage: Nothing.
base_sheet: {}
requirements:
  - id: T-1
    title: Fault
    authority: {name: house, cite: page 1, text_read: 2026-01-01}
    facts: [house-1]
    basis: legal-content
    level: error
    repair: Ask.
    why: Because.
    accepts: [{}]
    refuses: [{}]
"""


def findings(ask: str, sheet: str, message: str, *, unit: str = "") -> list[Finding]:
    """Return the findings of one requirement on a sheet."""
    (pack, *_) = checked_pack(f'{HEAD}    message: "{message}"\n    ask: {ask}\n'.encode(), "trial")
    (read,) = read_sheets(f"spec: 1\ndevice: {{{unit}name: Unit, kind: air-cleaner}}\n{sheet}".encode(), "t")
    return [finding for finding in review_sheet(read, [pack]).findings if finding.id == "T-1"]


WEIGHED = "physical: {weight: 9 kg}"
WEIGHS = "{/physical/weight: {quantity: {of: mass, at_most: 5 kg}}}"
KIND = "{/device/kind: {equals: sterilizer}}"


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("It is not ({because}).", "It is not."),
        ("It is not: {because}.", "It is not."),
        ("`{value}` is not ({because}), see {place}: {because}", "`air-cleaner` is not, see /device/kind"),
    ],
)
def test_where_no_reason_is_known_a_message_has_no_empty_place_for_one(message: str, said: str) -> None:
    assert [finding.message for finding in findings(KIND, "", message)] == [said]


def test_a_reason_that_is_known_is_said() -> None:
    (aside,) = findings(WEIGHS, WEIGHED, "Too heavy ({because}).")
    (after,) = findings(WEIGHS, WEIGHED, "Too heavy: {because}.")
    reason = aside.message.removeprefix("Too heavy (").removesuffix(").")
    assert "5 kg" in reason
    assert after.message == f"Too heavy: {reason}."


KIND_MODEL_OR_NAME = (
    "{any: [{/device/kind: {equals: sterilizer}}, {/device/model: {equals: A1}}, {/device/name: {equals: A1}}]}"
)


def test_one_gap_is_one_finding_that_names_the_places_of_all_alternatives() -> None:
    (finding,) = findings(KIND_MODEL_OR_NAME, "", "`{value}` is none.", unit="model: B2, ")
    assert finding.message == "`air-cleaner` is none."
    assert finding.location.pointer == "/device/kind"
    assert [(one.pointer, one.note) for one in finding.related] == [
        ("/device/model", "nor does this suffice"),
        ("/device/name", "nor does this suffice"),
    ]


def test_two_gaps_have_their_own_places_beside_them() -> None:
    kind = "{any: [{/device/kind: {equals: sterilizer}}, {/device/kind: {equals: other}}]}"
    name = "{any: [{/device/name: {equals: A1}}, {/device/model: {equals: A1}}]}"
    found = findings(f"[{name}, {kind}]", "", "None.", unit="model: B2, ")
    places = {finding.location.pointer: [one.pointer for one in finding.related] for finding in found}
    assert places == {"/device/name": ["/device/model"], "/device/kind": []}
