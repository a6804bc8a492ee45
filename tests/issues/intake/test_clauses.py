import pytest

from issues.intake.clauses import Clause, clauses
from issues.intake.vocabulary import grammar


def verbs(text, language="en", *, governed=False):
    found = clauses(text, (0, len(text)), grammar(language), governed=governed)
    return [(clause.verb, text[clause.start : clause.end]) for clause in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The State party reports progress.", []),
        ("State party bodies mention it.", []),
        ("Explain why it fell.", [("explain", "why it fell")]),
        ("Please also inform the Committee about the plan.", [("inform", "the plan")]),
        ("Please indicate, too, the number of marches.", [("indicate", "the number of marches")]),
        ("With regard to the law, describe the courts.", [("describe", "the courts")]),
        ("Prisons and provide the list.", []),
        ("The inmates, say observers, fled.", []),
        (
            "Please list steps to prevent torture and provide redress to victims.",
            [("list", "steps to prevent torture and provide redress to victims")],
        ),
        (
            "Please list steps to prevent torture, provide the number of victims, and attach the law.",
            [
                ("list", "steps to prevent torture"),
                ("provide", "the number of victims"),
                ("attach", "the law"),
            ],
        ),
        (
            "Please describe the plan, specifying whether it is funded.",
            [("describe", "the plan"), ("specifying", "whether it is funded")],
        ),
        ("Please report on:", [("report", "")]),
        ("It closed; the Committee would appreciate receiving the decree.", [("", "the decree")]),
        ("Given the fire, which killed two, what became of the barge?", [("", "what became of the barge?")]),
        ("And the barge?", [("", "And the barge?")]),
    ],
)
def test_sentence_is_cut_at_the_verbs_that_ask(text, expected):
    assert verbs(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The number of courts; add the law.", [("", "The number of courts"), ("add", "the law")]),
        ("Explain the law.", [("explain", "the law")]),
        ("Please explain the law.", [("explain", "the law")]),
    ],
)
def test_governed_sentence_asks_from_its_first_word(text, expected):
    assert verbs(text, governed=True) == expected


def test_words_between_verb_and_thing_are_the_lead():
    text = "Please present, in a table by year, the persons, indicating their age."

    found = clauses(text, (0, len(text)), grammar("en"))

    assert found == (
        Clause(opened=0, start=36, end=47, verb="present", lead=(16, 36)),
        Clause(opened=47, start=60, end=69, verb="indicating", lead=(60, 60), main=False),
    )
