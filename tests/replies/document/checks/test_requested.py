"""What was asked in particular, in realistic answers: the alarm and, as often, none."""

from typing import Any

import pytest

from replies.document.checks.requested import requested, years_covered
from tests.replies.document.checks.scene import STORED, given, table, texts

NO_BREAKDOWN = "1.1 asks for figures by {}, and no column, row or sentence gives them so."
NO_FIGURE = "1.1 asks for a number, and the answer gives no figure."
NO_CASE = "1.1 asks for examples, and the answer tells no case."


def alarms(text: str, **asked: Any) -> list[str]:
    return texts(requested([given(text, **asked)], STORED))


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("<p>In 2021, the prosecution registered 12 complaints.</p>", "sex, age"),
        ("<p>В 2021 году зарегистрировано 12 жалоб на пытки.</p>", "sex, age"),
        ("<p>In 2021 there were 12 complaints, 3 of them by women.</p>", "age"),
        (table("Place|2021", "Prisons|12", "Police|3"), "sex, age"),
        (table("Пол|2021", "Женщины|12", "Мужчины|3"), "age"),
    ],
)
def test_requested_breakdown_is_missed(text: str, terms: str) -> None:
    found = alarms(text, kind="statistics", disaggregation=["gender", "age"])

    assert found == [NO_BREAKDOWN.format(terms)]


@pytest.mark.parametrize(
    "text",
    [
        "<p>In 2021, 12 complaints were registered: 9 by men and 3 by women, one of them a minor.</p>",
        "<p>В 2021 году поступило 12 жалоб, из них 3 – от женщин, 2 – от несовершеннолетних.</p>",
        "<p>En 2021, 12 plaintes ont été déposées par 9 hommes et 3 femmes, dont 2 mineures.</p>",
        "<p>En 2021 se registraron 12 denuncias: 9 hombres y 3 mujeres; 2 menores.</p>",
        "<p>2021 жылы 12 арыз түсті: 3 әйел, 2 бала.</p>",
        table("Age|Women|Men", "Under 18|1|2", "18–59|3|4"),
        "<p>No such cases were recorded.</p>",
        "<p>Таких случаев не зарегистрировано.</p>",
        "<p>The 12 cases are broken down in annex 2.</p>",
        "<p>Данные о 12 случаях приведены в приложении 1.</p>",
        "<p>For the 12 cases, see the reply under issue 4.</p>",
        '<p>12 cases: see <span data-see="2.1"></span>.</p>',
    ],
)
def test_requested_breakdown_is_there_or_elsewhere(text: str) -> None:
    assert alarms(text, kind="statistics", disaggregation=["sex", "age"]) == []


def test_requested_breakdown_by_places_is_a_table_of_them() -> None:
    asked = {"kind": "statistics", "disaggregation": ["place of detention", "relevant factors"]}

    found = {
        "places": alarms(table("Where|2021", "Zarechny|12", "Granitny|3", "Total|15"), **asked),
        "years": alarms(table("When|Number", "2021|12", "2022|3", "Total|15"), **asked),
    }

    assert found == {"places": [], "years": [NO_BREAKDOWN.format("place of detention")]}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>From 2018 to 2022 there were 120 cases.</p>", [NO_BREAKDOWN.format("year")]),
        ("<p>С 2018 по 2022 год возбуждено 120 дел.</p>", [NO_BREAKDOWN.format("year")]),
        ("<p>There were 50 cases in 2021 and 70 in 2022.</p>", []),
        (table("|2021|2022", "Cases|50|70"), []),
    ],
)
def test_requested_breakdown_by_year_needs_two_years(text: str, expected: list[str]) -> None:
    assert alarms(text, kind="statistics", disaggregation=["year"]) == expected


@pytest.mark.parametrize(
    "text",
    [
        "<p>Complaints are investigated under article 146 of the Criminal Code of 3 July 2014.</p>",
        "<p>Жалобы рассматриваются по статьям 146, 362 и 414 Уголовного кодекса, приказ № 12.</p>",
        "<p>Since 2018, all complaints go to the prosecutor.</p>",
    ],
)
def test_requested_number_is_missed(text: str) -> None:
    assert alarms(text, kind="statistics") == [NO_FIGURE]


