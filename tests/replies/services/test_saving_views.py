"""Views saved under a name."""

import pytest

from accounts.models import Role
from replies import services
from replies.models import SavedView
from replies.services.saving_views import MOST, kept_query
from tests import factories

pytestmark = pytest.mark.django_db


def test_view_keeps_what_is_known_in_a_fixed_order() -> None:
    stored = factories.make_list()
    user = factories.make_coordinator(stored)

    view = services.save_view(
        stored,
        "register",
        "sort=-words&by=point&evil=1&state=&columns=code&columns=words&ministry=mia&q=a%20b",
        name="  Late   ones ",
        by=user,
    )

    assert (view.name, view.user, view.list_of_issues, view.page) == ("Late ones", user, stored, "register")
    assert view.query == "ministry=mia&by=point&q=a+b&columns=code&columns=words&sort=-words"


def test_view_of_progress_keeps_no_columns() -> None:
    assert kept_query("progress", "columns=a&by=point&state=overdue&sort=overdue") == (
        "state=overdue&sort=overdue"
    )


@pytest.mark.parametrize("name", ["", "  "])
def test_view_needs_a_name(name: str) -> None:
    stored = factories.make_list()

    with pytest.raises(services.Refused, match="Give the view a name"):
        services.save_view(stored, "register", "", name=name, by=factories.make_user())


def test_view_of_a_name_that_is_taken_is_refused_and_the_first_stays() -> None:
    stored, user = factories.make_list(), factories.make_user()
    services.save_view(stored, "register", "state=overdue", name="Late", by=user)

    with pytest.raises(services.Refused, match="You have a view “LATE” already"):
        services.save_view(stored, "register", "state=accepted", name="LATE", by=user)

    assert SavedView.objects.get().query == "state=overdue"


def test_name_is_free_in_another_list_on_another_page_and_for_another_person() -> None:
    stored = factories.make_list()
    user = factories.make_coordinator(stored)
    services.save_view(stored, "register", "", name="Late", by=user)

    services.save_view(stored, "progress", "", name="Late", by=user)
    services.save_view(stored, "register", "", name="Late", by=factories.make_user())
    services.save_view(factories.make_list(), "register", "", name="Late", by=user)

    assert SavedView.objects.count() == 4


def test_views_of_a_page_are_so_many_at_the_most() -> None:
    stored, user = factories.make_list(), factories.make_user()
    SavedView.objects.bulk_create(
        SavedView(list_of_issues=stored, user=user, page="register", name=f"View {n}") for n in range(MOST)
    )

    with pytest.raises(services.Refused, match="You have 50 views of this page already"):
        services.save_view(stored, "register", "", name="One more", by=user)


def test_view_of_too_much_is_refused() -> None:
    with pytest.raises(services.Refused, match="too much for one view"):
        services.save_view(
            factories.make_list(), "register", "q=" + "x" * 1100, name="Long", by=factories.make_user()
        )


def test_view_of_a_page_that_is_not_for_the_person_is_refused() -> None:
    user = factories.make_user(Role.FOCAL_POINT)

    with pytest.raises(services.Refused, match="how all ministries stand"):
        services.save_view(factories.make_list(), "progress", "", name="Late", by=user)


def test_view_is_deleted_by_its_owner_alone() -> None:
    stored, user = factories.make_list(), factories.make_user()
    view = services.save_view(stored, "register", "", name="Late", by=user)

    with pytest.raises(services.Refused, match="Only its owner"):
        services.delete_view(view, by=factories.make_user())
    services.delete_view(view, by=user)

    assert SavedView.objects.count() == 0
