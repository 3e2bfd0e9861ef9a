"""The compiled word lists: up to date, deterministic, and faults in the source named with their place."""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml

from specvalidator.data import read_data
from specvalidator.wording import compile_words, word_files
from specvalidator.wording.compiling import WordsError, compile_claims, compile_index, compile_statements
from specvalidator.wording.inflect import Table
from specvalidator.wording.normalise import normalise
from specvalidator.wording.trie import unpacked_wholly

LANGUAGES = ("de", "en", "es", "fr", "it", "pt")


@pytest.mark.parametrize("name", word_files())
def test_generated_form_is_up_to_date(name: str):
    """What ships is what the human-written sources say; the same sources give the same bytes."""
    assert compile_words(name) == read_data(f"generated/{name}.json")


def test_every_language_has_its_files():
    """Claims and statements of a language are loaded apart."""
    assert word_files() == ["languages", *(f"{part}-{code}" for code in LANGUAGES for part in ("claims", "statements"))]


@pytest.mark.parametrize("part", ["claims", "statements"])
def test_english_has_every_class_that_the_grammar_asks_for(part: str):
    """A row that asks for a class without words can never match; English is the language that has them all."""
    compiled = json.loads(read_data(f"generated/{part}-en.json"))
    rows = yaml.safe_load(read_data("words/grammar.yaml"))[part]
    if part == "claims":
        assert len(compiled["constructions"]) == len(rows["constructions"])
        assert all(construction["steps"] for construction in compiled["constructions"])
    else:
        assert [wanted["id"] for wanted in compiled["wanted"]] == list(rows["wanted"])
        for wanted in compiled["wanted"]:
            entry = rows["wanted"][wanted["id"]]
            calls = entry.get("frame", [])
            frames = [calls] if isinstance(calls, str) else calls
            shared = sum(len(rows["frames"][call.partition(" of ")[0]]["ways"]) for call in frames)
            assert len(wanted["ways"]) == len(entry.get("ways", ())) + shared


SIGNS = ("answered", "carried", "closed", "common", "held", "opening", "question")
UNIT = {"products": [["mg, g", ", ozone", "per", "hour"]]}


GRAMMAR: dict[str, Any] = {
    "claims": {
        "roles": {},
        "second_opinion": {},
        "classes": {"heading": ["∷"], "bullet": ["•"], "comma": [","]},
        "scopes": [{"name": "negated", "opens": "no"}, {"name": "hedged"}, {"name": "asked", "excused": "no"}],
        "ends_clause": "comma",
        "defaults": {"within": 6, "veto": ["negated"], "stops": "no", "roles": ["full"]},
        "constructions": [{"name": "heals", "category": "disease", "of": "heal.ed|heal > ill"}],
    },
    "statements": {
        "signs": dict.fromkeys(SIGNS, "pause"),
        "classes": {"pause": [","], "question": ["?"]},
        "frames": {"sold": {"ways": ["X > rx"], "unless": [{"of": "X > pause", "why": "NAME first"}]}},
        "unless_always": [],
        "hints_always": [],
        "wanted": {"rx_only": {"about": "rx", "why": "no", "called": "unit", "frame": "sold of unit with pause"}},
    },
}


def grammar(part: str = "claims", **changes: Any) -> bytes:
    return yaml.safe_dump({**GRAMMAR, part: {**GRAMMAR[part], **changes}}, allow_unicode=True).encode()


def small(**changes: Any) -> bytes:
    source: dict[str, Any] = {
        "language": "en",
        "spelling": {"endings": {"ise": "ize"}, "inside": {"haem": "hem"}},
        "inflection": yaml.safe_load(read_data("words/en.yaml"))["inflection"],
        "claims": {
            "classes": {
                "heal": {
                    "verbs": "beat, stop, try, agree, sterilise, carry off",
                    "nouns": "remedy, crisis, box",
                    "words": "cure of",
                },
                "ill": "gout, haemorrhage",
                "no": ["no"],
                "inert": "relief valve",
            },
            "endings": {"ill": "itis"},
            "not_by_ending": "x",
        },
        "statements": {"classes": {"rx": "rx only", "unit": UNIT}},
    }
    source["statements"].update(changes.pop("statements", {}))
    source["claims"].update(changes.pop("claims", {}))
    source.update(changes)
    return yaml.safe_dump(source, allow_unicode=True).encode()


