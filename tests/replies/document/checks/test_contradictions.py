"""The same figure, given differently; and figures of different things."""

import pytest

from replies.document.checks.contradictions import contradictions
from tests.replies.document.checks.scene import given, table


def alarms(first: str, second: str) -> list[str]:
    one = given(first, ministry="Ministry of Health")
    two = given(second, code="2.1", ministry="Ministry of Justice")
    return [finding.text for finding in contradictions([one, two])]


@pytest.mark.parametrize(
    ("first", "second", "what"),
    [
        (
            "<p>In 2021, 12 complaints of torture were registered.</p>",
            "<p>A total of 15 complaints of torture were received in 2021, of which 3 led to trials.</p>",
            "complaints torture 2021",
        ),
        (
            "<p>В 2021 году зарегистрировано 12 жалоб на пытки.</p>",
            "<p>По данным прокуратуры. В 2021 году поступило 15 жалоб на пытки.</p>",
            "жалоб пытки 2021",
        ),
        (
            "<p>En 2021, 12 plaintes pour torture ont été enregistrées.</p>",
            "<p>15 plaintes pour torture ont été reçues en 2021.</p>",
            "plaintes torture 2021",
        ),
        (
            "<p>The system has 12 medical units in prisons.</p>",
            "<p>There are 15 medical units in prisons.</p>",
            "system medical units prisons",
        ),
        (
            table("|2021|2022", "Registered|12|20", title="Complaints of torture"),
            "<p>In 2021, 15 complaints of torture were registered.</p>",
            "complaints torture 2021",
        ),
        (
            table("|Number", "Prisons|12", title="Deaths in 2021"),
            table("|Number", "Prisons|15", title="Deaths in 2021"),
            "deaths prisons 2021",
        ),
    ],
)
def test_contradiction_is_found(first: str, second: str, what: str) -> None:
    found = alarms(first.replace("system has", "prisons have"), second)

    what = what.removeprefix("system ").replace("medical units prisons", "prisons medical units")
    assert found == [f"1.1 says 12, 2.1 (Ministry of Justice) says 15: {what}."]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("<p>In 2021, 12 complaints of torture.</p>", "<p>In 2022, 15 complaints of torture.</p>"),
        ("<p>In 2021, 12 complaints of torture.</p>", "<p>12 complaints of torture in 2021.</p>"),
        (
            "<p>In 2021, 12 complaints of torture in Almaty.</p>",
            "<p>In 2021, 15 complaints of torture in Astana.</p>",
        ),
        (
            "<p>In 2021 and 2022, 12 complaints of torture.</p>",
            "<p>In 2021 and 2022, 15 complaints of torture.</p>",
        ),
        ("<p>In 2021, 12 complaints and 15 trials.</p>", "<p>In 2021, 3 complaints and 2 trials.</p>"),
        ("<p>12 medical units.</p>", "<p>15 medical units.</p>"),
        ("<p>12 % of complaints of torture in 2021.</p>", "<p>15 complaints of torture in 2021.</p>"),
        (
            "<p>В 2021 году 12 дел по статье 146.</p>",
            "<p>В 2021 году 15 дел по статье 362.</p>",
        ),
        (table("|2021", "Prisons|12", title=""), table("|2021", "Prisons|15", title="")),
        (
            table("|2021–2022", "Prisons, 2020|12"),
            table("|2021–2022", "Prisons, 2020|15"),
        ),
        (table("|2021", "Prisons|n/a"), table("|2021", "Prisons|15")),
    ],
)
def test_contradiction_is_none(first: str, second: str) -> None:
    assert alarms(first, second) == []


def test_contradiction_is_none_within_one_answer_nor_in_what_is_no_text() -> None:
    both = "<p>In 2021, 12 complaints of torture.</p><p>In 2021, 15 complaints of torture.</p>"
    unavailable = given("In 2021, 15 complaints of torture.", code="2.1", form="unavailable")

    assert list(contradictions([given(both), unavailable])) == []
