"""Calling people by name, and who can be called."""

import pytest

from accounts.models import User
from replies.mentions import called, in_bold, readers_of
from replies.templatetags.comment_tags import said
from tests import factories


def people(*names: str) -> list[User]:
    return [User(pk=pk, name=name) for pk, name in enumerate(names, 1)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@Айгүл Әбдірахманқызы, which year?", ["Айгүл Әбдірахманқызы"]),
        ("please ask @айгүл әбдірахманқызы", ["Айгүл Әбдірахманқызы"]),
        ("@Focal point, Ministry of Justice: which year?", ["Focal point, Ministry of Justice"]),
        ("(@Ann Lee) and @Ann", ["Ann", "Ann Lee"]),
        ("@Ann Lee", ["Ann Lee"]),
        ("@Anna, ann@Ann.org, Ann Lee, @", []),
    ],
)
def test_called_finds_whole_names_the_longest_first(text: str, expected: list[str]) -> None:
    known = people("Ann", "Ann Lee", "Айгүл Әбдірахманқызы", "Focal point, Ministry of Justice")

    assert [person.name for person in called(text, known)] == expected


def test_called_calls_namesakes_together() -> None:
    assert [person.pk for person in called("@ann", people("Ann", "Ben", "Ann"))] == [1, 3]


def test_called_without_anybody_finds_nobody() -> None:
    assert called("@Ann", []) == []


def test_in_bold_escapes_what_is_said() -> None:
    shown = in_bold("<i>@Ann & co</i>, @<b>Ben</b>, @Carl", ["Ann & co", "<b>Ben</b>"])

    assert shown == ("&lt;i&gt;<b>@Ann &amp; co</b>&lt;/i&gt;, <b>@&lt;b&gt;Ben&lt;/b&gt;</b>, @Carl")


@pytest.mark.django_db
def test_readers_are_the_ministry_the_lists_coordinators_and_administrators() -> None:
    reply = factories.make_reply()
    ministry, stored = reply.assignment.ministry, reply.assignment.issue.list_of_issues
    concerned = [
        factories.make_user("focal_point", ministry),
        factories.make_user("clearing_officer", ministry),
        factories.make_coordinator(stored),
        factories.make_user("administrator"),
    ]
    factories.make_user("focal_point", ministry, is_active=False)
    factories.make_user("focal_point")
    factories.make_user("observer")
    factories.make_coordinator(factories.make_list())
    joint = factories.make_reply(issue=reply.assignment.issue, role="contributor")
    factories.focal_point_of(joint)

    assert sorted(readers_of(reply), key=lambda user: user.pk) == concerned


def test_said_stands_in_paragraphs_and_escaped() -> None:
    shown = said("@Ann,\r\n<b>why</b>?\n\nWhen?", ["Ann"])

    assert shown == "<p><b>@Ann</b>,<br>&lt;b&gt;why&lt;/b&gt;?</p>\n\n<p>When?</p>"
