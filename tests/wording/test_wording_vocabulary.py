"""The vocabulary of names: every one is found as what it is, endings tell the rest, and ordinary words tell nothing."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest
import yaml

from specvalidator.data import read_data
from specvalidator.wording.claims import claims_by
from specvalidator.wording.classes import WordsError
from specvalidator.wording.compiling import compile_claims
from specvalidator.wording.inflect import Table, spellings
from specvalidator.wording.lexicon import claim_words
from specvalidator.wording.naming import add_names
from specvalidator.wording.tokens import split_words
from specvalidator.wording.trie import find_items

SOURCE: dict[str, Any] = yaml.safe_load(read_data("words/vocabulary-en.yaml"))["claims"]
ENGLISH, GRAMMAR = read_data("words/en.yaml"), read_data("words/grammar.yaml")
HAND_MADE: dict[str, Any] = yaml.safe_load(ENGLISH)
TAGS: list[str] = claim_words("en").grammar["tags"]


def listed(text: str) -> list[str]:
    return [" ".join(part.split()) for part in text.split(",")]


@cache
def names_of(kind: str) -> tuple[str, ...]:
    """Return every name of a class in all forms and spellings, products left out."""
    entry = SOURCE["classes"][kind]
    forms = listed(entry.get("words", ""))
    nouns = Table(HAND_MADE["inflection"]["nouns"], "last")
    for noun in filter(None, listed(entry.get("nouns", ""))):
        forms += [form for written in nouns.forms(noun).values() for form in written]
    spelling = HAND_MADE["spelling"]
    return tuple(other for form in forms if form for other in spellings(form, spelling["endings"], spelling["inside"]))


def classes_of(text: str) -> set[str]:
    """Return the classes of all that is found in a text."""
    items, _ = find_items(split_words(text, elides=False), claim_words("en").vocabulary)
    return {name for tags, _, _ in items for bit, name in enumerate(TAGS) if tags >> bit & 1}


def categories(text: str) -> set[str]:
    return {claim.category for claim in claims_by(text, "marketing", "en", None)}


@pytest.mark.parametrize("kind", sorted(SOURCE["classes"]))
def test_every_name_is_of_its_class(kind: str):
    """No name is hidden by a phrase, an ending or another class."""
    assert [name for name in names_of(kind) if kind not in classes_of(name)] == []


@pytest.mark.parametrize(
    ("kind", "sentence", "category"),
    [
        ("condition", "It treats {}.", "disease"),
        ("germ", "It kills {}.", "germicide"),
        ("body", "It boosts {}.", "function"),
        ("burden", "It reduces {}.", "function"),
        ("therapy_major", "An alternative to {}.", "superiority"),
    ],
)
def test_every_name_makes_a_claim(kind: str, sentence: str, category: str):
    """What a name is said to be matters to what is read in the plainest sentence."""
    sentences = [sentence.format(name) for name in names_of(kind)]
    assert [text for text in sentences if category not in categories(text)] == []


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (
            "condition",
            (
                "Hashimoto's, hypothyroidism, thrombocytopenia, leukopenia, dyspnoea, dyspnea, osteomalacia, neurasthenia, "
                "splenomegaly, hydrocele, menorrhagia, bronchospasm, lymphoedema, myxedema, lipodystrophy, schizophrenia, "
                "dysphagia, aphasia, dyslexia, apraxia, kleptomania, dysthymia, parasomnia, pneumothorax, leukoplakia, "
                "syndactyly, microcephaly, neurosyphilis, paronychia, tachycardia, telangiectasia, periarthritis, shin splints, "
                "laminitis, navicular, bumblefoot, gumboil, queasiness, baby blues, jumper's knee, knee trouble, vitamin D deficiency, ligament tears, itchy, utis, "
                "hip dysplasia, tummy upset, loss of smell, urticaria, pellagra, mpox, gallstones, palpitations, sjogren's"
            ),
        ),
        (
            "germ",
            (
                "Citrobacter, Sphingomonas, Peptococcus, enterococci, arenavirus, herpesviruses, Debaryomyces, Trichophyton, "
                "Paenibacillus, Flavobacterium, mycobacteria, Campylobacter, S. epidermidis, A. baumannii, C. perfringens, "
                "K. oxytoca, E. histolytica, T. gondii, cockroaches, head lice, weevils, powdery mildew, woodlice, ticks, RSV, "
                "Naegleria fowleri, Stachybotrys, varroa, gapeworm, bacteriophages, endotoxins, cat dander"
            ),
        ),
        (
            "body",
            "lymphocytes, granulocytes, fibroblasts, osteoblasts, thyroid, adrenals, spermatocytes, gut microbiome",
        ),
        (
            "therapy_major",
            (
                "metformin, prednisolone, adalimumab, imatinib, amoxicillin, doxycycline, erythromycin, ciprofloxacin, "
                "atorvastatin, losartan, pantoprazole, ketoconazole, lidocaine, flurbiprofen, etoricoxib, rizatriptan, "
                "sitagliptin, dapagliflozin, semaglutide, lorazepam, risedronate, dexamethasone, rivaroxaban, amlodipine, "
                "hysterectomy, tonsillectomies, angioplasty, tracheostomy, tracheotomy, bisoprolol, paracetamol, Ozempic, Tylenol"
            ),
        ),
        ("burden", "age spots, crow's feet, uric acid, visceral fat"),
    ],
)
def test_class(kind: str, words: str):
    """Names from all fields, written as sellers write them, and endings of words that no list holds."""
    assert [word for word in listed(words) if kind not in classes_of(word)] == []


ORDINARY = """
    stroke length, cold, shock, discharge, strain, culture, colony, flush, tick, tear, seizure, scale, rust, crack,
    block, boil, bipolar, septic, lichen, piles of, chafing, impingement, strangles, scours, std, bv, cfs, amd, dvt, hrv,
    tens, aids, niger, chi, voice, vision, posture, organs, lungs, eyes, head, fluoride, amalgam, heparin, pacemaker,
    dichotomy, automata, Thomas, Tahoma, aromas, fantasia, Romania, hydronic, spartan, antivirus, april, cocaine,
    prioritises, digitises, exocytosis, kurtosis, premia, academia, osmosis, histidine, parasitic, housing, ozone, corrosion,
    oxygen deficiency, concentration, membrane, catalyst, electrode, dielectric, ceramic, reactor, solenoid, python, basis,
    oasis, umbrella, emphasis, analysis, electrolysis, hydrolysis, photolysis, catalysis, dialysate, plasma, alarm, pest
