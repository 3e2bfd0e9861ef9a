"""`python -m specvalidator` and the command `specvalidator`."""

from __future__ import annotations

import sys

from specvalidator.cli import main

__all__ = ["main"]

if __name__ == "__main__":
    sys.exit(main())
