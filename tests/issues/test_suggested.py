"""Suggestions for a stored list: from its rows, those of earlier lists, and the history of assignments."""

import pytest

from accounts.models import Ministry
from issues.models import Issue, ListOfIssues
from issues.suggested import suggested_for
from replies import services
from replies.pages.assigning import issues_of
from tests import factories

pytestmark = pytest.mark.django_db

TEXT = "Please describe the register of restraints in wards."


def found_in(stored: ListOfIssues) -> list[tuple[int, str, str, str]]:
    found = suggested_for(stored, issues_of(stored), Ministry.objects.all())
    return [(n, e.ministry, e.role, e.reason) for n, entries in found.items() for e in entries]


def make_issue(stored: ListOfIssues, text: str = TEXT) -> Issue:
    issue = factories.make_issue(stored, label="Wards")
    issue.passages.update(text=text)
    return issue


def test_suggested_from_the_earlier_lists_of_the_state() -> None:
    stored, one, elsewhere = factories.make_list(), factories.make_list(), factories.make_list(state="UTO")
    intake = factories.make_list(status="intake")
    make_issue(stored)
    for other, code in ((one, "own"), (elsewhere, "elsewhere"), (intake, "intake")):
        issue = make_issue(other)
        services.assign(issue, factories.make_ministry(code=code), role="lead", data_points=[], by=None)

    assert found_in(stored) == [(1, "own", "lead", f"issue 1 of {one.symbol} was theirs")]


def test_suggested_from_the_words_with_the_data_points() -> None:
    stored = factories.make_list()
    factories.make_ministry(code="health", name_en="Ministry of Health")
    issue = make_issue(stored, "Please describe the hospitals.")
    factories.make_point(issue, start=20, end=29)

    found = suggested_for(stored, issues_of(stored), Ministry.objects.all())

    assert {n: [e.data_points for e in entries] for n, entries in found.items()} == {1: [("1.1",)]}


def test_suggested_no_more_where_something_else_is_given_or_it_was_taken_away() -> None:
    stored = factories.make_list()
    coordinator = factories.make_coordinator(stored)
    health, other = (
        factories.make_ministry(code=c, name_en=n) for c, n in (("health", "Health"), ("x", "X"))
    )
    first, second, third = (make_issue(stored, "Please describe the hospitals.") for _ in range(3))
    services.give(first, other, role="contributor", by=coordinator)
    services.give(second, health, role="lead", by=coordinator)
    services.give(second, health, role="", by=coordinator)

    assert found_in(stored) == [(third.number, "health", "lead", "words: hospitals")]


@pytest.mark.parametrize("status", ["submitted", "archived"])
def test_suggested_is_nothing_in_a_closed_or_empty_list(status: str) -> None:
    factories.make_ministry(name_en="Health")
    closed, empty = factories.make_list(status=status), factories.make_list()
    make_issue(closed, "Please describe the hospitals.")

    assert (found_in(closed), found_in(empty)) == ([], [])
