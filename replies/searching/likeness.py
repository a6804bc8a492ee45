"""Words like those asked for, by their trigrams: another form of a Kazakh word, a typing error."""

from functools import cache, lru_cache, reduce
from operator import and_, or_
from typing import Any

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db import connection
from django.db.models import F, Q, QuerySet, TextField
from django.db.models.expressions import RawSQL

from accounts.models import User
from replies.searching.looking import Found, Key, one_of_each_issue, values
from replies.searching.query import Asked
from replies.searching.sources import SOURCES, Source, Wanted
from replies.searching.statements import WORDS as STAND_INS
from replies.searching.statements import Shape, Statement, given, joined, shape_of, statement_of

# With so many places found, nobody needs similar words.
ENOUGH = 5
SHORTEST, MOST_WORDS = 4, 3
MOST, MOST_RANKED = 10, 100
THRESHOLD = "0.4"
# Milliseconds: similar words are a kindness, never worth a wait.
LONGEST = "500"


@lru_cache(maxsize=1)
def is_possible() -> bool:
    """Whether this PostgreSQL has trigrams; asked once in a process."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM pg_extension WHERE extname = 'pg_trgm')")
        return bool(cursor.fetchone()[0])


def similar_words(asked: Asked) -> tuple[str, ...]:
    """The words that others can be like: neither short ones nor numbers."""
    long = [word for word in asked.words if len(word) >= SHORTEST and not any(map(str.isdecimal, word))]
    return tuple(long[:MOST_WORDS])


def look_alike(cursor: Any, asked: Asked, user: User, wanted: Wanted, found: Found) -> list[Key]:
    """Places with words like those asked for, where few were found; none where PostgreSQL cannot tell."""
    words = similar_words(asked)
    if len(found.keys) >= ENOUGH or not words or not is_possible():
        return []
    told = dict(zip(STAND_INS, words, strict=False))
    statement = _statement(shape_of(user, wanted), len(words))
    cursor.execute(
        "SELECT set_config('pg_trgm.word_similarity_threshold', %s, true),"
        " set_config('statement_timeout', %s, true)",
        [THRESHOLD, LONGEST],
    )
    cursor.execute(statement.sql, statement.filled(given(user, wanted) | told))
    had = {(key.source, key.pk) for key in found.keys} | {("issue", key.issue) for key in found.keys}
    keys = [key for key in map(Key._make, cursor.fetchall()) if (key.source, key.pk) not in had]
    return sorted(one_of_each_issue(set(keys)), key=lambda key: (-key.rank, -key.pk))[:MOST]


@cache
def _statement(shape: Shape, words: int) -> Statement:
    """The query for all people and filters of this shape, for so many words."""
    parts = [_alike(source, STAND_INS[:words], shape) for source in SOURCES if source.similar]
    return joined([statement_of(part) for part in parts])


def _alike(source: Source, words: tuple[str, ...], shape: Shape) -> "QuerySet[Any, Any]":
    like = reduce(and_, (_has(source, word) for word in words))
    rows = source.rows(shape.user, shape.wanted).filter(like).order_by().values("pk")[:MOST_RANKED]
    some = source.objects.filter(pk__in=rows)
    return values(source, some, TrigramWordSimilarity(words[0], F(source.similar[0])))


def _has(source: Source, word: str) -> Q:
    """A word that is not known when PostgreSQL plans: else it tries the word on what it knows of each column,
    which takes longer than to look for it."""
    later = RawSQL("(SELECT %s::text)", (word,), output_field=TextField())
    return reduce(or_, (Q(**{f"{name}__trigram_word_similar": later}) for name in source.similar))
