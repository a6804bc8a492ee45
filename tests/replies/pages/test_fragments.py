"""Pieces of pages that are kept in the cache."""

import logging

import pytest
from django.conf import settings
from django.test import override_settings

from replies.pages.fragments import kept


def test_kept_is_made_once() -> None:
    made = iter(["first", "second"])

    assert [kept("piece", lambda: next(made)) for _ in range(2)] == ["first", "first"]


def test_kept_by_key() -> None:
    assert [kept(key, lambda key=key: key) for key in ("one", "other")] == ["one", "other"]  # type: ignore[misc]


def test_kept_is_made_anew_while_the_cache_is_away(caplog: pytest.LogCaptureFixture) -> None:
    away = {"default": settings.CACHES["default"] | {"LOCATION": "unix:///nowhere/at/all"}}

    with caplog.at_level(logging.WARNING), override_settings(CACHES=away):
        found = kept("piece", lambda: "made")

    assert (found, [record.getMessage() for record in caplog.records]) == (
        "made",
        ["the cache is away: piece is made anew"],
    )
