"""The forms of identifiers: what is wrong with a text, in a clause; the empty text when nothing is.

That a number is in its register is another matter, which no form shows.
"""

from __future__ import annotations

import functools
import json
import re
from typing import TYPE_CHECKING, Any, Final

from specvalidator.data import read_data

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["FORMS", "LEADS"]


def _gtin(text: str) -> str:
    """Check a GTIN of 8, 12, 13 or 14 digits (GS1 General Specifications, check digit by weights 3 and 1)."""
    bare = re.sub(r"^(GTIN(-[0-9]{1,2})?|UDI-DI|DI)\s*:?\s*", "", text, flags=re.IGNORECASE)
    digits = re.sub(r"^\(01\)|^01(?=[0-9]{14}$)|[\s-]", "", bare)
    if re.match(r"[0-9]{14}\([0-9]", digits):
        return "it is a whole UDI, which belongs under `udi`"
    if not re.fullmatch(r"[0-9]{8}|[0-9]{12,14}", digits):
        return "a GTIN has 8, 12, 13 or 14 digits"
    total = sum(int(digit) * (3 if i % 2 else 1) for i, digit in enumerate(reversed(digits)))
    if total % 10 == 0:
        return ""
    right = (10 - (total - int(digits[-1])) % 10) % 10
    return f"its check digit is {digits[-1]}, and {right} would fit the other digits"


_HIBC: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%"


def _hibc(text: str) -> str:
    """Check a HIBC code, with or without lot and dates: `+`, maker, product, level and a check character modulo 43.

    Source: ANSI/HIBC 2.6, supplier labeling standard, check character over all characters before it.
    """
    if not re.fullmatch(r"\+[A-Z][0-9A-Z]{3}[0-9A-Z]{1,18}[0-9](/[0-9A-Z\-. $/+%]*)?[0-9A-Z\-. $/+%]", text):
        return "a HIBC code is + and the maker's four characters, product, package level and a check character"
    right = _HIBC[sum(_HIBC.index(character) for character in text[:-1]) % len(_HIBC)]
    return "" if text[-1] == right else f"its check character is {text[-1]}, and {right} would fit the others"


def _udi(text: str) -> str:
    """Check a whole UDI as GS1 writes it: application identifiers with their fields, dates and check digits."""
    from stdnum import gs1_128  # noqa: PLC0415 - a tenth of a cold check, for the few sheets that print a whole UDI
    from stdnum.exceptions import InvalidChecksum, ValidationError  # noqa: PLC0415

    text = re.sub(r"\s+(?=\()", "", text)  # printed with blanks between its fields
    if not re.match(r"\(?01\)?[0-9]", text):
        return "a UDI of GS1 starts with (01) and the device identifier"
    try:
        gs1_128.validate(text)
    except InvalidChecksum:
        return "the check digit of its device identifier does not fit the other digits"
    except (ValidationError, ValueError):
        return "one of its fields does not have the form that GS1 gives it"
    return ""


@functools.cache
def _codes() -> dict[str, Any]:
    codes: dict[str, Any] = json.loads(read_data("codes.json"))
    lists = ("languages", "countries", "us_states", "standard_bodies", "iso_alone")
    return {**codes, **{name: frozenset(codes[name].split()) for name in lists}}


def _language(text: str) -> str:
    """Check a language tag: a code of ISO 639-1 or one of three letters, a country or script behind it.

    Capitals do not matter (RFC 5646, 2.1.1).
    """
    codes = _codes()
    slip = codes["language_slips"].get(text.casefold(), "")
    if slip:
        return f"the code is `{slip}`"
    first, *rest = text.replace("_", "-").casefold().split("-")
    if first not in codes["languages"] and not re.fullmatch(r"[a-z]{3}", first):
        several = re.fullmatch(r"[a-z]{2}(\s?[/,;+]\s?[a-z]{2})+", text.casefold())
        return "it holds several languages; give one" if several else "it is not in the list of language codes"
    strange = [part for part in rest if not _is_country_or_script(part)]
    return f"`{strange[0]}` behind it is no country or script" if strange else ""


