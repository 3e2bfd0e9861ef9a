"""Packs of requirements: found, checked and loaded, those that ship with the tool and those that users add.

A pack that does not hold together is refused with its place; nothing of it is loaded.
"""

from __future__ import annotations

from specvalidator.packs.load import closed_pack, family_of, list_packs, load_pack, load_pack_paths
from specvalidator.packs.trouble import PackError

__all__ = ["PackError", "closed_pack", "family_of", "list_packs", "load_pack", "load_pack_paths"]
