import pytest

from issues.intake.kinds import kind_by_verb, kind_of
from issues.intake.vocabulary import grammar


@pytest.mark.parametrize(
    ("language", "verb", "thing", "expected"),
    [
        ("en", "describe", "the barges", "information"),
        ("en", "describe", "measures to amend the law", "measures"),
        ("en", "provide", "information on the status of the bill", "update"),
        ("en", "provide", "updated information on the work of the group", "update"),
        ("en", "provide", "updated information on the number of judges", "statistics"),
        ("en", "explain", "how the building plan is advancing", "update"),
        ("en", "explain", "how many cells there are", "statistics"),
        ("en", "explain", "what has become of the bill", "update"),
        ("en", "explain", "what became of the bill", "legislation"),
        ("en", "describe", "the recommendations made by the mechanism", "information"),
        ("en", "indicate", "whether the law applies", "clarification"),
        ("en", "", "Has the law been adopted?", "clarification"),
        ("en", "", "How does the State party train judges?", "measures"),
        ("en", "indicate", "how the State party trains judges", "information"),
        ("en", "clarify", "who is in charge", "clarification"),
        ("en", "clarify", "the steps taken", "measures"),
        ("en", "comment", "the number of deaths", "comment"),
        ("en", "update", "the Committee", "update"),
        ("en", "cite", "a judgment", "examples"),
        ("en", "recount", "any instance in which a law was set aside", "examples"),
        ("en", "attach", "the regulation by which it was forbidden", "legislation"),
        ("fr", "indiquer", "combien de personnes ont été jugées", "statistics"),
        ("fr", "commenter", "les allégations", "comment"),
        ("fr", "", "Où en est le projet de loi ?", "update"),
        ("fr", "préciser", "dans quelle mesure la loi est appliquée", "information"),
        ("es", "indicar", "el número de condenas", "statistics"),
        ("es", "aclaren", "quién nombra al defensor", "clarification"),
        ("es", "", "¿Cómo avanza la reforma?", "update"),
        ("ru", "сообщить", "сколько обращений признано обоснованными", "statistics"),
        ("ru", "уточнить", "вправе ли наследники требовать возмещения", "clarification"),
        ("ru", "", "Известны ли случаи судебного преследования?", "examples"),
        ("ru", "описать", "меры по предупреждению пыток", "measures"),
    ],
)
def test_kind_is_told_by_the_verb_and_the_first_words(language, verb, thing, expected):
    assert kind_of(thing, verb, grammar(language).meanings) == expected


@pytest.mark.parametrize(
    ("thing", "expected"), [("the persons turned back", "statistics"), ("measures taken", "measures")]
)
def test_counted_thing_is_a_figure_unless_its_words_say_more(thing, expected):
    assert kind_of(thing, "present", grammar("en").meanings, counted=True) == expected


@pytest.mark.parametrize(("verb", "expected"), [("respond", "comment"), ("response", ""), ("describe", "")])
def test_verb_alone_decides_some_kinds(verb, expected):
    assert kind_by_verb(verb, grammar("en").meanings) == expected
