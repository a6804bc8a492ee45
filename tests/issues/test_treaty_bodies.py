"""The table of treaty bodies is whole, and tells a body by its symbols."""

import pytest

from issues.treaty_bodies import TREATY_BODIES, body_of_symbol


@pytest.mark.parametrize("code", ["CAT", "CCPR", "CESCR", "CEDAW", "CRC", "CRPD", "CERD", "CMW", "CED"])
def test_body_is_named_in_four_languages(code: str) -> None:
    body = TREATY_BODIES[code]

    assert body.code == code
    assert [list(names) for names in (body.committee, body.convention, body.reporting)] == [
        ["en", "fr", "ru", "es"]
    ] * 3


@pytest.mark.parametrize(
    ("symbol", "code"),
    [("CAT/C/KAZ/Q/4", "CAT"), ("E/C.12/KAZ/Q/2", "CESCR"), ("CED/C/KAZ/Q/1", "CED"), ("A/HRC/43/10", "")],
)
def test_body_of_symbol_by_its_prefix(symbol: str, code: str) -> None:
    assert body_of_symbol(symbol) == code


def test_reporting_article_of_the_convention_against_torture() -> None:
    assert TREATY_BODIES["CAT"].reporting == {
        "en": "under article 19 of the Convention",
        "fr": "en application de l’article 19 de la Convention",
        "ru": "согласно статье 19 Конвенции",
        "es": "en virtud del artículo 19 de la Convención",
    }
