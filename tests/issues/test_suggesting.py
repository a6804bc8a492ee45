"""What is suggested by words, earlier lists and the list's own proposal; how good the words alone are."""

import json

from issues.registers import DATA, Proposed, proposal_for, read_list
from issues.suggesting import Asked, Body, Earlier, Suggested, suggest, topics

HEALTH, COURT, POLICE = (
    Body("health", ("Ministry of Health", "Министерство здравоохранения", "")),
    Body("court", ("Supreme Court", "Верховный Суд", "")),
    Body("police", ("Ministry of the Interior", "Министерство внутренних дел", "")),
)
BODIES = (HEALTH, COURT, POLICE)
CUSTODY = Asked(
    1,
    "Safeguards",
    "Police inform those they arrest of their rights. Doctors examine them; medical reports go to the judge.",
    (("1.1", "police inform those they arrest"), ("1.2", "doctors examine, medical"), ("1.3", "other")),
)


def test_words_suggest_a_lead_and_who_answers_which_data_point() -> None:
    found = suggest((CUSTODY,), BODIES, language="en")

    assert found == (
        Suggested(1, "health", "lead", ("1.2", "1.3"), ("medical", "doctors")),
        Suggested(1, "police", "contributor", ("1.1",), ("police", "arrest")),
    )
    assert found[0].reason == "words: medical, doctors"


def test_words_of_an_issue_without_data_points_suggest_those_about_as_much_concerned() -> None:
    issue = Asked(1, "", "Doctors and medical care; the police and arrests; a judge.")

    found = suggest((issue,), BODIES, language="en")

    assert [(entry.ministry, entry.role) for entry in found] == [
        ("health", "lead"),
        ("police", "contributor"),
    ]


def test_words_in_russian() -> None:
    issue = Asked(1, "Медицинская помощь", "Просьба сообщить о врачах и больницах.")

    found = suggest((issue,), BODIES, language="ru")

    assert found == (Suggested(1, "health", "lead", (), ("медицинская", "врачах", "больницах")),)


def test_words_of_nobody_suggest_nothing() -> None:
    issues = (Asked(2, "Fish", "Please describe the fish."), CUSTODY)

    found = suggest(issues, (HEALTH,), language="en")

    assert [(entry.issue, entry.ministry) for entry in found] == [(1, "health")]
    assert suggest((CUSTODY,), BODIES, language="xx") == ()


def test_who_had_the_like_issue_before_is_suggested_first() -> None:
    text = "Please describe the supervision of psychiatric wards and the register of restraints."
    earlier = (
        Earlier("CAT/C/RUR/Q/1", 7, text, (("court", "lead"), ("health", "contributor"), ("gone", "lead"))),
        Earlier("CAT/C/RUR/Q/1", 8, "Please describe elections.", (("police", "lead"),)),
    )

    found = suggest(
        (Asked(3, "", f"{text} Doctors?", (("3.1", "doctors"),)),), BODIES, language="en", earlier=earlier
    )

    assert found == (
        Suggested(3, "court", "lead", (), before=("CAT/C/RUR/Q/1", 7)),
        Suggested(3, "health", "contributor", ("3.1",), before=("CAT/C/RUR/Q/1", 7)),
    )
    assert found[0].reason == "issue 7 of CAT/C/RUR/Q/1 was theirs"


def test_who_had_little_of_the_like_issues_is_left_out() -> None:
    texts = ("Register of restraints in wards", "Register of restraints in wards and elsewhere")
    earlier = (
        *(Earlier("Q/1", n, texts[0], (("court", "lead"),)) for n in range(3)),
        Earlier("Q/1", 4, texts[1], (("health", "contributor"),)),
        Earlier("Q/1", 5, "Elections", ()),
    )

    found = suggest((Asked(1, "", texts[0]),), BODIES, language="en", earlier=earlier)

    assert [entry.ministry for entry in found] == ["court"]


def test_proposal_of_the_list_comes_before_all() -> None:
    shipped = (Proposed(1, "court", "lead", ("1.1",)), Proposed(1, "unheard-of", "contributor", ()))

    found = suggest((CUSTODY,), BODIES, language="en", shipped=shipped)

    assert found == (Suggested(1, "court", "lead", ("1.1",)),)
    assert found[0].reason == "the proposal that ships with this list"


def test_topics_fall_back_to_the_body_that_the_state_has() -> None:
    justice = Body("justice", ("Ministry of Justice",))
    issue = Asked(1, "", "Please give data on prosecutions and convictions.")

    assert [entry.ministry for entry in suggest((issue,), (justice,), language="en")] == ["justice"]


def test_topics_have_words_in_each_language() -> None:
    lacking = [topic for topic in topics() if not all(topic.words[x] for x in ("en", "fr", "ru", "es"))]

    assert (len(topics()) >= 20, lacking) == (True, [])


def test_words_alone_find_most_leads_of_a_list_that_experts_assigned() -> None:
    """A floor under the 24 of 30 leads that were found in CAT/C/KAZ/Q/4 when the lexicon was written."""
    read = read_list(DATA / "CAT_C_KAZ_Q_4" / "list.txt")
    register = json.loads((DATA / "kazakhstan.json").read_text(encoding="utf-8"))
    texts = [{p.item: p.text for p in issue.passages} for issue in read.issues]
    asked = tuple(
        Asked(issue.number, issue.label, "\n".join(text.values()))
        for issue, text in zip(read.issues, texts, strict=True)
    )
    bodies = tuple(Body(m["code"], (m["name_en"], m["name_ru"])) for m in register["ministries"])

    found = suggest(asked, bodies, language="en")

    leads = {(entry.issue, entry.ministry) for entry in found if entry.role == "lead"}
    shipped = {(e.issue, e.ministry) for e in proposal_for("CAT/C/KAZ/Q/4") if e.role == "lead"}
    assert (len(shipped), len(leads & shipped) >= 22) == (30, True)
