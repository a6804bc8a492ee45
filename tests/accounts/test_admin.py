"""Inviting people: an administrator adds them, they choose their password."""

import re
from datetime import date
from typing import Any

import pytest
from django.core import mail
from django.test import override_settings
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks

from accounts.models import Role, User
from tests import factories
from tests.conftest import SignedIn

pytestmark = pytest.mark.django_db


def values_of(user: User, *absences: dict[str, Any]) -> dict[str, Any]:
    """What the page of a person sends, with these absences added to it."""
    rows = {f"absences-{n}-{name}": value for n, row in enumerate(absences) for name, value in row.items()}
    return {
        "email": user.email,
        "name": user.name,
        "role": user.role,
        "ministry": user.ministry_id or "",
        "language": "en",
        "is_active": "on",
        "absences-TOTAL_FORMS": len(absences),
        "absences-INITIAL_FORMS": 0,
        **rows,
    }


def test_added_person_is_invited_and_chooses_a_password(
    client: SignedIn, administrator: User, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    ministry = factories.make_ministry()
    values = {
        "email": "new@example.org",
        "name": "Focal point",
        "role": Role.FOCAL_POINT,
        "ministry": ministry.pk,
        "language": "en",
        "is_active": "on",
    }

    with django_capture_on_commit_callbacks(execute=True):
        client.of(administrator).post(reverse("admin:accounts_user_add"), values)
    client.logout()
    [message] = mail.outbox
    link = re.search(r"http://[^/]+(/\S+)", str(message.body))
    assert link
    page = client.get(link[1], follow=True)
    form = {"password1": "long enough 4711", "password2": "long enough 4711"}
    client.post(page.request["PATH_INFO"], form)

    user = User.objects.get(email="new@example.org")
    assert (message.to, user.check_password("long enough 4711")) == (["new@example.org"], True)


@pytest.mark.django_db(transaction=True)
@override_settings(EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend", EMAIL_PORT=1)
def test_added_person_stays_added_when_the_mail_server_is_away(client: SignedIn, administrator: User) -> None:
    values = {"email": "new@example.org", "name": "Observer", "role": Role.OBSERVER, "language": "en"}

    client.of(administrator).post(reverse("admin:accounts_user_add"), values | {"is_active": "on"})

    page = client.get(reverse("admin:accounts_user_changelist")).content.decode()
    assert User.objects.filter(email="new@example.org").exists()
    assert "The invitation to new@example.org was not sent" in page


def test_person_without_an_invitation_asks_for_a_link_at_the_sign_in(client: SignedIn) -> None:
    user = factories.make_user(Role.OBSERVER)
    user.set_unusable_password()
    user.save()

    page = client.get(reverse("account_login")).content.decode()
    client.post(reverse("account_reset_password"), {"email": user.email})

    [message] = mail.outbox
    assert "Forgot your password?" in page
    assert (message.to, "/password/reset/key/" in str(message.body)) == ([user.email], True)


def test_changed_person_is_not_invited_again(client: SignedIn, administrator: User) -> None:
    user = factories.make_user(Role.OBSERVER)
    url = reverse("admin:accounts_user_change", args=[user.pk])

    client.of(administrator).post(url, values_of(user) | {"name": "Renamed"})

    user.refresh_from_db()
    assert (user.name, mail.outbox) == ("Renamed", [])


def test_people_are_never_deleted(client: SignedIn, administrator: User) -> None:
    user = factories.make_user(Role.OBSERVER)

    response = client.of(administrator).post(
        reverse("admin:accounts_user_delete", args=[user.pk]), {"post": "yes"}
    )

    assert (response.status_code, User.objects.filter(pk=user.pk).exists()) == (403, True)


def test_nobody_signs_up(client: SignedIn) -> None:
    values = {"email": "me@example.org", "password1": "long enough 4711", "password2": "long enough 4711"}

    client.post(reverse("account_signup"), values)

    assert list(User.objects.all()) == []


def test_superior_and_absence_are_entered_for_others(client: SignedIn, administrator: User) -> None:
    user = factories.make_user()
    head = factories.make_user(Role.CLEARING_OFFICER, user.ministry)
    url = reverse("admin:accounts_user_change", args=[user.pk])

    client.of(administrator).post(
        url, values_of(user, {"first_day": "2099-03-02"}) | {"superior": head.pk, "name": "Mia"}
    )

    user.refresh_from_db()
    event = user.absences.get().events.get()
    assert (user.superior, user.name) == (head, "Mia")
    absence = user.absences.get()
    assert (absence.first_day, absence.last_day, absence.deputy) == (date(2099, 3, 2), None, None)
    assert event.pgh_context["user"] == administrator.pk


def test_superior_who_cannot_be_one_is_refused(client: SignedIn, administrator: User) -> None:
    user, stranger = factories.make_user(), factories.make_user()
    url = reverse("admin:accounts_user_change", args=[user.pk])

    page = client.of(administrator).post(url, values_of(user) | {"superior": stranger.pk}).content.decode()

    user.refresh_from_db()
    assert "Choose somebody of the same ministry, or a coordinator or an administrator." in page
    assert user.superior is None


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"first_day": "2023-03-02", "last_day": "2023-03-03"}, "These days are over"),
        ({"first_day": "", "last_day": "2099-03-03"}, "This field is required."),
    ],
)
def test_absence_that_cannot_be_is_refused(
    client: SignedIn, administrator: User, row: dict[str, str], said: str
) -> None:
    user = factories.make_user()
    url = reverse("admin:accounts_user_change", args=[user.pk])

    page = client.of(administrator).post(url, values_of(user, row)).content.decode()

    assert (said in page, user.absences.count()) == (True, 0)
