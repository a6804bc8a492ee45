import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from issues.intake.parsed import KINDS, ParsedDataPoint, ParsedPassage
from issues.intake.requests import find_data_points
from issues.intake.vocabulary import LANGUAGES


def passages_of(text):
    """The passages of an issue written one a line, each after its item's letter and |."""
    return [
        ParsedPassage(item, words) for item, _, words in (line.partition("|") for line in text.split("\n"))
    ]


def asked(text, language="en"):
    """The code, kind and exact words of each data point of an issue."""
    passages = passages_of(text)
    points = find_data_points(6, passages, language)
    texts = {passage.item: passage.text for passage in passages}
    return [(point.code, point.kind, texts[point.item][point.start : point.end]) for point in points]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "|",
        "|The Committee is aware that the register of societies was computerized in 2017.",
        "|In its previous observations, the Committee requested the State party to inform it about the "
        "barges.",
        "|State party officials visited the prison. The State has indicated its views.",
    ],
)
def test_statement_requests_nothing(text):
    passages = [ParsedPassage("", text.removeprefix("|"))] if text else []

    assert find_data_points(1, passages, "en") == ()


def test_request_bears_every_fact():
    text = "Please provide data on deaths in custody since 2018, disaggregated by sex and age."

    points = find_data_points(20, [ParsedPassage("", text)], "en")

    assert points == (
        ParsedDataPoint(
            code="20.1",
            item="",
            start=15,
            end=81,
            label="Data on deaths in custody since 2018, disaggregated by sex and age",
            kind="statistics",
            disaggregation=("sex", "age"),
            period="since 2018",
        ),
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "|The age of marriage was lowered in 2015; please give the reasons, and describe steps to "
            "raise it.",
            [("6.1", "information", "the reasons"), ("6.2", "measures", "steps to raise it")],
        ),
        (
            "|Please describe the Mediator’s powers and term of office, state the credits voted for the "
            "office "
            "and list the visits paid to Velden, indicating in each case whether the visit was announced.",
            [
                ("6.1", "information", "the Mediator’s powers and term of office"),
                ("6.2", "statistics", "the credits voted for the office"),
                ("6.3", "information", "the visits paid to Velden"),
                ("6.4", "clarification", "whether the visit was announced"),
            ],
        ),
        (
            "|With reference to the report (para. 12), clarify who teaches the course. Also, provide "
            "the statute.",
            [("6.1", "clarification", "who teaches the course"), ("6.2", "legislation", "the statute")],
        ),
        (
            "|Has the Press Act been reviewed? How does the State party train its magistrates?",
            [
                ("6.1", "clarification", "Has the Press Act been reviewed?"),
                ("6.2", "measures", "How does the State party train its magistrates?"),
            ],
        ),
        (
            "|In view of the floods, has the emergency been lifted?",
            [("6.1", "clarification", "has the emergency been lifted?")],
        ),
        (
            "|The Committee would welcome an account of the reform and would like to know whether it "
            "succeeded.",
            [
                ("6.1", "measures", "an account of the reform"),
                ("6.2", "clarification", "whether it succeeded"),
            ],
        ),
        (
            "|Please set out the tasks of the Mediator, (a) the money at the Mediator’s disposal; and "
            "(b) the "
            "manner of appointment.",
            [
                ("6.1", "information", "the tasks of the Mediator"),
                ("6.2", "statistics", "the money at the Mediator’s disposal"),
                ("6.3", "information", "the manner of appointment"),
            ],
        ),
        (
            "|Please comment on reports that, on many occasions, the police beat those whom they arrested.",
            [("6.1", "comment", "reports that, on many occasions, the police beat those whom they arrested")],
        ),
    ],
)
def test_request_in_english_is_cut_into_its_things(text, expected):
    assert asked(text) == expected


