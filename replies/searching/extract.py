"""What a found text says around the words, escaped, with the words marked."""

import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from django.db import connection
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from issues.searchable import LONGEST, STEMS
from replies.finding import AROUND
from replies.searching.query import UNSEEN, Asked

# Characters that no text has: PostgreSQL puts them around what it found, before anything is escaped.
START, STOP = "\ue000", "\ue001"
MARK = '<mark class="found">'
MARKS = f"StartSel={START}, StopSel={STOP}"
WHOLE_TEXT = f"{MARKS}, HighlightAll=true"
# So many characters are shown as they are.
SHORT = 4 * AROUND
AROUND_WORDS = f'{MARKS}, MaxFragments=2, MinWords=12, MaxWords=28, ShortWord=2, FragmentDelimiter=" … "'
MARKED = re.compile(f"{START}(.*?){STOP}", re.DOTALL)
WORD = re.compile(r"[^\W_]+")
# Takes the query as Django writes it.
HEADLINES = """
SELECT ts_headline(%s::regconfig, title, q, %s), ts_headline(%s::regconfig, body, q, options)
FROM unnest(%s::text[], %s::text[], %s::text[]) WITH ORDINALITY AS found(title, body, options, n),
    (SELECT {} AS q) AS asked
ORDER BY n
"""
# How like another a word must be to be marked as a similar one.
ALIKE = 0.65


def extracts(asked: Asked, texts: Sequence[tuple[str, str]]) -> list[tuple[SafeString, SafeString]]:
    """Titles and bodies with the words of what is asked marked, the bodies cut to what stands around them."""
    if not texts:
        return []
    plain = [(_plain(title), _plain(body)) for title, body in texts]
    sql, values = asked.compiled
    with connection.cursor() as cursor:
        cursor.execute(
            HEADLINES.format(sql),
            [
                *(STEMS, WHOLE_TEXT, STEMS),
                *([title for title, _body in plain], [body for _title, body in plain]),
                [WHOLE_TEXT if len(body) <= SHORT else AROUND_WORDS for _title, body in plain],
                *values,
            ],
        )
        shown = cursor.fetchall()
    return [
        (_shown(_marked(asked, title, row[0])), _shown(_marked(asked, body, row[1])))
        for (title, body), row in zip(plain, shown, strict=True)
    ]


def alike(words: Iterable[str], texts: Sequence[tuple[str, str]]) -> list[tuple[SafeString, SafeString]]:
    """Titles and bodies with the words marked that are like one of these."""
    told = tuple(words)
    return [(_shown(_alike(told, title)), _shown(_cut(_alike(told, body)))) for title, body in texts]


def _marked(asked: Asked, plain: str, shown: str) -> str:
    """What PostgreSQL marked; where it marked nothing, the beginnings of words.

    A text without a space is one word to it: the name of a file.
    """
    if START in shown and " " in plain.strip():
        return _open(shown, plain)
    any_word = "|".join(map(re.escape, asked.beginnings))
    here = re.compile(rf"(?<![^\W_])((?:{any_word})[^\W_]*)", re.IGNORECASE)
    return _cut(here.sub(rf"{START}\1{STOP}", plain))


def _open(body: str, whole: str) -> str:
    """An extract with a sign where it does not begin or end as the whole text does."""
    told, all_of_it = _letters(MARKED.sub(r"\1", body)), _letters(whole)
    before = "" if all_of_it.startswith(told[:AROUND]) else "… "
    after = "" if all_of_it.endswith(told[-AROUND:]) else " …"
    return f"{before}{body}{after}"


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _plain(text: str) -> str:
    return UNSEEN.sub(" ", text)[:LONGEST]


def _shown(text: str) -> SafeString:
    pieces = MARKED.split(text.strip())
    return SafeString(
        "".join(
            format_html(MARK + "{}</mark>", piece) if n % 2 else conditional_escape(piece)
            for n, piece in enumerate(pieces)
        )
    )


def _alike(words: Sequence[str], text: str) -> str:
    def marked(match: re.Match[str]) -> str:
        is_alike = get_close_matches(match[0].lower(), words, n=1, cutoff=ALIKE)
        return f"{START}{match[0]}{STOP}" if is_alike else match[0]

    return WORD.sub(marked, _plain(text))


def _cut(text: str) -> str:
    """The surroundings of the first mark, cut between words."""
    if len(text) <= SHORT:
        return text
    place = max(text.find(START), 0)
    start, end = max(0, place - AROUND), place + 3 * AROUND
    before = text[start:place] if start == 0 else "… " + text[start:place].partition(" ")[2]
    after = text[place:end] if end >= len(text) else text[place:end].rpartition(" ")[0] + " …"
    return before + after
