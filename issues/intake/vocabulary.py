"""The words by which a list of issues asks, made into patterns, one set a language."""

import re
from dataclasses import dataclass
from functools import cache

from issues.intake.topics import Topics
from issues.intake.topics import english as english_topics
from issues.intake.topics import french as french_topics
from issues.intake.topics import russian as russian_topics
from issues.intake.topics import spanish as spanish_topics
from issues.intake.words import Words, english, french, russian, spanish

LANGUAGES = {
    "en": (english.ENGLISH, english_topics.ENGLISH),
    "fr": (french.FRENCH, french_topics.FRENCH),
    "ru": (russian.RUSSIAN, russian_topics.RUSSIAN),
    "es": (spanish.SPANISH, spanish_topics.SPANISH),
}
END = r"(?:(?<=[’'])|(?!\w))"  # of a word, or of an elided one: l’État
WORD = r"[\w’'-]+"
ITEM = r"\(?(?:[a-zа-я]|[ivx]{1,4})\)"
LOWER_WORD = r"(?-i:[^\W\d_A-ZА-ЯЁÀ-Þ])[\w’'-]*"

Named = tuple[tuple[str, re.Pattern[str]], ...]


@dataclass(frozen=True, slots=True)
class Openers:
    """Where a request begins: the named groups of `head` and `first` tell the sorts apart."""

    abbreviation: re.Pattern[str]
    polite: re.Pattern[str]
    head: re.Pattern[str]
    first: re.Pattern[str]
    introduction: re.Pattern[str]
    tail: re.Pattern[str]
    aside: re.Pattern[str]
    direct_question: re.Pattern[str]
    late_question: re.Pattern[str]
    leftover: re.Pattern[str]
    hanging: re.Pattern[str]
    carrier: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Joints:
    """Where one thing requested may end (`separator`) and what shows that another follows."""

    separator: re.Pattern[str]
    leading: re.Pattern[str]
    again: re.Pattern[str]
    more_questions: re.Pattern[str]
    question: re.Pattern[str]
    embedded: re.Pattern[str]
    relative: re.Pattern[str]
    conjunction: re.Pattern[str]
    preposition: re.Pattern[str]
    preposition_within: re.Pattern[str]
    announced: re.Pattern[str]
    consequence: re.Pattern[str]
    no_companion: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Nouns:
    """How a thing requested is named: the noun, what describes it, what only serves its purpose."""

    noun: re.Pattern[str]
    bare_noun: re.Pattern[str]
    soft_noun: re.Pattern[str]
    phrase: re.Pattern[str]
    determiner: re.Pattern[str]
    complement: re.Pattern[str]
    purpose: re.Pattern[str]
    content: re.Pattern[str]
    content_within: re.Pattern[str]
    modifier: re.Pattern[str]
    informing: re.Pattern[str]
    counted: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Meanings:
    """What a request is about: its kind, its label, the figures it asks for."""

    preamble: re.Pattern[str]
    stop: re.Pattern[str]
    kinds: Named
    verb_kinds: Named
    soft_verb_kinds: Named
    countable: re.Pattern[str]
    breakdown: re.Pattern[str]
    by_term: re.Pattern[str]
    breakdown_end: re.Pattern[str]
    conjunction: re.Pattern[str]
    terms: Named
    vague: re.Pattern[str]
    periods: tuple[re.Pattern[str], ...]
    plan: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Grammar:
    """All the patterns of one language."""

    openers: Openers
    joints: Joints
    nouns: Nouns
    meanings: Meanings


@cache
def grammar(language: str) -> Grammar:
    """The patterns of a language; those of English for a language that is not known."""
    words, topics = LANGUAGES.get(language, LANGUAGES["en"])
    return Grammar(
        openers=_openers(words),
        joints=_joints(words, topics),
        nouns=_nouns(words),
        meanings=_meanings(words, topics),
    )


def after(form: re.Pattern[str], text: str, start: int = 0, end: int | None = None) -> int:
    """Where the text goes on after a pattern that may stand at `start`."""
    found = form.match(text, start, len(text) if end is None else end)
    return found.end() if found else start


def _pattern(source: str) -> re.Pattern[str]:
    """A case-insensitive pattern; a space in the source stands for any run of white space."""
    return re.compile(source.replace(" ", r"\s+"), re.IGNORECASE)


