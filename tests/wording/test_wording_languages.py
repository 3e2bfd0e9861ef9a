"""Which language a text is in, where its words end, and that each language reads a sentence of its own."""

from __future__ import annotations

import itertools
import json
from pathlib import Path
from typing import Any

import pytest

from specvalidator.wording import CATEGORIES, STATEMENTS, detect_language, is_read, reading_language
from specvalidator.wording.claims import claims_in
from specvalidator.wording.language import told_language
from specvalidator.wording.lexicon import claim_words, load_index, statement_words
from specvalidator.wording.statements import statements_in
from specvalidator.wording.tokens import split_words, tokenise

DRAFTS = {code for code, language in load_index().languages.items() if language.is_draft}


def test_elision():
    """An elided word ends with its apostrophe where the language says so; elsewhere it stands inside a word."""
    assert split_words("L\u2019arthrose n'est", elides=True) == ["l'", "arthrose", "n'", "est"]
    assert split_words("dell'ozono, un po' di", elides=True) == ["dell'", "ozono", ",", "un", "po'", "di"]
    assert split_words("n' est", elides=True) == split_words("n'est", elides=True)
    assert split_words("It doesn't") == ["it", "doesn't"]


def test_umlauts_fold_alike():
    """A list and a text say the same, with a letter of its own, a combining mark, or folded."""
    assert split_words("Schmerzmäßig") == split_words("SCHMERZMA\u0308SSIG") == ["schmerzmassig"]


@pytest.mark.parametrize("elides", [True, False])
@pytest.mark.parametrize("text", ["Die L\u2019arthrose n'est ß 'mot' ﬁn d\u00adé.", "l'ozone, d'eau", "''a'b''"])
def test_tokens_lie_in_the_text(text: str, *, elides: bool):
    """Every word is found again at its place, and none overlaps the one before."""
    tokens = tokenise(text, elides=elides)
    spans = [tokens.span(place, place + 1) for place in range(len(tokens.words))]
    for word, (start, end) in zip(tokens.words, spans, strict=True):
        assert split_words(text[start:end], elides=elides) == [word]
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))


@pytest.mark.parametrize(
    ("language", "text", "quoted"),
    [
        ("de", "Das Ozon lindert Ihre Rückenschmerzen.", "lindert Ihre Rückenschmerzen"),
        ("de", "Unser Gerät hat viele Krankenhauskeime abgetötet.", "Krankenhauskeime abgetötet"),
        ("fr", "L\u2019ozone soulage l\u2019arthrose.", "soulage l\u2019arthrose"),
        ("fr", "L'ozone détruit les bactéries.", "détruit les bactéries"),
        ("es", "El ozono cura las enfermedades crónicas.", "cura las enfermedades crónicas"),
        ("it", "L'ozono guarisce l'artrosi.", "guarisce l'artrosi"),
        ("pt", "O ozônio alivia as dores de costas.", "alivia as dores de costas"),
    ],
)
def test_a_claim_of_each_language(language: str, text: str, quoted: str):
    """Each language reads a claim with the constructions that all share, and quotes the original."""
    (claim,) = claims_in(text, "marketing", language)
    assert (claim.text, claim.category) == (quoted, "germicide" if "bact" in text or "keime" in text else "disease")


SENTENCES = [
    (file.stem.rpartition("_")[2], json.loads(line))
    for file in sorted(Path(__file__).parent.glob("sentences_*.jsonl"))
    for line in file.read_text("utf-8").splitlines()
]


@pytest.mark.parametrize(("language", "row"), SENTENCES, ids=lambda value: value if isinstance(value, str) else "")
def test_a_sentence_of_a_language(language: str, row: dict[str, Any]):
    """What a sentence says is read, and nothing else."""
    claims = {claim.category for claim in claims_in(row["text"], "marketing", language)}
    statements = {statement.id for statement in statements_in(row["text"], language).found}
    assert (row["text"], claims, statements) == (row["text"], set(row["claims"]), set(row["statements"]))


