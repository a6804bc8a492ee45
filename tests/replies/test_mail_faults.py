"""What people are told when a mail was not accepted."""

import smtplib
import socket
import ssl

import pytest
from pytest_django import Settings

from replies.mail_faults import Fault, fault_of, no_address


@pytest.fixture(autouse=True)
def _server(settings: Settings) -> None:
    settings.EMAIL_HOST, settings.EMAIL_PORT = "mail.example.org", 587
    settings.DEFAULT_FROM_EMAIL = "tracker@example.org"


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (ssl.SSLCertVerificationError("expired"), "have it renewed, or write the name"),
        (ssl.SSLError("wrong version"), "does not speak TLS as expected"),
        (socket.gaierror(-2, "unknown"), "mail.example.org:587 is not known"),
        (ConnectionRefusedError(111, "Connection refused"), "Nothing answers at mail.example.org:587"),
        (TimeoutError("timed out"), "did not answer in time"),
        (smtplib.SMTPAuthenticationError(535, b"no"), "does not accept the user or the password"),
        (smtplib.SMTPNotSupportedError("STARTTLS"), "does not offer what EMAIL_URL asks for"),
        (smtplib.SMTPSenderRefused(553, b"no", "x"), "does not accept mail from tracker@example.org"),
        (smtplib.SMTPServerDisconnected("gone"), "ended the connection"),
        (smtplib.SMTPDataError(554, b"spam"), "could not be used"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_fault_says_what_to_do_and_is_tried_again(error: OSError, said: str) -> None:
    fault = fault_of(error)

    sentence, technical = fault.text.split("\n")
    assert (said in sentence, technical, fault.is_final) == (
        True,
        f"{type(error).__name__}: {error}",
        False,
    )


@pytest.mark.parametrize(
    ("code", "said", "is_final"),
    [
        (450, "5.1.1 Wait", False),
        (550, "5.1.1 No such user", True),
        (553, "5.2.1 Closed", True),
        (550, "5.7.1 Relaying denied", False),
        (550, "No", False),
    ],
)
def test_refused_address_is_final_where_it_does_not_exist(code: int, said: str, is_final: bool) -> None:
    fault = fault_of(smtplib.SMTPRecipientsRefused({"aigul@example.org": (code, said.encode())}))

    assert fault == Fault(
        "The mail server mail.example.org:587 does not accept the address: an administrator sees under "
        f"Administration → People whether it is right.\naigul@example.org: {code} {said}",
        is_final,
    )


def test_mail_that_cannot_be_written_is_final() -> None:
    fault = fault_of(ValueError("Header values can't contain newlines"))

    assert fault == Fault(
        "The mail could not be written: see that the address and the name of the person are right."
        "\nValueError: Header values can't contain newlines",
        True,
    )


def test_person_without_an_address() -> None:
    assert no_address("Aigul") == (
        "Aigul has no address: an administrator enters one under Administration → People."
    )