def claims_of(**changes: Any) -> dict[str, Any]:
    compiled: dict[str, Any] = json.loads(compile_claims(grammar(), small(**changes)))
    return compiled


def statements_of(**changes: Any) -> dict[str, Any]:
    compiled: dict[str, Any] = json.loads(compile_statements(grammar(), small(**changes)))
    return compiled


def test_forms_and_spellings():
    """Verbs, nouns and both spellings are written out."""
    compiled = claims_of()
    trie = unpacked_wholly(compiled["trie"])
    expected = "beaten beats beating stopped stopping tried tries agreed agreeing sterilised sterilize"
    assert set(f"{expected} remedies crises boxes haemorrhage hemorrhage".split()) <= set(trie)
    assert set(trie["carried"]) == {"off"}
    assert compiled["sets"][trie["relief"]["valve"]] == []
    units = unpacked_wholly(statements_of()["trie"])
    assert set(units["mg"]) == {"per", "ozone"}
    assert set(units["g"]["ozone"]["per"]) == {"hour"}


def test_frame():
    """A frame is filled in with its class and its name, and may ask for more."""
    (wanted,) = statements_of()["wanted"]
    ((way,),) = wanted["ways"]
    assert [len(group["tags"]) for group in way["groups"]] == [2, 1]
    assert wanted["unless"][0]["why"] == "unit first"


def test_what_a_language_has_no_words_for_is_left_out():
    """A row that can never match is not compiled: a construction, a way, a reason, a statement without a way."""
    assert claims_of(claims={"classes": {"ill": "gout"}, "endings": {}})["constructions"] == []
    assert statements_of(statements={"classes": {"unit": UNIT}})["wanted"] == []


def test_a_language_adds_rows_of_its_own():
    """Constructions, ways and reasons come to those of the grammar, and columns of scopes stand for the general ones."""
    own = {"name": "own", "category": "safety", "of": "mild > ill"}
    classes = {"heal": "heals", "mild": "mild", "ill": "gout", "no": ["no"], "nor": "nor"}
    compiled = claims_of(claims={"classes": classes, "constructions": [own], "scopes": {"negated": {"opens": "nor"}}})
    assert [each["name"] for each in compiled["constructions"]] == ["heals", "own"]
    assert compiled["scopes"]["rows"][0]["opens"] == 1 << compiled["tags"].index("nor")
    classes = {"rx": "rx only", "unit": UNIT, "shop": "shop"}
    wanted = {"rx_only": {"ways": ["shop > rx"], "unless": [{"of": "shop", "why": "sold"}]}}
    (statement,) = statements_of(statements={"classes": classes, "wanted": wanted})["wanted"]
    assert (len(statement["ways"]), len(statement["unless"])) == (2, 2)


def test_inflection_of_phrases():
    """A table says which word of a phrase it inflects; a mark after a word, or several, says otherwise."""
    rows = {"rows": [["o", ["a", "os", "as"]], ["", ["", "s"]]], "word": "first", "irregular": {"luz": "luces"}}
    table = Table(rows, "last")
    assert table.forms("gato de casa") == {"": ["gato de casa", "gata de casa", "gatos de casa", "gatas de casa"]}
    assert table.forms("de gato~") == {"": ["de gato", "de gata", "de gatos", "de gatas"]}
    assert {"luz roja", "luces rojas"} <= set(table.forms("luz~ roja~")[""])
    verbs = Table({"rows": [["^(?:ver)(.+)en", {"s": r"ver\1t", "ed": [r"ver\1t", r"ver\1te"]}]]}, "first")
    assert verbs.forms("vermeiden") == {"s": ["vermeidt"], "ed": ["vermeidt", "vermeidte"], "base": ["vermeiden"]}
    with pytest.raises(ValueError, match="no row of the table of inflection fits 'haus'"):
        verbs.forms("haus")


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("de", "lindert gelindert behandelt abgetötet abzutöten abtötet heilung vernichtete keime entzündungen"),
        ("fr", "soulage soulagé soulagées soulageant guérissent guérie détruit détruites douleurs bactéries"),
        ("es", "cura curan curado curadas curando destruye bacterias inflamaciones gérmenes"),
        ("it", "cura curano curato curate curando uccisi distrutta dolori batteri"),
        ("pt", "cura curam curado curadas curando destroem dores inflamações bactérias"),
    ],
)
def test_inflection_of_a_language(language: str, forms: str):
    """The forms of each language are written out from its table."""
    trie = unpacked_wholly(json.loads(read_data(f"generated/claims-{language}.json"))["trie"])
    known = {*trie, *(f"{first} {second}" for first in trie if isinstance(trie[first], dict) for second in trie[first])}
    assert [word for word in forms.split() if normalise(word).text not in known] == []


