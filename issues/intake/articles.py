"""Treaty articles that a heading names: "Articles 5 and 7 to 9" is 5, 7, 8, 9."""

import re
from functools import cache

from issues.intake.languages import LANGUAGES

FIRST = re.compile(r"\b(?:premier|1er|1º|1°)")


def articles(heading: str, language: str) -> tuple[int, ...]:
    """The numbers of the articles that `heading` names in `language`, ranges expanded, in their order.

    Paragraphs in brackets ("article 4 (2)") and after a word of their own ("article 2, para. 1") are left.
    """
    named, numbers, is_range = _patterns(language)
    found: list[int] = []
    for group in named.findall(FIRST.sub("1", heading)):
        before = 0
        for joint, number in numbers.findall(group):
            first = before + 1 if before and is_range.fullmatch(joint.strip()) else int(number)
            found.extend(range(first, int(number) + 1))
            before = int(number)
    return tuple(dict.fromkeys(found))


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    words = LANGUAGES[language]
    through = rf"[-–—]|\b(?:{words.through})\b"
    number = r"\d{1,2}\b(?:\s?\(\w{1,4}\))*"
    joint = rf"\s?(?:[,;]\s?(?:(?:{words.also})\s)?|{through}|\b(?:{words.also})\b)\s?"
    named = re.compile(
        rf"(?:^|\b|(?<=\())(?:{words.article})\s?({number}(?:{joint}{number})*)", re.IGNORECASE
    )
    numbers = re.compile(rf"({joint}|^)(\d{{1,2}})\b(?:\s?\(\w{{1,4}}\))*", re.IGNORECASE)
    return named, numbers, re.compile(through, re.IGNORECASE)
