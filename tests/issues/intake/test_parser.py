"""The real list and the three samples, whole; then what a list can look like otherwise."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from issues.intake.articles import articles
from issues.intake.parsed import NotAListOfIssues, NoteMark, ParsedList, ParsedNote, ParsedSection
from issues.intake.parser import parse
from issues.intake.readers import read

SAMPLES = Path(__file__).parent / "samples"
REAL = Path(__file__).parents[3] / "issues" / "data" / "CAT_C_KAZ_Q_4" / "list.txt"

COVER = "CAT/C/RUR/Q/2\nCommittee against Torture\n13 June 2017\n\n"
TITLE = "List of issues in relation to the second periodic report of Ruritania\n\n"


def squeezed(text: str) -> str:
    return "".join(text.split())


def parsed(text: str, name: str = "list.txt") -> ParsedList:
    return parse(read(text.encode(), name))


def outline(read_list: ParsedList) -> list[tuple[int, int, list[tuple[str, str]]]]:
    """(number, section, [(item, text)]) of each issue."""
    return [
        (issue.number, issue.section, [(passage.item, passage.text) for passage in issue.passages])
        for issue in read_list.issues
    ]


def headings(read_list: ParsedList) -> list[tuple[str, tuple[int, ...], int]]:
    return [(section.heading, section.articles, section.level) for section in read_list.sections]


@pytest.fixture(scope="module")
def real() -> ParsedList:
    return parse(read(REAL.read_bytes(), "CAT_C_KAZ_Q_4/list.txt"))


def test_real_list_states_what_its_cover_says(real: ParsedList) -> None:
    facts = {name: getattr(real, name) for name in ("symbol", "body", "state", "state_name", "language")}

    assert facts == {
        "symbol": "CAT/C/KAZ/Q/4",
        "body": "CAT",
        "state": "KAZ",
        "state_name": "Kazakhstan",
        "language": "en",
    }
    assert real.document_date == date(2022, 12, 16)
    assert real.session == "seventy-fifth session (31 October – 25 November 2022)"
    assert real.title == "List of issues in relation to the fourth periodic report of Kazakhstan"
    assert real.title_notes == (NoteMark("*", len(real.title)),)
    assert real.warnings == ()


def test_real_list_has_its_twelve_sections(real: ParsedList) -> None:
    assert real.sections == (
        ParsedSection("Issues identified for follow-up in the previous concluding observations"),
        ParsedSection("Articles 1 and 4", (1, 4)),
        ParsedSection("Article 2", (2,), notes=(NoteMark("7", 9),)),
        ParsedSection("Article 3", (3,)),
        ParsedSection("Articles 5 to 9", (5, 6, 7, 8, 9)),
        ParsedSection("Article 10", (10,)),
        ParsedSection("Article 11", (11,)),
        ParsedSection("Articles 12 and 13", (12, 13)),
        ParsedSection("Article 14", (14,)),
        ParsedSection("Article 15", (15,)),
        ParsedSection("Article 16", (16,)),
        ParsedSection("Other issues"),
    )


def test_real_list_has_its_thirty_issues_in_their_sections(real: ParsedList) -> None:
    sections = [0, 1, *[2] * 6, *[3] * 4, 4, 5, *[6] * 7, *[7] * 3, 8, 9, 10, 10, 11, 11]

    assert [(issue.number, issue.section) for issue in real.issues] == list(enumerate(sections, start=1))


def test_real_list_has_lettered_items_in_issues_6_and_14_only(real: ParsedList) -> None:
    items = {
        issue.number: "".join(passage.item for passage in issue.passages)
        for issue in real.issues
        if len(issue.passages) > 1
    }

    assert items == {6: "abcde", 14: "abcde"}


@pytest.mark.parametrize(
    ("number", "across"),
    [
        (5, "the transfer of authority for all detention and investigation facilities"),
        (7, "inform the Committee about any measures planned to criminalize"),
        (11, "or ran the risk of being tortured"),
        (19, "properly recorded by independent medical personnel."),
        (23, "other criminal offences, such as abuse of power"),
        (25, "recommendations on individual communications and inform"),
        (29, "access to confidential information that other experts cannot see."),
    ],
)
def test_real_list_joins_what_notes_cut(real: ParsedList, number: int, across: str) -> None:
    text = real.issues[number - 1].passages[0].text

    assert across in text
    assert "\n" not in text


def test_real_list_ties_each_note_to_its_mark(real: ParsedList) -> None:
    marks = [*real.title_notes]
    marks += [mark for section in real.sections for mark in section.notes]
    marks += [mark for issue in real.issues for passage in issue.passages for mark in passage.notes]
    sixth = real.issues[5].passages[0]

    assert [note.marker for note in real.notes] == ["*", *map(str, range(1, 68))]
    assert sorted(mark.marker for mark in marks) == sorted(note.marker for note in real.notes)
    assert [sixth.text[: mark.offset].split()[-2:] for mark in sixth.notes] == [
        ["June", "2019"],
        ["counter-terrorism", "operations,"],
        ["their", "choice."],
    ]


def test_real_list_resolves_links_and_emphasis(real: ParsedList) -> None:
    texts = [passage.text for issue in real.issues for passage in issue.passages]
    texts += [note.text for note in real.notes]

    assert [text for text in texts if "](" in text or "*" in text or "<" in text] == []
    assert real.notes[66] == ParsedNote("66", "A/HRC/43/46/Add.1, para. 39.")
    assert real.notes[43].text.startswith(
        "See for example communication No. 661/2015, Ashim Rakishev v. Kazakh"
    )
    assert (
        "all allegations ex officio (article 193 (1), paragraph 12-1 of" in real.issues[22].passages[0].text
    )


@pytest.mark.parametrize("name", ["dev1_cat_pdflines_en.txt", "dev2_ccpr_autonum_en.docx", "dev3_cat_ru.txt"])
def test_sample_is_read_as_its_expectation_says(name: str) -> None:
    path = SAMPLES / name
    expected = json.loads(path.with_name(f"{path.stem}.expected.json").read_text(encoding="utf-8"))

    found = parse(read(path.read_bytes(), name))

    assert as_expected(found) == {
        **{key: expected[key] for key in ("symbol", "body", "language", "document_date", "notes")},
        "sections": [
            {**section, "heading": squeezed(section["heading"])} for section in expected["sections"]
        ],
        "issues": [
            {
                **{key: issue[key] for key in ("number", "section", "items", "starts", "ends", "notes")},
                "paragraphs": [squeezed(paragraph["text"]) for paragraph in issue["paragraphs"]],
            }
            for issue in expected["issues"]
        ],
    }
    assert found.warnings == ()


def as_expected(found: ParsedList) -> dict[str, Any]:
    return {
        "symbol": found.symbol,
        "body": found.body,
        "language": found.language,
        "document_date": str(found.document_date),
        "notes": {note.marker: " ".join(note.text.split()[:6]) for note in found.notes},
        "sections": [
            {
                "heading": squeezed(section.heading),
                "articles": list(section.articles),
                "level": section.level,
                "notes": [mark.marker for mark in section.notes],
            }
            for section in found.sections
        ],
        "issues": [
            {
                "number": issue.number,
                "section": issue.section,
                "items": [passage.item for passage in issue.passages if passage.item],
                "starts": " ".join(issue.passages[0].text.split()[:6]),
                "ends": " ".join(issue.passages[-1].text.split()[-6:]),
                "notes": [mark.marker for passage in issue.passages for mark in passage.notes],
                "paragraphs": [squeezed(passage.text) for passage in issue.passages],
            }
            for issue in found.issues
        ],
    }


def test_list_without_a_symbol_has_it_worked_out_and_says_so() -> None:
    found = parsed(REAL.read_text(encoding="utf-8"), "upload.txt")

    assert found.symbol == "CAT/C/KAZ/Q/4"
    assert found.warnings == (
        "The document does not state its symbol: CAT/C/KAZ/Q/4 was worked out from the report that it cites. "
        "Check it before you go on.",
    )


def test_french_list_with_bracketed_marks() -> None:
    found = parsed(
        "Nations Unies\nCEDAW/C/RUR/Q/6\nDistr. générale\n1er août 2019\n\n"
        "Liste de points et de questions concernant le sixième rapport périodique de la Ruritanie*\n\n"
        "Cadre constitutionnel et législatif\n\n1. Préciser la portée de la loi[1]. Indiquer sa date.\n\n"
        "Stéréotypes et pratiques préjudiciables (art. 5)\n\n2. Présenter :\n\na) Les plaintes[2] ;\n\n"
        "b) Les condamnations.\n\n"
        "* Adoptée par le Comité à sa soixante-quinzième session (22-26 juillet 2019).\n\n"
        "[1] CEDAW/C/RUR/6, par. 12.\n\n[2] Ibid., par. 14.\n"
    )

    assert (found.symbol, found.state_name, found.language) == ("CEDAW/C/RUR/Q/6", "Ruritanie", "fr")
    assert found.document_date == date(2019, 8, 1)
    assert found.session == "soixante-quinzième session (22-26 juillet 2019)"
    assert headings(found) == [
        ("Cadre constitutionnel et législatif", (), 1),
        ("Stéréotypes et pratiques préjudiciables (art. 5)", (5,), 1),
    ]
    assert outline(found) == [
        (1, 0, [("", "Préciser la portée de la loi. Indiquer sa date.")]),
        (2, 1, [("", "Présenter :"), ("a", "Les plaintes ;"), ("b", "Les condamnations.")]),
    ]
    assert found.issues[1].passages[1].notes == (NoteMark("2", 12),)
    assert found.warnings == ()


@pytest.mark.parametrize(
    ("heading", "numbers"),
    [
        ("Articles 5 and 7 to 9", (5, 7, 8, 9)),
        ("Articles 1, 2, and 4", (1, 2, 4)),
        ("Article 16 (1)", (16,)),
        ("Equality (art. 2, para. 1, and arts. 3, 25 and 26)", (2, 3, 25, 26)),
        ("Emergencies (arts. 2 (1) (a), 4–6)", (2, 4, 5, 6)),
        ("Part I", ()),
        ("Follow-up of 2 articles", ()),
    ],
)
def test_articles_that_a_heading_names(heading: str, numbers: tuple[int, ...]) -> None:
    assert articles(heading, "en") == numbers


@pytest.mark.parametrize(
    ("title", "heading", "numbers"),
    [
        ("Liste de points concernant le rapport initial du Tchad", "Article premier", (1,)),
        ("Liste de points concernant le rapport initial du Tchad", "Articles 1er et 4", (1, 4)),
        ("Liste de points concernant le rapport initial du Tchad", "Articles 5 à 7", (5, 6, 7)),
        (
            "Lista de cuestiones relativa al informe inicial del Perú",
            "Artículos 1º, 2 y 5 a 7",
            (1, 2, 5, 6, 7),
        ),
        ("Перечень вопросов к докладу Чада", "Статьи 12–14 и 16", (12, 13, 14, 16)),
    ],
)
def test_article_heading_in_each_language(title: str, heading: str, numbers: tuple[int, ...]) -> None:
    found = parsed(f"{title}\n{heading}\n1. Point.\n")

    assert headings(found) == [(heading, numbers, 1)]


def test_list_as_json_has_plain_values(real: ParsedList) -> None:
    values = real.as_json()

    assert json.loads(json.dumps(values))["document_date"] == "2022-12-16"
    assert values["title_notes"] == ({"marker": "*", "offset": 70},)
    assert parsed("List of issues\n1. Explain.").as_json()["document_date"] is None


def test_spanish_list_in_parts() -> None:
    found = parsed(
        "Naciones Unidas CRC/C/RUR/Q/3-4\n13 de junio de 2017\n\n"
        "Lista de cuestiones relativa a los informes periódicos tercero y cuarto de Ruritania\n\n"
        "Parte I\n\nEn esta parte se solicita información.\n\n1. Sírvanse indicar las medidas.\n\n"
        "Parte II\n\nEn esta parte se invita al Estado a resumir:\n\n"
        "(a) Nuevas leyes;\n\n(b) Nuevos programas.\n\n"
        "Parte III\n\n2. Sírvanse proporcionar datos.\n"
    )

    assert (found.symbol, found.body, found.state_name) == ("CRC/C/RUR/Q/3-4", "CRC", "Ruritania")
    assert headings(found) == [("Parte I", (), 1), ("Parte II", (), 1), ("Parte III", (), 1)]
    assert [(issue.number, issue.section) for issue in found.issues] == [(1, 0), (2, 2)]
    assert found.warnings == (
        "A text without a number was left out: “En esta parte se invita al "
        "Estado a resumir: (a) Nuevas leyes; "
        "(b) Nuevos progr…”. Add it to an issue if it requests something.",
    )


def test_list_prior_to_reporting_with_lettered_headings_in_hard_lines() -> None:
    found = parsed(
        "Human Rights Committee\n"
        "List of issues prior to submission of the fifth periodic\nreport of Ruritania*\n"
        "A. General information on the national human rights situation, including\n"
        "new measures relating to the implementation of\nthe Covenant\n"
        "1. Please report on any significant developments in the legal and\ninstitutional framework.\n"
        "B.\nSpecific information on the implementation of articles 1 to 3 of the\nCovenant\n"
        "Constitutional and legal framework within which the Covenant is\nimplemented (art. 2)\n"
        "2. Please clarify measures taken further to paragraph\n3. of the views.\n"
        "Counter-terrorism measures\n(arts. 2, 9 and\n12–14)\n"
        "3. With reference to article 4 (1) of the Covenant, please: (a) "
        "explain; (b) list; and\n(c) clarify.\n"
        "* Adopted by the Committee at its 125th session (4–29 March 2019).\n",
        "CCPR_C_RUR_QPR_5.txt",
    )

    assert (found.symbol, found.body) == ("CCPR/C/RUR/QPR/5", "CCPR")
    assert headings(found) == [
        (
            "A. General information on the national human rights situation, "
            "including new measures relating to "
            "the implementation of the Covenant",
            (),
            1,
        ),
        ("B. Specific information on the implementation of articles 1 to 3 of the Covenant", (1, 2, 3), 1),
        ("Constitutional and legal framework within which the Covenant is implemented (art. 2)", (2,), 2),
        ("Counter-terrorism measures (arts. 2, 9 and 12–14)", (2, 9, 12, 13, 14), 2),
    ]
    assert outline(found) == [
        (
            1,
            0,
            [("", "Please report on any significant developments in the legal and institutional framework.")],
        ),
        (2, 2, [("", "Please clarify measures taken further to paragraph 3. of the views.")]),
        (
            3,
            3,
            [
                (
                    "",
                    "With reference to article 4 (1) of the Covenant, please: (a) explain; (b) list; and "
                    "(c) clarify.",
                )
            ],
        ),
    ]
    assert found.warnings == ("The document does not state its date. Type it in before you go on.",)


def test_headings_in_roman_and_lettered_levels_under_a_table_of_contents() -> None:
    found = parsed(
        "E/C.12/RUR/Q/2\n2 April 2020\n\n"
        "List of issues in relation to the second periodic report of the Kingdom of Ruritania\n\n"
        "Contents\n\nPage\n\nI. General information ............. 2\n\n"
        "II. Implementation of the Covenant\n\n3\n\n"
        "I. General information\n\n1) Please provide information.\n\nII. Implementation of the Covenant\n\n"
        "A. Articles 1–3\n\n2) Please explain. Use 1 in 5 as a measure.\n12-1 of the Code is relevant.\n\n"
        "Resources (art. 1 (2))\n\n3) Explain that.\n"
    )

    assert found.state_name == "Kingdom of Ruritania"
    assert headings(found) == [
        ("I. General information", (), 1),
        ("II. Implementation of the Covenant", (), 1),
        ("A. Articles 1–3", (1, 2, 3), 2),
        ("Resources (art. 1 (2))", (1,), 3),
    ]
    assert outline(found) == [
        (1, 0, [("", "Please provide information.")]),
        (2, 2, [("", "Please explain. Use 1 in 5 as a measure. 12-1 of the Code is relevant.")]),
        (3, 3, [("", "Explain that.")]),
    ]
    assert found.warnings == ()


@pytest.mark.parametrize(
    ("numbers", "warnings"),
    [
        ((1, 2, 3), ()),
        ((6, 7), ("The first issue found is number 6. Check that nothing stands before it.",)),
        ((1, 3), ("Issue 2 is missing: the numbers go from 1 to 3.",)),
        ((1, 4), ("Issues 2 to 3 are missing: the numbers go from 1 to 4.",)),
        ((1, 2, 2), ("Issue 2 appears 2 times. Check the numbers in the document.",)),
        ((1, 3, 2, 4), ("Issue 2 stands after issue 3. Check the order of the numbers.",)),
    ],
)
def test_numbers_out_of_series_are_kept_and_said(numbers: tuple[int, ...], warnings: tuple[str, ...]) -> None:
    text = "\n\n".join(f"{number}. Please explain." for number in numbers)

    found = parsed(COVER + TITLE + text)

    assert tuple(issue.number for issue in found.issues) == numbers
    assert found.warnings == warnings


def test_numbers_may_begin_anew_under_a_heading() -> None:
    found = parsed(COVER + TITLE + "Part I\n\n1. One.\n\n2. Two.\n\nPart II\n\n1. Again.\n")

    assert [(issue.number, issue.section) for issue in found.issues] == [(1, 0), (2, 0), (1, 1)]
    assert found.warnings == (
        "Issue 1 stands after issue 2. Check the order of the numbers.",
        "Issue 1 appears 2 times. Check the numbers in the document.",
    )


def test_notes_and_marks_without_each_other_are_said() -> None:
    found = parsed(
        COVER
        + TITLE
        + "1. First¹ and third.³\n\n(a) One;\n\n(c) Three.\n\n¹ Note.\n\n² Lost.\n\n² Lost again.\n"
    )

    assert found.warnings == (
        "An item is missing before (c) in issue 1.",
        "Note 2 has no mark in the text.",
        "The mark of note 3 stands in the text, but there is no such note.",
        "There are 2 notes with the mark 2.",
    )


def test_list_that_states_nothing_says_what_to_type() -> None:
    found = parsed("List of issues\n\n1. Please explain.\n")

    assert found.warnings == (
        "The document does not state its symbol. Type it in before you go on.",
        "The document does not name the treaty body. Choose it before you go on.",
        "The document does not state its date. Type it in before you go on.",
        "The title does not name the State. Type it in before you go on.",
    )


def test_symbol_found_only_in_page_headers_is_stated() -> None:
    found = parsed(
        "Committee\n" + TITLE + "1. Please explain in\nCAT/C/RUR/Q/2\n2\nfull.\nCAT/C/RUR/Q/2\n2. More.\n"
    )

    assert found.symbol == "CAT/C/RUR/Q/2"
    assert outline(found) == [(1, -1, [("", "Please explain in full.")]), (2, -1, [("", "More.")])]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "Concluding observations on the fourth periodic report of Ruritania\n\n"
            "1. The Committee considered.",
            "x.txt is not a list of issues: no such title was found, the text "
            "begins with “Concluding observations "
            "on the fourth periodic report of Ruritania”. Choose the document whose title begins with "
            "“List of issues”.",
        ),
        (
            f"{'Dear Sir or Madam, ' * 6}\n",
            "x.txt is not a list of issues: no such title was found, the text "
            "begins with “Dear Sir or Madam, Dear "
            "Sir or Madam, Dear Sir or Madam, Dear Sir or Madam, Dea…”. Choose the "
            "document whose title begins with "
            "“List of issues”.",
        ),
        (
            "Replies of Ruritania to the\nlist of issues in relation to its report\n\n1. We have.",
            "x.txt holds the replies of a State (“Replies of Ruritania to the”), not the list of issues. "
            "Choose the list that the treaty body sent.",
        ),
        (
            TITLE + "Nothing here.",
            "x.txt has the title of a list of issues, but no numbered issue was found under it. "
            "Check that the file holds the whole document.",
        ),
    ],
)
def test_text_that_is_no_list_is_refused(text: str, message: str) -> None:
    with pytest.raises(NotAListOfIssues) as refused:
        parsed(text, "x.txt")

    assert str(refused.value) == message