def test_items_complete_an_opening_that_asks_for_nothing_itself():
    text = (
        "|Kindly report on:\n"
        "a|The average stay in a police cell; please add whether it is recorded;\n"
        "b|Suits brought by inmates since 2014 and the damages they obtained."
    )

    assert asked(text) == [
        ("6(a).1", "statistics", "The average stay in a police cell"),
        ("6(a).2", "clarification", "whether it is recorded"),
        ("6(b).1", "statistics", "Suits brought by inmates since 2014"),
        ("6(b).2", "information", "the damages they obtained"),
    ]


def test_items_stand_for_the_last_thing_of_the_opening():
    text = (
        "|Please describe the Ombudsman’s mandate, and supply particulars of the guarantees on arrest, "
        "notably:\n"
        "a|The moment at which it is noted."
    )

    assert asked(text) == [
        ("6.1", "information", "the Ombudsman’s mandate"),
        ("6(a).1", "information", "The moment at which it is noted"),
    ]


def test_items_are_subjects_of_what_the_opening_names():
    text = (
        "|Please describe training given since 2018, indicating whether it was mandatory, on the following:\n"
        "a|The law on arrest, and the provisions of the Convention;"
    )

    points = find_data_points(14, passages_of(text), "en")

    assert [(point.code, point.kind, point.label, point.period) for point in points] == [
        ("14.1", "clarification", "Whether it was mandatory", ""),
        ("14(a).1", "measures", "Law on arrest, and the provisions of the Convention", "since 2018"),
    ]


def test_item_that_begins_with_that_takes_the_kind_of_the_opening():
    text = (
        "|Please describe measures to ensure safeguards, in particular:\n"
        "a|That detainees see a lawyer, and that they are told so;\n"
        "b|Whether interviews are recorded."
    )

    assert asked(text) == [
        ("6(a).1", "measures", "That detainees see a lawyer"),
        ("6(a).2", "measures", "that they are told so"),
        ("6(b).1", "clarification", "Whether interviews are recorded"),
    ]


def test_item_under_a_comment_is_a_comment():
    text = "|Please comment on reports of the following:\na|Beatings in Velden."

    assert asked(text) == [("6(a).1", "comment", "Beatings in Velden")]


def test_item_under_a_statement_asks_only_where_it_says_so():
    text = "|The Committee notes the following:\na|The number of judges fell. Please explain why it did."

    assert asked(text) == [("6(a).1", "information", "why it did")]


def test_items_without_an_opening_are_requests():
    assert asked("a|The number of judges.") == [("6(a).1", "statistics", "The number of judges")]


def test_items_with_one_letter_are_numbered_on():
    text = "|Please list:\na|The judges.\na|The courts."

    points = find_data_points(6, passages_of(text), "en")

    assert [point.code for point in points] == ["6(a).1", "6(a).2"]


def test_opening_of_items_that_is_empty_changes_nothing():
    passages = [ParsedPassage("", " "), ParsedPassage("a", "Please name the judges.")]

    points = find_data_points(6, passages, "en")

    assert [point.code for point in points] == ["6(a).1"]


