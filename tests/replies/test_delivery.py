"""What a mail server is given, over which connections, and what its answers lead to."""

import socket
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from pytest_django import Settings

from accounts.models import User
from replies.delivery import MAILS_A_CONNECTION, RUN, Outbox, send_all
from replies.models import Digest
from replies.reminders import claim_next, plan_digests, send
from replies.tasks import send_digests
from tests import factories
from tests.replies.scene import Scene, digests, february, make_scene, received

pytestmark = pytest.mark.django_db


class Server:
    """Accepts mail, or answers what it is told to; counts the connections."""

    def __init__(self) -> None:
        self.mails: list[str] = []
        self.connections = 0
        self.to_recipient = self.to_data = "250 OK"

    async def handle_EHLO(  # noqa: N802
        self, _server: SMTP, session: Session, _envelope: Envelope, name: str, responses: list[str]
    ) -> list[str]:
        session.host_name = name
        self.connections += 1
        return responses

    async def handle_RCPT(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        envelope.rcpt_tos.append(address)
        return self.to_recipient

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.to_data.startswith("250"):
            self.mails += envelope.rcpt_tos
        return self.to_data


@pytest.fixture
def server(settings: Settings) -> Iterator[Server]:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        settings.EMAIL_HOST, settings.EMAIL_PORT = free.getsockname()
    handler = Server()
    controller = Controller(handler, settings.EMAIL_HOST, settings.EMAIL_PORT)
    controller.start()
    handler.connections = 0  # without the one by which the controller saw that it runs
    yield handler
    controller.stop()


@pytest.fixture
def scene() -> Scene:
    return make_scene()


def message(n: int = 0) -> EmailMultiAlternatives:
    return EmailMultiAlternatives("Due today", "Text", to=[f"person-{n}@example.org"])


def send_next() -> Digest:
    plan_digests(february(15))
    digest = claim_next(february(15))
    assert digest is not None
    send(digest, february(15))
    return Digest.objects.get()


def test_outbox_sends_many_mails_over_one_connection(server: Server) -> None:
    with Outbox() as outbox:
        for n in range(3):
            outbox.send(message(n))

    assert (server.mails, server.connections) == ([f"person-{n}@example.org" for n in range(3)], 1)


def test_outbox_opens_a_new_connection_after_many_mails(server: Server) -> None:
    with Outbox() as outbox:
        for n in range(MAILS_A_CONNECTION + 1):
            outbox.send(message(n))

    assert (len(server.mails), server.connections) == (MAILS_A_CONNECTION + 1, 2)


def test_outbox_opens_a_new_connection_after_an_error(server: Server) -> None:
    with Outbox() as outbox:
        server.to_data = "451 Later"
        with pytest.raises(OSError, match="Later"):
            outbox.send(message(1))
        server.to_data = "250 OK"
        outbox.send(message(2))

    assert (server.mails, server.connections) == (["person-2@example.org"], 2)


def test_task_sends_all_digests_over_one_connection(scene: Scene, server: Server) -> None:
    other = factories.focal_point_of(scene.reply)

    with time_machine.travel(february(15), tick=False):
        send_digests()

    assert (sorted(server.mails), server.connections) == (sorted([scene.author.email, other.email]), 1)


def test_run_ends_when_its_time_is_over(scene: Scene) -> None:
    for _ in range(2):
        factories.focal_point_of(scene.reply)
    plan_digests(february(15))

    with time_machine.travel(february(15), tick=False) as clock:

        def send_slowly(digest: Digest, now: Any, *, outbox: Outbox) -> None:
            send(digest, now, outbox=outbox)
            clock.shift(RUN / 2)

        send_all(claim_next, send_slowly)

    assert len(received()) == 2


def test_person_without_an_address_fails_at_once(scene: Scene) -> None:
    User.objects.filter(pk=scene.author.pk).update(email="", name="Aigul")

    digest = send_next()

    assert (mail.outbox, digest.status, digest.attempts) == ([], "failed", 1)
    assert digest.error.startswith("Aigul has no address:")


def test_address_that_does_not_exist_fails_at_once(scene: Scene, server: Server) -> None:
    server.to_recipient = "550 5.1.1 No such user"

    digest = send_next()

    assert (server.mails, digest.status, digest.attempts) == ([], "failed", 1)
    assert digest.error.endswith(f"\n{scene.author.email}: 550 5.1.1 No such user")


def test_full_mailbox_is_tried_again(scene: Scene, server: Server) -> None:
    server.to_recipient = "452 Mailbox full"

    send_next()

    assert digests() == [(scene.author, date(2023, 2, 15), "due", 1)]


def test_mail_that_cannot_be_written_fails_at_once(scene: Scene) -> None:
    plan_digests(february(15))
    digest = claim_next(february(15))
    assert digest is not None
    digest.user.email = "person@example.org\nBcc: x@example.org"

    send(digest, february(15))

    assert [(row.status, row.error.split(":")[0]) for row in Digest.objects.all()] == [
        ("failed", "The mail could not be written")
    ]
