"""The compiled word lists: up to date, deterministic, and faults in the source named with their place."""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml

from specvalidator.data import read_data
from specvalidator.wording import compile_words, is_read, looks_english
from specvalidator.wording.compiling import WordsError, compile_source


def test_generated_form_is_up_to_date():
    """What ships is what the human-written source says."""
    assert compile_words() == read_data("generated/words-en.json")


def test_every_class_is_used():
    """A class that no row asks for would be dead weight."""
    source = yaml.safe_load(read_data("words/en.yaml"))
    compiled = json.loads(compile_words())
    for part in ("claims", "statements"):
        used = {name.partition(".")[0] for name in compiled[part]["tags"]} | {"inert"}
        assert set(source[part]["classes"]) <= used


SIGNS = ("answered", "carried", "closed", "common", "held", "opening", "question")
UNIT = {"products": [["mg, g", ", ozone", "per", "hour"]]}


def small(**changes: Any) -> bytes:
    source: dict[str, Any] = {
        "language": "en",
        "abbreviations": "dr",
        "function_words": "the",
        "spelling": {"endings": {"ise": "ize"}, "inside": {"haem": "hem"}},
        "irregular_verbs": {"beat": "ed:beat/beaten"},
        "claims": {
            "roles": {},
            "classes": {
                "heal": {
                    "verbs": "beat, stop, try, agree, sterilise, carry off",
                    "nouns": "remedy, crisis, box",
                    "words": "cure of",
                },
                "ill": "gout, haemorrhage",
                "heading": ["∷"],
                "bullet": ["•"],
                "comma": [","],
                "no": ["no"],
                "inert": "relief valve",
            },
            "endings": {"ill": "itis"},
            "not_by_ending": "x",
            "scopes": [{"name": "negated", "opens": "no"}, {"name": "hedged"}, {"name": "asked", "excused": "no"}],
            "ends_clause": "comma",
            "defaults": {"within": 6, "veto": ["negated"], "stops": "no", "roles": ["full"]},
            "constructions": [{"name": "heals", "category": "disease", "of": "heal.ed|heal > ill"}],
        },
        "statements": {
            "signs": dict.fromkeys(SIGNS, "pause"),
            "classes": {"rx": "rx only", "pause": [","], "question": ["?"], "unit": UNIT},
            "frames": {"sold": {"ways": ["X > rx"], "unless": [{"of": "X > pause", "why": "NAME first"}]}},
            "unless_always": [],
            "hints_always": [],
            "wanted": {"rx_only": {"about": "rx", "why": "no", "called": "unit", "frame": "sold of unit with pause"}},
        },
    }
    source["statements"].update(changes.pop("statements", {}))
    source["claims"].update(changes)
    return yaml.safe_dump(source, allow_unicode=True).encode()


def test_forms_and_spellings():
    """Verbs, nouns and both spellings are written out."""
    trie = json.loads(compile_source(small()))["claims"]["trie"]
    expected = "beaten beats beating stopped stopping tried tries agreed agreeing sterilised sterilize"
    assert set(f"{expected} remedies crises boxes haemorrhage hemorrhage".split()) <= set(trie)
    assert set(trie["carried"]) == {"off"}
    compiled = json.loads(compile_source(small()))
    assert compiled["claims"]["sets"][trie["relief"]["valve"]] == 0
    units = compiled["statements"]["trie"]
    assert set(units["mg"]) == {"per", "ozone"}
    assert set(units["g"]["ozone"]["per"]) == {"hour"}


def test_frame():
    """A frame is filled in with its class and its name, and may ask for more."""
    (wanted,) = json.loads(compile_source(small()))["statements"]["wanted"]
    ((way,),) = wanted["ways"]
    assert [len(group["tags"]) for group in way["groups"]] == [2, 1]
    assert wanted["unless"][0]["why"] == "unit first"


def row(**keys: Any) -> dict[str, Any]:
    return {"constructions": [{"name": "x", "category": "disease", "of": "heal", **keys}]}


def heal(**kinds: str) -> dict[str, Any]:
    classes = {"heal": kinds, "ill": "gout", "comma": [","], "no": ["no"], "heading": ["∷"], "bullet": ["•"]}
    return {"classes": classes, **row()}


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"ends_clause": "bogus"}, "claims.ends_clause: no class is called 'bogus'"),
        (heal(adjectives="nice"), "classes.heal: 'adjectives' is none of verbs, nouns, words, products"),
        (heal(words="a b c d e f g h i j k l m n"), "classes.heal: a phrase holds 1 to 12 words, this one 14"),
        (heal(words="™"), "classes.heal: a phrase holds 1 to 12 words, this one 0"),
        (row(colour="red"), "'x': unknown colour"),
        (row(category="beauty"), "'x': unknown category or certainty"),
        (row(certainty="sure"), "'x': unknown category or certainty"),
        ({"statements": {"wanted": {"x": {"colour": "red"}}}}, "statements.wanted.x: unknown colour"),
        ({"statements": {"wanted": {"x": {"frame": "nothing of rx"}}}}, "x: no frame is called 'nothing of rx'"),
        (row(of="heal > ill", within=[1, 2]), "'x': 2 steps need 1 distances"),
    ],
)
def test_faulty_source(changes: dict[str, Any], message: str):
    """A fault in the word lists is told with its place."""
    with pytest.raises(WordsError) as caught:
        compile_source(small(**changes))
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("Ozone heals back pain.", True),
        ("Contraindications: pregnancy, G6PD deficiency", True),
        ("The housing of the unit is made of aluminium and it must not be opened.", True),
        ("12 V, 3 A", True),
        ("", True),
        ("Die Behandlung ist nicht für Schwangere geeignet.", False),
        ("Ne pas inhaler le gaz.", False),
        ("No usar durante el embarazo.", False),
        ("Non inalare il gas prodotto dalla macchina.", False),
        ("Não utilizar durante a gravidez.", False),
        ("臭氧治疗关节炎", False),
    ],
)
def test_looks_english(text: str, *, english: bool):
    """English is told from its neighbours by a few frequent words, also in short texts."""
    assert looks_english(text) is english


def test_is_read():
    """English is read in all its regions; an unstated or unknown language is not."""
    assert all(is_read(language) for language in ("en", "en-US", "EN", "en_GB", " en "))
    assert not any(is_read(language) for language in ("", "de", "english", "e", "-"))