def _is_country_or_script(part: str) -> bool:
    return part.upper() in _codes()["countries"] or bool(re.fullmatch(r"[a-z]{4}|[0-9]{3}", part))


def _market(text: str) -> str:
    """Check the code of a market: EU, a country of ISO 3166-1, or a part of one; the states of the US by name."""
    codes = _codes()
    country, _, part = text.partition("-")
    if country == "US" and part and part not in codes["us_states"]:
        return f"`{part}` is no state of the US"
    if text == "EU" or country in codes["countries"]:
        return ""
    slip = codes["country_slips"].get(country, "")
    return f"the code is `{slip}`" if slip else "it is not in the list of country codes"


_LAWS: Final = re.compile(
    r"\b(CFR|U\.?S\.?C|CCR|FDCA|Directive|Regulation|MDR|MDD|FCC|[0-9]{2,4}/[0-9]+/E[CEU]C?|20[0-9]{2}/[0-9]{3,4})\b"
    r"|\((EU|EC)\)",
    re.IGNORECASE,
)
_IEC_OWN: Final = range(60000, 70000)
_IEC_OLD: Final = 2000
"""Before 1997 IEC numbers lay below this; 60000 was added to them."""
_MOST_DIGITS: Final = 6
_IEC_OTHERS: Final = frozenset({"31010"})


def _standard(text: str) -> str | None:
    """Check the number of a standard against the ranges that its body uses; None when the body is not known here.

    Source: IEC numbers its publications from 60000 on (since 1997), ISO does not use 60000 to 69999.
    """
    if _LAWS.search(text):
        return "that is a law, not a standard"
    if re.fullmatch(r"IP\s?[0-9X]{2}[A-Z]?", text.upper()):
        return "that is a degree of protection, which belongs under `electrical`"
    words = re.findall(r"[^\W\d_]+|[0-9]+", text.upper())
    bodies = {word for word in words if not word[0].isdigit()}
    numbers = [word for word in words if word[0].isdigit()]
    if not numbers or not bodies:
        return "it does not say whose number that is" if numbers else "it names no number"
    if not bodies & _codes()["standard_bodies"]:
        return None
    if "ASTM" in bodies and not re.search(r"ASTM\s+[A-G][0-9]{1,4}", text.upper()):
        return "an ASTM number starts with a letter from A to G"
    return _numbered(numbers[0], "ISO" in bodies, "IEC" in bodies)


def _numbered(number: str, is_iso: bool, is_iec: bool) -> str:  # noqa: FBT001 - who publishes it
    """Check a number that ISO or IEC publishes alone."""
    size = int(number[:_MOST_DIGITS])
    if is_iso and not is_iec and size in _IEC_OWN:
        return f"{number} is a number of IEC, not of ISO"
    if is_iec and not is_iso:
        if number in _codes()["iso_alone"]:
            return f"{number} is a number of ISO, not of IEC"
        if _IEC_OLD <= size < _IEC_OWN.start and number not in _IEC_OTHERS:
            return f"IEC has no number {number}; those of today start at 60000"
    return ""


def _numbered_as(core: str, expected: str, label: str = "") -> Callable[[str], str]:
    """Check a number with its usual label before it, in any capitals, with any dash; `expected` says what it is."""
    whole = re.compile(rf"(?:{label})?{core}\.?" if label else rf"{core}\.?", re.IGNORECASE)
    inside = re.compile(rf"(?<![0-9A-Z]){core}(?![0-9])", re.IGNORECASE)

    def wrong(text: str) -> str:
        plain = _DASHES.sub("-", text)
        if whole.fullmatch(plain):
            return ""
        found = sum(1 for _ in inside.finditer(plain))
        return f"it holds {found} numbers; make an entry of each" if found > 1 else expected

    return wrong


_UNSEEN: Final = r"\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
"""Characters that act on a terminal or hide in a text: no number has them."""
_DASHES: Final = re.compile("[\u2010-\u2015\u2212]")
_NUMBER: Final = r"\s*+(?:no\.?|number|nr\.?|\#)?\s*+:?\s*+"
"""What stands between the name of a register and a number; blanks are given to one part only, so that none is slow."""


