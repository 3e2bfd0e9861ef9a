"""Known statements: found in any wording, near misses told with their reason."""

from __future__ import annotations

import pytest

from specvalidator.wording import STATEMENTS, read_statements


def found(text: str) -> set[str]:
    return {statement.id for statement in read_statements(text).found}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Sale is limited to physicians or on their order: prescription only.", "rx_only"),
        ("US law restricts this machine to sale on the order of a dentist.", "rx_only_federal_law"),
        ("℞ only", "rx_only_symbol"),
        ("For investigational use in a clinical trial; not for sale.", "investigational_device"),
        ("This generator has never been cleared by the FDA.", "not_fda_approved"),
        ("FDA: no approval has been granted.", "not_fda_approved"),
        ("The emission of ozone is at most 20 ppb.", "max_ozone_output_stated"),
        ("Do not use in a room smaller than 15 m².", "smallest_room_area_stated"),
        ("Ozone is poisonous.\nNo medical use is known.", "toxic_gas_no_known_medical_use"),
        ("The gas must not be breathed.", "do_not_inhale"),
        ("Ensure that the room is well ventilated.", "ventilation_required"),
        ("A gas detector must be installed in the room.", "monitoring_required"),
        ("Contraindicated in favism.", "contraindications_g6pd"),
        ("Patients with thrombocytopenia must not be treated.", "contraindications_thrombocytopenia"),
        ("Pregnant women are excluded: contraindicated.", "contraindications_pregnancy"),
        ("Discard after a single use.", "single_use"),
        ("Only for qualified personnel", "trained_professionals_only"),
        ("This page does not replace professional medical advice.", "not_a_substitute_for_medical_advice"),
        ("The gas irritates the eyes and the respiratory tract.", "eye_and_lung_irritant"),
        ("Oxygen feeds flames.", "electrical_oxygen_fire_hazard"),
    ],
)
def test_found(text: str, name: str):
    """Each statement is found by its parts of meaning."""
    assert name in found(text)
    assert name in STATEMENTS


@pytest.mark.parametrize(
    ("text", "name", "why"),
    [
        ("FDA approval is pending.", "not_fda_approved", "mentions FDA approval, but says it is pending"),
        ("The FDA inspects factories.", "not_fda_approved", "speaks of facilities, not of this device"),
        ("No prescription needed.", "rx_only", "says that no prescription is needed"),
        ("Example: Rx only", "rx_only", "stands there as an example or specimen, not as a statement of its own"),
        ("Ozone is a toxic gas.", "toxic_gas_no_known_medical_use", "says only one half"),
        (
            "Pregnancy is not a contraindication.",
            "contraindications_pregnancy",
            "says that pregnancy is no contraindication",
        ),
        ("Reusable up to ten times.", "single_use", "says that it can be used again"),
        ("Covers rooms up to 60 m².", "smallest_room_area_stated", "gives the largest area covered"),
        (
            "Repairs only by trained technicians.",
            "trained_professionals_only",
            "restricts repair, service or installation, not use",
        ),
    ],
)
def test_near_miss(text: str, name: str, why: str):
    """A near miss is not found, and says in plain words why."""
    reading = read_statements(text)
    assert name not in {statement.id for statement in reading.found}
    (miss,) = [miss for miss in reading.near_misses if miss.id == name]
    assert miss.why.startswith(why)
    assert text[miss.start : miss.end] == miss.text


def test_nothing():
    """Text without any of it gives neither."""
    for text in ("", "\n \n", "The housing is blue."):
        reading = read_statements(text)
        assert reading.found == reading.near_misses == ()


@pytest.mark.parametrize(
    "text",
    [
        "Treats back pain.",
        "Ozone fixed my disc.",
        "Does ozone help against migraine?",
        "Science tells us that ozone steam triples your metabolic rate.",
        "Thousands of papers confirm that ozone reverses arthritis.",
    ],
)
def test_words_that_many_sentences_share_come_near_to_nothing(text: str):
    """What comes near to a statement has a good part of it, or words that a reason of the statement is about."""
    assert read_statements(text).near_misses == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The effect of ozone is still under investigation.", "investigational_device"),
        ("Consult a physician before use.", "rx_only"),
        ("A drop in platelets was seen.", "contraindications_thrombocytopenia"),
        ("Page 31 tells whether your room is too small.", "smallest_room_area_stated"),
        ("Use in a large room only.", "smallest_room_area_stated"),
        ("Maximum ozone output: see the rating plate.", "max_ozone_output_stated"),
        ("Is ventilation of the room required?", "ventilation_required"),
    ],
)
def test_words_of_the_subject_come_near(text: str, name: str):
    """A good part of a statement comes near to it, and so do words that a reason of it is about."""
    assert name in {miss.id for miss in read_statements(text).near_misses}


