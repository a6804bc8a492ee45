"""A text cut into its sentences, which abbreviations and brackets do not end."""

import re
from itertools import pairwise

from issues.intake.vocabulary import Grammar

Span = tuple[int, int]

ASIDE = re.compile(r"\(([^()]{3,})\)|“[^“”]*”|«[^«»]*»|\"[^\"]*\"|\[[^\[\]]*\]")
END = re.compile(r"[.?!…]+[\"”»’)\]]*(?=\s)")
START = re.compile(r"\s+[\"“«‘(¿¡]*(\w|[¿¡])")


def masked(text: str) -> str:
    """The text, character for character, with underscores for what stands in brackets or quotation marks."""
    return ASIDE.sub(lambda aside: aside[0][0] + "_" * (len(aside[0]) - 2) + aside[0][-1], text)


def sentences(text: str, grammar: Grammar) -> tuple[Span, ...]:
    """The start and end of each sentence of the text, without the white space around it."""
    plain = masked(text)
    ends = [end.end() for end in END.finditer(plain) if _is_end(plain, end, grammar)]
    bounds = [0, *ends, len(text)]
    spans = (trimmed(text, start, end) for start, end in pairwise(bounds))
    return tuple((start, end) for start, end in spans if start < end)


def trimmed(text: str, start: int, end: int) -> Span:
    """The span without the white space at its two ends; empty where there is nothing else."""
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    return start + left, start + max(left, len(piece.rstrip()))


def _is_end(text: str, end: re.Match[str], grammar: Grammar) -> bool:
    following = START.match(text, end.end())
    if following is None or following[1].islower():
        return False
    if grammar.openers.abbreviation.search(text, max(0, end.end() - 12), end.end()):
        begins = (grammar.openers.polite, grammar.openers.first)
        return any(begin.match(text, following.start(1)) for begin in begins)
    return True
