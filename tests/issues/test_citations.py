"""Documents cited: read from the 67 notes of CAT/C/KAZ/Q/4, and from notes made for the hard cases."""

from functools import cache

import pytest

from issues.citations import Citation, Place, Reference, citations, merged, references, written
from issues.intake.parsed import ParsedList
from issues.registers import DATA, read_list

BASE = "https://undocs.org/"
GENERAL_COMMENT = ("general comment No. 2 (2007)", "para. 3", "7")
SPEECH = (
    "www.ohchr.org/en/speeches/2022/03/global-update-bachelet-urges-inclusion-combat-sharply-escalating-misery"
    "-and-fear"
)
FOLLOW_UP = (
    "https://tbinternet.ohchr.org/_layouts/15/treatybodyexternal/Download.aspx"
    "?symbolno=INT%2FCAT%2FFUL%2FKAZ%2F25015&Lang=en"
)
DETENTION = "Working Group on Arbitrary Detention opinion"


Ends = tuple[tuple[int, ...], tuple[int, ...]]


@cache
def the_list() -> ParsedList:
    return read_list(DATA / "CAT_C_KAZ_Q_4" / "list.txt")


def cited_in(number: int) -> list[tuple[str, str, str]]:
    """The documents that an issue of the real list cites: name, paragraphs, marks."""
    parsed = the_list()
    issue = next(issue for issue in parsed.issues if issue.number == number)
    marks = [*parsed.sections[issue.section].notes, *(m for p in issue.passages for m in p.notes)]
    found = dict(zip((n.marker for n in parsed.notes), references(n.text for n in parsed.notes), strict=True))
    documents = citations([(mark.marker, found[mark.marker]) for mark in marks], "en")
    return [(one.name, one.paragraphs, " ".join(one.markers)) for one in documents]


