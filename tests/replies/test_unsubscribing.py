"""The token of an address that switches news off."""

import pytest
from django.core import signing

from replies.unsubscribing import read_token, token_for
from tests import factories

pytestmark = pytest.mark.django_db


def test_token_says_whose_mail_it_was_and_which_kinds_were_in_it() -> None:
    user = factories.make_user()

    assert read_token(token_for(user, ["moved", "cleared"])) == (user.pk, ["cleared", "moved"])


def test_token_changed_on_the_way_is_nobodys() -> None:
    user, other = factories.make_user(), factories.make_user()
    token = token_for(user, ["moved"])

    assert read_token(token.replace(f"{user.pk}.", f"{other.pk}.", 1)) is None


def test_token_of_long_ago_is_nobodys() -> None:
    user = factories.make_user()
    signer = signing.TimestampSigner(salt="replies.unsubscribing")
    stamp = signing.b62_encode(1_500_000_000)
    old = signer.sep.join([f"{user.pk}.moved", stamp])

    assert read_token(signing.Signer.sign(signer, old)) is None
