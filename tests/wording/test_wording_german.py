"""How well German is read: on sentences labelled while its words were written, and on plain technical text.

The floors keep what was reached from slipping; they do not say how well unseen text is read.
"""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

from specvalidator.wording import detect_language
from specvalidator.wording.claims import claims_in
from specvalidator.wording.statements import statements_in

ROWS: list[dict[str, Any]] = [
    json.loads(line) for line in (Path(__file__).parent / "labelled_de.jsonl").read_text("utf-8").splitlines()
]
CLAIMS = [row for row in ROWS if "labels" in row]
STATEMENTS = [row for row in ROWS if "satisfies" in row]
TECHNICAL = """
Das Gehäuse besteht aus pulverbeschichtetem Stahlblech und ist 12 kg schwer.
Schließen Sie den Schlauch an den Ausgang an und drehen Sie das Ventil langsam auf.
Der Kompressor liefert 10 l/min bei einem Druck von 0,5 bar.
Die Steuerung speichert bis zu 200 Datensätze und gibt sie über USB aus.
Bei einem Stromausfall schaltet das Gerät in den Ruhezustand.
Lieferumfang: Netzkabel, zwei Schläuche, Bedienungsanleitung
Netzspannung 230 V, 50 Hz, Leistungsaufnahme 120 W
Der Filter muss alle sechs Monate gewechselt werden, um die Leistung zu erhalten.
Vor dem Öffnen des Gehäuses den Netzstecker ziehen.
Die Anzeige blinkt gelb, wenn der Durchfluss zu gering ist.
Der Sauerstoffkonzentrator erreicht eine Reinheit von 93 %.
Für den sicheren Betrieb ist ein Mindestabstand zur Wand einzuhalten.
Das Display zeigt Konzentration, Durchfluss und Restzeit an.
Wir liefern innerhalb von drei Werktagen in Deutschland, Österreich und der Schweiz.
Die Dichtungen aus Viton sind gegen Ozon beständig.
Der Wirkungsgrad hängt von der Temperatur des Kühlwassers ab.
Mit der Taste OK bestätigen Sie die Auswahl.
Der Arzt stellt Dosis und Dauer ein und startet das Programm.
Bitte bewahren Sie die Rechnung für Garantieansprüche auf.
Reinigen Sie die Oberflächen mit einem feuchten Tuch und mildem Reiniger.
Die Ozonerzeugung erfolgt durch stille elektrische Entladung im Luftspalt.
Verbesserte Anzeige und neue Benutzerführung seit Version 3.2
Der Lüfter hält die Temperatur im Schaltschrank konstant.
Die Sicherung schützt den Transformator vor Überlast.
"""


def test_claim_or_not():
    """A sentence with a claim is told from one without."""
    pairs = [(bool(row["labels"]), bool(claims_in(row["text"], "marketing", "de"))) for row in CLAIMS]
    right = sum(wanted and got for wanted, got in pairs)
    assert right / sum(got for _, got in pairs) >= 0.98
    assert right / sum(wanted for wanted, _ in pairs) >= 0.95


def test_categories():
    """The categories are the right ones, over all sentences."""
    right = wrong = missed = 0
    for row in CLAIMS:
        wanted = set(row["labels"])
        got = {claim.category for claim in claims_in(row["text"], "marketing", "de")}
        right += len(wanted & got)
        wrong += len(got - wanted)
        missed += len(wanted - got)
    assert right / (right + wrong) >= 0.96
    assert right / (right + missed) >= 0.94


def test_statements():
    """Statements are found in the words of German labels and manuals, and near misses are explained."""
    wrong = []
    for row in STATEMENTS:
        reading = statements_in(row["text"], "de")
        got = {statement.id for statement in reading.found}
        # Whoever asks for the symbol also restricts the sale, and the federal law is one way of doing so.
        got -= {"rx_only"} if "rx_only_symbol" in row["satisfies"] else {"rx_only_symbol", "rx_only_federal_law"}
        near = set(row["near_miss_for"]) - {miss.id for miss in reading.near_misses}
        if got != set(row["satisfies"]) or near:
            wrong.append(row["text"])
    assert len(wrong) <= 2, wrong


def test_plain_text_claims_nothing():
    """Technical text that has the words of claims makes none."""
    assert [line for line in TECHNICAL.splitlines() if claims_in(line, "marketing", "de")] == []


def test_a_paragraph_is_read_at_once():
    """Five thousand characters cost a few milliseconds once the words are loaded."""
    text = (TECHNICAL * 4)[:5000]
    claims_in("a" + text, "marketing", "de")
    statements_in("a" + text, "de")
    start = time.process_time()
    claims_in(text, "marketing", "de")
    statements_in(text, "de")
    assert time.process_time() - start < 0.05


def test_spellings():
    """A text without umlauts, with a Swiss double s or in capitals says the same."""
    for text in ("Tötet Keime gründlich ab", "TOETET KEIME GRUENDLICH AB", "Totet Keime grundlich ab"):
        assert {claim.category for claim in claims_in(text, "marketing", "de")} == {"germicide"}
    for text in ("Füße mit Fußpilz heilen", "Fuesse mit Fusspilz heilen"):
        assert {claim.category for claim in claims_in(text, "marketing", "de")} == {"disease"}


def test_detection():
    """German is told from its neighbours in short texts."""
    texts = (
        "Lindert Schmerzen und stärkt die Abwehr.",
        "Nur für den einmaligen Gebrauch",
        "Gebrauchsanweisung beachten!",
    )
    assert [detect_language(text) for text in texts] == ["de", "de", "de"]
    assert detect_language("De behandeling is niet geschikt voor zwangere vrouwen.") is None
