"""Five days of two schedulers and two workers that are killed at random, in processes of their own."""

import json
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.db import connection

pytestmark = pytest.mark.django_db(transaction=True)

ROOT = Path(__file__).parent.parent.parent


def address_of_the_test_database() -> str:
    parts = urlsplit(os.environ["DATABASE_URL"])
    return urlunsplit(parts._replace(path=f"/{connection.settings_dict['NAME']}"))


def test_every_reminder_is_sent_once_whatever_is_killed() -> None:
    command = [sys.executable, "-m", "bench.reminding_faults", "--days", "5", "--ministries", "4", "--json"]
    environment = os.environ | {"DATABASE_URL": address_of_the_test_database()}

    done = subprocess.run(  # noqa: S603 - our own command
        command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout + done.stderr
    found = json.loads(done.stdout)
    wrong = ("reminders doubled", "reminders missed", "reminders not due", "people with two digests a day")
    assert {name: found[name] for name in wrong} == dict.fromkeys(wrong, 0)
    assert found["reminders sent"] == found["reminders due"] > 0
    assert found["killed schedulers"] + found["killed workers"] > 0
