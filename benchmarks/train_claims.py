"""Train the second opinion on claims: `python benchmarks/train_claims.py [--cross] [--write]`.

Reads the labelled sentences of `benchmarks/sentences/` and fits one weight for each feature of
`specvalidator/wording/features.py`: logistic regression for "makes any claim" and for each category. Features that few
sentences have or that weigh little are left out, the others are fitted again and written as one character each to
`schemas/words/weights-en.json`. Needs scikit-learn; nothing at run time does.

`--cross` leaves out one author's sentences at a time, trains on the others and prints how those are read, by the
reader as a whole; the thresholds are chosen by that. `--write` trains on everything and writes the weights.
"""

from __future__ import annotations

import argparse
import collections
import hashlib
import json
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from specvalidator.wording import CATEGORIES
from specvalidator.wording.claims import claims_by, evidence_of
from specvalidator.wording.features import pair_features, spelling_features
from specvalidator.wording.scorer import ANY, MIDDLE, Scorer

HERE = Path(__file__).parent
SENTENCES = HERE / "sentences"
WEIGHTS = HERE.parent / "schemas" / "words" / "weights-en.json"
NAMES = (ANY, *sorted(CATEGORIES))
STRENGTH = {ANY: 0.3, "category": 1.0}
"""The inverse of how strongly large weights are held down, as scikit-learn has it."""
FEWEST = 2
"""Features that fewer sentences have are left out."""
KEPT = 30_000
"""So many features are kept."""
WIDEST = 45
"""The largest weight, in steps of the scale: what one printable character can say on either side of the middle."""
THRESHOLDS = {
    "likely": 0.45,
    "short": 0.75,
    "overruling": 0.6,
    "sober": 0.9,
    "possible": 0.2,
    "doubted": 0.05,
    "category_floor": 0.45,
}


class Row(NamedTuple):
    """A labelled sentence with its features."""

    author: str
    text: str
    labels: frozenset[str]
    optional: frozenset[str]
    features: dict[str, int]


