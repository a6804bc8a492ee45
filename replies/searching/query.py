"""What somebody typed as a query of PostgreSQL: words, “phrases”, codes such as 6(a).2."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from typing import Any, cast

from django.contrib.postgres.search import SearchQuery, SearchQueryCombinable
from django.db import connection
from django.db.models.sql import Query
from django.utils.translation import gettext as _

from issues.models import Issue
from issues.searchable import STEMS, WHOLE
from replies.finding import CODE
from replies.searching.kazakh import CYRILLIC, beginning

LONGEST, MOST_WORDS = 200, 20
# A word of fewer letters is found whole: too many words begin with it.
SHORTEST_BEGINNING = 3
# Of so many letters a Russian word is found by the beginning of its stem.
LONG = 7
QUOTED = re.compile(r"[\"“”„«]([^\"“”„«»]*)[\"“”»]")
PARTS = re.compile(r"(\d{1,3})(?:\(?([^\W\d_]{1,3})\)?)?(?:\.(\d{1,3}))?")
NAMES = re.compile(r"(?:issue|paragraph|para\.?|вопрос|пункт|мәселе|тармақ)\s+(?=\d)", re.IGNORECASE)
UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ue000\ue001]")
EDGES = ".,;:!?…'’‘\"“”„«»()[]{}<>|&*-–—"
# Nobody looks for these beside others.
_FILLING = """
a an and are as at be by for from in into is it of on or that the to was were which with
в во и к на не о об от по с со у для за из или как что это мен және үшін
"""
FILLING = frozenset(_FILLING.split())


@dataclass(frozen=True, slots=True)
class Code:
    """The number of an issue, and perhaps an item and a data point of it."""

    number: int
    item: str = ""
    point: str = ""

    @property
    def exact(self) -> str:
        """As data points and passages are named: “6(a).2”, “6(a)”, “6.2”."""
        return f"{self.number}{f'({self.item})' if self.item else ''}{f'.{self.point}' if self.point else ''}"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for; nothing where only signs were typed."""

    text: str = ""
    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    code: Code | None = None
    left_out: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.words or self.phrases)

    @property
    def query(self) -> SearchQueryCombinable:
        """All words and phrases, each in one of its forms."""
        parts = [*map(_of_word, self.words), *map(_of_phrase, self.phrases)]
        return reduce(and_, parts)

    @property
    def compiled(self) -> tuple[str, Sequence[Any]]:
        """The query as SQL with its values."""
        query = Query(Issue)
        compiler = query.get_compiler(connection=connection)
        expression = cast("SearchQuery", self.query)
        sql, values = compiler.compile(expression.resolve_expression(query))
        return sql, values

    @property
    def beginnings(self) -> tuple[str, ...]:
        """What words that are found may begin with: for marks where PostgreSQL makes none."""
        words = [*self.words, *" ".join(self.phrases).split()]
        roots = [word[:-3] for word in words if len(word) >= LONG and CYRILLIC.search(word)]
        return tuple(dict.fromkeys([*words, *map(beginning, words), *roots]))


def asked(typed: str) -> Asked:
    """Read what was typed, whatever it is; what is too long is cut, and said."""
    seen = UNSEEN.sub(" ", typed.encode("utf-8", "ignore").decode())
    text = " ".join(seen.split())
    left_out = []
    if len(text) > LONGEST:
        left_out.append(_("That is long: only the first %d characters are looked for.") % LONGEST)
        text = text[:LONGEST].strip()
    phrases = [found for found in (_bare(part) for part in QUOTED.findall(text)) if " " in found]
    rest = QUOTED.sub(lambda match: "" if " " in _bare(match[1]) else match[1], text)
    told = dict.fromkeys(_bare(word).lower() for word in _joined(rest).split())
    words = [word for word in told if any(map(str.isalnum, word))]
    meant = [word for word in words if word not in FILLING]
    words = meant or ([] if phrases else words)
    if len(words) > MOST_WORDS:
        left_out.append(_("Those are many words: only the first %d are looked for.") % MOST_WORDS)
    code = None if phrases else code_of(text)
    if code and NAMES.search(text):
        words = [code.exact]
    return Asked(text, tuple(words[:MOST_WORDS]), tuple(phrases), code, tuple(left_out))


def code_of(text: str) -> Code | None:
    """The code that a text is, with or without the word “issue” before it."""
    told = NAMES.sub("", _joined(text)).strip(" .#№").lower()
    found = PARTS.fullmatch(told) if CODE.fullmatch(told) else None
    return Code(int(found[1]), found[2] or "", found[3] or "") if found else None


def _bare(text: str) -> str:
    """Without the signs around it; “6(a)” keeps its bracket."""
    plain = text.strip(EDGES)
    return text.strip(EDGES.replace(")", "")) if "(" in plain else plain


def _joined(text: str) -> str:
    """A code written “6 (a) .2” is one word."""
    return re.sub(r"(?<=\d)\s+(?=\([^\W\d_])|(?<=\))\s+(?=\.\d)", "", text)


def _of_word(word: str) -> SearchQueryCombinable:
    """Its stem, and words that begin with it or with what a Kazakh word is without its ending.

    Forms of a long Russian word differ more than PostgreSQL’s stems do: “задержанных” is “задержа” to it,
    “задержания” is “задержан”. So words that begin with the stem count, too.
    """
    forms = [SearchQuery(word, config=STEMS, search_type="plain")]
    if len(word) < SHORTEST_BEGINNING:
        return forms[0] | SearchQuery(word, config=WHOLE, search_type="plain")
    if len(word) >= LONG and CYRILLIC.search(word):
        forms = [SearchQuery(f"{_literal(word)}:*", config=STEMS, search_type="raw")]
    begins = sorted({word, beginning(word)})
    forms += [SearchQuery(f"{_literal(start)}:*", config=WHOLE, search_type="raw") for start in begins]
    return reduce(or_, forms)


def _of_phrase(phrase: str) -> SearchQueryCombinable:
    """The words one after the other, in their very form or as stems."""
    whole = SearchQuery(phrase, config=WHOLE, search_type="phrase")
    return SearchQuery(phrase, config=STEMS, search_type="phrase") | whole


def _literal(word: str) -> str:
    """The word as one operand, whatever signs are in it."""
    return "'{}'".format(word.replace("\\", "\\\\").replace("'", "''"))
