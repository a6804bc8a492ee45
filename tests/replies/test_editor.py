"""The field of an answer's text, and what its page needs."""

import html
import json
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from replies import richtext
from replies.editor import EXTENSIONS, LABELS, TITLES, AnswerTextField, configuration


def config_of() -> Any:
    return json.loads(html.unescape(configuration(translation.get_language())))


def test_field_cleans_what_it_takes():
    field = AnswerTextField()

    cleaned = field.clean('<p onclick="x()">Nine <b>deaths</b><script>alert(1)</script></p>')

    assert cleaned == "<p>Nine <strong>deaths</strong></p>"


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
        for name in ("footnotes", "links", "lists", "paste", "tables", "toolbar")
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

    assert rendered.startswith('<textarea name="text" id="id_1" rows="6" cols="40" aria-label="Answer to 1"')
    assert rendered.endswith(">\n&lt;p&gt;a&lt;/p&gt;&lt;/textarea&gt;</textarea>")
    assert "&quot;Footnote&quot;" in rendered
