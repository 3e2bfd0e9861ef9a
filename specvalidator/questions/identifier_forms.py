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
    digits = re.sub(r"^\(01\)|[\s-]", "", text)
    if not re.fullmatch(r"[0-9]{8}|[0-9]{12,14}", digits):
        return "a GTIN has 8, 12, 13 or 14 digits"
    total = sum(int(digit) * (3 if i % 2 else 1) for i, digit in enumerate(reversed(digits)))
    if total % 10 == 0:
        return ""
    right = (10 - (total - int(digits[-1])) % 10) % 10
    return f"its check digit is {digits[-1]}, and {right} would fit the other digits"


_HIBC: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%"


def _hibc(text: str) -> str:
    """Check a HIBC device identifier: `+`, labeler, product, unit of measure and a check character modulo 43.

    Source: ANSI/HIBC 2.6, supplier labeling standard, check character over all characters before it.
    """
    if not re.fullmatch(r"\+[A-Z][0-9A-Z]{3}[0-9A-Z]{1,18}[0-9][0-9A-Z\-. $/+%]", text):
        return "a HIBC identifier is + and a labeler's code of four characters, product, package level, check character"
    right = _HIBC[sum(_HIBC.index(character) for character in text[:-1]) % len(_HIBC)]
    return "" if text[-1] == right else f"its check character is {text[-1]}, and {right} would fit the others"


def _udi(text: str) -> str:
    """Check a whole UDI as GS1 writes it: application identifiers with their fields, dates and check digits."""
    from stdnum import gs1_128  # noqa: PLC0415 - a tenth of a cold check, for the few sheets that print a whole UDI
    from stdnum.exceptions import InvalidChecksum, ValidationError  # noqa: PLC0415

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
    lists = ("languages", "countries", "standard_bodies", "iso_alone")
    return {**codes, **{name: frozenset(codes[name].split()) for name in lists}}


def _language(text: str) -> str:
    """Check a language tag: a code of ISO 639-1 or one of three letters, a country or script behind it."""
    codes = _codes()
    first, *rest = text.split("-")
    slip = codes["language_slips"].get(text.casefold(), "")
    if not slip and (first in codes["languages"] or re.fullmatch(r"[a-z]{3}", first)):
        if all(re.fullmatch(r"[A-Z][a-z]{3}|[0-9]{3}", part) or part in codes["countries"] for part in rest):
            return ""
        return f"`{rest[0]}` behind it is no country or script"
    return f"the code is `{slip}`" if slip else "it is not in the list of language codes"


def _market(text: str) -> str:
    """Check the code of a market: EU, a country of ISO 3166-1, or a part of one."""
    codes = _codes()
    country = text.partition("-")[0]
    if text == "EU" or country in codes["countries"]:
        return ""
    slip = codes["country_slips"].get(country, "")
    return f"the code is `{slip}`" if slip else "it is not in the list of country codes"


_LAWS: Final = re.compile(r"\b(CFR|U\.?S\.?C|CCR|FDCA|Directive|Regulation|MDR|MDD|93/42|2017/745)\b", re.IGNORECASE)
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


def _like(pattern: str, expected: str) -> Callable[[str], str]:
    compiled = re.compile(pattern)
    return lambda text: "" if compiled.fullmatch(text) else expected


FORMS: Final[Mapping[str, Callable[[str], str | None]]] = {
    "gtin": _gtin,
    "hibc": _hibc,
    "iccbba": _like(r"=/[0-9A-Z]{16}", "an ICCBBA identifier is =/ and 16 characters"),
    "udi": _udi,
    "gmdn": _like(r"[0-9]{5}", "a GMDN code has five digits"),
    "emdn": _like(r"[A-Z]([0-9]{2}){1,6}", "an EMDN code is a letter and an even number of digits, as Z12030182"),
    "eudamed-srn": _like(
        r"[A-Z]{2}-(MF|AR|IM|PR)-[0-9]{9}", "a number of Eudamed is a country, MF, AR, IM or PR, and nine digits"
    ),
    "us-510k": _like(r"B?K[0-9]{6}", "a 510(k) number is K and six digits, as K143210"),
    "us-de-novo": _like(r"DEN[0-9]{6}", "a De Novo number is DEN and six digits"),
    "us-pma": _like(
        r"B?P[0-9]{6}(/S[0-9]{3})?", "a PMA number is P and six digits, with /S and three for a supplement"
    ),
    "us-hde": _like(r"B?H[0-9]{6}(/S[0-9]{3})?", "a humanitarian device exemption is H and six digits"),
    "us-ide": _like(r"G[0-9]{6}(/S[0-9]{3})?", "an IDE number is G and six digits, as G180001"),
    "us-product-code": _like(r"[A-Z]{3}", "a product code of FDA has three letters"),
    "epa-establishment": _like(
        r"[0-9]{1,6}-[A-Z]{2,3}-[0-9]{1,4}",
        "an EPA establishment number is the company's number, two or three letters for the place, and a number",
    ),
    "nct": _like(r"NCT[0-9]{8}", "an NCT number is NCT and eight digits"),
    "pmid": _like(r"[1-9][0-9]{0,7}", "a PubMed number has one to eight digits and nothing else"),
    "doi": _like(
        r"(https?://(dx\.)?doi\.org/|doi:\s?)?10\.[0-9]{4,9}/[^\s<>\"]+", "a DOI starts with 10. and has a slash"
    ),
    "notified-body": _like(r"(CE\s?)?[0-9]{4}", "the number of a notified body has four digits"),
    "web-address": _like(
        r"(https?://)?[^\s/:@<>\"']+\.[^\s/:@<>\"']+(:[0-9]{1,5})?([/?#][^\s<>\"]*)?",
        "an address is like https://example.com/page",
    ),
    "language": _language,
    "market": _market,
    "standard": _standard,
}
"""Each form: what is wrong with a text, in a clause; empty when nothing is, None when it cannot be told."""

LEADS: Final[Mapping[str, str]] = {"hibc": "+", "iccbba": "="}
"""With what a text of a form starts and no text of another, so that it alone is spoken of."""