def test_request_to_break_down_is_added_to_the_figures_before_it():
    text = (
        "Please state the number of cases and explain why they fell. "
        "Please disaggregate all data by year and sex, age group (minor/adult) of the victim and agency."
    )

    points = find_data_points(23, [ParsedPassage("", text)], "en")

    assert [(point.kind, point.disaggregation) for point in points] == [
        ("statistics", ("year", "sex", "age", "agency")),
        ("information", ()),
    ]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "fr",
            "|Le Code a-t-il été révisé ? Dans l’affirmative, prière de joindre le texte de la loi et "
            "d’exposer "
            "les motifs de la réforme, en précisant si la société civile a été consultée.",
            [
                ("6.1", "clarification", "Le Code a-t-il été révisé ?"),
                ("6.2", "legislation", "le texte de la loi"),
                ("6.3", "information", "les motifs de la réforme"),
                ("6.4", "clarification", "si la société civile a été consultée"),
            ],
        ),
        (
            "fr",
            "|Donner des renseignements sur :\na|Le nombre de plaintes ; indiquer comment elles sont "
            "instruites.",
            [
                ("6(a).1", "statistics", "Le nombre de plaintes"),
                ("6(a).2", "information", "comment elles sont instruites"),
            ],
        ),
        (
            "es",
            "|Sírvanse indicar las medidas adoptadas para reducir el hacinamiento y facilitar el texto "
            "del decreto. "
            "¿Ha concluido la reforma?",
            [
                ("6.1", "measures", "las medidas adoptadas para reducir el hacinamiento"),
                ("6.2", "legislation", "el texto del decreto"),
                ("6.3", "clarification", "¿Ha concluido la reforma?"),
            ],
        ),
        (
            "ru",
            "|Просьба рассказать о правах задержанных, и в частности о том:\n"
            "б|сколько адвокатов приходится на каждый кантон, и из каких средств оплачивается их труд.",
            [
                ("6(б).1", "statistics", "сколько адвокатов приходится на каждый кантон"),
                ("6(б).2", "information", "из каких средств оплачивается их труд"),
            ],
        ),
        (
            "ru",
            "|Просьба описать шаги, предпринятые для отмены розог, и препроводить текст приказа; "
            "просьба сообщить "
            "также все иное.",
            [
                ("6.1", "measures", "шаги, предпринятые для отмены розог"),
                ("6.2", "legislation", "текст приказа"),
                ("6.3", "information", "все иное"),
            ],
        ),
        ("kk", "|Please name the judges.", [("6.1", "information", "the judges")]),
    ],
)
def test_request_in_another_language_is_cut_into_its_things(language, text, expected):
    assert asked(text, language) == expected


@pytest.mark.parametrize(
    ("language", "word"), [("en", "and also "), ("fr", "et aussi "), ("es", "y además "), ("ru", "и также ")]
)
def test_text_of_conjunctions_alone_is_read_to_its_end(language, word):
    opener = {"en": "please give ", "fr": "veuillez donner ", "es": "sírvanse dar ", "ru": "просьба дать "}[
        language
    ]

    points = find_data_points(1, [ParsedPassage("", opener + word * 300 + "x")], language)

    assert [point.code for point in points] == ["1.1"]


WORDS = [
    *("please", "provide", "and", "or", ",", ".", ";", ":", "?", "(", ")", "(a)", "“", "”", "the number of"),
    *("whether", "which", "measures to", "that", "including", "as well as", "by year", "since 2018", "para."),
    *("просьба", "указать", "и", "а также", "veuillez", "indiquer si", "et", "sírvanse", "así como", "¿"),
    *("’", "–", "…", "\n", "\u00a0"),
]
TEXTS = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join))


@settings(max_examples=150, deadline=None)
@given(
    items=st.lists(st.tuples(st.sampled_from(["", "a", "б"]), TEXTS), max_size=4),
    language=st.sampled_from([*LANGUAGES, ""]),
)
def test_any_text_gives_points_that_hold(items, language):
    passages = [ParsedPassage(item, text) for item, text in items]

    points = find_data_points(1, passages, language)

    assert len({point.code for point in points}) == len(points)
    for point in points:
        holders = [passage.text for passage in passages if passage.item == point.item]
        assert any(is_exact(point, text) for text in holders)
        assert point.kind in KINDS
        assert 0 < len(point.label) <= 80


def is_exact(point, text):
    quote = text[point.start : point.end]
    return 0 <= point.start < point.end <= len(text) and quote == quote.strip()


@settings(max_examples=150, deadline=None)
@given(text=TEXTS, language=st.sampled_from([*LANGUAGES]))
def test_points_of_any_passage_follow_one_another(text, language):
    points = find_data_points(1, [ParsedPassage("", text)], language)

    ends = [0, *(point.end for point in points)]
    assert all(end <= point.start for end, point in zip(ends, points, strict=False))
