"""Symbols of United Nations documents that cannot be right, such as one with a Cyrillic С.

A symbol is made of the body, then parts between strokes: CAT/C/KAZ/CO/3, E/C.12/KAZ/Q/2/Add.1, A/HRC/44/5.
"""

import re
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from issues.citations import references
from replies.document.checks.finding import Check, Finding
from replies.document.checks.given import Given

# Cyrillic capitals that look like Latin ones: typed by accident, and no search finds the document.
LOOK_ALIKE = str.maketrans("АВСЕНІЈКМОРЅТХ", "ABCEHIJKMOPSTX")
TREATY_BODIES = "CAT|CCPR|CEDAW|CRC|CRPD|CERD|CMW|CED"
CANDIDATE = re.compile(
    rf"(?<![\w/.])(?:{TREATY_BODIES}|HRI|E|A|S)(?:\s?/\s?[A-Za-zА-Яа-я0-9]+(?:[.–-][A-Za-z0-9]+)*)+(?:\s?/(?!\w))?"
)
PART = re.compile(
    r"[A-Z]{1,8}|\d+(?:-\d+)?|C\.\d+|[A-Z]{1,4}\.\d+(?:-\d+)?|(?:Add|Corr|Rev|Amend|Misc)\.\d+|ES-\d+|S-\d+"
)
# Documents of a State's cycle bear a number: concluding observations, lists, replies.
NUMBERED = re.compile(r"(?:CO|Q|RQ|QPR|FCO|FUL|FR)")
OF_A_BODY = re.compile(rf"(?:{TREATY_BODIES})/(?:C|OP|SP)/.+")


def symbols(answers: Iterable[Given]) -> Iterator[Finding]:
    """Symbols in texts, tables and notes that no document can have."""
    for given in answers:
        if "/" not in given.everything:
            continue
        for written in dict.fromkeys(_candidates(given.everything)):
            if not is_symbol(written):
                values = {"code": given.code, "symbol": written}
                text = _("%(code)s cites “%(symbol)s”: no document of the United Nations has such a symbol.")
                if not written.isascii():
                    text = _("%(code)s cites “%(symbol)s”, in which a letter is not a Latin one.")
                yield given.finding(Check.SYMBOL, text % values, written)


def _candidates(text: str) -> Iterator[str]:
    """What is meant for a symbol: a body, two strokes or more, and a digit or a gap where one belongs."""
    latin = text.translate(LOOK_ALIKE)
    for match in CANDIDATE.finditer(latin):
        parts = [part.strip() for part in match[0].split("/")]
        is_symbol_like = parts[0] in TREATY_BODIES.split("|") or parts[1][:1].isupper()
        if len(parts) >= 3 and is_symbol_like and (re.search(r"\d", match[0]) or parts[1] in {"C", "OP"}):
            yield text[match.start() : match.end()]


def is_symbol(written: str) -> bool:
    """Whether it parses as a symbol, and can be one of the treaty body that it names."""
    found = references([written])[0]
    if len(found) != 1 or found[0].key != written:
        return False
    body, *parts = written.split("/")
    if not all(PART.fullmatch(part) for part in parts) or NUMBERED.fullmatch(parts[-1]):
        return False
    return body not in TREATY_BODIES.split("|") or bool(OF_A_BODY.fullmatch(written))