@pytest.mark.parametrize(
    ("number", "documents"),
    [
        (
            3,
            [
                GENERAL_COMMENT,
                (FOLLOW_UP, "", "8"),
                ("A/HRC/43/10", "paras. 139.79, 139.80–139.81", "9 11"),
                ("CAT/C/KAZ/4 and Corr.1", "paras. 127–129", "10"),
                ("CAT/OP/KAZ/1", "paras. 17, 29", "10 11"),
                ("CAT/OP/KAZ/1/Add.1", "paras. 4–11, 68–70", "10 11"),
            ],
        ),
        (
            5,
            [
                GENERAL_COMMENT,
                ("CAT/C/KAZ/CO/3/Add.1", "paras. 19–27", "14"),
                ("CAT/C/KAZ/CO/3/Add.2", "paras. 17–22", "14"),
                ("CAT/C/KAZ/CO/3", "para. 10", "15"),
                ("CAT/OP/KAZ/1", "para. 59", "15"),
                ("CAT/OP/KAZ/1/Add.1", "paras. 132–134", "15"),
            ],
        ),
        (
            6,
            [
                GENERAL_COMMENT,
                (SPEECH, "", "16"),
                ("A/HRC/43/46/Add.1", "para. 40", "17"),
                ("CAT/C/KAZ/CO/3", "para. 12", "18 20"),
                ("communication KAZ 1/2019", "", "18"),
                ("https://spcommreports.ohchr.org/Tmsearch/TMDocuments", "", "18"),
                (f"{DETENTION} No. 43/2020", "", "18"),
                ("CAT/OP/KAZ/1", "para. 50", "19"),
                ("CAT/OP/KAZ/1/Add.1", "paras. 120–122", "19"),
                ("CAT/C/KAZ/4 and Corr.1", "para. 81", "20"),
                (f"{DETENTION} No. 67/2018", "", "21"),
            ],
        ),
        (
            7,
            [
                GENERAL_COMMENT,
                ("CEDAW/C/KAZ/CO/5", "paras. 25 (g), 26 (a) and (h)", "22 23"),
                ("A/HRC/43/10", "paras. 139.129, 139.194–139.216", "23"),
                ("E/C.12/KAZ/CO/2", "paras. 36–37", "24"),
            ],
        ),
        (
            8,
            [
                GENERAL_COMMENT,
                ("communication KAZ 6/2018", "", "25"),
                ("A/HRC/43/10", "paras. 62, 139.130–139.133", "25"),
                ("CEDAW/C/KAZ/CO/5", "paras. 27–28", "26"),
                ("CERD/C/KAZ/CO/8-10", "paras. 37–38", "26"),
                ("CAT/C/KAZ/4 and Corr.1", "paras. 163–171", "27"),
            ],
        ),
        (13, []),
        (14, [("CAT/C/KAZ/4 and Corr.1", "paras. 65–66, 74–79", "31 32")]),
        # The document of this “Ibid.” stands in the notes of the issue before.
        (15, [("CAT/C/KAZ/4 and Corr.1", "paras. 26–28, 85", "33")]),
        (
            25,
            [
                ("CAT/C/KAZ/4 and Corr.1", "", "58"),
                ("CEDAW/C/KAZ/CO/5", "para. 13", "59"),
                ("CAT/C/KAZ/CO/3", "paras. 16 (g), 22 (b)", "60"),
                *(
                    (f"communication No. {number}", "", "60")
                    for number in (
                        "444/2010",
                        "651/2015",
                        "661/2015",
                        "554/2013",
                        "538/2013",
                        "497/2012",
                        "475/2011",
                        "441/2010",
                        "433/2010",
                    )
                ),
            ],
        ),
        (
            27,
            [
                ("E/C.12/KAZ/CO/2", "para. 44", "62"),
                ("CCPR/C/127/D/2920/2016", "", "63"),
                ("CRPD/C/KAZ/Q/1", "para. 12 (c)", "64"),
                ("A/HRC/37/56/Add.2", "paras. 89–97", "64"),
            ],
        ),
        (29, [("A/HRC/43/46/Add.1", "paras. 39, 60", "66 67")]),
    ],
)
def test_documents_of_an_issue_of_the_real_list(number: int, documents: list[tuple[str, str, str]]) -> None:
    assert cited_in(number) == documents


def test_every_note_of_the_real_list_cites_something_but_the_first() -> None:
    notes = the_list().notes

    found = references(note.text for note in notes)

    assert len(notes) == 68
    assert [note.marker for note, cited in zip(notes, found, strict=True) if not cited] == ["*"]


def test_document_has_the_address_of_its_symbol() -> None:
    [[found]] = references(["See CERD/C/KAZ/CO/8-10 and Corr.1, para. 3."])

    assert (found.url, found.name) == (f"{BASE}CERD/C/KAZ/CO/8-10", "CERD/C/KAZ/CO/8-10 and Corr.1")


def test_web_address_keeps_its_words_and_loses_the_full_stop() -> None:
    [[found]] = references(["See www.ohchr.org/en/node?a=1&b=2."])

    assert (found.name, found.url) == (
        "www.ohchr.org/en/node?a=1&b=2",
        "https://www.ohchr.org/en/node?a=1&b=2",
    )


def test_document_without_an_address_has_none() -> None:
    [found] = citations([("1", references(["See communication KAZ 1/2019."])[0])], "en")

    assert found == Citation("communication KAZ 1/2019", "", "", ("1",))


def test_same_document_with_and_without_its_corrigendum_is_one() -> None:
    first, second = references(["CAT/C/KAZ/4, para. 2.", "CAT/C/KAZ/4 and Corr.1, para. 1."])

    assert citations([("1", first), ("2", second)], "en") == (
        Citation("CAT/C/KAZ/4 and Corr.1", f"{BASE}CAT/C/KAZ/4", "paras. 1, 2", ("1", "2")),
    )


