"""How well French is read: floors over a labelled set of its own, and ordinary technical text that says nothing."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from specvalidator.wording.claims import claims_in
from specvalidator.wording.statements import statements_in

_ROWS = [json.loads(line) for line in (Path(__file__).parent / "labelled_fr.jsonl").read_text("utf-8").splitlines()]
_RX = "rx_only"

PLAIN = """\
L'appareil est alimenté en 230 V et consomme 45 W.
Le boîtier est en aluminium anodisé.
La pompe délivre 3 l/min à 0,5 bar.
Le menu principal affiche le débit et la date.
Branchez le câble sur la prise située à l'arrière.
Le colis contient une télécommande et deux fusibles.
La concentration d'ozone est mesurée par absorption UV à 254 nm.
Dimensions : 320 x 240 x 150 mm, masse : 6,2 kg
Le logiciel peut être mis à jour par la clé USB.
Appuyez sur la touche pendant trois secondes.
Le voyant vert indique que l'appareil est prêt.
Les joints sont en FKM ou en PTFE.
La facture est envoyée par courriel sous 24 heures.
L'ozone est un gaz formé de trois atomes d'oxygène.
La norme CEI 61010 s'applique aux appareils de mesure.
Notre société a été fondée en 1987 à Grenoble.
Le client peut retourner la marchandise dans les quatorze jours.
Une minuterie arrête la production après le temps choisi.
Le réglage se fait par pas de 5 µg/ml.
Le patient est allongé sur le dos.
Cliquez sur « Enregistrer » pour valider la saisie.
Le site est hébergé en France.""".splitlines()


def test_claims_of_the_labelled_set():
    """At least so many of the sentences read as claims are, and so many claims are read."""
    rows = [row for row in _ROWS if "labels" in row]
    read = {row["id"] for row in rows if claims_in(row["text"], "marketing", "fr")}
    meant = {row["id"] for row in rows if row["labels"]}
    assert len(read & meant) >= 0.97 * len(read)
    assert len(read & meant) >= 0.95 * len(meant)


def test_labels_of_the_labelled_set():
    """The categories are right, too, and not only that something is claimed."""
    right = read = meant = 0
    for row in _ROWS:
        if "labels" in row:
            found = {claim.category for claim in claims_in(row["text"], "marketing", "fr")}
            right += len(found & set(row["labels"]))
            read += len(found)
            meant += len(row["labels"])
    assert 2 * right >= 0.93 * (read + meant)


def test_statements_of_the_labelled_set():
    """The statements that are labelled are read, and none of them where it is not made."""
    labelled = {label for row in _ROWS for label in row.get("satisfies", ())}
    wrong: list[str] = []
    for row in _ROWS:
        if "satisfies" in row:
            ids = {statement.id for statement in statements_in(row["text"], "fr").found}
            found = {_RX if each.startswith(_RX) else each for each in ids} & labelled
            if found != set(row["satisfies"]):
                wrong.append(row["text"])
    assert wrong == []


@pytest.mark.parametrize("text", PLAIN)
def test_plain_text_claims_nothing(text: str):
    """Technical prose makes no claim, whatever the role of the text."""
    assert claims_in(text, "marketing", "fr") == ()


def test_a_page_is_read_fast():
    """Five thousand characters take a few milliseconds once the words are loaded."""
    page = " ".join(PLAIN * 4)[:5000]
    claims_in(page, "marketing", "fr")
    statements_in(page, "fr")
    taken: list[float] = []
    for _ in range(5):
        start = time.perf_counter()
        claims_in(page, "marketing", "fr")
        taken.append(time.perf_counter() - start)
    assert min(taken) < 0.05
