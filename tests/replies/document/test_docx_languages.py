"""Text of another script says its language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from replies.document.docx import render
from replies.document.docx_languages import Speech
from replies.document.docx_markup import NAMESPACES, type_of
from replies.document.tree import Footnote, Heading, Link, Paragraph, Text
from tests.replies.document.packages import W, body, parts, text, values
from tests.replies.document.test_docx import written
from tests.replies.document.trees import document


def tagged(markup: str) -> list[tuple[str, dict[str, str]]]:
    """Text and language of each run."""
    root = etree.fromstring(f"<w:p {NAMESPACES}>{markup}</w:p>")
    return [(text(run), values(run, "rPr/lang")) for run in root.iter(f"{W}r")]


@pytest.mark.parametrize(
    ("tag", "said", "runs"),
    [
        ("en-GB", "Nine deaths.", [("Nine deaths.", {})]),
        ("en-GB", "", [("", {})]),
        ("fr-FR", "Décès", [("Décès", {})]),
        (
            "en-GB",
            "The «Министерство внутренних дел» says",
            [("The «", {}), ("Министерство внутренних дел", {"val": "ru-RU"}), ("» says", {})],
        ),
        ("en-GB", "Әділет министрлігі", [("Әділет министрлігі", {"val": "kk-KZ"})]),
        ("en-GB", "a وزارة العدل", [("a ", {}), ("وزارة العدل", {"bidi": "ar-SA"})]),
        ("ru-RU", "Закон", [("Закон", {})]),
        (
            "ru-RU",
            "Закон «Ombudsman Act, 2021, on» и Әділет министрлігі",
            [
                ("Закон «", {}),
                ("Ombudsman Act, 2021, on", {"val": "en-GB"}),
                ("» и ", {}),
                ("Әділет министрлігі", {"val": "kk-KZ"}),
            ],
        ),
    ],
)
def test_run_says_the_language_of_its_script(
    tag: str, said: str, runs: list[tuple[str, dict[str, str]]]
) -> None:
    assert tagged(Speech(tag).runs(said)) == runs


def test_arabic_runs_from_right_to_left_and_keeps_its_weight() -> None:
    (run,) = etree.fromstring(f"<w:p {NAMESPACES}>{Speech('en-GB').runs('العدل', type_of(bold=True))}</w:p>")

    assert [etree.QName(found).localname for found in run[0]] == ["b", "bCs", "rtl", "lang"]


@given(st.text(), st.sampled_from(("en-GB", "ru-RU")))
def test_no_character_is_lost(said: str, tag: str) -> None:
    assert written("".join(found for found, _tag in tagged(Speech(tag).runs(said)))) == written(said)


def test_headings_notes_and_links_say_their_language() -> None:
    tree = document(
        Heading(2, "Закон"),
        Paragraph((Footnote("Уголовный кодекс"), Link("https://un.org/", (Text("здесь"),)))),
        title="Ответы",
    )
    content = render(tree)

    runs = [
        run for part in (body(content), parts(content)["word/footnotes.xml"]) for run in part.iter(f"{W}r")
    ]
    assert [text(run) for run in runs if values(run, "rPr/lang") == {"val": "ru-RU"}] == [
        "Ответы",
        "Закон",
        "здесь",
        "Уголовный кодекс",
    ]