@pytest.mark.parametrize(
    ("notes", "keys"),
    [
        (["A/1/1, para. 2, and B/2/2.", "Ibid., para. 3."], ["B/2/2"]),
        (["A/1/1.", "See B/2/2; ibid., para. 5. Ibid., para. 6."], ["B/2/2", "B/2/2"]),
        (["A/1/1.", "The State party's own words.", "Ibid., para. 3."], []),
        (["Ibid., para. 3."], []),
        (["A/1/1.", "Ibid.", "Ibid., para. 3."], ["A/1/1"]),
        (["A/1/1.", "Там же, пп. 3 и 4."], ["A/1/1"]),
    ],
)
def test_ibid_is_the_last_document_of_the_note_before(notes: list[str], keys: list[str]) -> None:
    assert [reference.key for reference in references(notes)[-1]] == keys


@pytest.mark.parametrize(
    "text",
    [
        "He and/or she.",
        "The TV/Radio law.",
        "In paragraph 3 of the report.",
        "See para. 4 above.",
        "",
        "A/",
        "№ 5",
    ],
)
def test_note_that_cites_nothing(text: str) -> None:
    assert references([text]) == [()]


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("A/1/1, paras. 4, 5 and 7.", "paras. 4, 5, 7"),
        ("A/1/1, paras. 4-6.", "paras. 4–6"),
        ("A/1/1, para. 12 (a)–(c).", "para. 12 (a)–(c)"),
        ("A/1/1, para. 12 (a) (i), (b) and (d).", "para. 12 (a) (i), (b) and (d)"),
        ("A/1/1, para.\N{NO-BREAK SPACE}7.", "para. 7"),
        ("A/1/1, para. 7 and B/2/2.", "para. 7"),
        ("A/1/1, paras. 127–9.", "para. 127"),
        ("A/1/1, annex.", ""),
    ],
)
def test_paragraphs_as_notes_write_them(text: str, paragraphs: str) -> None:
    cited = references([text])[0][0]

    assert written(merged(cited.places), "en") == paragraphs


@pytest.mark.parametrize(
    ("places", "one"),
    [
        ([((3,), (9,)), ((4,), (5,))], [((3,), (9,))]),
        ([((8,), (9,)), ((3,), (8,))], [((3,), (9,))]),
        ([((27,), (28,)), ((29,), (30,))], [((27,), (28,)), ((29,), (30,))]),
        ([((139, 80), (139, 81)), ((62,), (62,))], [((62,), (62,)), ((139, 80), (139, 81))]),
    ],
)
def test_places_that_overlap_are_one(places: list[Ends], one: list[Ends]) -> None:
    found = merged(Place(first, last) for first, last in places)

    assert [(place.first, place.last) for place in found] == one


@pytest.mark.parametrize(
    ("parts", "one"),
    [
        ([("(c)",), ("(a)",)], ("(a)", "(c)")),
        ([("(a)",), ()], ()),
    ],
)
def test_parts_of_a_paragraph_are_one(parts: list[tuple[str, ...]], one: tuple[str, ...]) -> None:
    assert merged(Place((12,), (12,), part) for part in parts) == (Place((12,), (12,), one),)


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("fr", "Voir A/1/1 et Corr.1, par. 4 et 12 a).", "par. 4, 12 a)"),
        ("es", "Véase A/1/1 y Corr.1, párrs. 4 a) y b) y 5.", "párrs. 4 a) y b), 5"),
        ("ru", "См. A/1/1 и Corr.1, пп. 4 и 12 (а) и (б).", "пп. 4, 12 (а) и (б)"),
        ("ar", "A/1/1 and Corr.1, para. 4.", "para. 4"),
    ],
)
def test_paragraphs_in_the_language_of_the_list(language: str, text: str, words: str) -> None:
    cited: list[Reference] = list(references([text])[0])

    assert [one.paragraphs for one in citations([("1", cited)], language)] == [words]
