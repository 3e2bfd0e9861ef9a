"""How well statements are read in labelled sentences: `python benchmarks/wording.py FILE.jsonl …`.

Each line holds `text`, `satisfies` and perhaps `optional` (ids on which careful reviewers could differ, dropped from
both sides). Prints micro precision, recall and F1 for each file and what is wrong per statement; `--show` prints
the texts as well, which must not be done before the figure of the first contact is written into `wording-log.md`.
"""

from __future__ import annotations

import argparse
import collections
import json
from pathlib import Path

from specvalidator.wording import read_statements

ALSO = {"rx_only_symbol": "rx_only", "rx_only_federal_law": "rx_only"}
"""Ways of saying what another statement says; the labels do not tell them apart."""


def main() -> None:
    """Print the figures of each file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--show", action="store_true", help="print what is read wrongly")
    arguments = parser.parse_args()
    for file in arguments.files:
        score(file, show=arguments.show)


def score(file: Path, *, show: bool) -> None:
    """Read every text of a file and print how its statements compare with the labels."""
    counts: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    near_seen = near_wanted = lines = 0
    for line in file.read_text("utf-8").splitlines():
        row = json.loads(line)
        lines += 1
        optional = set(row.get("optional", ()))
        reading = read_statements(row["text"], language=row.get("lang", "en"))
        names = {ALSO.get(statement.id, statement.id) for statement in reading.found}
        wanted = set(row["satisfies"])
        labelled = {name for name in names if name in KNOWN} - optional
        wanted -= optional
        for name in labelled | wanted:
            kind = "right" if name in labelled & wanted else "missed" if name in wanted else "wrong"
            counts[name][kind] += 1
            if show and kind != "right":
                print(f"{kind:6} {name}: {row['text']}")
        misses = {ALSO.get(miss.id, miss.id) for miss in reading.near_misses}
        near = set(row.get("near_miss_for", ())) - optional
        near_wanted += len(near)
        near_seen += len(near & misses)
    total: collections.Counter[str] = sum(counts.values(), collections.Counter())
    right, wrong, missed = total["right"], total["wrong"], total["missed"]
    print(
        f"{file.name}: {lines} texts, {right + missed} labels; precision {right / max(right + wrong, 1):.3f}, "
        f"recall {right / max(right + missed, 1):.3f}, micro F1 {2 * right / max(2 * right + wrong + missed, 1):.3f} "
        f"(right {right}, wrong {wrong}, missed {missed}); near misses explained {near_seen} of {near_wanted}"
    )
    for name in sorted(counts):
        if counts[name]["wrong"] or counts[name]["missed"]:
            print(f"  {name}: " + ", ".join(f"{kind} {counts[name][kind]}" for kind in ("right", "wrong", "missed")))


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
