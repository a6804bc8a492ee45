import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import translation

from accounts.models import Role, User
from tests import factories

pytestmark = pytest.mark.django_db


def test_user_belongs_to_a_ministry_by_role() -> None:
    with pytest.raises(IntegrityError, match="accounts_user_ministry_by_role"), transaction.atomic():
        User.objects.create_user("a@example.org", name="A", role=Role.FOCAL_POINT)
    with pytest.raises(IntegrityError, match="accounts_user_ministry_by_role"), transaction.atomic():
        User.objects.create_user(
            "a@example.org", name="A", role=Role.OBSERVER, ministry=factories.make_ministry()
        )


def test_user_refuses_an_unknown_role_and_capitals_in_the_address() -> None:
    user = factories.make_user(Role.OBSERVER)

    with pytest.raises(IntegrityError, match="accounts_user_role_known"), transaction.atomic():
        User.objects.filter(pk=user.pk).update(role="minister")
    with pytest.raises(IntegrityError, match="accounts_user_email_lower_case"), transaction.atomic():
        User.objects.filter(pk=user.pk).update(email="Person@example.org")


def test_user_clean_says_what_to_do_about_the_ministry() -> None:
    lonely = User(email="A@Example.org", name="A", role=Role.FOCAL_POINT)
    misplaced = User(email="b@example.org", name="B", role=Role.OBSERVER, ministry=factories.make_ministry())

    with pytest.raises(ValidationError, match="Choose the ministry this person works for"):
        lonely.clean()
    with pytest.raises(ValidationError, match="Leave this empty"):
        misplaced.clean()
    assert lonely.email == "a@example.org"


def test_create_superuser_is_an_administrator() -> None:
    user = User.objects.create_superuser("Root@example.org", "a long password", name="Root")
    user.clean()

    assert (
        user.email,
        user.role,
        user.is_staff,
        user.is_superuser,
        user.has_perm("x"),
        user.has_module_perms("x"),
    ) == (
        "root@example.org",
        "administrator",
        True,
        True,
        True,
        True,
    )


def test_user_is_called_by_their_name() -> None:
    user = factories.make_user(Role.OBSERVER, name="Observer")

    assert (
        str(user),
        user.get_full_name(),
        user.get_short_name(),
        user.has_perm("x"),
        user.has_module_perms("x"),
    ) == (
        "Observer",
        "Observer",
        "Observer",
        False,
        False,
    )


@pytest.mark.parametrize(
    ("language", "name"),
    [("en", "Ministry of Health"), ("ru", "Министерство здравоохранения"), ("kk", "Ministry of Health")],
)
def test_ministry_has_its_name_in_the_active_language(language: str, name: str) -> None:
    ministry = factories.make_ministry(name_en="Ministry of Health", name_ru="Министерство здравоохранения")

    with translation.override(language):
        assert str(ministry) == name