FORMS: Final[Mapping[str, Callable[[str], str | None]]] = {
    "gtin": _gtin,
    "hibc": _hibc,
    "iccbba": _numbered_as(r"=/[0-9A-Z]{16}(?:=.*)?", "an ICCBBA identifier is =/ and 16 characters"),
    "udi": _udi,
    "gmdn": _numbered_as(r"[0-9]{5}", "a GMDN code has five digits", f"GMDN{_NUMBER}"),
    "emdn": _numbered_as(
        r"[A-Z](?:[0-9]{2}){1,6}",
        "an EMDN code is a letter and an even number of digits, as Z12030182",
        f"EMDN{_NUMBER}",
    ),
    "eudamed-srn": _numbered_as(
        r"[A-Z]{2}-(?:MF|AR|IM|PR)-[0-9]{9}",
        "a number of Eudamed is a country, MF, AR, IM or PR, and nine digits",
        f"SRN{_NUMBER}",
    ),
    "us-510k": _numbered_as(
        r"B?K[\s-]?[0-9]{6}", "a 510(k) number is K and six digits, as K143210", rf"510\s?\(?k\)?{_NUMBER}"
    ),
    "us-de-novo": _numbered_as(r"DEN[\s-]?[0-9]{6}", "a De Novo number is DEN and six digits", f"de\\s?novo{_NUMBER}"),
    "us-pma": _numbered_as(
        r"B?P[\s-]?[0-9]{6}(?:[/\s-]\s?S[0-9]{3})?",
        "a PMA number is P and six digits, with /S and three for a supplement",
        f"PMA{_NUMBER}",
    ),
    "us-hde": _numbered_as(
        r"B?H[\s-]?[0-9]{6}(?:[/\s-]\s?S[0-9]{3})?",
        "a humanitarian device exemption is H and six digits",
        f"HDE{_NUMBER}",
    ),
    "us-ide": _numbered_as(
        r"G[\s-]?[0-9]{6}(?:[/\s-]\s?S[0-9]{3})?", "an IDE number is G and six digits, as G180001", f"IDE{_NUMBER}"
    ),
    "us-product-code": _numbered_as(r"[A-Z]{3}", "a product code of FDA has three letters"),
    "epa-establishment": _numbered_as(
        r"[0-9]{1,6}-[A-Z]{2,3}-[0-9]{1,4}",
        "an EPA establishment number is the company's number, two or three letters for the place, and a number",
        rf"(?:EPA\s*)?Est(?:ablishment|\.)?{_NUMBER}",
    ),
    "nct": _numbered_as(
        r"NCT\s?[0-9]{8}",
        "an NCT number is NCT and eight digits",
        r"(?:https?://)?(?:www\.)?clinicaltrials\.gov/(?:ct2/show|study)/",
    ),
    "pmid": _numbered_as(
        r"[1-9][0-9]{0,7}/?",
        "a PubMed number has one to eight digits and nothing else",
        rf"PMID{_NUMBER}|(?:https?://)?pubmed\.ncbi\.nlm\.nih\.gov/",
    ),
    "doi": _numbered_as(
        rf"10\.[0-9]{{4,9}}/[^\s\"{_UNSEEN}]+",
        "a DOI starts with 10. and has a slash",
        r"(?:https?://)?(?:dx\.)?doi\.org/|doi\s*:?\s*",
    ),
    "notified-body": _numbered_as(
        r"[0-9]{4}(?:\s?[(,;][^0-9]{0,60}+)?", "the number of a notified body has four digits", r"[^0-9]{1,60}+"
    ),
    "web-address": _numbered_as(
        r"(?:https?://)?[^\s/:@<>\"']+\.[^\s/:@<>\"']+(?::[0-9]{1,5})?(?:[/?\#][^\s<>\"]*)?",
        "an address is like https://example.com/page",
    ),
    "language": _language,
    "market": _market,
    "standard": _standard,
}
"""Each form: what is wrong with a text, in a clause; empty when nothing is, None when it cannot be told."""

LEADS: Final[Mapping[str, str]] = {"hibc": "+", "iccbba": "="}
"""With what a text of a form starts and no text of another, so that it alone is spoken of."""
