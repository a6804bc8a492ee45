"""Totals that fit, totals that do not, and tables that nobody can add up."""

import pytest

from replies.document.checks.totals import wrong_totals
from tests.replies.document.checks.scene import given, table, texts


def alarms(html: str) -> list[str]:
    return texts(wrong_totals([given(html)]))


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            ("Place|2021|2022", "Prisons|1 200|10", "Police|300|5", "Total|1 500|16"),
            ["“Total, 2022” says 16, the parts make 15."],
        ),
        (("Вид|2021", "Штраф|12", "Арест|3", "Всего|14"), ["“Всего, 2021” says 14, the parts make 15."]),
        (
            ("Mesure|2021", "Amende|1 200", "Prison|3", "Total|1 204"),
            ["“Total, 2021” says 1,204, the parts make 1,203."],
        ),
        (
            ("Жаза|2021", "Айыппұл|12", "Қамау|3", "Барлығы|16"),
            ["“Барлығы, 2021” says 16, the parts make 15."],
        ),
        (
            ("Вид|млн", "Штраф|10,5", "Арест|2,3", "Итого|13,9"),
            ["“Итого, млн” says 13.9, the parts make 12.8."],
        ),
        (("Place|2021", "Total|14", "Prisons|12", "Police|3"), ["“Total, 2021” says 14, the parts make 15."]),
        (
            ("Year|Women|Men|Total", "2021|3|9|12", "2022|4|9|12"),
            ["“2022, Total” says 12, the parts make 13."],
        ),
        (("Place|2021|2022|Total", "Prisons|3|9|14"), ["“Prisons, Total” says 14, the parts make 12."]),
        (
            ("Place|Theft|Fraud|Total", "A|1|2|3", "B|2|2|4", "C|3|3|7"),
            ["“C, Total” says 7, the parts make 6."],
        ),
    ],
)
def test_total_is_wrong(rows: tuple[str, ...], expected: list[str]) -> None:
    found = alarms(table(*rows))

    assert found == [f"1.1, table “Deaths”: {end}" for end in expected]


@pytest.mark.parametrize(
    "rows",
    [
        ("Place|2021", "Prisons|1 200", "Police|–", "Courts|", "Total|1 200"),
        ("Place|2021", "Total|15", "Prisons|12", "Police|3"),
        # by groups, then their totals
        ("Age|2021", "Girls|1", "Boys|2", "Sub-total|3", "Women|3", "Men|4", "Sub-total|7", "Grand total|10"),
        ("Age|2021", "Girls|1", "Boys|2", "Total|3", "Women|3", "Men|4", "Total|7"),
        ("Всего|15", "из них женщин|3", "из них детей|2"),
        ("Год|Всего|из них женщин|из них детей", "2021|12|3|2"),
        ("Stage|2021", "Complaints|12", "of which by women|3", "Total|12"),
        # rates and shares are not added up
        ("Place|Rate per 1,000|Share, %", "Prisons|2|10", "Police|3|20", "Total|2|30"),
        ("Place|2021", "Prisons|10 %", "Police|20 %", "Total|15 %"),
        ("Place|2021", "Prisons|12 (3)", "Police|3", "Total|14"),
        # rounding
        ("Вид|2021", "Штраф|10,5", "Арест|2,3", "Всего|12,9"),
        ("Budget, in thousands|2021", "Salaries|10", "Travel|2", "Total|13"),
        # columns that need not make up a whole
        ("Year|Complaints|Convictions|Total officials", "2021|12|3|40", "2022|10|2|38"),
        ("Year|Complaints|Total officials", "2021|12|40"),
        ("Place|2021", "Prisons|12", "Total|12"),
        ("Place|2021", "Prisons|12", "Police|3", "Total|"),
        ("Place|2021", "Prisons|12", "Police|3", "Total|all"),
    ],
)
def test_total_fits_or_cannot_be_summed(rows: tuple[str, ...]) -> None:
    assert alarms(table(*rows)) == []


def test_totals_of_rates_are_left_alone() -> None:
    assert alarms(table("Place|2021", "Prisons|1", "Police|2", "Total|9", title="Average stay")) == []


def test_totals_of_one_table_are_shown_a_few_at_a_time() -> None:
    found = alarms(table("Place|1|2|3|4", "Prisons|1|1|1|1", "Police|1|1|1|1", "Total|9|9|9|9"))

    assert len(found) == 3


def test_total_of_a_group_that_spans_rows() -> None:
    rows = (
        "<tr><th><p>Age</p></th><th><p>Sex</p></th><th colspan='2'><p>2021</p></th></tr>"
        "<tr><td rowspan='3'><p>Adults</p></td><td><p>Women</p></td><td><p>1</p></td><td><p>2</p></td></tr>"
        "<tr><td><p>Men</p></td><td><p>3</p></td><td><p>4</p></td></tr>"
        "<tr><td><p>Total</p></td><td><p>4</p></td><td><p>7</p></td></tr>"
    )

    found = alarms(f'<table data-title="Deaths"><tbody>{rows}</tbody></table>')

    assert found == ["1.1, table “Deaths”: “Adults Total, 2021” says 7, the parts make 6."]


def test_total_in_a_table_without_marked_heads() -> None:
    found = [
        alarms(table("Place|2021", "Prisons|12", "Police|3", "Total|16", heads=0)),
        alarms(table("Prisons|12", "Police|3", "Total|16", heads=0)),
    ]

    assert found == [
        ["1.1, table “Deaths”: “Total, 2021” says 16, the parts make 15."],
        ["1.1, table “Deaths”: “Total” says 16, the parts make 15."],
    ]
