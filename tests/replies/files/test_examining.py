"""The examination of files: stored once, for the version that was examined, and taken up when it was lost."""

import hashlib
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from celery.exceptions import Retry
from django.core.files.base import ContentFile
from django.utils import timezone
from pytest_django import Settings

from config.celery import app
from replies import services
from replies.files.examining import examine, left_waiting
from replies.files.scanning import Unreachable
from replies.files.uploads import Inspected
from replies.models import Attachment, Reply
from replies.tasks import examine_attachment, resume_examinations
from tests import factories
from tests.replies.clamd import EICAR, Scanner, listening
from tests.replies.pictures import pdf

pytestmark = pytest.mark.django_db


@pytest.fixture
def reply() -> Reply:
    return factories.make_reply()


@pytest.fixture
def scanner(settings: Settings) -> Iterator[Scanner]:
    with listening(Scanner()) as found:
        settings.CLAMD_URL = found.url
        yield found


def facts(file: Attachment) -> tuple[str, str, str, int, bool]:
    file.refresh_from_db()
    return file.sha256, file.scan, file.virus, file.preview_pages, file.examined_at is not None


def test_examine_without_a_scanner_says_that_it_was_not_scanned(reply: Reply) -> None:
    content = pdf(2)
    file = factories.attach(reply, content)

    examine_attachment(attachment_id=file.pk, version=1)

    assert facts(file) == (hashlib.sha256(content).hexdigest(), "not_scanned", "", 2, True)
    event = file.events.order_by("pgh_id").last()
    assert event.pgh_context == {"user": None, "reason": "examined"}


def test_examine_with_a_scanner(reply: Reply, scanner: Scanner) -> None:
    clean = factories.attach(reply, b"%PDF-1.7")
    infected = factories.attach(reply, b"%PDF-1.7 " + EICAR)
    for file in (clean, infected):
        examine(file.pk, 1, is_last_try=False)

    assert facts(clean)[1:] == ("clean", "", 0, True)
    assert facts(infected)[1:] == ("infected", "Eicar-Test-Signature", 0, True)


def test_examine_twice_changes_nothing(reply: Reply) -> None:
    file = factories.attach(reply)
    examine(file.pk, 1, is_last_try=False)
    events = file.events.count()

    examine(file.pk, 1, is_last_try=False)

    assert file.events.count() == events


def test_examine_leaves_a_replaced_and_a_removed_file_alone(reply: Reply) -> None:
    replaced, removed = factories.attach(reply), factories.attach(reply)
    author = factories.focal_point_of(reply)
    found = Inspected("new.pdf", "application/pdf", 8)
    services.replace(replaced, ContentFile(b"%PDF-1.7"), found, by=author)
    services.detach(removed, by=author)
    for file in (replaced, removed):
        examine(file.pk, 1, is_last_try=False)

    assert facts(replaced) == ("", "waiting", "", 0, False)


def test_examine_that_is_overtaken_stores_nothing(reply: Reply, monkeypatch: pytest.MonkeyPatch) -> None:
    file = factories.attach(reply)
    author, found = factories.focal_point_of(reply), Inspected("new.pdf", "application/pdf", 8)
    digest = hashlib.file_digest

    def slowly(*args: Any) -> Any:
        services.replace(file, ContentFile(b"%PDF-1.7"), found, by=author)
        return digest(*args)

    monkeypatch.setattr("hashlib.file_digest", slowly)
    examine(file.pk, 1, is_last_try=False)

    assert (facts(file), file.version) == (("", "waiting", "", 0, False), 2)


def test_examination_is_tried_again_while_the_scanner_is_away(reply: Reply, settings: Settings) -> None:
    settings.CLAMD_URL = "tcp://127.0.0.1:1"
    file = factories.attach(reply)
    pauses: list[Any] = []
    for retries in range(4):
        examine_attachment.push_request(retries=retries, called_directly=False, is_eager=True)
        with pytest.raises(Retry) as caught:
            examine_attachment.run(attachment_id=file.pk, version=1)
        examine_attachment.pop_request()
        pauses.append(caught.value.when)
    waiting = facts(file)
    examine_attachment.push_request(retries=4, called_directly=False, is_eager=True)
    examine_attachment.run(attachment_id=file.pk, version=1)
    examine_attachment.pop_request()

    assert (pauses, waiting[1], facts(file)[1]) == ([15, 30, 60, 120], "waiting", "not_scanned")


def test_examine_before_the_last_try_raises(reply: Reply, settings: Settings) -> None:
    settings.CLAMD_URL = "tcp://127.0.0.1:1"
    file = factories.attach(reply)

    with pytest.raises(Unreachable):
        examine(file.pk, 1, is_last_try=False)


def test_left_waiting_names_those_whose_task_was_lost(reply: Reply) -> None:
    lost, _fresh, done = (factories.attach(reply) for _ in range(3))
    examine(done.pk, 1, is_last_try=True)
    long_ago = timezone.now() - timedelta(minutes=11)
    Attachment.objects.filter(pk__in=[lost.pk, done.pk]).update(uploaded_at=long_ago)

    assert left_waiting(timezone.now()) == [(lost.pk, 1)]


def test_resume_examinations_takes_them_up(reply: Reply) -> None:
    lost = factories.attach(reply)
    Attachment.objects.update(uploaded_at=timezone.now() - timedelta(minutes=11))
    app.conf.task_always_eager = True
    try:
        resume_examinations()
    finally:
        app.conf.task_always_eager = False

    assert facts(lost)[1] == "not_scanned"
