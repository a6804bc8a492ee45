"""Fixtures of all tests."""

import shutil
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client

from accounts.models import User
from tests import factories


@pytest.fixture(scope="session", autouse=True)
def _throw_away_uploads() -> Iterator[None]:
    yield
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    cache.clear()


@pytest.fixture
def administrator(db: None) -> User:
    return factories.make_user("administrator")


class SignedIn(Client):
    """A test client that signs a person in: `client.of(user).get(...)`."""

    def of(self, user: User) -> "SignedIn":
        self.force_login(user)
        return self


@pytest.fixture
def client() -> SignedIn:
    return SignedIn()
