"""Kazakh words without their endings: PostgreSQL has no stems of them, a beginning finds them."""

import re

LETTERS = re.compile("[әғқңөұүһі]")
CYRILLIC = re.compile("[Ѐ-ӿ]")
# Plural, possession, case; joined as they follow each other: “қамау-дағы-лар-ға”.
_LISTED = """
лар лер дар дер тар тер ға ге қа ке на не да де та те дан ден тан тен нан нен ның нің дың
дің тың тің ды ді ты ті ны ні мен бен пен ы і сы сі ын ін ым ім ың ің дағы дегі тағы тегі
ндағы ндегі мыз міз ымыз іміз ында інде ына іне ынан інен сында сінде ларға лерге дарға
дерге тарға терге лардың лердің дардың дердің тардың тердің ларды лерді дарды дерді тарды
терді лары лері дары дері тары тері
"""
ENDINGS = tuple(sorted(_LISTED.split(), key=len, reverse=True))
SHORTEST, SHORTEST_IN_DOUBT = 4, 5


def beginning(word: str) -> str:
    """What is left of a word in Cyrillic letters without the longest ending; the word itself without one.

    A word without a letter that only Kazakh has may be Russian: there a short ending is taken off a longer
    word only, so that “правда” does not find “право”.
    """
    told = word.lower()
    if not CYRILLIC.search(told) or not told.isalpha():
        return told
    for ending in ENDINGS:
        is_sure = LETTERS.search(told) is not None or len(ending) > 2
        if told.endswith(ending) and len(told) - len(ending) >= (SHORTEST if is_sure else SHORTEST_IN_DOUBT):
            return told.removesuffix(ending)
    return told
