"""How well claims and statements are read in labelled sentences: `python benchmarks/wording.py FILE.jsonl …`.

Each line holds `text`, `labels` (claims) or `satisfies` (statements) and perhaps `optional` (labels on which careful
reviewers could differ: they are dropped from both sides). A file whose first line has `labels` is scored for claims:
claim or not, each category, the mean over the categories, hedging; only certain and likely claims count. Any other is
scored for statements. `--show` prints the texts that are read wrongly as well, which must not be done before the first
contact's figure is written into `wording-log.md`.
"""

from __future__ import annotations

import argparse
import collections
import json
from pathlib import Path
from typing import Any

from specvalidator.wording import CATEGORIES, read_claims, read_statements

ALSO = {"rx_only_symbol": "rx_only", "rx_only_federal_law": "rx_only"}
"""Ways of saying what another statement says; the labels do not tell them apart."""


def main() -> None:
    """Print the figures of each file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--show", action="store_true", help="print what is read wrongly")
    arguments = parser.parse_args()
    for file in arguments.files:
        rows = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
        claims = [row for row in rows if "labels" in row and not row.get("satisfies") and not row.get("near_miss_for")]
        if claims:
            score_claims(file.name, claims, show=arguments.show)
        if any("satisfies" in row for row in rows):
            score_statements(file.name, [row for row in rows if "satisfies" in row], show=arguments.show)


def figures(counts: collections.Counter[str]) -> tuple[float, float, float]:
    """Return precision, recall and F1 of counts of right, wrong and missed."""
    right, wrong, missed = counts["right"], counts["wrong"], counts["missed"]
    return (
        right / max(right + wrong, 1),
        right / max(right + missed, 1),
        2 * right / max(2 * right + wrong + missed, 1),
    )


def score_claims(name: str, rows: list[dict[str, Any]], *, show: bool) -> None:
    """Print how the claims of labelled sentences compare with the labels."""
    whole: collections.Counter[str] = collections.Counter()
    each: dict[str, collections.Counter[str]] = {category: collections.Counter() for category in sorted(CATEGORIES)}
    hedged: collections.Counter[bool] = collections.Counter()
    for row in rows:
        optional = set(row.get("optional", ()))
        claims = [
            claim for claim in read_claims(row["text"], language=row.get("lang", "en")) if claim.certainty != "possible"
        ]
        found = {claim.category for claim in claims} - optional
        wanted = set(row["labels"]) - optional
        whole[_kind(got=bool(found), wanted=bool(wanted))] += 1
        for category in found | wanted:
            each[category][_kind(got=category in found, wanted=category in wanted)] += 1
        if found and wanted:
            hedged[any(claim.hedged for claim in claims) == row["hedged"]] += 1
        if show and found != wanted:
            print(f"{_kind(got=bool(found), wanted=bool(wanted)):6} +{found - wanted} -{wanted - found}: {row['text']}")
            for claim in claims:
                if claim.category not in wanted:
                    print(f"         {claim.category} by {claim.cue!r} ({claim.certainty})")
    precision, recall, f1 = figures(whole)
    macro = sum(figures(counts)[2] for counts in each.values()) / len(each)
    print(
        f"{name}: {len(rows)} sentences; claim or not: precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}; "
        f"mean F1 over the categories {macro:.3f}; hedged as labelled {hedged[True]} of {hedged.total()}"
    )
    for category, counts in each.items():
        precision, recall, f1 = figures(counts)
        print(f"  {category}: {precision:.3f} {recall:.3f} {f1:.3f} of {counts['right'] + counts['missed']}")


def _kind(*, got: bool, wanted: bool) -> str:
    return ("right" if wanted else "wrong") if got else ("missed" if wanted else "none")


def score_statements(name: str, rows: list[dict[str, Any]], *, show: bool) -> None:
    """Print how the statements of labelled sentences compare with the labels."""
    counts: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    near_seen = near_wanted = 0
    for row in rows:
        optional = set(row.get("optional", ()))
        reading = read_statements(row["text"], language=row.get("lang", "en"))
        names = {ALSO.get(statement.id, statement.id) for statement in reading.found}
        wanted = set(row["satisfies"])
        labelled = {name for name in names if name in KNOWN} - optional
        wanted -= optional
        for label in labelled | wanted:
            kind = _kind(got=label in labelled, wanted=label in wanted)
            counts[label][kind] += 1
            if show and kind != "right":
                print(f"{kind:6} {label}: {row['text']}")
        misses = {ALSO.get(miss.id, miss.id) for miss in reading.near_misses}
        near = set(row.get("near_miss_for", ())) - optional
        near_wanted += len(near)
        near_seen += len(near & misses)
    total: collections.Counter[str] = sum(counts.values(), collections.Counter())
    precision, recall, f1 = figures(total)
    print(
        f"{name}: {len(rows)} texts, {total['right'] + total['missed']} labels; precision {precision:.3f}, "
        f"recall {recall:.3f}, micro F1 {f1:.3f} "
        f"(right {total['right']}, wrong {total['wrong']}, missed {total['missed']}); "
        f"near misses explained {near_seen} of {near_wanted}"
    )
    for label in sorted(counts):
        if counts[label]["wrong"] or counts[label]["missed"]:
            print(f"  {label}: " + ", ".join(f"{kind} {counts[label][kind]}" for kind in ("right", "wrong", "missed")))


KNOWN = frozenset(
    (
        "not_fda_approved",
        "toxic_gas_no_known_medical_use",
        "do_not_inhale",
        "investigational_device",
        "rx_only",
        "max_ozone_output_stated",
        "smallest_room_area_stated",
        "contraindications_g6pd",
        "contraindications_thrombocytopenia",
        "contraindications_pregnancy",
        "trained_professionals_only",
        "not_a_substitute_for_medical_advice",
        "monitoring_required",
        "ventilation_required",
        "eye_and_lung_irritant",
        "single_use",
        "electrical_oxygen_fire_hazard",
    )
)
"""The statements that the labels know; the reader knows more."""

if __name__ == "__main__":
    main()
