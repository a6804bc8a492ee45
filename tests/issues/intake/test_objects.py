import pytest

from issues.intake.clauses import clauses
from issues.intake.objects import objects
from issues.intake.vocabulary import grammar


def things(text, language="en"):
    words = grammar(language)
    return [
        text[start:end]
        for clause in clauses(text, (0, len(text)), words)
        for start, end in objects(text, clause, words)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Please report on:", []),
        ("Please describe the rated capacity of every gaol and the head count on 1 January 2013.",
         ["the rated capacity of every gaol and the head count on 1 January 2013"]),
        ("Please describe measures taken to prevent and combat trafficking and protect victims.",
         ["measures taken to prevent and combat trafficking and protect victims"]),
        ("Please describe the register of gifts received and the protection afforded to witnesses.",
         ["the register of gifts received", "the protection afforded to witnesses"]),
        ("Please describe the recommendations made by the Committee and the Special Rapporteur on torture.",
         ["the recommendations made by the Committee and the Special Rapporteur on torture"]),
        ("Please describe the remedies for cold, as well as the rules on visits, letters and parcels.",
         ["the remedies for cold", "the rules on visits, letters and parcels"]),
        ("Please describe the care of women as well as children.", ["the care of women as well as children"]),
        ("Please describe the rights of women, as well as in camps.",
         ["the rights of women, as well as in camps"]),
        ("Please describe the rights of inmates, as well as visits to their cells.",
         ["the rights of inmates", "visits to their cells"]),
        ("Please give the length of trials, with the backlog at the close of each year.",
         ["the length of trials", "the backlog at the close of each year"]),
        ("Please give the length of trials, with the aim of reform.",
         ["the length of trials, with the aim of reform"]),
        ("Please indicate what share has attended it, who teaches it and by what test it was judged.",
         ["what share has attended it", "who teaches it", "by what test it was judged"]),
        ("Please indicate which steps ensure that the law, which is pending approval, is adopted.",
         ["which steps ensure that the law, which is pending approval, is adopted"]),
        ("Please indicate how they live, and on what grounds.", ["how they live, and on what grounds"]),
        ("Please state how and when it fell.", ["how and when it fell"]),
        ("Please state whether it applies in law and in practice and, if so, how so.",
         ["whether it applies in law and in practice and, if so, how so"]),
        ("Please give information on the work of judges, on the courts of appeal and on the police.",
         ["information on the work of judges", "the courts of appeal", "the police"]),
        ("Please comment on reports that, on some days, cells flood.", ["reports that, on some days, "
         "cells flood"]),
        ("Please explain the fall, including the number of cases and their outcome.",
         ["the fall", "the number of cases and their outcome"]),
        ("Please explain the fall, including in winter.", ["the fall, including in winter"]),
        ("Please name the persons accused and the persons freed.",
         ["the persons accused", "the persons freed"]),
        ("Please list the criteria set by law, conditions of release, and the amount paid.",
         ["the criteria set by law", "conditions of release", "the amount paid"]),
        ("Please list the number of arrests and punishment of offenders.",
         ["the number of arrests and punishment of offenders"]),
        ("Please list the judges named in law, the courts of appeal.",
         ["the judges named in law, the courts of appeal"]),
        ("Please explain how cells have daylight, and that they do.", ["how cells have daylight, and "
         "that they do"]),
        ("Please explain measures to ensure that cells are lit, and that they are clean.",
         ["measures to ensure that cells are lit", "that they are clean"]),
        ("Please explain the law, and that of the cantons.", ["the law, and that of the cantons"]),
        ("Please give data on: (a) the courts; (b) the police.", ["the courts", "the police"]),
        ("Please give figures, disaggregated by sex, the type of crime and the place of arrest.",
         ["figures, disaggregated by sex, the type of crime and the place of arrest"]),
    ],
)  # fmt: skip
def test_what_a_verb_asks_for_is_cut_into_things(text, expected):
    assert things(text) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Please respond to the concern that judges fled and to reports of arrests.",
         ["the concern that judges fled", "reports of arrests"]),
        ("en", "Please describe the mandate and the resources of the mechanism.",
         ["the mandate and the resources of the mechanism"]),
        ("fr", "Décrire le registre des détentions et les garanties offertes aux personnes arrêtées.",
         ["le registre des détentions", "les garanties offertes aux personnes arrêtées"]),
        ("fr", "Décrire les mesures prises pour prévenir la torture et protéger les victimes et les témoins.",
         ["les mesures prises pour prévenir la torture et protéger les victimes et les témoins"]),
        ("es", "Describan las garantías ofrecidas, así como el régimen de visitas de los presos.",
         ["las garantías ofrecidas", "el régimen de visitas de los presos"]),
        ("ru", "Просьба привести, с указанием пола и возраста, число лиц, возвращенных с границы, и "
               "число лиц, "
               "переданных судам, а также пояснить, как проходило слушание.",
         ["число лиц, возвращенных с границы", "число лиц, переданных судам", "как проходило слушание"]),
        ("ru", "Просьба представить сведения о числе мест и числе узников в каждой тюрьме.",
         ["сведения о числе мест и числе узников в каждой тюрьме"]),
    ],
)  # fmt: skip
def test_what_a_verb_asks_for_in_another_language_is_cut_into_things(language, text, expected):
    assert things(text, language) == expected
