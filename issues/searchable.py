"""What PostgreSQL indexes of a text, so that words are found in English, Russian and Kazakh.

Its configuration “russian” takes the stems of Russian words and, for words in Latin letters, of English ones.
There is none for Kazakh: “simple” keeps every word as it is, to be found by its beginning.
"""

from typing import Any

from django.contrib.postgres.search import SearchVector
from django.db.models import F, Func, Value
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Left, Replace

STEMS, WHOLE = "russian", "simple"
# Characters of one text that are indexed: PostgreSQL refuses more than 1 MB of words for a row.
LONGEST = 150_000


def vector(*fields: Any) -> CombinedExpression:
    """The words of these texts and their stems; the same expression finds and is indexed."""
    cut = [Left(field, LONGEST) for field in fields]
    return SearchVector(*cut, config=STEMS) + SearchVector(*cut, config=WHOLE)


def of_html(field: str) -> Func:
    """Sanitised HTML for `vector`, which passes over tags: the words of footnotes stand in an attribute."""
    return Replace(F(field), Value('data-footnote="'), Value("> "))


def of_file_name(field: str) -> Func:
    """A file's name for `vector`, with its parts as words."""
    return Func(F(field), Value("_.-/"), Value("    "), function="translate")
