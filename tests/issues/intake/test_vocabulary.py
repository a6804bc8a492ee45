import re

import pytest

from issues.intake.parsed import KINDS
from issues.intake.vocabulary import LANGUAGES, after, grammar


def test_unknown_language_is_read_as_english():
    assert grammar("kk") == grammar("en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_the_vocabulary_is_one_of_the_kinds(language):
    meanings = grammar(language).meanings

    named = {
        kind for kinds in (meanings.kinds, meanings.verb_kinds, meanings.soft_verb_kinds) for kind, _ in kinds
    }

    assert named <= set(KINDS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_terms_have_the_same_english_names_in_every_language(language):
    names = {name for name, _ in grammar(language).meanings.terms}

    assert names == {name for name, _ in grammar("en").meanings.terms}


@pytest.mark.parametrize(("text", "expected"), [("aab", 2), ("b", 0)])
def test_after_a_pattern_the_text_goes_on(text, expected):
    assert after(re.compile("a+"), text) == expected