def row(**keys: Any) -> dict[str, Any]:
    return {"claims": {"constructions": [{"name": "x", "category": "disease", "of": "heal", **keys}]}}


def heal(**kinds: str) -> dict[str, Any]:
    return {"claims": {"classes": {"heal": kinds, "ill": "gout", "no": ["no"]}}}


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"claims": {"scopes": {"negated": {"opens": "bogus"}}}}, "claims.scopes.negated: no class is called 'bogus'"),
        ({"claims": {"scopes": {"bogus": {}}}}, "claims.scopes: unknown bogus"),
        ({"claims": {"colour": {}}}, "claims: unknown colour"),
        ({"claims": {"endings": {"odd": "itis"}}}, "claims.endings: no row asks for 'odd'"),
        ({"claims": {"classes": {"odd": "x"}}}, "classes.odd: no row asks for this class"),
        (heal(plurals="nice"), "classes.heal: 'plurals' is none of verbs, nouns, words, products"),
        (
            heal(words="a1 b1 c1 d1 e1 f1 g1 h1 i1 j1 k1 l1 m1 n1"),
            "classes.heal: a phrase holds 1 to 12 words, this one 14",
        ),
        (heal(words="™"), "classes.heal: a phrase holds 1 to 12 words, this one 0"),
        ({**heal(nouns="box"), "inflection": {"nouns": {"rows": [["y", "ies"]]}}}, "no row of the table"),
        (row(colour="red"), "'x': unknown colour"),
        (row(category="beauty"), "'x': unknown category or certainty"),
        (row(certainty="sure"), "'x': unknown category or certainty"),
        (row(of="heal > ill", within=[1, 2]), "'x': 2 steps need 1 distances"),
    ],
)
def test_faulty_claims(changes: dict[str, Any], message: str):
    """A fault in the words of claims is told with its place."""
    with pytest.raises(WordsError) as caught:
        claims_of(**changes)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"wanted": {"x": {"ways": []}}}, "statements.wanted: unknown x"),
        ({"wanted": {"rx_only": {"colour": "red"}}}, "statements.wanted.rx_only: unknown colour"),
        ({"frames": {"sold": {"about": "rx"}}}, "statements.frames.sold: unknown about"),
    ],
)
def test_faulty_statements(changes: dict[str, Any], message: str):
    """A fault in the words of statements is told with its place."""
    with pytest.raises(WordsError) as caught:
        statements_of(statements=changes)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ({"x": {"colour": "red"}}, "statements.wanted.x: unknown colour"),
        ({"x": {"frame": "nothing of rx"}}, "x: no frame is called 'nothing of rx'"),
        ({"x": {"about": "rx.edd", "why": "", "ways": ["rx"]}}, "no form is called 'rx.edd'"),
    ],
)
def test_faulty_grammar(wanted: dict[str, Any], message: str):
    """A fault in the rows that all languages share is told with its place."""
    with pytest.raises(WordsError) as caught:
        compile_statements(grammar("statements", wanted=wanted), small())
    assert message in str(caught.value)


@pytest.mark.parametrize("changes", [{"language": "de"}, {"apostrophe": "start"}])
def test_faulty_index(changes: dict[str, Any]):
    """A file is named by its language, and an apostrophe stands inside a word or ends it."""
    with pytest.raises(WordsError, match="`language` must be 'en', `apostrophe` one of inside, ends"):
        compile_index(grammar(), {"en": small(**changes)}, b"{}")
