"""How well Portuguese is read, on sentences labelled for it by a writer of the word lists.

They were looked at while the lists were written: the floors keep what was reached from slipping, they do not say how
well unseen text is read.
"""

from __future__ import annotations

import json
from pathlib import Path
from time import perf_counter

import pytest

from specvalidator.wording.claims import claims_in
from specvalidator.wording.statements import statements_in

ROWS = [json.loads(line) for line in Path(__file__).with_name("labelled_pt.jsonl").read_text("utf-8").splitlines()]
CLAIMS = [
    (set(row["labels"]), {claim.category for claim in claims_in(row["text"], "marketing", "pt")})
    for row in ROWS
    if "labels" in row
]
STATED = [row for row in ROWS if "satisfies" in row]
LABELLED = {known for row in STATED for known in (*row["satisfies"], *row["near_miss_for"])}
CATEGORIES = sorted({category for wanted, _ in CLAIMS for category in wanted})

TECHNICAL = """A caixa do aparelho é de alumínio anodizado com 2 mm de espessura.
O caudal de oxigénio é regulado por um redutor de pressão de duas etapas.
A placa de circuito impresso contém um microcontrolador de 32 bits.
Ligue o cabo de alimentação a uma tomada com ligação à terra.
O visor apresenta a concentração, o caudal e o tempo restante.
As dimensões do equipamento são 320 x 240 x 180 mm e o peso é de 6 kg.
A concentração de saída é calculada a partir da absorção UV a 254 nm.
O ventilador liga automaticamente quando a temperatura ultrapassa 40 °C.
Retire a tampa, desaperte os quatro parafusos e puxe o módulo para fora.
A mangueira de silicone deve ser substituída quando apresentar fissuras.
O menu de definições permite escolher o idioma, a data e a hora.
Em caso de falha de energia, o aparelho desliga-se e a válvula fecha.
O transformador de alta tensão trabalha a 5 kV e 1 kHz.
O sensor de pressão mede de 0 a 6 bar com uma resolução de 0,01 bar.
A porta RS-232 transmite os dados de medição ao computador.
O fabricante reserva-se o direito de alterar as especificações técnicas.
O conjunto é fornecido com dois tubos, um filtro e um manual.
A eletroválvula de três vias comuta o gás para o catalisador.
O tempo de aquecimento do sensor é de aproximadamente dez minutos.
Os fusíveis encontram-se na parte traseira, junto ao interruptor principal."""


def precision_and_recall(pairs: list[tuple[bool, bool]]) -> tuple[float, float]:
    right = sum(wanted and got for wanted, got in pairs)
    return right / sum(got for _, got in pairs), right / sum(wanted for wanted, _ in pairs)


def test_claim_or_not():
    """A sentence with a claim is told from one without."""
    precision, recall = precision_and_recall([(bool(wanted), bool(got)) for wanted, got in CLAIMS])
    assert precision >= 0.98
    assert recall >= 0.97


@pytest.mark.parametrize("category", CATEGORIES)
def test_category(category: str):
    """Each category is found where it stands, and hardly anywhere else."""
    precision, recall = precision_and_recall([(category in wanted, category in got) for wanted, got in CLAIMS])
    assert precision >= 0.80
    assert recall >= 0.80


def test_statements():
    """Statements are found, and not where they are denied or asked; most near misses are explained."""
    right = wrong = explained = near = 0
    for row in STATED:
        reading = statements_in(row["text"], "pt")
        found = {statement.id for statement in reading.found} & LABELLED
        wanted = set(row["satisfies"])
        right += len(found & wanted)
        wrong += len(found ^ wanted)
        near += len(row["near_miss_for"])
        explained += len(set(row["near_miss_for"]) & {miss.id for miss in reading.near_misses})
    assert 2 * right / (2 * right + wrong) >= 0.97
    assert explained >= 0.93 * near


@pytest.mark.parametrize("text", TECHNICAL.splitlines())
def test_technical_text(text: str):
    """Ordinary technical sentences claim nothing and state nothing."""
    assert not claims_in(text, "marketing", "pt")
    assert not statements_in(text, "pt", near=False).found


def test_speed():
    """A page is read in a few milliseconds, also for the first time; the bound is wide for a busy machine."""
    claims_in("Aquece.", "marketing", "pt")
    page = "\n".join(" ".join(TECHNICAL.splitlines()) for _ in range(4))[:5000]
    best = 1.0
    for number in range(5):
        start = perf_counter()
        claims_in(f"{page} {number}", "marketing", "pt")
        best = min(best, perf_counter() - start)
    assert best < 0.05
