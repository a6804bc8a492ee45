"""The demonstration: complete, loaded once, in development only."""

import io

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from accounts.models import Ministry, User
from issues.models import Assignment, Issue
from replies.models import Reply

pytestmark = pytest.mark.django_db


def run(command: str) -> str:
    out = io.StringIO()
    call_command(command, stdout=out)
    return out.getvalue()


def test_load_demonstration_fills_an_empty_database_once(settings: Settings) -> None:
    settings.DEBUG = True

    first, second = run("load_demonstration"), run("load_demonstration")

    counts = [model.objects.count() for model in (Ministry, User, Issue, Assignment, Reply)]
    assert (first, second) == (
        "CAT/C/KAZ/Q/4 is loaded with 12 ministries.\n",
        "The demonstration is there already.\n",
    )
    assert counts == [12, 27, 30, 64, 64]
    assert User.objects.get(email="focal.mia@example.org").check_password("reply-tracker")
    assert not Issue.objects.filter(due_date__isnull=True).exists()


def test_show_sign_ins_prints_addresses_and_the_password(settings: Settings) -> None:
    settings.DEBUG = True

    printed = run("show_sign_ins")

    assert ("focal.mia@example.org" in printed, "password for all: reply-tracker" in printed) == (True, True)


@pytest.mark.parametrize("command", ["load_demonstration", "show_sign_ins"])
def test_demonstration_is_refused_outside_development(command: str) -> None:
    with pytest.raises(CommandError):
        run(command)

    assert User.objects.count() == 0