@pytest.mark.parametrize("language", sorted(set(load_index().languages) - DRAFTS))
def test_a_language_that_is_read_is_complete(language: str):
    """A statement or a category that a language cannot find would count as missing or as clean."""
    assert {wanted["id"] for wanted in statement_words(language).wanted} == STATEMENTS
    assert {row["category"] for row in claim_words(language).grammar["constructions"]} == CATEGORIES


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Ozone heals back pain.", "en"),
        ("Contraindications: pregnancy, G6PD deficiency", "en"),
        ("The housing of the unit is made of aluminium and it must not be opened.", "en"),
        ("Germs die in water.", "en"),
        ("Relief of back pain in a week, 10 ml per day", "en"),
        ("12 V, 3 A", "en"),
        ("", "en"),
        ("Die Behandlung ist nicht für Schwangere geeignet.", "de"),
        ("Ozon tötet Keime ab.", "de"),
        ("Nicht einatmen! Nur in gut belüfteten Räumen verwenden.", "de"),
        ("Ne pas inhaler le gaz.", "fr"),
        ("L'ozone soulage l'arthrose du genou.", "fr"),
        ("No usar durante el embarazo.", "es"),
        ("Tratamiento de la artrosis con ozono.", "es"),
        ("El ozono no cura la artrosis.", "es"),
        ("L'ozó no cura l'artrosi i els dolors, només els alleuja.", None),
        ("Model | Smallest room | Largest room\nAZ-1 | 9 m2 | 30 m2", "en"),
        ("Non inalare il gas prodotto dalla macchina.", "it"),
        ("L'ozono guarisce i dolori alla schiena.", "it"),
        ("Solo per uso professionale da parte di medici addestrati.", "it"),
        ("Leggere attentamente le istruzioni prima dell'uso.", "it"),
        ("Produzione massima di ozono: 10 g/h", "it"),
        ("Não utilizar durante a gravidez.", "pt"),
        ("O ozônio elimina as bactérias da água.", "pt"),
        ("Contraindicações: gravidez, favismo.", "pt"),
        ("Alivia as dores nas costas e melhora a circulação.", "pt"),
        ("Uso único. Não reutilizar.", "pt"),
        ("Het apparaat mag niet worden gebruikt bij zwangerschap.", None),
        ("De behandeling van pijn met ozon", None),
        ("Urządzenie nie jest przeznaczone do stosowania w ciąży.", None),
        ("Ozon, ağrıyı tedavi etmek için bir yöntemdir.", None),
        ("Apparaten får inte användas under graviditet.", None),
        ("Přístroj není určen pro těhotné ženy.", None),
        ("Aparatul nu este destinat femeilor însărcinate.", None),
        ("A készülék nem használható terhesség alatt.", None),
        ("オゾンは関節炎を治します。", None),
        ("臭氧治疗关节炎", None),
        ("Озон лечит боли в спине.", None),
        ("الأوزون يعالج آلام الظهر", None),
    ],
)
def test_detection(text: str, language: str | None):
    """A language is told from its neighbours by a few frequent words, also in short texts; a draft is not read."""
    assert told_language(text) == language
    assert detect_language(text) == (None if language in DRAFTS else language)


def test_stated_language():
    """A stated language counts whatever the text looks like; only an unstated one is told from the text."""
    assert reading_language("Ne pas inhaler le gaz.", "en-US") == "en"
    assert reading_language("The gas is not for you.", "nl-BE") is None
    assert reading_language("The gas is not for you.", " ") == "en"


def test_is_read():
    """A language is read in all its regions; an unstated, unknown or drafted one is not."""
    assert all(is_read(language) for language in ("en", "en-US", "EN", "en_GB", " en "))
    assert not any(is_read(language) for language in ("", "nl", "english", "e", "-", *DRAFTS))
    assert all(is_read(f"{code}-AT") for code in load_index().languages if code not in DRAFTS)