@pytest.mark.parametrize(
    "text",
    [
        "<p>Nine deaths.</p>",
        "<p>Возбуждено два уголовных дела.</p>",
        "<p>There were 12 cases.</p>",
        "<p>Доля составила 12,5 %.</p>",
        "<p>Жалоб не поступало.</p>",
        "<p>Aucun cas n’a été enregistré.</p>",
        "<p>Such data are not collected.</p>",
        table("Year|Cases", "2021|12"),
    ],
)
def test_requested_number_is_there_or_nothing_to_count(text: str) -> None:
    assert alarms(text, kind="statistics") == []


def test_requested_number_is_not_asked_of_other_answers() -> None:
    sees, information = given("", form="see", kind="statistics"), given("<p>All are heard.</p>")

    assert list(requested([sees, information], STORED)) == []


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("<p>There were 50 cases in 2021 and 70 in 2022.</p>", "2018–2020"),
        ("<p>В 2019–2022 годах возбуждено 120 дел.</p>", "2018"),
        (table("|2018|2020|2022", "Cases|1|2|3"), "2019, 2021"),
    ],
)
def test_requested_years_are_missed(text: str, years: str) -> None:
    found = alarms(text, kind="statistics", period="since 2018")

    assert found == [f"1.1 asks for figures (since 2018), and the answer says nothing of {years}."]


@pytest.mark.parametrize(
    "text",
    [
        "<p>Since 2018, 120 cases were opened.</p>",
        "<p>С 2018 года возбуждено 120 дел.</p>",
        "<p>2018 жылдан бастап 120 іс қозғалды.</p>",
        "<p>In 2018–2022, 120 cases were opened.</p>",
        "<p>Over the past five years, 120 cases were opened.</p>",
        "<p>За последние пять лет возбуждено 120 дел.</p>",
        table("|2018|2019|2020|2021", "Cases|1|2|3|4"),
    ],
)
def test_requested_years_are_covered(text: str) -> None:
    assert alarms(text, kind="statistics", period="since 2018") == []


def test_requested_period_without_years_asks_for_none() -> None:
    found = alarms("<p>There were 12 cases.</p>", kind="statistics", period="the reporting period")

    assert found == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>The mechanism made many recommendations.</p>", True),
        ("<p>The mechanism made 412 recommendations in 2022.</p>", False),
        ("<p>В 2021 году механизм вынес 412 рекомендаций.</p>", False),
        ("<p>During the reporting period it made many.</p>", False),
    ],
)
def test_requested_period_of_other_kinds_needs_one_of_its_years(text: str, expected: bool) -> None:
    found = alarms(text, period="2021 and 2022")

    said = "1.1 names a period (2021 and 2022), and the answer names none of its years."
    assert found == ([said] if expected else [])


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2018–22", {2018, 2019, 2020, 2021, 2022}),
        ("2018/19", {2018, 2019}),
        ("2018 and 2022", {2018, 2022}),
        ("between 2018 and 2020", {2018, 2019, 2020}),
        ("между 2018 и 2020 годами", {2018, 2019, 2020}),
        ("de 2018 à 2020", {2018, 2019, 2020}),
        ("since January 2020", {2020, 2021, 2022}),
    ],
)
def test_years_covered_by_a_text(text: str, years: set[int]) -> None:
    assert years_covered(text, 2022) == years


@pytest.mark.parametrize(
    "text",
    [
        "<p>Domestic courts apply the laws in conformity with the Convention.</p>",
        "<p>Суды применяют нормы Конвенции напрямую.</p>",
    ],
)
def test_requested_examples_are_missed(text: str) -> None:
    assert alarms(text, kind="examples") == [NO_CASE]


@pytest.mark.parametrize(
    "text",
    [
        "<p>On 12 March 2021 a court in Almaty sentenced two officers.</p>",
        "<p>For example, a court in Almaty released a detainee.</p>",
        "<p>Приговором суда города Алматы осуждён сотрудник полиции.</p>",
        "<p>Так, гражданин Т. Б. обратился в суд.</p>",
        "<p>There have been no such cases.</p>",
    ],
)
def test_requested_examples_tell_a_case(text: str) -> None:
    assert alarms(text, kind="examples") == []
