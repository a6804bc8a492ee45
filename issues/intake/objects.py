"""What one verb asks for, cut into the things that are each requested separately."""

import re

from issues.intake.clauses import Clause
from issues.intake.periods import breakdowns
from issues.intake.sentences import Span, trimmed
from issues.intake.vocabulary import Grammar, after

MIN_WORDS_OF_A_QUESTION = 3
MIN_WORDS_OF_A_THING = 2
MIN_WORDS_OF_AN_ADDITION = 3
FIRST_WORD = re.compile(r"\w+")
ANNOUNCEMENT = 60  # characters of an object among which "information on" stands


def objects(plain: str, clause: Clause, words: Grammar) -> tuple[Span, ...]:
    """The start and end of each thing that a clause of a masked text requests, in order."""
    prepositions = _announcing(plain, clause, words)
    lists = breakdowns(plain[: clause.end], words.meanings)
    spans: list[Span] = []
    start = clause.start
    for separator in words.joints.separator.finditer(plain, clause.start, clause.end):
        left, right = plain[start : separator.start()], plain[separator.end() : clause.end]
        if any(each.start <= separator.start() < each.end for each in lists):
            continue
        if left.strip() and right and _parts(left, right, separator, words, prepositions):
            if not separator[0].startswith(":"):
                spans.append((start, separator.start()))
            start = separator.end()
    spans.append((start, clause.end))
    bare = (_bare(plain, span, words, prepositions) for span in spans)
    return tuple(span for span in bare if span[0] < span[1])


def _announcing(plain: str, clause: Clause, words: Grammar) -> set[str]:
    """The prepositions that lead to the first thing: information *on*, respond *to*."""
    announced = plain[clause.opened : min(clause.start + ANNOUNCEMENT, clause.end)]
    named = [found[0] for found in words.joints.preposition.finditer(announced)]
    return {word.casefold() for word in [*named, *plain[clause.opened : clause.start].split()[-1:]]}


def _bare(plain: str, span: Span, words: Grammar, prepositions: set[str]) -> Span:
    """The span without "on" or "(a)" before it and a conjunction left over after it."""
    leftover = words.openers.leftover.search(plain, *span)
    first = FIRST_WORD.match(plain, *span)
    start = first.end() if first and first[0].casefold() in prepositions else span[0]
    start = after(words.joints.leading, plain, start, span[1])
    return trimmed(plain, start, leftover.start() if leftover else span[1])


def _parts(left: str, right: str, separator: re.Match[str], words: Grammar, prepositions: set[str]) -> bool:
    """Whether a separator stands between two things requested, not inside one of them."""
    if separator["semi"] or separator["item"]:
        return True
    if separator["incl"]:
        return words.nouns.counted.match(right) is not None
    if separator["with"]:
        return not words.joints.no_companion.match(right) and _is_named(right, words)
    if words.joints.consequence.match(right):
        return False
    listed = separator["comma"] is not None
    if _is_question(left, right, words, listed=listed) or _repeats(right, words, prepositions, listed=listed):
        return True
    if separator["add"]:
        return _is_added(right, separator, words)
    if separator[0].startswith(",") and _is_another_content(left, right, words):
        return True
    return _is_second(left, right, words, listed=listed)


def _is_question(left: str, right: str, words: Grammar, *, listed: bool) -> bool:
    """Whether a new question follows: a word such as "which" begins one only after another question.

    In a list the last "and" must still come: "what share has attended, who teaches it and by what test …".
    """
    asked = words.joints.question.match(left) is not None
    opening = (words.joints.relative if asked else words.joints.embedded).match(right)
    if opening is None or _words(left) < (MIN_WORDS_OF_A_QUESTION if asked else MIN_WORDS_OF_A_THING):
        return False
    if listed and not words.joints.embedded.match(right) and not words.joints.more_questions.search(right):
        return False
    return _words(_first_part(right)) >= max(MIN_WORDS_OF_A_QUESTION, _words(opening[0]) + 2)


def _repeats(right: str, words: Grammar, prepositions: set[str], *, listed: bool) -> bool:
    """Whether the preposition that announced the first thing announces another: on X, on Y and on Z."""
    repeated = words.joints.preposition.match(right) or FIRST_WORD.match(right)
    if not repeated or repeated[0].casefold() not in prepositions or words.joints.embedded.match(right):
        return False
    later = (again["preposition"].casefold() for again in words.joints.again.finditer(right))
    return not listed or repeated[0].casefold() in later


def _is_added(right: str, separator: re.Match[str], words: Grammar) -> bool:
    if (
        words.nouns.determiner.match(right)
        or words.joints.preposition.match(right)
        or _is_named(right, words)
    ):
        return True
    if not separator[0].startswith(",") or words.nouns.modifier.match(right):
        return False
    return _words(_first_part(right)) >= MIN_WORDS_OF_AN_ADDITION


def _is_named(right: str, words: Grammar) -> bool:
    things = (words.nouns.soft_noun, words.nouns.bare_noun, words.nouns.phrase, words.joints.embedded)
    return any(form.match(right) for form in things)


def _is_another_content(left: str, right: str, words: Grammar) -> bool:
    """Whether two things are to be ensured or explained, not one: that cells have daylight, and that …"""
    if words.joints.question.match(left) or not words.nouns.content.match(right):
        return False
    return words.nouns.content_within.search(left) is not None


def _is_second(left: str, right: str, words: Grammar, *, listed: bool) -> bool:
    """Whether a noun after "and" or a comma is requested for itself.

    A question or a clause of purpose before it ("measures to ensure …") claims all but the nouns that are
    always requested ("and the number of …"). In a list the last "and" must still come.
    """
    left = left[after(words.joints.announced, left) :]
    described = words.nouns.modifier.search(left) is not None
    claimed = words.joints.question.match(left) or words.nouns.purpose.search(left)
    if words.nouns.noun.match(right) and (claimed or described or words.nouns.counted.match(right)):
        return True
    if claimed:
        return False
    if _is_parallel(left, right):
        return True
    if not described or (listed and not words.joints.conjunction.search(right)):
        return False
    if words.nouns.soft_noun.match(right) or words.nouns.phrase.match(right):
        return True
    return words.nouns.bare_noun.match(right) is not None and words.nouns.complement.search(left) is not None


def _is_parallel(left: str, right: str) -> bool:
    """Whether both begin alike: the persons turned back … and the persons surrendered."""
    first, second = left.casefold().split()[:2], right.casefold().split()[:2]
    return len(first) == 2 and first == second


def _words(text: str) -> int:
    return len(text.split())


def _first_part(text: str) -> str:
    return re.split(r"[,;]", text, maxsplit=1)[0]