"""


def test_ordinary_words():
    """Words of technique and of every day are no condition, germ or body function."""
    told = {"condition", "germ", "body"}
    wrong = [word for word in listed(ORDINARY) if classes_of(word) & told]
    assert wrong == ["piles of"]  # "piles" is haemorrhoids far more often in such copy


def test_ambiguous_words_are_left_out():
    """A word that is left out on purpose is not let in by an ending or by the form of a noun."""
    words = claim_words("en").vocabulary
    found = [word for word in listed(SOURCE["ambiguous"]) if word not in words.trie and words.learn(word)[0]]
    assert found == []


def test_exceptions_to_endings_are_needed():
    """Each word that no ending may catch would be caught by one."""
    endings = [
        ending for part in (SOURCE, HAND_MADE["claims"]) for line in part["endings"].values() for ending in listed(line)
    ]
    spared = listed(SOURCE["not_by_ending"])
    assert [word for word in spared if not word.endswith(tuple(endings))] == []
    words = claim_words("en").vocabulary
    assert [word for word in spared if words.learn(word)[0] and word not in words.trie] == []


@pytest.mark.parametrize(
    "text",
    [
        "Reverse osmosis removes iron, manganese and colour.",
        "Prevents corrosion of the housing, cracks and leaks.",
        "Removes stains, rust and scale from tiles.",
        "Prevents seizure of the pump and chafing of the hose.",
        "This product is not a replacement for medical treatment, insulin or metformin.",
        "Never stop taking warfarin without asking your doctor.",
        "Discontinue use if dizziness, vomiting or palpitations occur.",
        "Contraindications: hyperthyroidism, thrombocytopenia, recent infarction, active bleeding.",
        "No anticoagulants within 24 hours.",
        "Supply air is filtered to avoid failures of the electrodes.",
        "The display shows alarms; voice prompts can be turned off.",
        "Inform the physician about asthma, tachycardia or a pacemaker.",
        "Removes septic tank sediment.",
        "Reduces parasitic capacitance of the cable.",
    ],
)
def test_no_claim(text: str):
    """Technical copy and cautions say nothing of a cure, however many names they hold."""
    assert claims_by(text, "marketing", "en", None) == ()


def test_phrase_keeps_what_stands_inside():
    """A named phrase is still what the words inside it are: infected teeth can be disinfected."""
    assert {"condition", "clean_target"} <= classes_of("infected tooth") | classes_of("abscessed teeth")
    assert {"condition", "body"} <= classes_of("weak immune system")


def test_add_names():
    """Single words go to lines, phrases to the trie; what is held already stays as it is."""
    trie: Any = {"cold": 4, "gout": {"stool": 1}, "tooth": 8}
    names = [
        ("gout", 1),
        ("mumps", 1),
        ("cold", 1),
        ("mumps", 2),
        ("bad tooth", 1),
        ("bad mumps", 4),
        ("big cold", 1),
        ("big tooth", 4),
    ]
    lines = add_names(((name.split(), tags) for name, tags in names), trie, kept_inside=8)
    assert lines == [(1, "gout"), (3, "mumps")]
    assert trie == {
        "cold": 4,
        "gout": {"stool": 1},
        "tooth": 8,
        "bad": {"tooth": 9, "mumps": 4},
        "big": {"cold": 1, "tooth": 12},
    }


def vocabulary(**changes: Any) -> bytes:
    part = {
        "classes": {"condition": "gout"}, "kept_inside": "", "endings": {}, "not_by_ending": "", "ambiguous": "stroke",
    }  # fmt: skip
    return yaml.safe_dump({"language": "en", "claims": {**part, **changes}}).encode()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"classes": {"bogus": "x"}}, "vocabulary: no construction asks for 'bogus'"),
        ({"kept_inside": "bogus"}, "vocabulary: no construction asks for 'bogus'"),
        ({"classes": {"condition": "gout, stroke"}}, "vocabulary: 'stroke' is ambiguous"),
        ({"classes": {"condition": {"bogus": "gout"}}}, "'bogus' is none of verbs, nouns, "),
        ({"classes": {"condition": "\u2122"}}, "vocabulary: a phrase holds 1 to 12 words, this one 0"),
        ({"endings": {"bogus": "itis"}}, "vocabulary.endings: no row asks for 'bogus'"),
    ],
)
def test_faulty_vocabulary(changes: dict[str, Any], message: str):
    """A fault in a vocabulary is told with its place."""
    with pytest.raises(WordsError) as caught:
        compile_claims(GRAMMAR, ENGLISH, vocabulary(**changes))
    assert message in str(caught.value)


def test_language_without_vocabulary():
    """A language may have none; its hand-made classes are compiled as they are."""
    assert json.loads(compile_claims(GRAMMAR, ENGLISH))["words"] == []
