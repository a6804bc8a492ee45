"""Fixtures of all tests."""

import shutil
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.cache import cache, caches
from django.db import connection
from django.test import Client
from pytest_django import DjangoDbBlocker

from accounts.models import User
from tests import factories


@pytest.fixture(scope="session", autouse=True)
def _throw_away_uploads() -> Iterator[None]:
    yield
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The test database; what threads of tests left open there is closed before it is dropped."""
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    cache.clear()
    caches["fragments"].clear()


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
