"""The address in a mail with which a person switches its kinds of news off, without signing in."""

from collections.abc import Collection
from datetime import timedelta
from typing import NamedTuple

from django.conf import settings
from django.core import signing
from django.urls import reverse

from accounts.models import AtOnce, User

_SIGNER = signing.TimestampSigner(salt="replies.unsubscribing")
# Mail is read late, and the address does nothing but switch off what its person can switch on again.
LIFE = timedelta(days=400)


class Unsubscription(NamedTuple):
    """Whose mail it was, and which kinds of news were in it."""

    user_id: int
    kinds: list[AtOnce]


def token_for(user: User, kinds: Collection[str]) -> str:
    """What says, signed, which kinds are to be switched off for whom."""
    return _SIGNER.sign(f"{user.pk}.{'.'.join(sorted(kinds))}")


def address_for(user: User, kinds: Collection[str]) -> str:
    """The whole address that switches these kinds off for this person."""
    path = reverse("replies:unsubscribe", args=[token_for(user, kinds)])
    return f"{settings.SITE_URL}{path}"


def read_token(token: str) -> Unsubscription | None:
    """What an address asks for; None where it was changed on the way, or is too old."""
    try:
        user, *kinds = _SIGNER.unsign(token, max_age=LIFE).split(".")
    except signing.BadSignature:
        return None
    return Unsubscription(int(user), [AtOnce(kind) for kind in kinds if kind in AtOnce.values])
