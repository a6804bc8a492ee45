"""Numbers that count and numbers that do not."""

from decimal import Decimal

import pytest

from replies.document.checks.numbers import cell_figure, figures_in


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("12 345 persons", ["12345"]),
        ("12\N{NO-BREAK SPACE}345\N{NO-BREAK SPACE}678 человек", ["12345678"]),
        ("1,234 persons and 1,234,567 tenge", ["1234", "1234567"]),
        ("1.234.567 personas", ["1234567"]),
        ("12,5 процента", ["12.5"]),
        ("12.5 per cent, 0,125 и 0.125", ["12.5", "0.125", "0.125"]),
        ("1,234 дела", []),
        ("1.234 cases", []),
        ("In 2021 and 2022; since 2018", []),
        ("2021 officials were trained", ["2021"]),
        ("2021 жылы, 2021 году, 2018–2022 гг.", []),
        ("article 146, 147 and 148 (a), 149; 5 cases", ["5"]),
        ("статьи 146, 362 и 414; № 12; п. 5", []),
        ("on 12 March 2021, 12 марта, le 3 juillet, el 3 de julio, 12.03.2021", []),
        ("the 5th, 3-й, a 12-year sentence, at 14:30, CAT/C/KAZ/4", []),
        ("10–15 places", ["10", "15"]),
    ],
)
def test_figures_of_a_text(text: str, values: list[str]) -> None:
    assert [str(figure.value) for figure in figures_in(text)] == values


def test_figures_know_percents() -> None:
    found = figures_in("12 % of 30, 5 процентов, 7 pour cent")

    assert [(str(figure.value), figure.is_percent) for figure in found] == [
        ("12", True),
        ("30", False),
        ("5", True),
        ("7", True),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ("0", 0, False)),
        ("–", ("0", 0, False)),
        ("1 200", ("1200", 0, False)),
        ("-5", ("-5", 0, False)),
        ("10,5", ("10.5", 1, False)),
        ("12.25 %", ("12.25", 2, True)),
        ("12*", ("12", 0, False)),
        ("2021", ("2021", 0, False)),
    ],
)
def test_cell_is_a_figure(text: str, expected: tuple[str, int, bool]) -> None:
    found = cell_figure(text)

    assert found is not None
    assert (found.value, found.decimals, found.is_percent) == (Decimal(expected[0]), *expected[1:])


@pytest.mark.parametrize("text", ["12 (3)", "no data", "1.234", "12 men"])
def test_cell_is_no_figure(text: str) -> None:
    assert cell_figure(text) is None
