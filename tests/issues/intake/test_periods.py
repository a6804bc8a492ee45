import pytest

from issues.intake.periods import Breakdown, breakdowns, period_of, terms_of
from issues.intake.vocabulary import grammar


def terms(text, language="en"):
    return terms_of(breakdowns(text, grammar(language).meanings))


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "deaths in custody", ()),
        ("en", "deaths, broken down by place of detention, sex, ethnic origin or nationality, and cause "
               "of death",
         ("place of detention", "sex", "ethnic origin", "nationality", "cause of death")),
        ("en", "grievances, sorted by subject, sex and age, the share of them that was upheld",
         ("subject", "sex", "age")),
        ("en", "data disaggregated by sex and all relevant factors", ("sex",)),
        ("en", "data disaggregated by relevant factors", ()),
        ("en", "data by sex and by the manner in which the cases of this sort were closed", ("sex",)),
        ("en", "duty lawyers per canton, and the fees they are paid", ("region",)),
        ("en", "trials in each canton, year by year from 2014 to 2017", ("region", "year")),
        ("en", "data by sex, disaggregated by sex and age", ("sex", "age")),
        ("en", "accounts by experts", ()),
        ("en", "disaggregate all data by year, agency or department of which the accused is a member",
         ("year", "agency", "department")),
        ("fr", "le nombre de détenus, ventilé par sexe, âge et nationalité", ("sex", "age", "nationality")),
        ("es", "datos desglosados por sexo, edad y lugar de reclusión", ("sex", "age", "place of detention")),
        ("ru", "данные с разбивкой по полу, возрасту и гражданству за год", ("sex", "age", "nationality")),
        ("ru", "с указанием пола, возраста и региона", ("sex", "age", "region")),
    ],
)  # fmt: skip
def test_breakdown_names_its_terms_in_order(language, text, expected):
    assert terms(text, language) == expected


def test_breakdown_ends_with_its_last_term():
    found = breakdowns("lawyers per canton, and the fees", grammar("en").meanings)

    assert found == (Breakdown(8, 18, ("region",)),)


def test_breakdown_inside_another_is_part_of_it():
    found = breakdowns("disaggregated by year, by sex", grammar("en").meanings)

    assert found == (Breakdown(0, 29, ("year", "sex")),)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "the credits voted since 2012", "since 2012"),
        ("en", "sentences passed in the years 2013 to 2016", "2013 to 2016"),
        ("en", "positions allocated in the past three  years", "the past three years"),
        ("en", "deaths during the period under review", "the period under review"),
        ("en", "training during the reporting period", "the reporting period"),
        ("en", "the head count on 1 January 2013, 2014 and 2015", "1 January 2013, 2014 and 2015"),
        ("en", "the compensation paid from the fund since its establishment", "since its establishment"),
        ("en", "trials held from 2014 to 2017 and since 2019", "from 2014 to 2017"),
        ("en", "the strategic plan for 2017–2021", ""),
        ("en", "the strategic plan and deaths since 2018", "since 2018"),
        ("en", "the protests held in June 2019", ""),
        ("fr", "le montant alloué depuis 2016", "depuis 2016"),
        ("fr", "les plaintes reçues pendant la période considérée", "la période considérée"),
        ("es", "condenas dictadas entre 2015 y 2018", "entre 2015 y 2018"),
        ("es", "durante el período que abarca el informe", "el período que abarca el informe"),
        ("ru", "расходы начиная с 2014 года", "начиная с 2014 года"),
        ("ru", "жалобы за последние пять лет", "последние пять лет"),
        ("ru", "на 1 января 2015, 2016 и 2017 годов", "1 января 2015, 2016 и 2017 годов"),
    ],
)
def test_period_is_the_first_one_named(language, text, expected):
    assert period_of(text, grammar(language).meanings) == expected