def test_place_is_the_sentence():
    """A statement is quoted with its whole sentence, and nothing around it."""
    text = "Label:\n\nx\n• Rx only.\n• Weight 3 kg\n"
    (statement, variant) = read_statements(text).found
    assert {statement.id, variant.id} == {"rx_only", "rx_only_symbol"}
    assert statement.text == "Rx only." == text[statement.start : statement.end]
    assert read_statements("\nRx only\n").found[0].text == "Rx only"
    assert read_statements("Is it Rx only\u2047 Yes").found[0].text == "Is it Rx only\u2047"


def test_two_sentences_make_one_statement():
    """Parts may stand in neighbouring sentences, but not across an empty line."""
    (statement,) = read_statements("Toxic gas. It has no known medical use. Blue.").found
    assert statement.text == "Toxic gas. It has no known medical use."
    assert found("Toxic gas.\n\nIt has no known medical use.") == set()


def test_narrow_lines():
    """A label set in narrow lines of capitals says the same as in one line."""
    narrow = "CAUTION: FEDERAL LAW RESTRICTS\nTHIS DEVICE TO SALE BY OR\nON THE ORDER OF A PHYSICIAN\nKEEP DRY"
    assert {"rx_only", "rx_only_federal_law"} <= found(narrow)
    assert found("NOT FOR SALE\nFDA") == set()


def test_list_under_a_heading():
    """Each line of a list is read with its heading."""
    text = "The treatment is contraindicated in the following cases, which must be asked for before:\n" + "".join(
        f"- {name}\n" for name in ("fever", "infection", "cold", "cough", "rash", "tremor", "favism", "pregnancy")
    )
    assert found(text) == {"contraindications_g6pd", "contraindications_pregnancy"}


def test_parts_too_far_apart():
    """Parts that have little to do with one another make no statement."""
    filler = "and the blue housing with its four long feet of grey rubber stands on a table of oak wood which"
    assert "do_not_inhale" not in found(f"Never open the cover {filler} may smell when you breathe ozone.")


def test_contradiction_is_told():
    """A statement that is taken back elsewhere is found, and the contradiction reported."""
    reading = read_statements("Rx only. No prescription needed.")
    assert "rx_only" in {statement.id for statement in reading.found}
    assert "rx_only" in {miss.id for miss in reading.near_misses}


def test_mention_beside_the_statement_is_no_near_miss():
    """Once a statement stands, a mere mention of its words is not reported."""
    reading = read_statements("Rx only. Consult a physician before use.")
    assert "rx_only" not in {miss.id for miss in reading.near_misses}


def test_language():
    """Nothing is read in a language that is not read."""
    assert read_statements("Rx only", language="nl").found == ()
    assert read_statements("This is for Rx only", language="").found
    assert read_statements("Alleen voor gebruik door artsen, Rx only", language="").found == ()


def test_long_text():
    """A text too long to be kept is read all the same."""
    assert "rx_only" in found("The housing is blue. " * 600 + "Rx only.")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Is the room to be aired? Yes, always.", {"ventilation_required"}),
        ("Is the room to be aired? No.", set()),
        ("Is it FDA approved? No, it is not.", {"not_fda_approved"}),
        ("Contraindications\nFavism\nPregnancy", {"contraindications_g6pd", "contraindications_pregnancy"}),
        ("Contraindications: gout; favism; a cold", {"contraindications_g6pd"}),
        ("Who should not have it? Anyone with favism.", {"contraindications_g6pd"}),
        ("Do not use\n\nFavism", {"contraindications_g6pd"}),
        ("Weight: 2 kg; favism", set()),
    ],
)
def test_parts_in_other_sentences(text: str, names: set[str]):
    """Answers belong to their questions, and headings to the lines under them."""
    assert found(text) == names


def test_the_closest_miss_comes_first():
    """What is complete but taken back is closer than a mere mention."""
    text = "Favism is a disease. Favism is not a contraindication."
    first, second = read_statements(text).near_misses
    assert first.why == "says that G6PD deficiency is no contraindication"
    assert second.start < first.start


def test_known_statements():
    """The ids are a set that can be asked, counted and walked through."""
    assert len(STATEMENTS) == len(set(STATEMENTS)) == 30
    assert {"rx_only", "not_fda_approved"} <= STATEMENTS
    assert "no_such_statement" not in STATEMENTS
