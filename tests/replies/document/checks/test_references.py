"""Answers that meet: twice, nowhere, in a circle. What needs no database."""

from replies.document.checks.references import circles
from tests.replies.document.checks.scene import given, texts


def test_circle_of_texts_that_say_nothing_else() -> None:
    answers = [
        given('<p>See <span data-see="2.1"></span>.</p>', code="1.1"),
        given('<p>See also <span data-see="1.1"></span>.</p>', code="2.1"),
        given('<p>See <span data-see="3.1"></span>.</p>', code="3.1"),
    ]

    assert texts(circles(answers)) == [
        "These answers only refer to each other: 1.1 → 2.1 → 1.1.",
        "These answers only refer to each other: 3.1 → 3.1.",
    ]


def test_circle_is_none_where_a_text_says_something() -> None:
    answers = [
        given('<p>See <span data-see="2.1"></span>.</p>', code="1.1"),
        given('<p>All complaints are registered; see <span data-see="1.1"></span>.</p>', code="2.1"),
    ]

    assert texts(circles(answers)) == []
