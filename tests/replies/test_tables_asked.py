"""The table that a request for figures asks for."""

from datetime import date

import pytest

from issues.models import DataPoint, ListOfIssues
from replies.richtext import sanitise
from replies.tables_asked import Cell, asked_table, layout, years_asked

ISSUED = date(2022, 12, 8)


@pytest.mark.parametrize(
    ("period", "years"),
    [
        ("since 2018", (2018, 2022)),
        ("2017–2021", (2017, 2021)),
        ("2021 and 2022", (2021, 2022)),
        ("from 2017 to 2019", (2017, 2019)),
        ("in 2021", (2021, 2021)),
        ("the past three years", (2020, 2022)),
        ("most recent five-year period", (2018, 2022)),
        ("the last 10 years", (2013, 2022)),
        ("the reporting period", (2019, 2022)),
        ("the period under review", (2019, 2022)),
        ("the period under consideration", (2019, 2022)),
        ("since the previous periodic report", (2019, 2022)),
        ("since the previous periodic review", (2019, 2022)),
        ("depuis 2018", (2018, 2022)),
        ("au cours des trois dernières années", (2020, 2022)),
        ("pendant la période considérée", (2019, 2022)),
        ("начиная с 2018 года", (2018, 2022)),
        ("за последние пять лет", (2018, 2022)),
        ("за отчётный период", (2019, 2022)),
        ("desde 2018", (2018, 2022)),
        ("en los últimos dos años", (2021, 2022)),
        ("desde el informe anterior", (2019, 2022)),
        ("the pandemic", None),
        ("since the fund's establishment", None),
        ("", None),
    ],
)
def test_years_of_a_period(period, years):
    assert years_asked(period, ISSUED) == years


@pytest.mark.parametrize(
    ("period", "years"),
    [("2017–2021", (2017, 2021)), ("since 2018", (2018, 2018)), ("the reporting period", None)],
)
def test_years_of_a_list_without_a_date_are_those_that_are_named(period, years):
    assert years_asked(period, None) == years


def texts(rows: list[list[Cell]]) -> list[list[str]]:
    return [[cell.text for cell in row] for row in rows]


def spans(rows: list[list[Cell]]) -> list[int]:
    """The rows that the first cell of each row spans."""
    return [row[0].rowspan for row in rows]


def test_layout_of_years_only():
    rows = layout([], (2021, 2022))

    assert texts(rows) == [["Indicator", "2021", "2022"], *[["", "", ""]] * 3]
    assert [[cell.is_head for cell in row] for row in rows] == [[True] * 3, *[[False] * 3] * 3]


def test_layout_of_an_unknown_dimension_without_years():
    assert texts(layout(["relevant factors"], None)) == [["Relevant factors", "Number"], *[["", ""]] * 3]


def test_layout_nests_what_is_known_in_what_is_not():
    rows = layout(["sex", "type of offence", "gender"], (2022, 2022))

    group = [["", "Women", ""], ["Men", ""], ["Total", ""]]
    assert texts(rows) == [["Type of offence", "Sex", "2022"], *group * 3]
    assert spans(rows) == [1, *[3, 1, 1] * 3]


def test_layout_of_more_than_two_dimensions_gives_each_its_rows():
    rows = layout(["year", "sex", "age", "agency"], (2021, 2022))

    assert texts(rows) == [
        ["Broken down by", "Group", "2021", "2022"],
        ["Agency", "", "", ""],
        ["", "", ""],
        ["", "", ""],
        ["Sex", "Women", "", ""],
        ["Men", "", ""],
        ["Total", "", ""],
        ["Age", "Under 18", "", ""],
        ["18–59", "", ""],
        ["60 and over", "", ""],
        ["Total", "", ""],
    ]
    assert spans(rows) == [1, 3, 1, 1, 3, 1, 1, 4, 1, 1, 1]


def test_layout_of_many_dimensions_stays_small():
    terms = ["sex", "age", "place", "origin", "cause", "court", "region", "agency", "article"]

    assert [len(layout(terms[:count], None)) for count in (6, 7, 9)] == [20, 13, 15]


def test_layout_of_many_years_keeps_the_last_ones():
    heads = layout([], (1991, 2022))[0]

    assert [cell.text for cell in heads] == ["Indicator", *map(str, range(2011, 2023))]


def table_of(**values: object) -> str:
    stored = ListOfIssues(document_date=ISSUED, language="en")
    return asked_table(DataPoint(**{"label": "Deaths", "kind": "statistics"} | values), stored)


def test_table_is_canonical():
    table = table_of(
        label="Deaths <in> “custody” & prisons",
        disaggregation=["place of detention", "sex", "age"],
        period="since 2021",
    )

    assert table == sanitise(table)
    title = "Deaths &lt;in&gt; “custody” &amp; prisons"
    assert table.startswith(f'<table data-title="{title}"><tbody><tr><th><p>Broken down by</p></th>')


@pytest.mark.parametrize(
    ("values", "heads"),
    [
        ({}, ["Indicator", "2019", "2020", "2021", "2022"]),
        ({"disaggregation": ["year"]}, ["Indicator", "2019", "2020", "2021", "2022"]),
        ({"disaggregation": ["sex"]}, ["Sex", "Number"]),
        ({"kind": "measures", "period": "2021 and 2022"}, ["Indicator", "2021", "2022"]),
    ],
)
def test_table_has_the_heads_that_are_asked(values, heads):
    row = "".join(f"<th><p>{head}</p></th>" for head in heads)

    assert table_of(**values).startswith(f'<table data-title="Deaths"><tbody><tr>{row}</tr><tr>')


def test_table_is_none_where_no_figures_are_asked():
    assert table_of(kind="measures", period="the pandemic") == ""