def _openers(words: Words) -> Openers:
    adverb = rf"(?:(?:{words.adverbs})\b,?\s*)*+"
    reporting = rf"(?P<verb>(?:{words.reporting})){END}"
    start = (
        rf"(?:{words.determiners}|{words.questions}|{words.relatives}|{words.heads}|{words.soft_heads}"
        rf"|{words.tail})"
    )
    telling = rf"(?P<tell>(?:{words.telling}))(?=\s+(?:{LOWER_WORD}\s+)?{start}{END})"
    verb = rf"(?:{reporting}|{telling})"
    return Openers(
        abbreviation=_pattern(rf"(?:\b(?:{words.abbreviations})|(?<![\w’'])[^\W\d_])\.$"),
        polite=_pattern(rf"¿?(?:{words.polite}|{words.appeals}){END}"),
        head=_pattern(
            rf"\b(?:{words.polite}){END},?\s*{adverb}(?!(?:{words.introductions})\b)(?P<asked>{WORD})"
            rf"|\b(?P<appeal>{words.appeals}){END}"
            rf"|(?:(?P<mark>[,;:–—]\s*(?:(?:{words.conjunctions})\s+)?)|\b(?:{words.conjunctions})\s+)"
            rf"{adverb}{verb}"
            rf"|(?:,\s*|\b(?:{words.conjunctions})\s+){adverb}(?P<part>{words.participles}){END}"
        ),
        first=_pattern(rf"\W*{adverb}{verb}"),
        introduction=_pattern(rf"\W*(?:{words.introductions})\b"),
        tail=_pattern(rf"(?:,?\s*\b(?!(?:{words.questions}){END})(?:{words.tail}){END})*+,?\s*"),
        aside=_pattern(
            rf"(?!(?:{words.questions}){END})(?:{words.introductions})\b[^;:.?]{{1,140}}?,\s*"
            rf"(?=(?:{words.determiners}|{words.questions}|{words.heads}){END})"
        ),
        direct_question=_pattern(
            rf"\W*?{adverb}(?P<opening>¿?\s*(?:{words.auxiliaries}|{words.relatives}){END})"
        ),
        late_question=_pattern(rf"[,;:–—]\s*{adverb}(?P<opening>¿\s*\w|(?:{words.auxiliaries}){END})"),
        leftover=_pattern(
            rf"(?:[\s,;:.…–—-]|(?<!\w)(?:{words.additions}|{words.announcements}|{words.adverbs}"
            rf"|{words.conjunctions}){END})++$"
        ),
        carrier=_pattern(
            rf"(?:{WORD}\s+){{0,3}}?(?:{words.carriers})(?:\s+(?!(?:{words.prepositions}){END}){WORD}){{0,3}}"
        ),
        hanging=_pattern(rf"(?<!\w)(?:{words.hanging})\W*$"),
    )


def _joints(words: Words, topics: Topics) -> Joints:
    preposition = rf"(?:{words.prepositions})"
    return Joints(
        separator=_pattern(
            rf"(?P<item>[,;:]\s*(?:(?:{words.conjunctions})\s+)?{ITEM}\s+)"
            rf"|(?P<semi>;\s*(?:(?:{words.conjunctions})\s+)?)|(?P<add>,?\s*\b(?:{words.additions})\s+)"
            rf"|(?P<with>,\s+(?:{words.companions})\s+)|(?P<incl>,?\s*\b(?:{words.inclusions})\s+)"
            rf"|(?P<and>,?\s*\b(?:{words.conjunctions})\s+)|(?P<comma>,\s*)"
        ),
        leading=_pattern(
            rf"{ITEM}\s+|(?:{words.prepositions}){END}(?!\s+(?:{words.relatives}|{words.questions}){END})"
        ),
        again=_pattern(rf"(?<!\w)(?:{words.conjunctions})\s+(?P<preposition>{words.prepositions}){END}"),
        more_questions=_pattern(
            rf"(?<!\w)(?:{words.conjunctions})\s+(?:{words.questions}|{words.relatives}){END}"
        ),
        question=_pattern(rf"(?:{words.questions}|{words.relatives}){END}"),
        embedded=_pattern(rf"(?:(?:{words.conditions}),?\s+)*(?:{words.questions}){END}"),
        relative=_pattern(rf"(?:(?:{words.conditions}),?\s+)*(?:{words.questions}|{words.relatives}){END}"),
        conjunction=_pattern(rf"(?<!\w)(?:{words.conjunctions}){END}"),
        preposition=_pattern(rf"{preposition}{END}(?!\s+(?:{words.questions}|{words.relatives}){END})"),
        preposition_within=_pattern(rf"(?<!\w){preposition}{END}"),
        announced=_pattern(rf"(?:(?!{preposition}){WORD},?\s+){{0,6}}?{preposition}\s+"),
        consequence=_pattern(rf"(?:{topics.consequences})\s*(?:$|[,;.?]|(?:{words.conjunctions}){END})"),
        no_companion=_pattern(rf"(?:{words.no_companions}){END}"),
    )


