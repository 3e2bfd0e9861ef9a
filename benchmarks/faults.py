"""Seeded faults: does the requirement that should fail do so, and no other? `python benchmarks/faults.py [PACK …]`.

For every active requirement a sheet is taken that passes (the pack's base sheet with the requirement's first accepted
example laid over it), one thing in it is spoiled (each of its `seeds`; without them, its first refused example), and
all packs judge both. Exact: what fails in the spoiled sheet and did not before is the requirement and its declared
`companions`, all of them and nothing else. Prints the share per pack and what is not exact.
"""

from __future__ import annotations

import argparse
import json
from typing import Any

from specvalidator.data import data_path, read_data
from specvalidator.finding import Outcome
from specvalidator.judge import Judging
from specvalidator.packs import list_packs, load_pack
from specvalidator.packs.build import stands_for
from specvalidator.packs.check import checked_pack
from specvalidator.packs.examples import laid_over
from specvalidator.sheet import read_sheets

PACKS = {name: load_pack(name) for name in list_packs()}


def failing(value: dict[str, Any]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the requirements that a sheet leaves unmet, and its faults of form."""
    (sheet,) = read_sheets(json.dumps(value, ensure_ascii=False).encode(), "seeded")
    unmet = set()
    for pack in PACKS.values():
        judging = Judging(sheet, pack)
        if not judging.ruled_out():
            verdicts = judging.verdicts(pack.edition)
            unmet |= {verdict.requirement.id for verdict in verdicts if verdict.outcome is Outcome.UNMET}
    return frozenset(unmet), frozenset(fault.id for fault in sheet.faults)


def seeded(data: dict[str, Any], requirement: dict[str, Any]) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Return pairs of a passing sheet and the same with one fault."""
    passing = laid_over(data["base_sheet"], requirement["accepts"][0])
    if "seeds" in requirement:
        return [(passing, laid_over(passing, seed)) for seed in requirement["seeds"]]
    return [(passing, laid_over(data["base_sheet"], requirement["refuses"][0]))]


def share(part: int, whole: int) -> str:
    """Return a share in percent; of nothing, as when a pack holds drafts only, there is none."""
    return f"{part / whole:.1%}" if whole else "no share"


def main() -> None:
    """Print the share of seeded faults that only their requirement reports."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("packs", nargs="*", default=list_packs())
    total = exact = clean = 0
    for name in parser.parse_args().packs:
        _, document = checked_pack(read_data(f"packs/{name}.yaml"), data_path(f"packs/{name}.yaml"))
        here = here_exact = here_clean = 0
        for requirement in document.value["requirements"]:
            if requirement.get("status", "active") != "active":
                continue
            companions = requirement.get("companions", ())
            for number, (passing, spoiled) in enumerate(seeded(document.value, requirement)):
                before, faults = failing(passing)
                after, new_faults = failing(spoiled)
                new = after - before
                missing = {requirement["id"], *(one for one in companions if not one.endswith("*"))} - new
                more = {
                    one for one in new if one != requirement["id"] and not any(stands_for(c, one) for c in companions)
                }
                is_exact = not missing and not more and not new_faults - faults
                here += 1
                here_exact += is_exact
                here_clean += not before and not faults
                if not is_exact:
                    print(f"  {requirement['id']} #{number}: not found {sorted(missing)}, beside it {sorted(more)}")
                if before or faults:
                    print(f"  {requirement['id']} #{number}: the passing sheet fails {sorted(before | faults)}")
        exactly = f"{here_exact} of {here} seeded faults exact ({share(here_exact, here)})"
        print(f"{name}: {exactly}; passing sheets {here_clean}")
        total, exact, clean = total + here, exact + here_exact, clean + here_clean
    print(f"all: {exact} of {total} exact ({share(exact, total)}); {clean} of {total} passing sheets fail nothing")


if __name__ == "__main__":
    main()
