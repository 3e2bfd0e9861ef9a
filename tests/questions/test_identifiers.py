"""The forms of identifiers: which texts have them, what is said of the others, and that entries are found."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import ean
from stdnum.exceptions import ValidationError

from specvalidator.location import pattern_of
from specvalidator.questions import QUESTIONS, Answer, Asking, OptionFault
from specvalidator.questions.asking import expand
from specvalidator.questions.identifier_forms import FORMS
from specvalidator.sheet import read_sheets

FITS = [
    ("gtin", "(01)00858242007147"),
    ("gtin", "4006381333931"),
    ("gtin", "96385074"),
    ("hibc", "+H123ABC01234567890D"),
    ("hibc", "+A999123457"),
    ("iccbba", "=/A9999XYZ100T0474"),
    ("udi", "(01)00858242007147(17)261130(10)A1"),
    ("udi", "(01)00858242007147"),
    ("udi", "0100858242007147"),
    ("gmdn", "47731"),
    ("emdn", "Z12030182"),
    ("emdn", "V03"),
    ("eudamed-srn", "DE-MF-000012345"),
    ("us-510k", "K143210"),
    ("us-510k", "BK180123"),
    ("us-de-novo", "DEN180001"),
    ("us-pma", "P123456/S012"),
    ("us-hde", "H990001"),
    ("us-ide", "G180001/S002"),
    ("us-product-code", "QXQ"),
    ("epa-establishment", "089662-IND-001"),
    ("epa-establishment", "12345-TX-1"),
    ("nct", "NCT01234567"),
    ("pmid", "7"),
    ("doi", "10.1000/182"),
    ("doi", "https://doi.org/10.1016/j.foo.2020.01.001"),
    ("doi", "doi: 10.1000/xyz(123)"),
    ("notified-body", "0123"),
    ("notified-body", "CE 0123"),
    ("web-address", "https://example.com/a?b=1#c"),
    ("web-address", "www.example.com"),
    ("web-address", "http://example.com:8080"),
    ("language", "en"),
    ("language", "pt-BR"),
    ("language", "zh-Hans"),
    ("language", "es-419"),
    ("language", "fil"),
    ("market", "EU"),
    ("market", "US-CA"),
    ("market", "GB"),
    ("gtin", "GTIN 00858242007147"),
    ("gtin", "UDI-DI: (01)00858242007147"),
    ("gtin", "0100858242007147"),
    ("hibc", "+A99912345/$$52001510X3/16D20111212/S77DEFG457"),
    ("iccbba", "=/A9999XYZ100T0944=,000025=A99971312345600"),
    ("udi", "(01)00858242007147 (17)261130 (10)A1"),
    ("us-510k", "510(k) No. K143210"),
    ("us-510k", "k 143210"),
    ("us-510k", "K-143210"),
    ("us-de-novo", "den180001"),
    ("us-pma", "P180001 S003"),
    ("us-ide", "g180001"),
    ("us-product-code", "qfp"),
    ("epa-establishment", "EPA Est. No. 089662-CHN-001"),
    ("epa-establishment", "EPA Est. 089662–CHN–001"),
    ("epa-establishment", "089662-chn-001"),
    ("nct", "nct01234567"),
    ("nct", "https://clinicaltrials.gov/study/NCT01234567"),
    ("pmid", "PMID: 12345678"),
    ("pmid", "https://pubmed.ncbi.nlm.nih.gov/12345678/"),
    ("doi", "doi.org/10.1000/182"),
    ("doi", "DOI 10.1000/182"),
    ("doi", "10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2"),
    ("notified-body", "NB 0051"),
    ("notified-body", "ce0123"),
    ("notified-body", "CE-0123"),
    ("notified-body", "TÜV Rheinland, 0197"),
    ("notified-body", "0123 (TÜV SÜD)"),
    ("gmdn", "GMDN 47731"),
    ("language", "EN"),
    ("language", "en-us"),
    ("language", "en_US"),
    ("standard", "IS 13450 (Part 1)"),
    ("standard", "IEC 60601-1"),
    ("standard", "EN IEC 60601-1"),
    ("standard", "ANSI/AAMI ES60601-1"),
    ("standard", "ISO 13485"),
    ("standard", "ISO/IEC 17025"),
    ("standard", "ISO 80369-7"),
    ("standard", "IEC 31010"),
    ("standard", "IEC 601-1"),
    ("standard", "UL 867"),
    ("standard", "NSF/ANSI 50"),
    ("standard", "ASTM F1980"),
    ("standard", "ГОСТ 12.1.005"),
    ("standard", "DIN 19627"),
]

FAILS = [
    ("gtin", "(01)00858242007148", "7 would fit"),
    ("gtin", "12345", "8, 12, 13 or 14 digits"),
    ("gtin", "４００６３８１３３３９３１", "digits"),
    ("hibc", "+H123ABC01234567890E", "D would fit"),
    ("hibc", "H123", "+"),
    ("iccbba", "=A9999", "16 characters"),
    ("udi", "(01)00858242007148(17)261130", "check digit"),
    ("udi", "(01)00858242007147(17)261345", "one of its fields"),
    ("udi", "(17)261130", "starts with (01)"),
    ("gmdn", "4773", "five digits"),
    ("emdn", "Z1203018", "even number"),
    ("eudamed-srn", "DE-XX-000012345", "nine digits"),
    ("us-510k", "143210", "K143210"),
    ("us-de-novo", "K180001", "DEN"),
    ("us-pma", "P12345", "six digits"),
    ("us-ide", "IDE 1", "G180001"),
    ("us-product-code", "880.6860", "three letters"),
    ("epa-establishment", "registered", "company"),
    ("nct", "NCT1234567", "eight digits"),
    ("pmid", "PMC123", "one to eight digits"),
    ("pmid", "0123", "one to eight digits"),
    ("doi", "https://example.com/10.1000/182", "starts with 10."),
    ("doi", "javascript:alert(1)", "starts with 10."),
    ("doi", "10.1000/", "slash"),
    ("doi", "10.1000/\u202ex", "starts with 10."),
    ("doi", "10.1000/\x07x", "starts with 10."),
    ("doi", "10.1000/\u200bx", "starts with 10."),
    ("notified-body", "123", "four digits"),
    ("web-address", "javascript:alert(1)", "https://example.com"),
    ("web-address", "data:text/html,x", "https://example.com"),
    ("web-address", "file:///etc/hosts", "https://example.com"),
    ("web-address", "https://user@example.com", "https://example.com"),
    ("web-address", "on the internet", "https://example.com"),
    ("language", "cz", "`cs`"),
    ("language", "English", "`en`"),
    ("language", "en-UK", "`en-GB`"),
    ("language", "xx", "list of language codes"),
    ("language", "de-XX", "no country or script"),
    ("gtin", "(01)00858242007147(17)261130", "a whole UDI"),
    ("us-510k", "K143210, K153333", "holds 2 numbers"),
    ("doi", "10.1000/182, 10.1000/183", "holds 2 numbers"),
    ("notified-body", "0123 / 0197", "holds 2 numbers"),
    ("language", "en/de", "several languages"),
    ("market", "US-ZZ", "no state of the US"),
    ("standard", "2014/30/EU", "a law"),
    ("standard", "Regulation (EU) 2017/745", "a law"),
    ("standard", "FCC Part 15", "a law"),
    ("standard", "IP54", "degree of protection"),
    ("market", "UK", "`GB`"),
    ("market", "XX", "list of country codes"),
    ("standard", "ISO 60601-1", "number of IEC"),
    ("standard", "IEC 13485", "number of ISO"),
    ("standard", "IEC 6060-1", "start at 60000"),
    ("standard", "CE", "no number"),
    ("standard", "60601-1", "whose number"),
    ("standard", "21 CFR 801.415", "a law"),
    ("standard", "Directive 93/42/EEC", "a law"),
    ("standard", "ASTM 1980", "A to G"),
]


@pytest.mark.parametrize(("form", "text"), FITS)
def test_a_text_has_the_form(form: str, text: str) -> None:
    assert FORMS[form](text) == ""


@pytest.mark.parametrize(("form", "text", "says"), FAILS)
def test_a_text_without_the_form_is_explained(form: str, text: str, says: str) -> None:
    assert says in (FORMS[form](text) or "")


def test_a_body_that_is_not_known_decides_nothing() -> None:
    assert FORMS["standard"]("HOUSE 12") is None


def test_every_form_has_texts_that_fit_and_texts_that_do_not() -> None:
    assert {form for form, _ in FITS} == set(FORMS)
    assert {form for form, *_ in FAILS} == set(FORMS) - {"us-hde"}


@given(st.text("0123456789", min_size=6, max_size=15))
def test_check_digits_are_those_of_the_library(digits: str) -> None:
    try:
        ean.validate(digits)
        is_valid = len(digits) in (8, 12, 13, 14)
    except ValidationError:
        is_valid = False
    assert (FORMS["gtin"](digits) == "") is is_valid


@given(st.text(max_size=40), st.sampled_from(sorted(FORMS)))
def test_any_text_gets_an_answer(text: str, form: str) -> None:
    assert FORMS[form](text) is None or isinstance(FORMS[form](text), str)


@pytest.mark.parametrize("form", sorted(FORMS))
@pytest.mark.parametrize(
    "text",
    ["9" * 2000, "a." * 1000, "(01)" * 500, "ISO " * 500, "GMDN" + " " * 1900 + "x", "10.1000/" + "x" * 1900 + '"'],
)
def test_a_long_text_takes_no_time(form: str, text: str) -> None:
    FORMS[form](text)


# -- entries of the sheet ------------------------------------------------------------------------------------------

HEAD = "spec: 1\ndevice: {name: Unit, kind: medical-ozone-generator}\n"


def ask(place: str, options: Any, text: str) -> Answer:
    (sheet,) = read_sheets((HEAD + text).encode(), "t")
    steps, _ = pattern_of(place)
    ((route, value),) = expand(sheet, steps, ())
    question = QUESTIONS["identifies"]
    return question.ask(Asking(sheet, route, value, (), ""), question.prepare(options))


ENTRY = {"entry_of": ["/evidence/*/id"]}


@pytest.mark.parametrize(
    ("place", "options", "text", "truth", "because"),
    [
        ("/claims/0/where", ENTRY, "claims: [{text: a, where: E2}]\nevidence: [{id: E1}, {id: E2}]", True, ""),
        ("/claims/0/where", ENTRY, "claims: [{text: a, where: E3}]\nevidence: [{id: E1}, {id: E2}]", False, "`E1`, `E2`"),
        ("/claims/0/where", ENTRY, "claims: [{text: a, where: E3}]", False, "no such entries"),
        ("/claims/0/where", ENTRY, "claims: [{text: a, where: 3}]\nevidence: [{id: '3'}]", True, ""),
    ],
)  # fmt: skip
def test_an_id_names_an_entry(place: str, options: Any, text: str, truth: bool, because: str) -> None:
    answer = ask(place, options, text)
    assert answer.truth is truth
    assert because in str(answer.grounds[0].because)


@pytest.mark.parametrize(
    ("text", "truth", "because"),
    [
        ("(01)00858242007147", True, ""),
        ("(01)00858242007148", False, "its check digit is 8, and 7 would fit the other digits"),
        ("+H123ABC01234567890D", True, ""),
        ("+H123ABC01234567890E", False, "its check character is E, and D would fit the others"),
        ("=/short", False, "an ICCBBA identifier is =/ and 16 characters"),
    ],
)
def test_of_several_forms_the_one_that_is_meant_is_spoken_of(text: str, truth: bool, because: str) -> None:
    place = "/device/identifiers/udi_di"
    (sheet,) = read_sheets(f"spec: 1\ndevice: {{name: U, identifiers: {{udi_di: '{text}'}}}}\n".encode(), "t")
    route = pattern_of(place)[0]
    question = QUESTIONS["identifies"]
    answer = question.ask(Asking(sheet, route, sheet.get(route), (), ""), question.prepare(["gtin", "hibc", "iccbba"]))
    assert answer.truth is truth
    assert str(answer.grounds[0].because) == because


def test_many_entries_are_not_all_named() -> None:
    text = "claims: [{text: a, where: X}]\nevidence: [" + ", ".join(f"{{id: E{i}}}" for i in range(30)) + "]"
    assert str(ask("/claims/0/where", ENTRY, text).grounds[0].because).endswith("`E7` …")


def test_a_text_longer_than_any_identifier_has_no_form() -> None:
    answer = ask(
        "/device/model", "doi", f"document: {{number: 1}}\nx-a: 1\nmarkets: [{{market: US, number: {'1' * 3000}}}]"
    )
    assert answer.truth is False  # the model is not stated: the empty text is no DOI
    long = ask("/markets/0/number", "doi", f"markets: [{{market: US, number: 10.1000/{'x' * 3000}}}]")
    assert long.truth is False
    assert "long" in str(long.grounds[0].because)


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"entry_of": []},
        {"entry_of": ["evidence"]},
        {"else": []},
        5,
        [],
    ],
)
def test_options_that_make_no_sense_are_refused(options: Any) -> None:
    with pytest.raises(OptionFault):
        QUESTIONS["identifies"].prepare(options)


def test_places_that_are_no_fields_are_refused_when_a_pack_is_checked() -> None:
    question = QUESTIONS["identifies"]
    assert question.check is not None
    with pytest.raises(OptionFault, match="not a field"):
        question.check(question.prepare({"entry_of": ["/evidense/*/id"]}))
