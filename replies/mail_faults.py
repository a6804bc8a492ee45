"""What a refusal of the mail server means, and what to do about it; its own words stand behind."""

import socket
import ssl
from smtplib import (
    SMTPAuthenticationError,
    SMTPNotSupportedError,
    SMTPRecipientsRefused,
    SMTPSenderRefused,
    SMTPServerDisconnected,
)
from typing import NamedTuple

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# No such mailbox, not local, a name that is none: the same address is refused tomorrow, too. The plain code
# does not say it: a server that is set up wrongly refuses everybody with 550 (RFC 3463 for the further code).
NO_SUCH_ADDRESS = (b"5.1.", b"5.2.1")
FINAL = 500


# What to do by the kind of the error; a kind stands before the more general one.
SENTENCES: dict[type[Exception], Promise] = {
    ssl.SSLCertVerificationError: gettext_lazy(
        "The certificate of the mail server %(server)s is not valid: have it renewed, or write the name "
        "that it was issued for into EMAIL_URL."
    ),
    ssl.SSLError: gettext_lazy(
        "The mail server %(server)s does not speak TLS as expected: see that EMAIL_URL names the right "
        "port and kind of encryption."
    ),
    socket.gaierror: gettext_lazy(
        "The name of the mail server %(server)s is not known: see that EMAIL_URL spells it rightly and "
        "that this machine can look up names."
    ),
    ConnectionRefusedError: gettext_lazy(
        "Nothing answers at %(server)s: see that the mail server runs and that EMAIL_URL names the right "
        "port."
    ),
    TimeoutError: gettext_lazy(
        "The mail server %(server)s did not answer in time: see that it runs and that no firewall stands "
        "between."
    ),
    SMTPAuthenticationError: gettext_lazy(
        "The mail server %(server)s does not accept the user or the password: correct them in EMAIL_URL."
    ),
    SMTPNotSupportedError: gettext_lazy(
        "The mail server %(server)s does not offer what EMAIL_URL asks for: see whether it offers "
        "encryption and signing in on this port."
    ),
    SMTPSenderRefused: gettext_lazy(
        "The mail server %(server)s does not accept mail from %(sender)s: correct DEFAULT_FROM_EMAIL, or "
        "allow this sender on the server."
    ),
    SMTPRecipientsRefused: gettext_lazy(
        "The mail server %(server)s does not accept the address: an administrator sees under "
        "Administration → People whether it is right."
    ),
    SMTPServerDisconnected: gettext_lazy(
        "The mail server %(server)s ended the connection: see its log; it is tried again by itself."
    ),
}


class Fault(NamedTuple):
    """Why a mail was not sent, in words; `is_final` where another attempt would end in the same way."""

    text: str
    is_final: bool


def fault_of(error: Exception) -> Fault:
    """What an error of sending means."""
    technical = " ".join(_technical(error).split())
    return Fault(f"{explained(error)}\n{technical}", _is_final(error))


def no_address(name: str) -> str:
    """Why a person without an address gets no mail."""
    return _("%(name)s has no address: an administrator enters one under Administration → People.") % {
        "name": name
    }


def explained(error: Exception) -> str:
    """What is wrong and what to do, in a sentence."""
    server = {"server": f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}", "sender": settings.DEFAULT_FROM_EMAIL}
    for kind, text in SENTENCES.items():
        if isinstance(error, kind):
            return str(text) % server
    if isinstance(error, OSError):
        return _("The mail server %(server)s could not be used: its answer follows.") % server
    return _("The mail could not be written: see that the address and the name of the person are right.")


def _technical(error: Exception) -> str:
    if isinstance(error, SMTPRecipientsRefused):
        return "; ".join(
            f"{address}: {code} {said.decode(errors='replace')}"
            for address, (code, said) in error.recipients.items()
        )
    return f"{type(error).__name__}: {error}"


def _is_final(error: Exception) -> bool:
    if isinstance(error, SMTPRecipientsRefused):
        return all(
            code >= FINAL and said.startswith(NO_SUCH_ADDRESS) for code, said in error.recipients.values()
        )
    return not isinstance(error, OSError)
