"""The field of an answer's text, and what its page needs."""

import html
import json
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from issues.models import DataPoint, ListOfIssues
from replies import richtext
from replies.editor import EXTENSIONS, LABELS, TITLES, AnswerTextField, configuration


def config_of() -> Any:
    return json.loads(html.unescape(configuration(translation.get_language())))


def test_field_cleans_what_it_takes():
    field = AnswerTextField()

    cleaned = field.clean('<p onclick="x()">Nine <b>deaths</b><script>alert(1)</script></p>')

    assert cleaned == "<p>Nine <strong>deaths</strong></p>"


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("One\n\nTwo\r\nthree\n \n\nFour", "<p>One</p><p>Two<br>three</p><p>Four</p>"),
        ("5 < 6 & AT&amp;T", "<p>5 &lt; 6 &amp; AT&amp;amp;T</p>"),
        ("  \n ", ""),
        (None, ""),
        ("Nine\x00 dea\x0bths\x7f", "<p>Nine deaths</p>"),
        ("<p>Nine\x00</p>\n\n<p>deaths</p>", "<p>Nine</p><p>deaths</p>"),
    ],
)
def test_field_takes_plain_text_and_control_characters(typed, cleaned):
    field = AnswerTextField(required=False)

    assert field.clean(typed) == cleaned


def test_field_that_is_required_is_not_filled_by_spaces():
    with pytest.raises(ValidationError) as refused:
        AnswerTextField().clean("\x00 \n")

    assert refused.value.messages == ["This field is required."]


def test_field_refuses_a_text_over_the_limit():
    field = AnswerTextField()

    with pytest.raises(ValidationError) as refused:
        field.clean("<p>" + "x" * richtext.MAX_LENGTH + "</p>")

    assert refused.value.messages[0].startswith("This text has 200,007 characters")


def test_field_offers_nothing_but_the_vocabulary():
    config = config_of()

    offered = set(config["extensions"])

    assert offered - EXTENSIONS.keys() == {
        "Document",
        "Dropcursor",
        "Gapcursor",
        "History",
        "Paragraph",
        "Text",
    }
    assert EXTENSIONS.keys() - offered == {"NoSpellCheck"}


def test_field_names_its_buttons_in_the_language():
    with translation.override("ru"):
        toolbar = config_of()["extensions"]["Toolbar"]

    assert [toolbar["labels"].keys(), toolbar["titles"].keys()] == [LABELS.keys(), TITLES.keys()]


def test_editor_brings_its_modules():
    modules = config_of()["js_modules"]

    assert modules == [
        f"/static/js/editor/{name}.js"
        for name in ("footnotes", "links", "lists", "paste", "references", "tables", "toolbar")
    ]


def test_import_map_carries_the_nonce():
    request = RequestFactory().get("/")
    vars(request)["csp_nonce"] = "abc"
    template = Template("{% load editor %}{% import_map %}")

    rendered = template.render(Context({"request": request}))

    opening, _, rest = rendered.partition(">")
    names = json.loads(rest.removesuffix("</script>"))["imports"]
    assert opening == '<script type="importmap" nonce="abc"'
    assert names["reply-tracker/saving"] == "/static/js/saving.js"
    assert names["django-prose-editor/editor"] == "/static/django_prose_editor/editor.js"


def test_answer_area_escapes_its_text_and_carries_the_configuration():
    template = Template("{% load editor %}{% answer_area 'id_1' 'Answer to 1' text %}")

    rendered = template.render(Context({"text": "<p>a</p></textarea>"}))

    opening = '<textarea name="text" id="id_1" rows="6" cols="40" maxlength="200000" aria-label="Answer to 1"'
    assert rendered.startswith(opening)
    assert rendered.endswith(">\n&lt;p&gt;a&lt;/p&gt;&lt;/textarea&gt;</textarea>")
    assert "&quot;Footnote&quot;" in rendered


@pytest.mark.parametrize(
    ("point", "opening"),
    [
        (
            DataPoint(label="Deaths", kind="statistics"),
            '<template data-asked-table><table data-title="Deaths">',
        ),
        (DataPoint(label="Law", kind="legislation"), ""),
        (None, ""),
    ],
)
def test_table_asked_stands_in_a_template(point, opening):
    template = Template("{% load editor %}{% table_asked point list %}")

    rendered = template.render(Context({"point": point, "list": ListOfIssues(language="en")}))

    assert rendered.partition("<tbody>")[0] == opening