def _nouns(words: Words) -> Nouns:
    plain = rf"(?!(?:{words.modifiers}|{words.purpose}|{words.conjunctions}){END}){WORD},?"
    described = rf"(?!(?:{words.modifiers}|{words.people}){END}){LOWER_WORD}"
    determiner = rf"(?:{words.determiners}){END}"
    return Nouns(
        noun=_pattern(rf"{determiner}\s*(?:{plain}\s+){{0,3}}?(?:{words.heads}){END}"),
        bare_noun=_pattern(rf"(?:{words.adjectives})?(?:{words.heads}|{words.soft_heads}){END}"),
        soft_noun=_pattern(
            rf"{determiner}\s*(?:{plain}\s+){{0,3}}?(?:{words.heads}|{words.soft_heads}){END}"
        ),
        phrase=_pattern(rf"{determiner}\s*(?:{described}\s+){{1,4}}?(?:{words.modifiers}){END}"),
        determiner=_pattern(determiner),
        complement=_pattern(rf"(?<!\w)(?:{words.modifiers})\s+{WORD}\s+{WORD}"),
        purpose=_pattern(rf"(?<!\w)(?:{words.purpose}){END}"),
        content=_pattern(rf"(?:{words.contents}){END}"),
        content_within=_pattern(rf"(?<!\w)(?:{words.contents}){END}"),
        modifier=_pattern(rf"(?<!\w)(?:{words.modifiers}){END}"),
        informing=_pattern(
            rf"(?:{determiner}\s*)?(?:{plain}\s+){{0,2}}?(?:{words.counted}|{words.carriers}|{words.tokens}"
            rf"|{words.questions}){END}"
        ),
        counted=_pattern(rf"(?:{words.questions}|{words.counted}){END}"),
    )


def _meanings(words: Words, topics: Topics) -> Meanings:
    terms = "|".join(source for _, source in topics.terms)
    return Meanings(
        preamble=_pattern(topics.preambles),
        stop=_pattern(rf"(?<!\w)(?:{topics.stops}){END}"),
        kinds=_named(topics.kinds),
        verb_kinds=_named(topics.verb_kinds),
        soft_verb_kinds=_named(topics.soft_verb_kinds),
        countable=_pattern(rf"(?:{topics.preambles})(?:{topics.countable}){END}"),
        breakdown=_pattern(rf"(?<!\w)(?:{topics.breakdowns}){END}"),
        by_term=_pattern(rf"(?<!\w)(?:{topics.by_terms})\s*(?=(?:{terms}){END})"),
        breakdown_end=_pattern(
            rf"[.;:?–—]|,?\s+(?:{topics.breakdown_ends}|(?:(?:{words.conjunctions})\s+)?(?:{words.determiners})\s+"
            rf"(?:{words.heads})){END}"
        ),
        conjunction=_pattern(rf"\s*(?:,|/|\b(?:{words.conjunctions}|{topics.alternatives})\b)\s*"),
        terms=_named(topics.terms),
        vague=_pattern(rf"(?:{topics.vague_terms}){END}"),
        periods=tuple(_pattern(source) for source in topics.periods),
        plan=_pattern(rf"(?<!\w)(?:{topics.plans}){END}"),
    )


def _named(pairs: tuple[tuple[str, str], ...]) -> Named:
    return tuple((name, _pattern(rf"(?<!\w)(?:{source}){END}")) for name, source in pairs)
