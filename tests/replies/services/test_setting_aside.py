"""Warnings that an administrator sets aside and takes back."""

import pytest

from accounts.models import User
from issues.models import ListOfIssues
from replies import services
from replies.document.checks import findings_of
from replies.models import SetAside
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def stored() -> ListOfIssues:
    """A list with one reply that refers to a page, not accepted."""
    reply = factories.make_reply()
    text = "<p>Nine deaths; see page 5.</p>"
    factories.answer_all(reply, by=factories.focal_point_of(reply), text=text)
    return reply.assignment.issue.list_of_issues


def keys(stored: ListOfIssues, *, error: bool = False) -> list[str]:
    return [item.key for item in findings_of(stored).items if item.is_error == error]


def test_warning_set_aside_keeps_who_and_why(stored: ListOfIssues, administrator: User) -> None:
    (key,) = keys(stored)

    row = services.set_aside(stored, key, " A book. ", by=administrator)

    history = SetAside.pgh_event_model.objects.get()
    (found,) = findings_of(stored).set_aside
    assert (row.key, row.reason, row.by, row.text) == (key, "A book.", administrator, found.text)
    assert (found.aside, found.aside_by, found.aside_at) == ("A book.", administrator.name, row.at)
    assert (history.pgh_label, history.pgh_context["user"], history.pgh_context["reason"]) == (
        "insert",
        administrator.pk,
        "warning set aside",
    )


def test_warning_taken_back_counts_again(stored: ListOfIssues, administrator: User) -> None:
    (key,) = keys(stored)
    services.set_aside(stored, key, "A book.", by=administrator)

    services.take_back(stored, key, by=administrator)

    labels = SetAside.pgh_event_model.objects.order_by("pgh_id").values_list("pgh_label", flat=True)
    assert (findings_of(stored).set_aside, list(labels)) == ((), ["insert", "delete"])


@pytest.mark.parametrize("role", ["coordinator", "observer"])
def test_setting_aside_is_for_administrators(stored: ListOfIssues, role: str) -> None:
    (key,) = keys(stored)

    with pytest.raises(services.Refused, match=r"^Only an administrator sets warnings aside\.$"):
        services.set_aside(stored, key, "A book.", by=factories.make_user(role))

    assert SetAside.objects.count() == 0


@pytest.mark.parametrize(
    ("which", "reason", "said"),
    [
        ("warning", "  ", "Write why this warning can be set aside."),
        ("error", "Ok.", "An error cannot be set aside: it must be mended before the document can go out."),
        ("gone", "Ok.", "This warning is no longer there: the text has changed since."),
    ],
)
def test_setting_aside_is_refused_in_words(
    stored: ListOfIssues, administrator: User, which: str, reason: str, said: str
) -> None:
    key = {"warning": keys(stored), "error": keys(stored, error=True), "gone": ["page:9.9:0"]}[which][0]

    with pytest.raises(services.Refused) as refused:
        services.set_aside(stored, key, reason, by=administrator)

    assert (str(refused.value), SetAside.objects.count()) == (said, 0)


def test_setting_aside_twice_is_refused(stored: ListOfIssues, administrator: User) -> None:
    (key,) = keys(stored)
    services.set_aside(stored, key, "A book.", by=administrator)

    with pytest.raises(services.Refused, match=r"^This warning is set aside already\.$"):
        services.set_aside(stored, key, "Another.", by=administrator)


def test_taking_back_what_is_not_set_aside_is_refused(stored: ListOfIssues, administrator: User) -> None:
    with pytest.raises(services.Refused, match=r"^This warning is not set aside any more\.$"):
        services.take_back(stored, "page:1.1:0", by=administrator)


def test_closed_list_changes_no_more(stored: ListOfIssues, administrator: User) -> None:
    (key,) = keys(stored)
    services.set_aside(stored, key, "A book.", by=administrator)
    ListOfIssues.objects.filter(pk=stored.pk).update(status="submitted")

    refusals = []
    for act in (
        lambda: services.set_aside(stored, key, "A book.", by=administrator),
        lambda: services.take_back(stored, key, by=administrator),
    ):
        with pytest.raises(services.Refused) as refused:
            act()
        refusals.append(str(refused.value))

    assert refusals == ["The list of issues is closed: nothing changes any more."] * 2