def main() -> None:
    """Print how unseen authors are read, or write the weights, or both."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cross", nargs="*", metavar="AUTHOR", help="leave out one author at a time (all by default)")
    parser.add_argument("--write", action="store_true", help="write the weights, trained on everything")
    arguments = parser.parse_args()
    rows = [row for file in sorted(SENTENCES.glob("*.jsonl")) for row in read(file)]
    if arguments.cross is not None:
        cross(rows, arguments.cross or sorted({row.author for row in rows}))
    if arguments.write:
        data = {**fitted(rows), "sentences": len(rows), "digest": digest()}
        WEIGHTS.write_text(json.dumps(data, ensure_ascii=False, sort_keys=True, indent=0) + "\n", "utf-8")
        print(f"{WEIGHTS.name}: {WEIGHTS.stat().st_size // 1000} kB from {len(rows)} sentences")


def digest() -> str:
    """Return what tells these sentences from others: a test holds that the weights were trained on them."""
    together = hashlib.sha256()
    for file in sorted(SENTENCES.glob("*.jsonl")):
        together.update(file.read_bytes())
    return together.hexdigest()


def read(file: Path) -> list[Row]:
    """Return the sentences of a file; labels on which reviewers could differ are in neither set of labels."""
    rows = []
    for line in file.read_text("utf-8").splitlines():
        entry = json.loads(line)
        optional = frozenset(entry.get("optional", ()))
        rows.append(
            Row(file.stem, entry["text"], frozenset(entry["labels"]) - optional, optional, features_of(entry["text"]))
        )
    return rows


def features_of(text: str) -> dict[str, int]:
    """Return what the scorer adds up for a text; a piece of spelling counts once for each word that has it."""
    features: collections.Counter[str] = collections.Counter()
    once: set[str] = set()
    for seen in evidence_of(text, "en"):
        for word in set(seen.words):
            features.update(spelling_features(word))
        once |= pair_features(seen)
    return {**features, **dict.fromkeys(once, 1)}


def fitted(rows: list[Row]) -> dict[str, Any]:
    """Fit the weights and return them as they ship."""
    clear = [row for row in rows if row.labels or not row.optional]
    vectorizer = DictVectorizer(dtype=np.float32)
    matrix = vectorizer.fit_transform([row.features for row in clear])
    frequent = np.asarray((matrix > 0).sum(axis=0)).ravel()
    first = models(matrix[:, frequent >= FEWEST], clear)
    weights = np.array([first[name].coef_[0] for name in NAMES])
    worth = np.abs(weights).max(axis=0) * np.sqrt(frequent[frequent >= FEWEST])
    kept = np.flatnonzero(frequent >= FEWEST)[np.argsort(-worth, kind="stable")[:KEPT]]
    second = models(matrix[:, kept], clear)
    weights = np.array([second[name].coef_[0] for name in NAMES])
    scale = float(np.percentile(np.abs(weights), 99.95)) / WIDEST
    steps = np.clip(np.round(weights / scale), -WIDEST, WIDEST).astype(int)
    names = vectorizer.get_feature_names_out()
    order = sorted(np.flatnonzero(steps.any(axis=0)), key=lambda place: names[kept[place]])
    return {
        "biases": {name: round(float(second[name].intercept_[0]), 4) for name in NAMES},
        "scale": round(scale, 6),
        **THRESHOLDS,
        "features": "\n".join(names[kept[place]] for place in order),
        "weights": {name: "".join(chr(MIDDLE + step) for step in steps[row, order]) for row, name in enumerate(NAMES)},
    }


def models(matrix: Any, rows: list[Row]) -> dict[str, LogisticRegression]:
    """Fit "any claim" and each category; for a category, sentences on which reviewers could differ are left out."""
    fits = {ANY: LogisticRegression(C=STRENGTH[ANY], max_iter=400).fit(matrix, [bool(row.labels) for row in rows])}
    for name in NAMES[1:]:
        sure = np.array([name not in row.optional for row in rows])
        labels = np.array([name in row.labels for row in rows])
        fits[name] = LogisticRegression(C=STRENGTH["category"], solver="liblinear", random_state=0).fit(
            matrix[sure], labels[sure]
        )
    return fits


def cross(rows: list[Row], authors: list[str]) -> None:
    """Print how the sentences of each author are read by a reader trained on those of all others."""
    by_likely: dict[float, list[tuple[Row, set[str]]]] = collections.defaultdict(list)
    for author in authors:
        data = fitted([row for row in rows if row.author != author])
        shown = []
        for likely in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
            scorer = Scorer({**data, "likely": likely, "possible": likely})
            read = [
                (
                    row,
                    {
                        claim.category
                        for claim in claims_by(row.text, "", "en", scorer)
                        if claim.certainty != "possible"
                    },
                )
                for row in rows
                if row.author == author
            ]
            by_likely[likely] += read
            shown.append(f"{likely}: {figures(read)}")
        print(author, " | ".join(shown), flush=True)
    for likely, read in by_likely.items():
        print(f"all, likely from {likely}: {figures(read)}")


def figures(read: list[tuple[Row, set[str]]]) -> str:
    """Return precision, recall and F1 of claim or not, and the mean F1 of the categories, as a text."""
    whole: collections.Counter[tuple[bool, bool]] = collections.Counter()
    each: dict[str, collections.Counter[tuple[bool, bool]]] = collections.defaultdict(collections.Counter)
    for row, categories in read:
        found = categories - row.optional
        whole[bool(row.labels), bool(found)] += 1
        for category in found | row.labels:
            each[category][category in row.labels, category in found] += 1
    precision, recall, f1 = rates(whole)
    macro = sum(rates(each[category])[2] for category in CATEGORIES) / len(CATEGORIES)
    return f"{precision:.3f} {recall:.3f} {f1:.3f} ({macro:.3f})"


def rates(counts: collections.Counter[tuple[bool, bool]]) -> tuple[float, float, float]:
    """Return precision, recall and F1 of counts by (labelled, found)."""
    right, wrong, missed = counts[True, True], counts[False, True], counts[True, False]
    return (
        right / max(right + wrong, 1),
        right / max(right + missed, 1),
        2 * right / max(2 * right + wrong + missed, 1),
    )


if __name__ == "__main__":
    main()
