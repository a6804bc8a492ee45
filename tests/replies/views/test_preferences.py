"""A person chooses when and of what they are told, and enters when they are away."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from accounts.models import Absence, AtOnce, Role, User
from tests import factories
from tests.conftest import SignedIn

pytestmark = pytest.mark.django_db

URL = "/settings/"
ADD = "/settings/absences/add/"


@pytest.fixture(autouse=True)
def _hour(settings: Settings) -> None:
    settings.DIGEST_HOUR = 8


@pytest.fixture
def user() -> User:
    return factories.make_user(name="Mia")


@pytest.fixture
def deputy(user: User) -> User:
    return factories.make_user(Role.FOCAL_POINT, user.ministry, name="Boris")


def day(n: int) -> date:
    return timezone.localdate() + timedelta(n)


def page_of(client: SignedIn, user: User) -> str:
    return client.of(user).get(URL).content.decode()


def test_page_says_in_a_sentence_what_is_chosen(client: SignedIn, user: User) -> None:
    page = page_of(client, user)

    assert "<h1>Your daily mail comes from 08:00 on. You are told of everything at once.</h1>" in page
    assert "Always on: what goes up to you because it is overdue" in page
    assert "Nothing is entered. Enter your leave here" in page


@pytest.mark.parametrize(
    ("switched_off", "said"),
    [
        (["moved"], "Your daily mail comes from 06:00 on. You are told of 5 of 6 things at once."),
        (AtOnce.values, "Your daily mail comes from 06:00 on. You are told of nothing at once."),
    ],
)
def test_page_says_of_how_much_the_person_is_told(
    client: SignedIn, switched_off: list[str], said: str
) -> None:
    assert said in page_of(client, factories.make_user(digest_hour=6, switched_off=switched_off))


@pytest.mark.parametrize("role", [*Role.values])
def test_settings_are_saved_for_every_role(client: SignedIn, role: str) -> None:
    user = factories.make_user(role)
    values = {"digest_hour": "17", "told": ["returned", "moved"], "language": "ru"}

    response = client.of(user).post(URL, values)

    user.refresh_from_db()
    assert (response.status_code, response.headers["Location"]) == (302, URL)
    assert (user.digest_hour, user.language) == (17, "ru")
    assert user.switched_off == ["mentioned", "assigned", "cleared", "accepted"]
    assert response.cookies["django_language"].value == "ru"


def test_usual_hour_is_chosen_again(client: SignedIn) -> None:
    user = factories.make_user(digest_hour=17)

    client.of(user).post(URL, {"digest_hour": "", "language": "en"})

    user.refresh_from_db()
    assert (user.digest_hour, user.switched_off) == (None, AtOnce.values)


def test_settings_that_are_not_offered_are_refused_and_kept_in_the_form(client: SignedIn, user: User) -> None:
    values = {"digest_hour": "24", "told": ["returned", "everything"], "language": "xx"}

    response = client.of(user).post(URL, values)

    page = response.content.decode()
    user.refresh_from_db()
    assert (response.status_code, user.digest_hour, user.switched_off) == (422, None, [])
    assert "Choose one of the hours offered." in page
    assert "Choose among the things offered." in page
    assert "Choose one of the languages offered." in page


def test_absence_is_entered_and_said_on_top(client: SignedIn, user: User, deputy: User) -> None:
    values = {"first_day": day(0), "last_day": day(1), "deputy": deputy.pk}

    response = client.of(user).post(ADD, values)

    page = page_of(client, user)
    assert response.headers["Location"] == URL
    assert list(Absence.objects.values_list("user", "first_day", "last_day", "deputy")) == [
        (user.pk, day(0), day(1), deputy.pk)
    ]
    assert "<h1>You are away until" in page
    assert "Boris gets your mail." in page
    assert "I am back" in page


def test_absence_until_further_notice_without_a_deputy_says_what_that_means(
    client: SignedIn, user: User
) -> None:
    client.of(user).post(ADD, {"first_day": day(0)})

    assert "<h1>You are away until further notice. Nobody gets your mail.</h1>" in page_of(client, user)


def test_absence_to_come_can_be_removed(client: SignedIn, user: User) -> None:
    absence = Absence.objects.create(user=user, first_day=day(3), last_day=day(4))
    before = page_of(client, user)

    response = client.of(user).post(reverse("replies:absence_end", args=[absence.pk]))

    assert ("Remove" in before, "Your daily mail comes from" in before) == (True, True)
    assert (response.headers["Location"], Absence.objects.count()) == (URL, 0)


def test_absence_that_is_refused_keeps_what_was_typed(client: SignedIn, user: User) -> None:
    response = client.of(user).post(ADD, {"first_day": day(3), "last_day": day(2)})

    page = response.content.decode()
    assert (response.status_code, Absence.objects.count()) == (422, 0)
    assert "The absence ends before it starts" in page
    assert f'value="{day(3):%Y-%m-%d}"' in page


def test_absence_without_a_day_says_what_to_enter(client: SignedIn, user: User) -> None:
    response = client.of(user).post(ADD, {"first_day": "", "last_day": "soon", "deputy": "0"})

    page = response.content.decode()
    assert "Enter the first day on which you are away." in page
    assert "Enter a day, such as 2026-11-30." in page
    assert "Choose one of the people offered." in page


def test_absence_page_that_is_loaded_again_leads_to_the_settings(client: SignedIn, user: User) -> None:
    assert client.of(user).get(ADD).headers["Location"] == URL


def test_absence_of_another_is_not_there(client: SignedIn, user: User, deputy: User) -> None:
    absence = Absence.objects.create(user=deputy, first_day=day(0))

    response = client.of(user).post(reverse("replies:absence_end", args=[absence.pk]))

    absence.refresh_from_db()
    assert (response.status_code, absence.last_day) == (404, None)


def test_deputy_sees_whose_mail_they_get(client: SignedIn, user: User, deputy: User) -> None:
    Absence.objects.create(user=user, first_day=day(0), deputy=deputy)
    Absence.objects.create(user=user, first_day=day(-9), last_day=day(-8), deputy=deputy)

    page = page_of(client, deputy)

    assert page.count("Mia, away") == 1


@pytest.mark.parametrize("rows", [1, 3])
def test_page_takes_the_same_queries_for_many(
    client: SignedIn,
    django_assert_num_queries: DjangoAssertNumQueries,
    user: User,
    deputy: User,
    rows: int,
) -> None:
    for n in range(rows):
        Absence.objects.create(user=user, first_day=day(n), last_day=day(n), deputy=deputy)
        Absence.objects.create(user=deputy, first_day=day(n), last_day=day(n), deputy=user)
    client.of(user).get("/healthz/")

    # The person, the absences, who can be a deputy.
    with django_assert_num_queries(3):
        client.get(URL)
