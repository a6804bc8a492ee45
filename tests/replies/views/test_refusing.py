"""The page for what a person may see but not do."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import RequestFactory

from accounts.models import User
from replies.views.refusing import refused
from tests import factories
from tests.conftest import SignedIn

pytestmark = pytest.mark.django_db


def test_refused_page_of_a_list_says_why_and_leads_to_its_register(client: SignedIn) -> None:
    stored = factories.make_list()

    response = client.of(factories.make_user()).get(f"/lists/{stored.pk}/progress/")
    page = response.content.decode()

    assert (response.status_code, "This is not for you to do</h1>" in page) == (403, True)
    assert f'<a href="{stored.get_absolute_url()}">Register of {stored.symbol}</a>' in page
    assert '<a href="/">Back to my desk</a>' in page


def test_refused_page_of_no_list_leads_to_the_desk_alone(client: SignedIn) -> None:
    response = client.of(factories.make_user()).get("/overview/")
    page = response.content.decode()

    assert (response.status_code, "Register of" in page) == (403, False)
    assert '<a href="/">Back to my desk</a>' in page


def test_refused_before_an_address_is_resolved(rf: RequestFactory, administrator: User) -> None:
    request = rf.get("/lists/1/progress/")
    vars(request).update(user=administrator, csp_nonce="")

    response = refused(request, PermissionDenied("No."))

    assert (response.status_code, "<p>No.</p>" in response.content.decode()) == (403, True)
